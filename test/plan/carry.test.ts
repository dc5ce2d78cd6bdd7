import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { documentOf, ontologyOf } from '../support/bind.js';
import { rowsOfShop } from '../support/run-shop.js';
import { shopYaml } from '../support/shop.js';

// Paid on 2026-11-01 45.50, -02 7.80, -03 15.60, -04 20.00, -06 16.50, -07 31.20; 2026-11-02 is a Monday.
const carried = ontologyOf(`${shopYaml}
${['first', 'last', 'avg']
  .map(
    (carry) => `---
metric: paid_2d_${carry}
type: derived
of: paid_amt
time: { last: 2, unit: day, mode: rolling }
carry: ${carry}`,
  )
  .join('\n')}
---
metric: aov_2d
type: derived
of: aov
time: { last: 2, unit: day, mode: rolling }
carry: last
`);
const time = { from: "date '2026-11-01'", to: "date '2026-11-07'" };
const measures = ['first', 'last', 'avg'].map((c) => ({ as: c, metric: `paid_2d_${c}` }));
const order = [{ by: 'w' }];

it('S11: carry shows the first, last or mean of the days of a bucket', async () => {
  const by = [{ as: 'w', grain: 'week' }];
  const rows = await rowsOfShop([{ name: 'r', time, by, measures, order }], {}, carried);
  const cents = rows
    .slice(1)
    .map(([w, ...sums]) => [w, ...sums.map((v) => Math.round(Number(v) * 100))]);
  expect(cents).toEqual([
    // Of the first week only its Sunday is shown.
    ['2026-10-26', 4550, 4550, 4550],
    // 53.30, 23.40, 35.60, 20.00, 16.50 and 47.70: 196.50 over six days.
    ['2026-11-02', 5330, 4770, 3275],
  ]);
});

it('S11: a day is carried by itself, and so is what has no bucket', async () => {
  const by = [{ as: 'w', grain: 'day' }];
  const days = { from: "date '2026-11-03'", to: "date '2026-11-03'" };
  expect(await rowsOfShop([{ name: 'r', time: days, by, measures, order }], {}, carried)).toEqual([
    ['w', 'first', 'last', 'avg'],
    ['2026-11-03', '23.40', '23.40', '23.40'],
  ]);
  expect((await rowsOfShop([{ name: 'r', by: [], measures }], {}, carried))[1]).toEqual([
    '47.70',
    '47.70',
    '47.70',
  ]);
});

it('S11: over open time days are those of the data, beside other measures too', async () => {
  const by = [{ as: 'w', grain: 'month' }];
  const all = [...measures.slice(1, 2), { as: 'orders', metric: 'order_cnt' }];
  expect(await rowsOfShop([{ name: 'r', by, measures: all, order }], {}, carried)).toEqual([
    ['w', 'last', 'orders'],
    ['2025-11-01', '25.00', 1],
    ['2026-10-01', null, 1],
    ['2026-11-01', '47.70', 10],
  ]);
});

it('refuses to carry arithmetic over several numbers', () => {
  const stages = [
    { name: 'r', by: [{ as: 'w', grain: 'week' }], measures: [{ as: 'm', metric: 'aov_2d' }] },
  ];
  const [, found] = check(formatDocument(documentOf(stages)), carried);
  expect(found.map((d) => d.code)).toEqual(['bind/carry-of-arithmetic']);
});

it('S11: a window beside two grains ends with the finer, which lies in the other', async () => {
  const by = [
    { as: 'm', grain: 'month' },
    { as: 'w', grain: 'day' },
    { as: 'f', grain: 'fiscal_month' },
  ];
  const window = {
    as: 'paid_2d',
    metric: 'paid_amt',
    time: { last: 2, unit: 'day', mode: 'rolling' },
  };
  const shift = { as: 'before', metric: 'paid_amt', shift: '-1 day' };
  const stage = {
    name: 'r',
    time: { ...time, to: "date '2026-11-02'" },
    by,
    measures: [window, shift],
    order,
  };
  expect(await rowsOfShop([stage])).toEqual([
    ['m', 'w', 'f', 'paid_2d', 'before'],
    ['2026-11-01', '2026-11-01', 'FM08', '45.50', null],
    ['2026-11-01', '2026-11-02', 'FM08', '53.30', '45.50'],
  ]);
  const crossing = [
    { as: 'w', grain: 'week' },
    { as: 'm', grain: 'month' },
  ];
  const [, found] = check(
    formatDocument(documentOf([{ name: 'r', by: crossing, measures: [shift] }])),
    carried,
  );
  expect(found.map((d) => d.code)).toEqual(['bind/grains-cross']);
});
