import { expect, it } from 'vitest';
import { rowsOfShop } from '../support/run-shop.js';

// Paid by day of payment: 2025-11-05 25.00; 2026-11-01 45.50, -02 7.80, -03 15.60, -04 20.00, -06 16.50, -07 31.20.
const day = { as: 'day', grain: 'day' };
const order = [{ by: 'day' }];
const days = (from: string, to: string): object => ({ from: `date '${from}'`, to: `date '${to}'` });

it('S11: a relative time is the window that ends with each bucket, read before the first shown', async () => {
  const measures = [
    { as: 'paid', metric: 'paid_amt' },
    { as: 'paid_3d', metric: 'paid_amt', time: { last: 3, unit: 'day', mode: 'rolling' } },
    { as: 'month_to_date', metric: 'paid_amt', time: { last: 1, unit: 'month', mode: 'to_date' } },
  ];
  const time = days('2026-11-05', '2026-11-07');
  expect(await rowsOfShop([{ name: 'r', time, by: [day], measures, order }])).toEqual([
    ['day', 'paid', 'paid_3d', 'month_to_date'],
    // 3rd to 5th: 15.60 + 20.00; from the 1st: 45.50 + 7.80 + 15.60 + 20.00
    ['2026-11-05', null, '35.60', '88.90'],
    ['2026-11-06', '16.50', '36.50', '105.40'],
    ['2026-11-07', '31.20', '47.70', '136.60'],
  ]);
});

it('S11: a shift reads the bucket that holds the same day earlier', async () => {
  const measures = [
    { as: 'paid', metric: 'paid_amt' },
    { as: 'last_year', metric: 'paid_amt', shift: '-1 year' },
    { as: 'day_before', metric: 'paid_amt', shift: '-1 day' },
  ];
  const time = days('2026-11-04', '2026-11-06');
  expect(await rowsOfShop([{ name: 'r', time, by: [day], measures, order }])).toEqual([
    ['day', 'paid', 'last_year', 'day_before'],
    ['2026-11-04', '20.00', null, '15.60'],
    ['2026-11-05', null, '25.00', '20.00'],
    ['2026-11-06', '16.50', null, null],
  ]);
});

it('S4: over the rows of an entity only its own buckets are shown, whatever a window finds', async () => {
  const measures = [
    { as: 'orders', agg: 'count' },
    { as: 'orders_2d', agg: 'count', time: { last: 2, unit: 'day', mode: 'rolling' } },
  ];
  const where = ['customer_id = 2'];
  // Customer 2 ordered twice on the 1st and once on the 7th.
  expect(
    await rowsOfShop([{ name: 'r', from: 'orders', where, by: [day], measures, order }]),
  ).toEqual([
    ['day', 'orders', 'orders_2d'],
    ['2026-11-01', 2, 2],
    ['2026-11-07', 1, 1],
  ]);
});

it('S11: gaps of an open range are filled from the first bucket of the data to its last', async () => {
  const measures = [{ as: 'orders', agg: 'count' }];
  const where = ['customer_id = 3'];
  const by = [
    { ...day, gaps: 'fill' },
    { as: 'customer_id', is: 'customer_id' },
  ];
  // Customer 3 ordered on the 2nd and the 3rd; customer 1 in 2025 too, which must not widen the range.
  expect(await rowsOfShop([{ name: 'r', from: 'orders', where, by, measures, order }])).toEqual([
    ['day', 'customer_id', 'orders'],
    ['2026-11-02', 3, 1],
    ['2026-11-03', 3, 1],
  ]);
});

it('law 5: a semi-additive metric adds up the last day only, of each bucket', async () => {
  const measures = [{ as: 'stock', metric: 'stock_qty' }];
  const time = days('2026-11-06', '2026-11-07');
  // On the 6th 40 + 10 + 7, on the 7th 38 + 9 + 0.
  expect(await rowsOfShop([{ name: 'r', time, by: [], measures }])).toEqual([['stock'], [47]]);
  expect(await rowsOfShop([{ name: 'r', time, by: [day], measures, order }])).toEqual([
    ['day', 'stock'],
    ['2026-11-06', 57],
    ['2026-11-07', 47],
  ]);
});

it('S11: a custom grain is looked up by the day in its calendar', async () => {
  const measures = [{ as: 'orders', metric: 'order_cnt' }];
  const by = [{ as: 'month', grain: 'fiscal_month' }];
  // FM08 begins on 2026-10-26: eleven of the twelve orders; that of 2025 is outside the calendar.
  expect(await rowsOfShop([{ name: 'r', by, measures, order: [{ by: 'month' }] }])).toEqual([
    ['month', 'orders'],
    ['FM08', 11],
    [null, 1],
  ]);
});
