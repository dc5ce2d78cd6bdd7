import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { documentOf, found, ontologyOf, shop } from '../support/bind.js';
import { rowsOfShop } from '../support/run-shop.js';
import { shopYaml } from '../support/shop.js';

// Promotions of orders: 1002 (37.50) half 双11, half 满减; 1003 (8.00) 双11; 1005 (7.80) a quarter 双11,
// the rest 新人. All three are paid; the other paid orders, without any, come to 108.30.
const unweighted = ontologyOf(shopYaml.replace(', weight: share', ''));
const name = { as: 'promotion', is: 'orders.promotions.name' };
const order = [{ by: 'promotion' }];
const paid = { as: 'paid', metric: 'paid_amt' };
const orders = { as: 'orders', metric: 'order_cnt' };

it('law 1: a row counts once in each group it has a partner in', async () => {
  const measures = [paid, orders, { as: 'largest', agg: 'max', entity: 'orders', of: 'amount' }];
  expect(await rowsOfShop([{ name: 'r', by: [name], measures, order }], {}, unweighted)).toEqual([
    ['promotion', 'paid', 'orders', 'largest'],
    ['双11', '53.30', 3, '37.50'],
    ['新人', '7.80', 1, '7.80'],
    ['满减', '37.50', 1, '37.50'],
    [null, '108.30', 9, '50.00'],
  ]);
});

it('law 1: two partners in one group are one row of it', async () => {
  const is = "case when orders.promotions.name in ('双11', '满减') then 'sale' end";
  const by = [{ as: 'promotion', is }];
  // 1002 has both; 1005 has one in the sale and one beside it.
  const rows = await rowsOfShop(
    [{ name: 'r', by, measures: [paid, orders], order }],
    {},
    unweighted,
  );
  expect(rows.slice(1)).toEqual([
    ['sale', '53.30', 3],
    [null, '116.10', 10],
  ]);
});

it('S4: with a weight sums are of shares, and add up to the total', async () => {
  const rows = await rowsOfShop([{ name: 'r', by: [name], measures: [paid, orders], order }]);
  const sums = rows.slice(1).map(([p, sum, count]) => [p, Math.round(Number(sum) * 100), count]);
  expect(sums).toEqual([
    ['双11', 2870, 3],
    ['新人', 585, 1],
    ['满减', 1875, 1],
    [null, 10830, 9],
  ]);
  expect(2870 + 585 + 1875 + 10830).toBe(16160);
});

it('law 1: a condition on partners asks whether there is one', async () => {
  const where = ["orders.promotions.name in ('双11', '满减')"];
  const own = { ...orders, as: 'own', where: ["promotions.name = '双11'"] };
  expect(
    await rowsOfShop([{ name: 'r', by: [], where, measures: [paid, orders] }], {}, unweighted),
  ).toEqual([
    ['paid', 'orders'],
    ['53.30', 3],
  ]);
  // It is the condition of one measure, beside one that counts all.
  expect(
    (await rowsOfShop([{ name: 'r', by: [], measures: [orders, own] }], {}, unweighted))[1],
  ).toEqual([12, 3]);
});

it('law 1: the way may go on from there, begin further off, and stand beside a bucket', async () => {
  const measures = [{ as: 'qty', metric: 'item_qty' }];
  const day = { as: 'day', grain: 'day' };
  const time = { from: "date '2026-10-31'", to: "date '2026-11-02'" };
  const stage = { name: 'r', time, by: [day, name], measures, order: [{ by: 'day' }, ...order] };
  // Lines of 1002: 3, of 1003: 2, of 1004 (no promotion): 3, of 1005: 1.
  expect((await rowsOfShop([stage], {}, unweighted)).slice(1)).toEqual([
    ['2026-10-31', '双11', 3],
    ['2026-10-31', '满减', 3],
    ['2026-11-01', '双11', 2],
    ['2026-11-01', null, 3],
    ['2026-11-02', '双11', 1],
    ['2026-11-02', '新人', 1],
  ]);
});

