import { mallRows, mallTrap, order } from '../mall.js';
import { days, one, type Trap } from '../trap.js';

const count = { as: 'n', metric: 'order_cnt' };
const orders = (...rows: readonly (readonly [at: string, amount: string])[]) => ({
  ...mallRows,
  orders: rows.map(([at, amount], i) => order(`${i + 1}`, '1', '1', at, amount)),
});

const clicks: readonly object[] = [
  {
    entity: 'click',
    source: {
      table: 'click',
      mode: 'increment',
      partition: [{ column: 'ds', format: 'yyyyMMdd', grain: 'day' }],
      late: '1 day',
    },
    key: ['id'],
    time: 'at',
    attributes: {
      id: { type: 'bigint' },
      at: { type: 'timestamp' },
      ds: { type: 'string' },
    },
  },
  { metric: 'clicks', type: 'aggregate', entity: 'click', agg: 'count' },
];
const click = (id: string, at: string, ds: string) => ({ id, at, ds });
const onTime = [
  click('1', '2026-03-10 09:00:00', '20260310'),
  click('2', '2026-03-10 23:59:00', '20260310'),
  click('3', '2026-03-11 00:00:00', '20260311'),
];

/** Ranges, buckets and days. */
export const timeTraps: readonly Trap[] = [
  mallTrap(
    'a bucket that a range cuts counts the range, and one that was moved is whole',
    {
      // Weeks from Monday 16 March: 20 March twice lies in it, 26 March in the next, cut before 31 March.
      stages: one({
        time: days('2026-03-18', '2026-03-30'),
        by: [{ as: 'w', grain: 'week' }],
        measures: [count],
      }),
      rows: [
        ['w', 'n'],
        ['2026-03-16', 2],
        ['2026-03-23', 1],
      ],
    },
    {
      // Shown is March from the 20th: its orders 2 to 4; a month before it all of February's, order 6.
      stages: one({
        time: days('2026-03-20', '2026-03-30'),
        by: [{ as: 'm', grain: 'month' }],
        measures: [count, { as: 'before', metric: 'order_cnt', shift: '-1 month' }],
      }),
      tables: {
        ...mallRows,
        orders: [...mallRows['orders']!, order('6', '1', '1', '2026-02-02 08:00:00', '1.00')],
      },
      rows: [
        ['m', 'n', 'before'],
        ['2026-03-01', 3, 1],
      ],
    },
    {
      // To date: of the month that the as-of day lies in, through that day, both ends included.
      stages: one({
        by: [],
        measures: [{ ...count, time: { last: 1, unit: 'month', mode: 'to_date' } }],
      }),
      more: { as_of: '2026-03-20' },
      rows: [['n'], [3]],
    },
  ),
  mallTrap('a grain finer than the data is refused', {
    stages: one({
      by: [{ as: 'h', grain: 'hour' }],
      measures: [{ as: 'paid', metric: 'paid_amt' }],
    }),
    refused: 'bind/grain-too-fine',
  }),
  {
    ...mallTrap(
      'a day is a day of the wall clock where clocks change',
      {
        // New York, 8 March 2026: no 02:00; 1 November: 01:00 twice. A day has all of its moments.
        stages: one({ by: [{ as: 'd', grain: 'day' }], measures: [count] }),
        rows: [
          ['d', 'n'],
          ['2026-03-07', 1],
          ['2026-03-08', 3],
          ['2026-03-09', 1],
          ['2026-11-01', 4],
        ],
      },
      {
        stages: one({
          time: days('2026-03-08', '2026-03-08'),
          by: [{ as: 'h', grain: 'hour' }],
          measures: [count],
        }),
        rows: [
          ['h', 'n'],
          ['2026-03-08T00:00:00', 1],
          ['2026-03-08T03:00:00', 1],
          ['2026-03-08T23:00:00', 1],
        ],
      },
      {
        // One day that ends with 8 March is no 24 hours back from its end.
        stages: one({
          by: [],
          measures: [{ ...count, time: { last: 1, unit: 'day', mode: 'rolling' } }],
        }),
        more: { as_of: '2026-03-08' },
        rows: [['n'], [3]],
      },
    ),
    more: { timezone: 'America/New_York' },
    tables: orders(
      ['2026-03-07 23:59:59', '1.00'],
      ['2026-03-08 00:00:00', '1.00'],
      ['2026-03-08 03:00:00', '1.00'],
      ['2026-03-08 23:30:00', '1.00'],
      ['2026-03-09 00:00:00', '1.00'],
      ['2026-11-01 01:30:00', '1.00'],
      ['2026-11-01 01:30:00', '1.00'],
      ['2026-11-01 02:00:00', '1.00'],
      ['2026-11-01 23:59:59', '1.00'],
    ),
  },
  {
    name: 'rows that arrive a day late: the number of a day before and after',
    definitions: clicks,
    tables: { click: onTime },
    asked: [
      {
        stages: one({
          time: days('2026-03-10', '2026-03-10'),
          by: [],
          measures: [{ as: 'n', metric: 'clicks' }],
        }),
        rows: [['n'], [2]],
      },
      {
        // The click of 10 March that came with the partition of the 11th counts on the 10th …
        stages: one({
          time: days('2026-03-10', '2026-03-10'),
          by: [],
          measures: [{ as: 'n', metric: 'clicks' }],
        }),
        tables: { click: [...onTime, click('4', '2026-03-10 22:00:00', '20260311')] },
        rows: [['n'], [3]],
      },
      {
        // … and not on the 11th, whose partition it is in.
        stages: one({
          time: days('2026-03-11', '2026-03-11'),
          by: [],
          measures: [{ as: 'n', metric: 'clicks' }],
        }),
        tables: { click: [...onTime, click('4', '2026-03-10 22:00:00', '20260311')] },
        rows: [['n'], [1]],
      },
    ],
  },
  {
    ...mallTrap(
      'distinct counts of several days are not sums of days',
      {
        // Customer 1 buys on 25, 26 and 31 March, customer 2 on the 26th and the 24th, before the week.
        stages: one({ by: [], measures: [{ as: 'buyers', metric: 'buyers_7d' }] }),
        rows: [['buyers'], [2]],
      },
      {
        stages: one({
          time: days('2026-03-25', '2026-03-31'),
          by: [{ as: 'd', grain: 'day' }],
          measures: [
            { as: 'buyers', metric: 'buyers' },
            { as: 'last_7', metric: 'buyers_7d' },
          ],
        }),
        rows: [
          ['d', 'buyers', 'last_7'],
          ['2026-03-25', 1, 2],
          ['2026-03-26', 2, 2],
          ['2026-03-27', 0, 2],
          ['2026-03-28', 0, 2],
          ['2026-03-29', 0, 2],
          ['2026-03-30', 0, 2],
          ['2026-03-31', 1, 2],
        ],
      },
    ),
    tables: {
      ...mallRows,
      orders: [
        order('1', '2', '1', '2026-03-24 10:00:00', '1.00'),
        order('2', '1', '1', '2026-03-25 10:00:00', '1.00'),
        order('3', '1', '1', '2026-03-26 10:00:00', '1.00'),
        order('4', '2', '1', '2026-03-26 11:00:00', '1.00'),
        order('5', '1', '1', '2026-03-31 10:00:00', '1.00'),
      ],
    },
  },
  {
    ...mallTrap('a year and a month back: ends of months are clipped, and no day is lost', {
      // As of 31 March a month back is 28 February; the last three days then are 26 to 28 February.
      stages: one({
        by: [],
        measures: [
          { ...count, time: { last: 3, unit: 'day', mode: 'rolling' } },
          {
            as: 'before',
            metric: 'order_cnt',
            time: { last: 3, unit: 'day', mode: 'rolling' },
            shift: '-1 month',
          },
        ],
      }),
      rows: [
        ['n', 'before'],
        [1, 2],
      ],
    }),
    tables: orders(
      ['2026-02-25 23:59:59', '1.00'],
      ['2026-02-26 00:00:00', '1.00'],
      ['2026-02-28 23:59:59', '1.00'],
      ['2026-03-01 00:00:00', '1.00'],
      ['2026-03-29 00:00:00', '1.00'],
    ),
  },
];
