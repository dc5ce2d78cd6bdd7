import { expect, it } from 'vitest';
import { rowsOfShop } from '../support/run-shop.js';

const paid = (time: object): object => ({ as: 'n', metric: 'paid_amt', time });
const month = { last: 1, unit: 'month', mode: 'rolling' };

// Paid on 2026-11-01 45.50, -02 7.80, -03 15.60, -04 20.00, -06 16.50, -07 31.20: 136.60 in all.
it('S11: a day is an as-of day, so its window is the one that a question as of it reads', async () => {
  const day = "date '2026-11-30'";
  const stage = {
    name: 'r',
    time: { from: day, to: day },
    by: [{ as: 'd', grain: 'day' }],
    measures: [paid(month)],
  };
  // A month before the 30th of November is the 30th of October: all of November, and its last day but one.
  expect(await rowsOfShop([stage])).toEqual([
    ['d', 'n'],
    ['2026-11-30', '136.60'],
  ]);
  const until = "date '2026-12-01'";
  // From the 2nd of November through the 1st of December.
  expect(await rowsOfShop([{ ...stage, time: { from: until, to: until } }])).toEqual([
    ['d', 'n'],
    ['2026-12-01', '91.10'],
  ]);
  const asOf = { as_of: '2026-12-01' };
  const total = [{ name: 'r', by: [], measures: [paid(month)] }];
  expect(await rowsOfShop(total, asOf)).toEqual([['n'], ['91.10']]);
});

it('S11: a bucket of months has whole months', async () => {
  const time = { from: "date '2026-11-01'", to: "date '2026-11-30'" };
  const by = [{ as: 'm', grain: 'month' }];
  expect(await rowsOfShop([{ name: 'r', time, by, measures: [paid(month)] }])).toEqual([
    ['m', 'n'],
    ['2026-11-01', '136.60'],
  ]);
});
