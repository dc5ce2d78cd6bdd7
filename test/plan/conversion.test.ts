import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { documentOf, found, ontologyOf } from '../support/bind.js';
import { rowsOfShop } from '../support/run-shop.js';
import { shopYaml } from '../support/shop.js';

// Visits: customer 1 on the 1st at 08:00 (home) and 08:05 (cart), 2 on the 2nd (home), nobody on the 2nd
// (home), 3 twice in the last second of the 7th (home).
// Orders after them: of 1 on the 4th at 12:00 and the 7th at 10:00, of 2 on the 7th at 09:00.
const conversion = (name: string, more: string): string => `
---
metric: ${name}
type: conversion
per: customer
${more}`;
const visitToOrder = (name: string, more: string): string =>
  conversion(name, `steps: [{ entity: visit }, { entity: orders }]\nwithin: 7 day\n${more}`);
const again = (name: string, more: string): string =>
  conversion(
    name,
    `steps: [{ entity: orders }, { entity: orders }]\ngive: converted\ncount: events\n${more}`,
  );
const ontology = ontologyOf(
  shopYaml +
    ['rate', 'converted', 'base']
      .map(
        (give) =>
          visitToOrder(`${give}_last`, `give: ${give}\ncount: events`) +
          visitToOrder(`${give}_first`, `give: ${give}\ncount: events\nmatch: first_after`) +
          visitToOrder(`${give}_actors`, `give: ${give}`),
      )
      .join('') +
    ['last_before', 'first_after']
      .map((match) =>
        conversion(
          `refunded_${match}`,
          `steps: [{ entity: visit }, { entity: orders }, { entity: refund }]
give: converted
within: 30 day
count: events
match: ${match}`,
        ),
      )
      .join('') +
    again('again_2d', 'within: 2 day') +
    again('again_1d', 'within: 1 day') +
    again('again_same_city', 'within: 2 day\nsame: [ship_city]') +
    again('again_ever', '') +
    conversion(
      'line_to_order',
      'steps: [{ entity: order_item }, { entity: orders }]\ngive: converted\ncount: events\nwithin: 1 hour',
    ),
);
const asked = (...metrics: string[]): readonly object[] =>
  metrics.map((metric) => ({ as: metric, metric }));
const rows = (stage: object) => rowsOfShop([{ name: 'r', ...stage }], {}, ontology);
const page = { as: 'page', is: 'visit.page' };
const day = { as: 'day', grain: 'day' };

it('S18: a conversion is credited to the last event before it, and counted where that belongs', async () => {
  const measures = asked('base_last', 'converted_last', 'rate_last');
  expect(await rows({ by: [page], measures, order: [{ by: 'page' }] })).toEqual([
    ['page', 'base_last', 'converted_last', 'rate_last'],
    // Both orders of customer 1 follow the cart; those of customer 2 a visit of home.
    ['cart', 1, 2, 2],
    ['home', 5, 1, 0.2],
  ]);
});

it('S18: first_after asks of each event whether it was followed', async () => {
  const measures = asked('base_first', 'converted_first');
  expect(await rows({ by: [page], measures, order: [{ by: 'page' }] })).toEqual([
    ['page', 'base_first', 'converted_first'],
    ['cart', 1, 1],
    ['home', 5, 2],
  ]);
});

it('S18: actors are counted once each', async () => {
  const measures = asked('base_actors', 'converted_actors', 'rate_actors');
  expect(await rows({ by: [], measures })).toEqual([
    ['base_actors', 'converted_actors', 'rate_actors'],
    [3, 2, 2 / 3],
  ]);
});

