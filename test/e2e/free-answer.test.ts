import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentOf, runCli } from '../support/run-cli.js';
import { shopProject } from '../support/shop-project.js';

const spec = 'specs/003-paid';

/** A spec with one question that no option answers. */
async function asked(): Promise<string> {
  const cwd = await shopProject();
  const wanted = 'orders by store last 7 days, vip shops only';
  await runCli(['new', 'spec', wanted, '--name', 'paid'], { cwd });
  const drafted = await runCli(['gen', 'dsl', '003', '--as-of', '2026-11-07'], { cwd });
  expect(drafted.status).toBe(3);
  return cwd;
}
const read = (cwd: string, path: string): string => readFileSync(join(cwd, spec, path), 'utf8');

it('words that the ontology knows take the place of those that it does not', async () => {
  const cwd = await asked();
  const given = ['clarify', '003', '--answer', 'Q-001=paid orders', '--by', 'Li', '--json'];
  const ran = await runCli(given, { cwd });
  expect([ran.status, documentOf(ran)]).toMatchObject([
    0,
    { answered: [{ id: 'Q-001', answer: 'paid orders', bound: true }], questions: [] },
  ]);
  expect(read(cwd, 'requirement.md')).toMatch(/- Q-001 .*\n {2}A: paid orders \(Li\)\n/);
  const document = JSON.parse(read(cwd, 'dsl/question.json')) as object;
  expect(document).not.toHaveProperty('unresolved');
  expect(JSON.stringify(document)).toContain("status = 'paid'");
});

it('what they do not say is kept, and what to do is told; the document stays', async () => {
  const cwd = await asked();
  const before = read(cwd, 'dsl/question.json');
  const ran = await runCli(['clarify', '003', '--answer', 'Q-001=shops we like'], { cwd });
  expect(ran.status).toBe(3);
  expect(ran.stdout).toContain('kept in requirement.md, but the ontology does not know its words');
  expect(ran.stdout).toContain('--answer Q-001="…"');
  expect(read(cwd, 'requirement.md')).toContain('A: shops we like (');
  expect(read(cwd, 'dsl/question.json')).toBe(before);
});
