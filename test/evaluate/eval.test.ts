import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateFolder } from '../../src/cli/actions/evaluate/eval.js';
import type { EvalOptions } from '../../src/cli/commands/eval.js';
import type { Outcome } from '../../src/cli/outcome.js';
import { databaseFile, temporaryFolder } from '../engine/temporary.js';
import { shopSql, shopYaml } from '../support/shop.js';
import { write } from '../support/shop-project.js';
import { ownQuestions } from './own-set.js';

async function shopSet(questions: readonly unknown[] = ownQuestions): Promise<string> {
  const cwd = temporaryFolder();
  write(cwd, 'set/questions.json', JSON.stringify(questions));
  write(cwd, 'names/shop.yaml', shopYaml);
  await databaseFile(shopSql, 'shop.duckdb', join(cwd, 'set'));
  return cwd;
}

function evaluate(cwd: string, more: Partial<EvalOptions> = {}, folder = 'set'): Promise<Outcome> {
  const { signal } = new AbortController();
  const session = { language: 'en', cwd, signal, progress: () => undefined } as const;
  return evaluateFolder(session, folder, { model: 'none', asOf: '2026-11-07', ...more });
}

it('judges the own set: right where there is an answer, refused where there is none', async () => {
  const cwd = await shopSet();
  const { data, text } = await evaluate(cwd, { ontology: 'names' });
  expect(data).toMatchObject({
    run: '001-set-none',
    summary: { total: 4, right: 2, wrong: 0, asked: 0, refused: 2, unanswerable_refused: 2 },
    questions: [
      { id: 'orders-of-a-week', verdict: 'right', answerable: true, valid_at_first: true },
      { id: 'orders-by-status', verdict: 'right' },
      { id: 'weather', verdict: 'refused', answerable: false },
      { id: 'novel', verdict: 'refused' },
    ],
  });
  expect(text).toContain('right 2, wrong 0, asked 0, refused 2');
});

it('keeps documents, SQL, rows and verdicts where git does not look, and leaves the database alone', async () => {
  const cwd = await shopSet();
  const file = join(cwd, 'set/shop.duckdb');
  const before = { bytes: readFileSync(file), time: statSync(file).mtimeMs };
  await evaluate(cwd, { ontology: 'names' });
  const kept = join(cwd, '.dataagent/eval/001-set-none');
  const read = (path: string): string => readFileSync(join(kept, path), 'utf8');
  expect(JSON.parse(read('orders-by-status/document.json'))).toMatchObject({ dsl: '1' });
  expect(read('orders-by-status/query.sql')).toMatch(/^select/i);
  expect(JSON.parse(read('orders-by-status/verdict.json'))).toMatchObject({
    verdict: 'right',
    rows: { total: 3 },
  });
  expect(JSON.parse(read('report.json'))).toMatchObject({ summary: { total: 4 } });
  expect(readFileSync(join(cwd, '.dataagent/.gitignore'), 'utf8')).toBe('*\n');
  expect(before.bytes.equals(readFileSync(file))).toBe(true);
  expect(statSync(file).mtimeMs).toBe(before.time);
});

it('reads an ontology from the database where none is given', async () => {
  const cwd = await shopSet([
    { id: 'n', question: 'number of stores', gold_columns: ['n'], gold_rows: [[3]] },
  ]);
  const { data } = await evaluate(cwd);
  expect(data).toMatchObject({ questions: [{ verdict: 'right' }] });
  expect(existsSync(join(cwd, '.dataagent/eval/001-set-none/ontology'))).toBe(true);
});

it('counts an answer with other rows as wrong, and rows without an answer too', async () => {
  const [first] = ownQuestions;
  const cwd = await shopSet([
    { ...first, gold: [{ columns: ['n'], rows: [[1]] }] },
    { id: 'none', question: first.question, as_of: first.as_of, set: 'idk' },
  ]);
  const { data } = await evaluate(cwd, { ontology: 'names' });
  expect(data).toMatchObject({
    summary: { right: 0, wrong: 2, right_of_answered: 0 },
    questions: [{ verdict: 'wrong' }, { verdict: 'wrong' }],
  });
});

it('takes the questions of a list of ids, and the first so many', async () => {
  const cwd = await shopSet();
  write(cwd, 'ids.txt', 'novel\n\norders-by-status\n');
  const some = await evaluate(cwd, { ontology: 'names', ids: 'ids.txt' });
  expect(some.data['questions']).toMatchObject([{ id: 'orders-by-status' }, { id: 'novel' }]);
  const first = await evaluate(cwd, { ontology: 'names', limit: '1' });
  expect(first.data).toMatchObject({ run: '002-set-none', summary: { total: 1 } });
  write(cwd, 'ids.txt', 'nobody\n');
  await expect(evaluate(cwd, { ids: 'ids.txt' })).rejects.toThrow('no question has the id nobody');
});

it.each([
  ['a folder without questions', 'names', 'none', 'does not exist'],
  ['a model that there is not', 'set', 'large', 'large'],
])('%s is a trouble', async (_, folder, model, message) => {
  const cwd = await shopSet();
  await expect(evaluate(cwd, { model }, folder)).rejects.toThrow(message);
});
