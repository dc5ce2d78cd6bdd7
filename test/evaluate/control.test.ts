import { expect, it } from 'vitest';
import { controlAnswer } from '../../src/evaluate/proposals/control.js';
import { judgeSql } from '../../src/evaluate/judge/judge.js';
import type { Model, ModelRequest } from '../../src/llm/model.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { open } from '../engine/temporary.js';
import { shopSql } from '../support/shop.js';

const question = {
  id: 'n',
  text: 'how many stores?',
  instructions: '',
  golds: [{ columns: ['n'], rows: [[3]] }],
  unanswerable: false,
} as const;

function scripted(text: string, asked: ModelRequest[] = []): Model {
  return (request) => {
    asked.push(request);
    const usage = { input: 1, output: 1 };
    return Promise.resolve({ text, provider: 'p', model: 'm', usage, from: 'recording' });
  };
}

it.each([
  [
    'a block of code',
    '```sql\nselect count(*) from dim_store;\n```',
    'select count(*) from dim_store',
  ],
  [
    'a statement alone',
    'WITH x AS (SELECT 1) SELECT * FROM x',
    'WITH x AS (SELECT 1) SELECT * FROM x',
  ],
  ['no answer', 'NONE', undefined],
  ['words', 'I cannot say.', undefined],
])('reads SQL from %s', async (_, text, sql) => {
  const { signal } = new AbortController();
  const answer = await controlAnswer(question, [], '2026-11-07', scripted(text), signal);
  expect(answer.sql).toBe(sql);
});

it('shows the model the tables and the question, and judges the rows', async () => {
  const engine = await open();
  await engine.execute(shopSql);
  const { tables } = await engine.describe();
  const asked: ModelRequest[] = [];
  const { signal } = new AbortController();
  const model = scripted('select count(*) from dim_store', asked);
  const { sql } = await controlAnswer(question, tables, '2026-11-07', model, signal);
  expect(asked[0]!.user).toContain('how many stores?');
  expect(asked[0]!.user).toContain('dim_store');
  const ground = { engine, dialect: duckdb, manner: {} };
  expect(await judgeSql(question, sql, [], ground)).toMatchObject({ verdict: 'right' });
  const wrong = await judgeSql(question, 'select 4', [], ground);
  expect(wrong).toMatchObject({ verdict: 'wrong' });
  const write = await judgeSql(question, 'drop table dim_store', [], ground);
  expect(write).toMatchObject({ verdict: 'refused', codes: ['engine/failed'] });
  const none = { ...question, unanswerable: true, golds: [] };
  expect(await judgeSql(none, undefined, [], ground)).toMatchObject({ verdict: 'refused' });
});
