import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Rows } from '../../src/engine/engine.js';
import { demoDatabase, tsv, type DemoDatabase } from './demo-database.js';
import { selectOf } from './demo-ontology.js';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const reference = (name: string): string => read(`test/demo/reference/${name}.sql`);

let demo: DemoDatabase;
beforeAll(async () => {
  demo = await demoDatabase();
});
afterAll(() => demo.close());

/** The rows of a document on the demo's data, computed for the last day. */
const answer = async (document: string): Promise<Rows> => {
  const attempt = await demo.engine.query(selectOf(document), {
    params: { bizdate: '2026-11-07' },
  });
  if ('error' in attempt) throw new Error(attempt.error.message);
  return attempt.value;
};

/** Lines of the rows with the reference's columns. */
const lines = (rows: Rows, like: Rows): readonly string[] => {
  const at = like.columns.map((c) => rows.columns.findIndex((own) => own.name === c.name));
  const picked = rows.rows.map((row) => at.map((i) => row[i] ?? null));
  return tsv({ ...like, rows: picked })
    .trimEnd()
    .split('\n')
    .slice(1);
};

it.each([
  ['specs/001-anchor-nd/dsl/anchor_nd.json', 'anchor-nd'],
  ['specs/002-category-board/dsl/category_board.json', 'category-board'],
  ['specs/004-watch-clean/dsl/watch_clean.json', 'watch-clean'],
])('%s writes the rows of the query written by hand', async (document, name) => {
  const wanted = await demo.query(reference(name));
  const got = await answer(read(document));
  expect(lines(got, wanted).toSorted()).toEqual(lines(wanted, wanted).toSorted());
});

it.each([
  ['specs/003-anchor-top/dsl/anchor_top.json', 'anchor-top'],
  ['specs/005-category-refund/dsl/category_refund.json', 'category-refund'],
  ['test/demo/questions/session-ctr-top20.json', 'session-ctr-top20'],
  ['test/demo/questions/level-live-hours.json', 'level-live-hours'],
])('%s gives the rows of the query written by hand, in order', async (document, name) => {
  const wanted = await demo.query(reference(name));
  expect(lines(await answer(read(document)), wanted)).toEqual(lines(wanted, wanted));
});

/** Metrics with a time of their own, or of a snapshot's day. */
const timeless = new Set(['fans_cnt', 'pay_amt_td']);
const question = (metrics: readonly string[]): string =>
  JSON.stringify({
    dsl: '1',
    title: 'metrics',
    as_of: '2026-11-07',
    stages: [
      {
        name: 'result',
        by: [],
        measures: metrics.map((metric) => ({
          as: metric,
          metric,
          ...(!timeless.has(metric) && { time: { period: '7d' } }),
        })),
      },
    ],
  });

it('gives each metric the number that follows from its description', async () => {
  const wanted = await demo.query(reference('metrics-7d'));
  const metrics = wanted.columns.map((c) => c.name);
  const got = await answer(question(metrics));
  const value = (rows: Rows, name: string): number =>
    Number(rows.rows[0]![rows.columns.findIndex((c) => c.name === name)]);
  const wrong = metrics.filter((name) => {
    const [a, b] = [value(got, name), value(wanted, name)];
    // A ratio of amounts is a decimal of six places (S15).
    return !(Math.abs(a - b) <= Math.max(5e-7, 1e-9 * Math.abs(b)));
  });
  expect(wrong).toEqual([]);
  expect(metrics.length).toBeGreaterThan(60);
});
