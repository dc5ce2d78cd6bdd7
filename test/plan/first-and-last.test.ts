import { expect, it } from 'vitest';
import { rowsOfShop } from '../support/run-shop.js';

// Orders of customer 1 by store: 1001, 1002, 1008 in 101, 1012 in 103; of the day 2026-11-03 two orders.
const first = { as: 'first', agg: 'first', of: 'amount', with: 'cast(order_time as date)' };
const last = { ...first, as: 'last', agg: 'last' };

it('S7: of equal ordering values the least value is first and the greatest last', async () => {
  const by = [{ as: 'd', is: 'cast(order_time as date)' }];
  const where = ["order_time >= date '2026-11-01'", "order_time < date '2026-11-04'"];
  const stage = {
    name: 'r',
    from: 'orders',
    where,
    by,
    measures: [first, last],
    order: [{ by: 'd' }],
  };
  // 1003 8.00 and 1004 12.00; 1005; 1006 15.60 and 1007 50.00.
  expect(await rowsOfShop([stage])).toEqual([
    ['d', 'first', 'last'],
    ['2026-11-01', '8.00', '12.00'],
    ['2026-11-02', '7.80', '7.80'],
    ['2026-11-03', '15.60', '50.00'],
  ]);
});

it('S7: null is less than any value, and rows without an ordering value do not take part', async () => {
  const city = { of: 'ship_city_id', with: 'cast(order_time as date)' };
  const measures = [
    { as: 'first', agg: 'first', ...city },
    { as: 'last', agg: 'last', ...city },
    { as: 'paid', agg: 'last', of: 'order_id', with: 'pay_time' },
  ];
  const where = ['store_id = 101'];
  // The last order of store 101 (1010) has no city; 1010 is the last that was paid.
  expect(await rowsOfShop([{ name: 'r', from: 'orders', where, by: [], measures }])).toEqual([
    ['first', 'last', 'paid'],
    [11, null, 1010],
  ]);
});
