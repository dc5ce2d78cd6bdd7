import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine } from '../../src/engine/engine.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { checkInvariants } from '../../src/stages/invariants/check-invariants.js';
import { invariantsOf } from '../../src/stages/invariants/invariants-of.js';
import { documentOf, shop } from '../support/bind.js';
import { shopSql } from '../support/shop.js';

const day = '2026-11-07';
let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb();
  const loaded = await engine.execute(shopSql);
  if ('error' in loaded) throw new Error(loaded.error.message);
});
afterAll(() => engine.close());

function checked(stages: readonly unknown[]) {
  const [made, found] = check(JSON.stringify(documentOf(stages)), shop);
  if (made === undefined) throw new Error(JSON.stringify(found, undefined, 1));
  return made;
}
const perStore = (measures: readonly unknown[]) => [
  { name: 'result', by: [{ as: 'store', is: 'store.name' }], measures },
];
const kinds = (stages: readonly unknown[]): readonly string[] =>
  [...new Set(invariantsOf(checked(stages), shop, day).map((i) => i.kind))].toSorted();

it('derives what follows for a count, and less for what may be negative', () => {
  expect(kinds(perStore([{ as: 'n', metric: 'order_cnt' }]))).toEqual([
    'filter-never-adds',
    'grain-is-unique',
    'one-day-is-the-day',
    'parts-sum-to-total',
    'unrelated-changes-nothing',
    'week-covers-day',
  ]);
  expect(kinds(perStore([{ as: 'n', metric: 'paid_amt' }]))).toEqual([
    'grain-is-unique',
    'one-day-is-the-day',
    'parts-sum-to-total',
    'unrelated-changes-nothing',
  ]);
});

it('derives nothing for what does not add up', () => {
  expect(kinds(perStore([{ as: 'n', metric: 'buyer_cnt' }]))).toEqual([]);
});

it('finds that they hold', async () => {
  const made = checked(
    perStore([
      { as: 'n', metric: 'order_cnt' },
      { as: 'a', metric: 'paid_amt', time: { period: '7d' } },
      { as: 'd', agg: 'count', entity: 'orders', where: ["status = 'paid'"] },
    ]),
  );
  const { held, broken } = await checkInvariants(engine, made, shop, duckdb, day);
  expect(broken).toEqual([]);
  expect(held).toBeGreaterThanOrEqual(10);
});

it('finds a key that is not one: stores that stand twice double their orders', async () => {
  const own = await openDuckdb();
  try {
    await own.execute([...shopSql, 'insert into dim_store select * from dim_store']);
    const made = checked(perStore([{ as: 'n', metric: 'order_cnt' }]));
    const { broken } = await checkInvariants(own, made, shop, duckdb, day);
    expect(broken.map((b) => b.invariant.kind)).toContain('parts-sum-to-total');
    const [first] = broken;
    expect(first?.invariant.at).toBe('/stages/0/measures/0');
    expect(Number(first?.left)).toBeGreaterThan(Number(first?.right));
  } finally {
    await own.close();
  }
});
