import type { SentenceCase } from './case.js';

const rows = (more: object): object => ({
  name: 'result',
  from: 'orders',
  columns: [
    { as: 'order_id', is: 'order_id' },
    { as: 'status', is: 'status' },
    { as: 'qty', is: 'qty' },
  ],
  ...more,
});
const counted = (time: object): object => ({
  name: 'result',
  by: [],
  measures: [{ as: 'n', metric: 'order_cnt', ...time }],
});
const monthly = (more: object, measures: readonly object[]): object => ({
  name: 'result',
  ...more,
  by: [{ as: 'm', grain: 'month' }],
  measures,
});

/** S10 to S15: windows, time, partitions, parameters and arithmetic. */
export const resultSentences: readonly SentenceCase[] = [
  {
    name: 'S10 ties are broken by the key, nulls come last',
    stages: [
      rows({
        windows: [{ as: 'at', fn: 'row_number', order: [{ by: 'status', dir: 'desc' }] }],
        order: [{ by: 'qty', dir: 'desc' }],
        show: ['order_id', 'qty', 'at'],
      }),
    ],
    rows: [
      ['order_id', 'qty', 'at'],
      [4, 3, 3],
      [1, 2, 1],
      [2, 1, 2],
      [5, 0, 4],
      [3, null, 5],
    ],
    ordered: true,
  },
  {
    name: 'S10 a running sum is by rows',
    stages: [
      rows({
        windows: [{ as: 'so_far', fn: 'sum', of: 'qty', order: [{ by: 'order_id' }], last: 2 }],
        show: ['order_id', 'so_far'],
      }),
    ],
    rows: [
      ['order_id', 'so_far'],
      [1, 2],
      [2, 3],
      [3, 1],
      [4, 3],
      [5, 3],
    ],
  },
  {
    name: 'S10 a share of a zero total is null',
    stages: [
      rows({
        where: ['order_id >= 4'],
        windows: [{ as: 'part', fn: 'share', of: 'qty', per: ['order_id'] }],
        show: ['order_id', 'part'],
      }),
    ],
    rows: [
      ['order_id', 'part'],
      [4, 1],
      [5, null],
    ],
  },
  {
    name: 'S10 ties stay where they are included',
    stages: [
      rows({ order: [{ by: 'status' }], limit: { rows: 2, ties: 'include' }, show: ['order_id'] }),
    ],
    rows: [['order_id'], [1], [2], [3], [4], [5]],
  },
  {
    name: 'S11 rolling: the days that end with the as-of day, both ends included',
    stages: [counted({ time: { last: 19, unit: 'day', mode: 'rolling' } })],
    rows: [['n'], [2]],
  },
  {
    name: 'S11 complete: whole units before the as-of day’s own',
    stages: [counted({ time: { last: 1, unit: 'month', mode: 'complete' } })],
    rows: [['n'], [2]],
  },
  {
    name: 'S11 to date: from the start of the unit',
    stages: [counted({ time: { last: 2, unit: 'month', mode: 'to_date' } })],
    rows: [['n'], [4]],
  },
  {
    name: 'S11 a shift moves the as-of day, clipped to the month’s end',
    stages: [counted({ time: { last: 1, unit: 'month', mode: 'to_date' }, shift: '-1 month' })],
    // As of 28 January: order 2 of the 31st is later.
    rows: [['n'], [1]],
  },
  {
    name: 'S11 a range of written days ends with its last day',
    stages: [counted({ time: { from: "date '2026-01-31'", to: "date '2026-02-10'" } })],
    rows: [['n'], [2]],
  },
  {
    name: 'S11 buckets keep rows without a moment',
    stages: [monthly({}, [{ as: 'n', metric: 'order_cnt' }])],
    rows: [
      ['m', 'n'],
      ['2026-01-01', 2],
      ['2026-02-01', 2],
      [null, 1],
    ],
  },
  {
    name: 'S11 gaps are filled without losing rows that have no moment',
    stages: [
      {
        name: 'result',
        by: [{ as: 'w', grain: 'week', gaps: 'fill' }],
        measures: [{ as: 'n', agg: 'count', entity: 'orders', where: ['order_id >= 3'] }],
      },
    ],
    rows: [
      ['w', 'n'],
      ['2026-02-09', 1],
      ['2026-02-16', 0],
      ['2026-02-23', 1],
      [null, 1],
    ],
  },
  {
    name: 'S11 a window ends where its bucket ends',
    stages: [
      monthly({ time: { from: "date '2026-01-01'", to: "date '2026-03-31'" } }, [
        { as: 'paid', metric: 'paid_amt', time: { last: 2, unit: 'month', mode: 'rolling' } },
      ]),
    ],
    rows: [
      ['m', 'paid'],
      ['2026-01-01', '15.50'],
      ['2026-02-01', '16.75'],
      ['2026-03-01', '1.25'],
    ],
  },
  {
    name: 'S11 a shift moves the bucket',
    stages: [
      monthly({ time: { from: "date '2026-02-01'", to: "date '2026-02-28'" } }, [
        { as: 'n', metric: 'order_cnt' },
        { as: 'before', metric: 'paid_amt', shift: '-1 month' },
      ]),
    ],
    rows: [
      ['m', 'n', 'before'],
      ['2026-02-01', 2, '15.50'],
    ],
  },
  {
    name: 'S12 a full snapshot is read at the as-of day',
    stages: [{ name: 'result', by: [], measures: [{ as: 'held', metric: 'held' }] }],
    rows: [['held'], [7]],
  },
  {
    name: 'S12 a semi-additive measure takes the last day of each',
    stages: [
      {
        name: 'result',
        time: { from: "date '2026-02-27'", to: "date '2026-02-28'" },
        by: [],
        measures: [{ as: 'held', metric: 'held' }],
      },
    ],
    rows: [['held'], [11]],
  },
  {
    name: 'S12 an increment that arrived late counts where its clock falls',
    stages: [counted({ time: { from: "date '2026-01-31'", to: "date '2026-01-31'" } })],
    rows: [['n'], [1]],
  },
  {
    name: 'S13 a parameter is a typed value',
    stages: [{ ...counted({ where: ['amount >= $least'] }) }],
    more: { params: [{ name: 'least', type: 'decimal', default: '100' }] },
    params: { least: '5.5' },
    rows: [['n'], [3]],
  },
  {
    name: 'S15 a quotient never truncates and is null on zero; nulls propagate',
    stages: [
      rows({
        compute: [
          { as: 'part', is: '5 / qty' },
          { as: 'more', is: 'qty + 1' },
          { as: 'known', is: "qty > 1 or status = 'open'" },
        ],
        show: ['order_id', 'part', 'more', 'known'],
      }),
    ],
    rows: [
      ['order_id', 'part', 'more', 'known'],
      [1, 2.5, 3, 'true'],
      [2, 5, 2, 'false'],
      [3, null, null, 'true'],
      [4, 1.6666666666666667, 4, 'true'],
      [5, null, 1, 'false'],
    ],
  },
  {
    name: 'S15 a quotient of decimals is exact to six places; ratios divide after adding',
    stages: [
      {
        name: 'result',
        by: [],
        measures: [
          { as: 'each', metric: 'paid_per_order' },
          { as: 'paid', metric: 'paid_amt' },
        ],
        compute: [{ as: 'third', is: 'paid / 3.00' }],
      },
    ],
    rows: [
      ['each', 'paid', 'third'],
      [4.15, '20.75', '6.916667'],
    ],
  },
];