it('S18: ranges and buckets are of the first step, and what is asked of it changes no match', async () => {
  const measures = asked('base_last', 'converted_last');
  expect(await rows({ by: [day], measures, order: [{ by: 'day' }] })).toEqual([
    ['day', 'base_last', 'converted_last'],
    ['2026-11-01', 2, 2],
    ['2026-11-02', 2, 1],
    ['2026-11-07', 2, 0],
  ]);
  const time = { from: "date '2026-11-02'", to: "date '2026-11-07'" };
  expect((await rows({ time, by: [], measures }))[1]).toEqual([4, 1]);
  expect((await rows({ by: [], where: ["visit.page = 'home'"], measures }))[1]).toEqual([5, 1]);
});

it('S11: its windows end with each bucket', async () => {
  const time = { last: 2, unit: 'day', mode: 'rolling' };
  const measures = [{ as: 'converted_2d', metric: 'converted_last', time }];
  const shown = { from: "date '2026-11-01'", to: "date '2026-11-04'" };
  const by = [{ ...day, gaps: 'fill' }];
  expect(await rows({ time: shown, by, measures, order: [{ by: 'day' }] })).toEqual([
    ['day', 'converted_2d'],
    ['2026-11-01', 2],
    ['2026-11-02', 3],
    ['2026-11-03', 1],
    ['2026-11-04', 0],
  ]);
});

it('S4: over a population it is counted by the rows that its first step belongs to', async () => {
  const measures = asked('base_last', 'converted_last');
  const by = [{ as: 'gender', is: 'gender' }];
  expect(await rows({ from: 'customer', by, measures, order: [{ by: 'gender' }] })).toEqual([
    ['gender', 'base_last', 'converted_last'],
    ['f', 4, 2],
    ['m', 1, 1],
    [null, 0, 0],
  ]);
  const columns = [{ as: 'customer_id', is: 'customer_id' }];
  const order = [{ by: 'customer_id' }];
  const some = ['customer_id < 4'];
  expect(await rows({ from: 'customer', where: some, columns, measures, order })).toEqual([
    ['customer_id', 'base_last', 'converted_last'],
    [1, 2, 2],
    [2, 1, 1],
    [3, 2, 0],
  ]);
});

it('S18: each further step follows one that counts itself', async () => {
  // Refunds: of customer 1 on the 3rd (before any order that counts) and the 20th, of 2 on the 5th and 6th.
  const measures = asked('refunded_last_before', 'refunded_first_after');
  expect(await rows({ by: [page], measures, order: [{ by: 'page' }] })).toEqual([
    ['page', 'refunded_last_before', 'refunded_first_after'],
    ['cart', 1, 1],
    ['home', 0, 1],
  ]);
});

it('S18: no event follows itself, the end of the span is outside, and properties agree', async () => {
  // Customer 2 orders again after an hour in another city, 3 after exactly a day in the same.
  const names = ['again_2d', 'again_1d', 'again_same_city', 'again_ever'];
  // Ever: each order but the first of customers 1 to 5: 12 - 5.
  expect(await rows({ by: [], measures: asked(...names) })).toEqual([names, [2, 1, 1, 7]]);
});

it('S18: of events of one moment one is credited', async () => {
  // An order has the moment of its lines; order 1008 has two of them.
  const by = [{ as: 'line', is: 'order_item.line_no' }];
  expect(await rows({ by, measures: asked('line_to_order'), order: [{ by: 'line' }] })).toEqual([
    ['line', 'line_to_order'],
    [1, 12],
    [2, 0],
  ]);
});

it('prints for MaxCompute', () => {
  const by = [page, day];
  const document = documentOf([{ name: 'r', by, measures: asked('rate_last', 'rate_first') }]);
  const [checked] = check(formatDocument(document), ontology);
  const [printed, problems] = print(checked!.statement, maxcompute);
  expect(problems).toEqual([]);
  expect(printed?.text).toContain('LEFT JOIN');
});

it('binds by the attributes of its first step only', () => {
  const by = [{ as: 'store', is: 'store.name' }];
  expect(found([{ name: 'r', by, measures: asked('rate_last') }], {}, ontology)).toEqual([
    'bind/unreachable /stages/0/by/0/is "store"',
  ]);
});
