import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { texts } from '../../scripts/demo/texts.js';
import { draft, type Draft } from '../../src/draft/draft.js';
import { dictionaryOf } from '../../src/draft/vocabulary.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import { demoDatabase, tsv, type DemoDatabase } from './demo-database.js';
import { demoOntology, selectOf } from './demo-ontology.js';

const reference = readFileSync(join(import.meta.dirname, 'reference/anchor-weekly.sql'), 'utf8');

let demo: DemoDatabase;
beforeAll(async () => {
  demo = await demoDatabase();
});
afterAll(() => demo.close());

const drafted = async (requirement: string): Promise<Draft> => {
  const tokenize = await loadTokenizer(dictionaryOf(demoOntology!));
  return draft(requirement, demoOntology!, { asOf: '2026-11-07', tokenize });
};

it('drafts the demo’s requirement into the numbers of a query written by hand', async () => {
  const { document } = await drafted(texts.requirement);
  expect(document!.unresolved ?? []).toEqual([]);
  const attempt = await demo.engine.query(selectOf(JSON.stringify(document!)), {
    params: { bizdate: '2026-11-07' },
  });
  if ('error' in attempt) throw new Error(attempt.error.message);
  const wanted = await demo.query(reference);
  const at = wanted.columns.map((c) =>
    attempt.value.columns.findIndex((own) => own.name === c.name),
  );
  const rows = attempt.value.rows.map((row) => at.map((i) => row[i] ?? null));
  const lines = (text: string): readonly string[] => text.trimEnd().split('\n').toSorted();
  expect(lines(tsv({ ...wanted, rows }))).toEqual(lines(tsv(wanted)));
});

it('asks what the vague requirement leaves open, and only that', async () => {
  const { document } = await drafted(texts.vague);
  const holes = document!.unresolved ?? [];
  expect(holes.map((hole) => hole.about)).toEqual(['客单价']);
  expect(holes.flatMap((hole) => hole.options.map((o) => o.value))).toEqual([
    'pay_amt_per_buyer',
    'pay_amt_per_order',
  ]);
});
