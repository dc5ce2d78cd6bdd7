import { expect, it } from 'vitest';
import { breaches, broken, summary } from '../support/laws.js';

const week = { period: '7d' };
const counts = {
  name: 'result',
  by: [{ as: 'customer_id', is: 'customer.customer_id' }],
  measures: [{ as: 'n', metric: 'order_cnt', time: week }],
};
const order = [{ by: 'n', dir: 'desc' }];

it.each([
  ['neither', {}, [], []],
  ['an order, shown', { order }, [], []],
  ['a limit', { limit: { rows: 3 } }, ['/stages/0/limit'], []],
  ['both', { order, limit: { rows: 3 } }, [], []],
  ['a limit of the one row', { by: [], limit: { rows: 1 } }, [], []],
])('a question with %s', (_, more, limits, orders) => {
  expect(broken('limit-has-order', [{ ...counts, ...more }])).toEqual(limits);
  expect(broken('order-has-use', [{ ...counts, ...more }])).toEqual(orders);
});

it('rows without a key are left to binding', () => {
  const visits = { name: 'result', from: 'visit', columns: [{ as: 'page', is: 'page' }] };
  expect(broken('limit-has-order', [{ ...visits, limit: { rows: 3 } }])).toEqual([]);
  const all = { rows: 3, ties: 'include' } as const;
  expect(broken('limit-has-order', [{ ...visits, limit: all }])).toEqual(['/stages/0/limit']);
  const [found] = breaches('limit-has-order', [{ ...visits, limit: all }]);
  expect(found!.params).toEqual({ stage: 'result', key: [] });
});

it('an order of a table or of a stage that is read has no use, and a limit may be what is missing', () => {
  const found = breaches('order-has-use', [{ ...counts, order }], { target: summary });
  expect(found.map((d) => d.fix)).toEqual([undefined]);
  const stages = [
    { ...counts, name: 'first', order },
    { name: 'result', from: 'first', order },
  ];
  expect(broken('order-has-use', stages)).toEqual(['/stages/0/order']);
});

const match = { to: 'city', as: 'c', on: [{ key: 'city_id', is: 'city_id' }] };
const people = {
  name: 'result',
  from: 'customer',
  match: [match],
  columns: [{ as: 'customer_id', is: 'customer_id' }],
};
it.each([
  ['not at all', {}, true],
  ['to keep the matched', { match: [{ ...match, only: 'matched' }] }, false],
  ['in a column', { columns: [...people.columns, { as: 'x', is: 'c.name' }] }, false],
  ['in a condition', { where: ['found(c)'] }, false],
  [
    'in another match',
    {
      match: [
        match,
        { to: 'region', on: [{ key: 'region_id', is: 'c.region_id' }], only: 'matched' },
      ],
    },
    false,
  ],
  ['in a key', { columns: undefined, by: [{ as: 'x', is: 'c.name' }] }, false],
  [
    'in a measure',
    {
      columns: undefined,
      by: [],
      measures: [{ as: 'x', agg: 'count', where: ["c.name = 'x'"] }],
    },
    false,
  ],
])('a match that is read %s', (_, more, idle) => {
  const places = idle ? ['/stages/0/match/0'] : [];
  expect(broken('match-has-use', [{ ...people, ...more }])).toEqual(places);
});

it('a match without use is not removed: a condition may be what is missing', () => {
  const [alone] = breaches('match-has-use', [people]);
  expect(alone?.path).toBe('/stages/0/match/0');
  expect(alone?.fix).toBeUndefined();
});

it.each([
  ['nothing', { from: 'customer', columns: people.columns }, true],
  ['a from', { from: 'first', where: ['n > 1'] }, false],
  ['a union', { union: ['first'] }, false],
  [
    'a match',
    {
      from: 'customer',
      match: [{ to: 'first', on: [{ key: 'customer_id', is: 'customer_id' }], only: 'unmatched' }],
      columns: people.columns,
    },
    false,
  ],
])('a stage that is read by %s', (_, more, idle) => {
  const stages = [
    { ...counts, name: 'first' },
    { name: 'result', ...more },
  ];
  expect(broken('stage-is-read', stages)).toEqual(idle ? ['/stages/0/name'] : []);
});

const rows = (more: object) => ({
  name: 'result',
  from: 'orders',
  columns: [
    { as: 'order_id', is: 'order_id' },
    { as: 'amount', is: 'amount' },
  ],
  ...more,
});
it.each([
  ['all rows', [rows({})], ['/stages/0/from']],
  ['rows of a week', [rows({ time: week })], []],
  ['rows since a day', [rows({ time: { from: "date '2026-11-01'" } })], []],
  ['rows of a partition', [rows({ where: ["ds = '20261107'"] })], []],
  [
    'rows by another clock',
    [{ ...counts, measures: [{ as: 'n', metric: 'buyer_cnt', time: week }] }],
    ['/stages/0/measures/0/metric'],
  ],
  [
    'a snapshot',
    [{ name: 'result', from: 'stock', by: [], measures: [{ as: 'n', agg: 'count' }] }],
    [],
  ],
  [
    'a table without partitions',
    [{ name: 'result', from: 'refund', by: [], measures: [{ as: 'n', agg: 'count' }] }],
    [],
  ],
  [
    'a look-up',
    [
      {
        name: 'result',
        from: 'refund',
        columns: [
          { as: 'refund_id', is: 'refund_id' },
          { as: 'status', is: 'orders.status' },
        ],
      },
    ],
    ['/stages/0/columns/1/is'],
  ],
  [
    'a match of an entity',
    [
      {
        name: 'result',
        from: 'refund',
        match: [
          { to: 'orders', as: 'o', on: [{ key: 'order_id', is: 'order_id' }], only: 'matched' },
        ],
        columns: [{ as: 'refund_id', is: 'refund_id' }],
      },
    ],
    ['/stages/0/match/0/to'],
  ],
  [
    'a match of a stage with a time',
    [
      { ...rows({ time: week }), name: 'recent' },
      {
        name: 'result',
        from: 'refund',
        match: [{ to: 'recent', on: [{ key: 'order_id', is: 'order_id' }], only: 'matched' }],
        columns: [{ as: 'refund_id', is: 'refund_id' }],
      },
    ],
    [],
  ],
])('every partition is read by %s', (_, stages, places) => {
  expect(broken('partitions-are-bounded', stages)).toEqual(places);
});

