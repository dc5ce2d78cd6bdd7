import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newBudgets } from '../../src/llm/budget.js';
import type { ModelRequest } from '../../src/llm/model.js';
import type { Provider } from '../../src/llm/provider.js';

const request: ModelRequest = { role: 'plan', system: 'a', user: 'b' };
const provider: Provider = {
  name: 'p',
  baseUrl: 'http://127.0.0.1:9/v1',
  model: 'm',
  key: { kind: 'none' },
  structured: 'plain',
  timeoutMs: 1000,
  attempts: 1,
};
const usage = { input: 30, output: 10 };

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'budget-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('an answer that cannot be written down is not lost, counts later, and keeps a limited day from the next question', async () => {
  const folder = join(emptyFolder(), 'state');
  const budgets = newBudgets({ day: { tokens: 100 } }, folder, () => new Date('2026-11-07'));
  await budgets.check(request, provider);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file');
  await budgets.spent('p', usage, undefined);
  await budgets.spent('p', usage, undefined);
  await expect(budgets.check(request, provider)).rejects.toMatchObject({ code: 'llm/uncounted' });
  rmSync(folder);
  await budgets.check(request, provider);
  await budgets.spent('p', usage, undefined);
  const lines = readFileSync(join(folder, 'usage-2026-11-07.jsonl'), 'utf8').match(/"tokens":40/g);
  expect(lines).toHaveLength(3);
  await expect(budgets.check(request, provider)).rejects.toMatchObject({ code: 'llm/budget' });
});

it('a line of the day that was cut short spoils none after it', async () => {
  const folder = emptyFolder();
  const day = join(folder, 'usage-2026-11-07.jsonl');
  const now = () => new Date('2026-11-07');
  writeFileSync(day, '{"at":"2026-11-07T00:00:00.000Z","pro');
  const budgets = newBudgets({ day: { tokens: 50 } }, folder, now);
  await budgets.spent('p', usage, undefined);
  await budgets.spent('p', usage, undefined);
  await expect(budgets.check(request, provider)).rejects.toMatchObject({ code: 'llm/budget' });
});

it('a day without a limit needs no count', async () => {
  const folder = join(emptyFolder(), 'state');
  mkdirSync(join(folder, '..'), { recursive: true });
  writeFileSync(folder, 'a file');
  const budgets = newBudgets({ run: { tokens: 100 } }, folder);
  await budgets.check(request, provider);
  await budgets.spent('p', usage, undefined);
  await expect(budgets.check(request, provider)).resolves.toBeUndefined();
});
