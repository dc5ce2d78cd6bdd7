import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check, compileTo } from '../../src/compile.js';
import type { Rows } from '../../src/engine/engine.js';
import { loadOntology } from '../../src/ontology/load.js';
import { allDialects } from '../../src/sql/dialects/all-dialects.js';
import { demoDatabase, tsv, type DemoDatabase } from './demo-database.js';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const files = readdirSync(join(root, 'ontology'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file: `ontology/${file}`, text: read(`ontology/${file}`) }));
const ontology = loadOntology(files)[0]!;
const dialect = allDialects.find((d) => d.name === 'duckdb')!;

let demo: DemoDatabase;
beforeAll(async () => {
  demo = await demoDatabase();
}, 60_000);
afterAll(() => demo.close());

/** Lines of the rows, in the order of the reference's columns and sorted, so that only the rows are compared. */
const lines = (rows: Rows, like: Rows): readonly string[] => {
  const at = like.columns.map((c) => rows.columns.findIndex((own) => own.name === c.name));
  const picked = rows.rows.map((row) => at.map((i) => row[i] ?? null));
  return tsv({ ...like, rows: picked })
    .trimEnd()
    .split('\n')
    .slice(1)
    .toSorted();
};

it.each([
  ['001-anchor-nd/dsl/anchor_nd.json', 'anchor-nd.sql'],
  ['002-category-board/dsl/category_board.json', 'category-board.sql'],
  ['003-anchor-top/dsl/anchor_top.json', 'anchor-top.sql'],
  ['004-watch-clean/dsl/watch_clean.json', 'watch-clean.sql'],
  ['005-category-refund/dsl/category_refund.json', 'category-refund.sql'],
])('%s gives the rows of the query written by hand', async (document, reference) => {
  const [checked, found] = check(read(`specs/${document}`), ontology);
  expect(found.filter((d) => d.severity === 'error')).toEqual([]);
  const [compiled, refused] = compileTo(checked!, ontology, dialect);
  expect(refused).toEqual([]);
  const wanted = await demo.query(read(`test/demo/reference/${reference}`));
  const attempt = await demo.engine.query(compiled!.select.text, {
    params: { bizdate: '2026-11-07' },
  });
  if ('error' in attempt) throw new Error(attempt.error.message);
  expect(lines(attempt.value, wanted)).toEqual(lines(wanted, wanted));
});
