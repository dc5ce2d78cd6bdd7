import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from '../../../src/compile.js';
import { formatDocument } from '../../../src/dsl/canonical.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import type { Engine } from '../../../src/engine/engine.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { runDocument } from '../../../src/stages/run-document.js';
import { daily, documentOf, shop } from '../../support/bind.js';
import { shopSql } from '../../support/shop.js';
import type { Document } from '../../../src/dsl/document.js';

let engine: Engine;
beforeAll(async () => {
  engine = await openDuckdb();
  const loaded = await engine.execute(shopSql);
  if ('error' in loaded) throw new Error(loaded.error.message);
});
afterAll(() => engine.close());

/** What is found of the days that a document asks for: its places, with the days asked and those there. */
async function said(
  stages: readonly unknown[],
  more: Partial<Document> = {},
  values: Readonly<Record<string, string>> = {},
): Promise<readonly (readonly unknown[])[]> {
  const [made, found] = check(formatDocument(documentOf(stages, more)), shop);
  if (made === undefined) throw new Error(JSON.stringify(found, undefined, 1));
  const ran = await runDocument(engine, made, shop, duckdb, { params: values, maxRows: 5 });
  if ('error' in ran) throw new Error(ran.error.message);
  return ran.value.outOfRange.map(({ path, params }) => {
    const { entity, clock, from, through, first, last } = params;
    return [path, entity, clock, from, through, first, last];
  });
}

const orders = { as: 'orders', metric: 'order_cnt' };
const perStore = { name: 'result', by: [{ as: 'store_id', is: 'store.store_id' }] };

const [first, last] = ['2025-11-05', '2026-11-07'];
const clock = ['orders', 'order_time'];
const measure = '/stages/0/measures/0';

it('tells zeros of days that the data do not have from those of quiet days', async () => {
  const measures = [
    { ...orders, time: { from: "date '2027-01-01'", to: "date '2027-01-31'" }, fill: 0 },
  ];
  expect(await said([{ name: 'result', from: 'store', by: [], measures }])).toEqual([
    [measure, ...clock, '2027-01-01', '2027-01-31', first, last],
  ]);
});

it('tells why there are no rows, where they are counted', async () => {
  const measures = [{ ...orders, time: { from: "date '2020-01-01'", to: "date '2020-01-01'" } }];
  expect(
    await said([
      { ...perStore, name: 'per_store', measures },
      { name: 'result', from: 'per_store', order: [{ by: 'store_id' }] },
    ]),
  ).toEqual([[measure, ...clock, '2020-01-01', '2020-01-01', first, last]]);
});

it('tells why a list has no rows', async () => {
  const columns = [{ as: 'order_id', is: 'order_id' }];
  expect(
    await said([{ name: 'result', from: 'orders', time: { to: "date '2020-01-01'" }, columns }]),
  ).toEqual([['/stages/0', ...clock, '', '2020-01-01', first, last]]);
});

it('counts from the business date of a table', async () => {
  const stages = [{ ...perStore, measures: [{ ...orders, time: { period: '7d' } }] }];
  const table = { target: daily };
  expect(await said(stages, table, { bizdate: '2026-12-24' })).toEqual([
    [measure, ...clock, '2026-12-18', '2026-12-24', first, last],
  ]);
  expect(await said(stages, table, { bizdate: '2026-11-07' })).toEqual([]);
});

it('says nothing where the days are there and something else leaves no rows', async () => {
  const measures = [{ ...orders, time: { period: '7d' }, where: ['orders.order_id < 0'] }];
  expect(await said([{ ...perStore, measures }])).toEqual([]);
});
