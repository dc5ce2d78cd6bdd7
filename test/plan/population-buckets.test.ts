import { expect, it } from 'vitest';
import { rowsOfShop } from '../support/run-shop.js';

// Paid by day of payment and gender of the customer (Ann, Chen, Eve f; Bo, Dan m; Fei none, who ordered
// nothing): f 2025-11-05 25.00, 2026-11-01 37.50, -02 7.80, -03 15.60, -04 20.00, -06 4.00;
// m -01 8.00, -06 12.50, -07 31.20. Visits: f -01 two, -07 two; m -02 one.
const day = { as: 'day', grain: 'day' };
const gender = { as: 'gender', is: 'gender' };
const order = [{ by: 'day' }, { by: 'gender' }];
const since = { from: "date '2026-11-04'" };
const paid = { as: 'paid', metric: 'paid_amt', time: { ...since, to: "date '2026-11-07'" } };
const visits = {
  as: 'visits',
  agg: 'count',
  entity: 'visit',
  time: { ...since, to: "date '2026-11-07'" },
};

it('S11: a bucket is of the clock of each measure, and shown where one of them has something', async () => {
  const stage = { name: 'r', from: 'customer', by: [day, gender], measures: [paid, visits], order };
  expect(await rowsOfShop([stage])).toEqual([
    ['day', 'gender', 'paid', 'visits'],
    ['2026-11-04', 'f', '20.00', 0],
    ['2026-11-06', 'f', '4.00', 0],
    ['2026-11-06', 'm', '12.50', 0],
    ['2026-11-07', 'f', null, 2],
    ['2026-11-07', 'm', '31.20', 0],
  ]);
});

it('S4: with gaps filled every group of the population has every bucket', async () => {
  const by = [{ ...day, gaps: 'fill' }, gender];
  const measures = [
    { ...paid, fill: 0, time: { from: "date '2026-11-06'", to: "date '2026-11-07'" } },
  ];
  expect(await rowsOfShop([{ name: 'r', from: 'customer', by, measures, order }])).toEqual([
    ['day', 'gender', 'paid'],
    ['2026-11-06', 'f', '4.00'],
    ['2026-11-06', 'm', '12.50'],
    ['2026-11-06', null, '0.00'],
    ['2026-11-07', 'f', '0.00'],
    ['2026-11-07', 'm', '31.20'],
    ['2026-11-07', null, '0.00'],
  ]);
});

it('S4: beside them a measure over the population has its own buckets', async () => {
  const measures = [
    { as: 'signups', agg: 'count' },
    {
      as: 'visits',
      agg: 'count',
      entity: 'visit',
      time: { from: "date '2026-10-01'", to: "date '2026-11-30'" },
    },
  ];
  const where = ['customer_id in (3, 5)'];
  const stage = { name: 'r', from: 'customer', where, by: [day], measures, order: [{ by: 'day' }] };
  expect(await rowsOfShop([stage])).toEqual([
    ['day', 'signups', 'visits'],
    ['2026-10-30', 1, 0],
    ['2026-11-05', 1, 0],
    ['2026-11-07', 0, 2],
  ]);
});

it('S11: windows end with each bucket there too', async () => {
  const time = { last: 3, unit: 'day', mode: 'rolling' };
  const measures = [paid, { as: 'paid_3d', metric: 'paid_amt', time }];
  const where = ["gender = 'm'"];
  const stage = { name: 'r', from: 'customer', where, by: [day, gender], measures, order };
  // Of 2026-11-01 (8.00) until -09 (31.20): days without anything in their window are not shown.
  expect((await rowsOfShop([stage])).slice(1)).toEqual([
    ['2026-11-01', 'm', null, '8.00'],
    ['2026-11-02', 'm', null, '8.00'],
    ['2026-11-03', 'm', null, '8.00'],
    ['2026-11-06', 'm', '12.50', '12.50'],
    ['2026-11-07', 'm', '31.20', '43.70'],
  ]);
});