it('warns that groups do not add up, where rows have no shares', () => {
  const stages = [{ name: 'r', by: [name], measures: [paid] }];
  expect(found(stages, {}, unweighted)).toEqual(['bind/in-each-group /stages/0/by/0']);
  expect(found(stages, {}, shop)).toEqual([]);
});

it('refuses two ways to many partners in one measure, naming them', () => {
  const tagged = ontologyOf(
    shopYaml.replace(
      '  promotions: {',
      '  tags: { to: store, cardinality: many_to_many, through: order_tag }\n  promotions: {',
    ) +
      `
---
entity: order_tag
source: { table: dwd_order_tag }
attributes: { order_id: bigint, store_id: bigint }
relationships:
  orders: { to: orders, on: { order_id: order_id }, cardinality: many_to_one }
  store: { to: store, on: { store_id: store_id }, cardinality: many_to_one }
`,
  );
  const by = [name, { as: 'tag', is: 'orders.tags.name' }];
  const [, problems] = check(
    formatDocument(documentOf([{ name: 'r', by, measures: [paid] }])),
    tagged,
  );
  const errors = problems.filter((p) => p.severity === 'error');
  expect(errors.map((p) => p.code)).toEqual(['plan/fans-out-twice']);
  expect(errors[0]!.params['paths']).toEqual(['promotions', 'tags']);
});

it('law 1: a window counts a row once in each group it has a partner in', async () => {
  const time = { from: "date '2026-11-03'", to: "date '2026-11-04'" };
  const by = [{ as: 'day', grain: 'day' }, name];
  const measures = [{ as: 'paid_7d', metric: 'paid_amt', time: { period: '7d' } }];
  const stage = { name: 'r', time, by, measures, order: [{ by: 'day' }, ...order] };
  // 1006 (15.60) is of the 3rd and 1008 (20.00) of the 4th; neither has a promotion.
  expect((await rowsOfShop([stage], {}, unweighted)).slice(1)).toEqual([
    ['2026-11-03', '双11', '53.30'],
    ['2026-11-03', '新人', '7.80'],
    ['2026-11-03', '满减', '37.50'],
    ['2026-11-03', null, '15.60'],
    ['2026-11-04', '双11', '53.30'],
    ['2026-11-04', '新人', '7.80'],
    ['2026-11-04', '满减', '37.50'],
    ['2026-11-04', null, '35.60'],
  ]);
  const shares = (await rowsOfShop([stage])).slice(1, 5);
  expect(shares.map(([, p, sum]) => [p, Math.round(Number(sum) * 100)])).toEqual([
    ['双11', 2870],
    ['新人', 585],
    ['满减', 1875],
    [null, 1560],
  ]);
});

it('S18: a conversion is credited to a row before the row counts in each of its groups', async () => {
  const again = ontologyOf(
    `${shopYaml.replace(', weight: share', '')}
---
metric: again
type: conversion
per: customer
steps: [{ entity: orders }, { entity: orders }]
give: converted
count: events
`,
  );
  const stage = { name: 'r', by: [name], measures: [{ as: 'c', metric: 'again' }], order };
  // Followed by another order of the same customer: 1001 to 1005, 1007, 1008.
  expect((await rowsOfShop([stage], {}, again)).slice(1)).toEqual([
    ['双11', 3],
    ['新人', 1],
    ['满减', 1],
    [null, 4],
  ]);
});

const partner = { as: 'promotion', is: 'promotions.name' };
const own = [
  { as: 'n', agg: 'count' },
  { as: 'sum', agg: 'sum', of: 'amount' },
];