const windows = [{ as: 'w', fn: 'rank', order: [{ by: 'amount' }] }];
const perOrder = [{ ...windows[0], per: ['order_id'] }];
it.each([
  ['details at once', [rows({ time: week, windows })], ['/stages/0/windows/0']],
  ['details by key', [rows({ time: week, windows: perOrder })], []],
  ['groups', [{ ...counts, windows: [{ as: 'w', fn: 'share', of: 'n' }] }], []],
  [
    'details of a stage',
    [
      { ...rows({ time: week }), name: 'first' },
      { name: 'result', from: 'first', windows },
    ],
    ['/stages/1/windows/0'],
  ],
  [
    'groups of a stage',
    [
      { ...counts, name: 'first' },
      { name: 'result', from: 'first', windows: [{ as: 'w', fn: 'share', of: 'n' }] },
    ],
    [],
  ],
])('a window over %s', (_, stages, places) => {
  expect(broken('window-has-partition', stages, { target: summary })).toEqual(places);
  expect(broken('window-has-partition', stages)).toEqual([]);
});

const counted = (measure: object, from = 'orders'): readonly unknown[] => [
  { name: 'result', from, time: week, by: [], measures: [{ as: 'n', agg: 'count', ...measure }] },
];

it.each([
  ['rows', counted({}), []],
  ['their own key', counted({ of: 'order_id' }), []],
  ['what several rows name', counted({ of: 'customer_id' }), ['/stages/0/measures/0/agg']],
  ['each of them once', counted({ of: 'customer_id', agg: 'count_distinct' }), []],
  ['a key along a path', counted({ of: 'customer.customer_id' }), ['/stages/0/measures/0/agg']],
  ['half of a key', counted({ of: 'order_id' }, 'order_item'), ['/stages/0/measures/0/agg']],
  ['what names nothing', counted({ of: 'pay_time' }), []],
])('a count of %s', (_, stages, places) => {
  expect(broken('identifier-is-counted-once', stages)).toEqual(places);
});

const customers = [{ as: 'customer_id', is: 'customer.customer_id' }];
const orderCnt = { as: 'n', metric: 'order_cnt', time: week };
const perCustomer = (keep: readonly string[], more: object = {}): readonly unknown[] => [
  { name: 'result', by: customers, measures: [orderCnt], keep, ...more },
];
const counting = (stage: object, where: readonly string[]): readonly unknown[] => [
  { name: 'customers', by: customers, measures: [orderCnt], ...stage },
  { name: 'result', from: 'customers', where, by: [], measures: [{ as: 'm', agg: 'count' }] },
];

it.each([
  ['0', perCustomer(['n = 0']), ['/stages/0/keep/0']],
  [
    'less than 1, beside another condition',
    perCustomer(['n < 1 and n >= 0']),
    ['/stages/0/keep/0'],
  ],
  ['0 in a later stage', counting({}, ['n <= 0']), ['/stages/1/where/0']],
  ['1', perCustomer(['n <= 1']), []],
  [
    '0 of a population',
    perCustomer(['n = 0'], { from: 'customer', by: [{ as: 'c', is: 'customer_id' }] }),
    [],
  ],
  ['0 in all', perCustomer(['n = 0'], { by: [] }), []],
  [
    '0 of values',
    perCustomer(['n = 0'], {
      measures: [{ as: 'n', agg: 'count', entity: 'orders', of: 'pay_time', time: week }],
    }),
    [],
  ],
  [
    '0 beside all of them',
    counting({ measures: [orderCnt, { ...orderCnt, as: 'paid', where: ['is_paid'] }] }, [
      'paid = 0',
    ]),
    [],
  ],
  [
    '0 of buckets',
    perCustomer(['n = 0'], {
      time: week,
      by: [{ as: 'day', grain: 'day', gaps: 'fill' }],
      measures: [{ as: 'n', metric: 'order_cnt' }],
    }),
    [],
  ],
])('a count that must be %s', (_, stages, places) => {
  expect(broken('zero-can-be-counted', stages)).toEqual(places);
});

it('a group key is stated once', () => {
  const by = [
    { as: 'customer_id', is: 'customer.customer_id' },
    { as: 'customer', is: 'customer.customer_id' },
  ];
  expect(broken('column-is-not-repeated', [{ ...counts, by }])).toEqual(['/stages/0/by/1']);
});