it('law 1: rows of `from` count once in each group, also where no measure finds any', async () => {
  const measures = [...own, { as: 'large', agg: 'count', where: ['amount > 20'] }];
  const stage = { name: 'r', from: 'orders', by: [partner], measures, order };
  expect(await rowsOfShop([stage], {}, unweighted)).toEqual([
    ['promotion', 'n', 'sum', 'large'],
    ['双11', 3, '53.30', 1],
    ['新人', 1, '7.80', 0],
    ['满减', 1, '37.50', 1],
    // 1001, 1004, 1006 to 1012: 25, 12, 15.60, 50, 20, 12.50, 4, 31.20 and 9.90.
    [null, 9, '180.20', 3],
  ]);
  expect(
    (await rowsOfShop([{ name: 'r', from: 'orders', by: [partner], order }])).slice(1),
  ).toEqual([['双11'], ['新人'], ['满减'], [null]]);
  const shares = (await rowsOfShop([{ ...stage, measures: own }])).slice(1);
  expect(shares.map(([p, n, sum]) => [p, n, Math.round(Number(sum) * 100)])).toEqual([
    ['双11', 3, 2870],
    ['新人', 1, 585],
    ['满减', 1, 1875],
    [null, 9, 18020],
  ]);
});

it('law 1: a condition on partners of `from` asks whether there is one, in whatever stage', async () => {
  const where = ["promotions.name in ('双11', '满减')"];
  const columns = [{ as: 'id', is: 'order_id' }];
  const by = [{ by: 'id' }];
  expect(
    (await rowsOfShop([{ name: 'r', from: 'orders', where, columns, order: by }])).slice(1),
  ).toEqual([[1002], [1003], [1005]]);
  const grouped = [{ as: 'store', is: 'store_id' }];
  const refunds = { as: 'refunds', metric: 'refund_amt' };
  const only = { as: 'only', agg: 'count', where: ["promotions.name = '满减'"] };
  const stage = { name: 'r', from: 'orders', where, by: grouped, order: [{ by: 'store' }] };
  expect(await rowsOfShop([{ ...stage, measures: [...own, refunds, only] }])).toEqual([
    ['store', 'n', 'sum', 'refunds', 'only'],
    [101, 1, '37.50', '12.50', 1],
    [102, 1, '8.00', '8.00', 0],
    [103, 1, '7.80', '0.00', 0],
  ]);
});

it('law 1: one row in all of rows that only a condition on partners counts', async () => {
  const only = { as: 'only', agg: 'count', where: ["promotions.name = '双11'"] };
  const stage = { name: 'r', from: 'orders', by: [], measures: [only] };
  expect(await rowsOfShop([stage], {}, unweighted)).toEqual([['only'], [3]]);
});

it('law 1: windows of rows with partners end with the buckets that the rows have', async () => {
  const by = [{ as: 'day', grain: 'day' }, partner];
  const time = { from: "date '2026-11-01'", to: "date '2026-11-02'" };
  const measures = [
    { as: 'n', agg: 'count' },
    { as: 'two', agg: 'count', time: { last: 2, unit: 'day', mode: 'rolling' } },
  ];
  const stage = { name: 'r', from: 'orders', time, by, measures, order: [{ by: 'day' }, ...order] };
  expect((await rowsOfShop([stage], {}, unweighted)).slice(1)).toEqual([
    // 31 October: 1002 with both; 1 November: 1003, and 1004 without any.
    ['2026-11-01', '双11', 1, 2],
    ['2026-11-01', null, 1, 1],
    ['2026-11-02', '双11', 1, 2],
    ['2026-11-02', '新人', 1, 1],
  ]);
});

it('refuses what belongs to rows of several groups, and values that are one of many', () => {
  const refused = (stage: object) =>
    check(formatDocument(documentOf([{ name: 'r', from: 'orders', ...stage }])), unweighted)[1]
      .filter((p) => p.severity === 'error')
      .map((p) => p.code);
  expect(refused({ by: [partner], measures: [{ as: 'r', metric: 'refund_amt' }] })).toEqual([
    'plan/many-beside',
  ]);
  expect(refused({ columns: [{ as: 'p', is: 'promotions.name' }] })).toEqual([
    'bind/many-partners',
  ]);
});

it('prints for MaxCompute', () => {
  const document = documentOf([{ name: 'r', by: [name], measures: [paid, orders] }]);
  const [checked] = check(formatDocument(document), shop);
  const [printed, problems] = print(checked!.statement, maxcompute);
  expect(problems).toEqual([]);
  expect(printed?.text).toContain('GROUP BY');
});
