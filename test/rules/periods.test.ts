import { expect, it } from 'vitest';
import { breaches, broken, summary } from '../support/laws.js';
import { ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const ontology = ontologyOf(`${shopYaml}
---
period: 1w
last: 1
unit: week
mode: complete
---
metric: late_cnt_7d
type: composite
is: order_cnt + 0
---
metric: change
type: composite
is: now - before
inputs:
  - { as: now, metric: order_cnt, time: { period: 7d } }
  - { as: before, metric: order_cnt, time: { last: 30, unit: day, mode: rolling } }
`);

const key = { as: 'customer_id', is: 'customer.customer_id' };
const day = { as: 'day', grain: 'day' };
const said = (as: string, measure: object, stage: object = {}) => [
  { name: 'result', by: [key], ...stage, measures: [{ as, metric: 'order_cnt', ...measure }] },
];
const week = { time: { period: '7d' } };

/** What a measure is called and how it is counted; what the law says it is called by, where it is wrong. */
it.each([
  ['n_7d', said('n_7d', week), undefined],
  ['n', said('n', { time: { period: '30d' } }), undefined],
  ['n_7d', said('n_7d', { time: { period: '30d' } }), '30d'],
  ['n_7d', said('n_7d', { time: { last: 7, unit: 'day', mode: 'rolling' } }), undefined],
  ['n_7d', said('n_7d', { time: { last: 1, unit: 'week', mode: 'rolling' } }), undefined],
  ['n_7d', said('n_7d', { time: { last: 7, unit: 'day', mode: 'complete' } }), 'complete 7 day'],
  ['n_1w', said('n_1w', { time: { last: 1, unit: 'week', mode: 'complete' } }), undefined],
  ['n_1w', said('n_1w', { time: { last: 7, unit: 'day', mode: 'rolling' } }), '7d'],
  ['n_mtd', said('n_mtd', { time: { period: 'mtd' } }), undefined],
  ['n_mtd', said('n_mtd', { time: { last: 1, unit: 'month', mode: 'to_date' } }), undefined],
  ['n_mtd', said('n_mtd', { time: { period: '30d' } }), '30d'],
  ['n_td', said('n_td', {}), undefined],
  ['n_7d', said('n_7d', {}), 'td'],
  ['n_7d', said('n_7d', {}, week), undefined],
  ['n_30d', said('n_30d', {}, week), '7d'],
  ['n_7d shifted', said('n_7d_prev', { ...week, shift: '-7 day' }), undefined],
  ['n_30d shifted', said('n_30d_prev', { ...week, shift: '-7 day' }), '7d'],
  ['n_7d in written days', said('n_7d', written('2026-11-01', '2026-11-07')), undefined],
  ['n_7d in other days', said('n_7d', written('2026-11-01', '2026-11-08')), 'rolling 8 day'],
  ['n_7d since a day', said('n_7d', { time: { from: "date '2026-11-01'" } }), undefined],
  ['n_1d of a partition', said('n_1d', { where: ["ds = '20261107'"] }), undefined],
  [
    'n_1d of partitions',
    said('n_1d', {}, { where: ["ds > '20261106'"], from: 'orders' }),
    undefined,
  ],
  ['n_1d by day', said('n_1d', {}, { by: [day], ...week }), undefined],
  ['n_7d by day', said('n_7d', {}, { by: [day], ...week }), 'day'],
  ['n_7d by day, trailing', said('n_7d', week, { by: [day], ...week }), undefined],
  ['n_1m by month', said('n_1m', {}, { by: [{ as: 'm', grain: 'month' }] }), undefined],
  ['a derived metric', said('n_7d', { metric: 'paid_amt_7d' }), undefined],
  ['a derived metric', said('n_30d', { metric: 'paid_amt_7d' }), '7d'],
  ['a metric of a metric', said('n_7d', { metric: 'paid_amt_7d_last_year' }), undefined],
  ['a composite metric', said('n_7d', { metric: 'aov', ...week }), undefined],
  ['a composite metric', said('n_30d', { metric: 'aov', ...week }), '7d'],
  ['one of two windows', said('n_30d', { metric: 'change' }), undefined],
  ['neither of two windows', said('n_1d', { metric: 'change' }), '7d, 30d'],
  [
    'the name of a metric',
    said('n_7d', { metric: 'late_cnt_7d', time: { period: '30d' } }),
    undefined,
  ],
  [
    'conditions on time',
    said('n_7d', { where: ["order_time >= timestamp '2026-11-01 00:00:00'"] }),
    undefined,
  ],
  ['a state of a day', said('n_7d', { metric: 'stock_qty' }, { by: [] }), undefined],
])('%s', (_, stages, right) => {
  const found = breaches('period-suffix-agrees', stages, {}, ontology);
  expect(found.map((d) => d.path)).toEqual(right === undefined ? [] : ['/stages/0/measures/0/as']);
  const windows = found.flatMap((d) => d.params['windows'] as readonly string[]);
  expect(windows.join(', ')).toBe(right ?? '');
});

function written(from: string, to: string): object {
  return { time: { from: `date '${from}'`, to: `date '${to}'` } };
}

const first = {
  name: 'weekly',
  by: [key],
  measures: [
    { as: 'a', metric: 'order_cnt', ...week },
    { as: 'b', metric: 'order_cnt', time: { period: '30d' } },
  ],
};

it.each([
  ['a quotient of the same window', { compute: [{ as: 'x_7d', is: 'a / a' }] }, []],
  ['a quotient of both windows', { compute: [{ as: 'x_7d', is: 'a / b' }] }, []],
  ['a quotient of neither', { compute: [{ as: 'x_1d', is: 'a / b' }] }, ['/stages/1/compute/0/as']],
  ['a share', { windows: [{ as: 'x_30d', fn: 'share', of: 'a' }] }, ['/stages/1/windows/0/as']],
  ['a running sum', { windows: [{ as: 'x_30d', fn: 'sum', of: 'a', order: [{ by: 'a' }] }] }, []],
  ['a rank', { windows: [{ as: 'x_1d', fn: 'rank', order: [{ by: 'a' }] }] }, []],
  ['a value read again', { columns: [{ as: 'x_30d', is: 'a' }] }, ['/stages/1/columns/0/as']],
  [
    'a sum of what was counted',
    { by: [], measures: [{ as: 'x_30d', agg: 'sum', of: 'a' }] },
    ['/stages/1/measures/0/as'],
  ],
])('%s of an earlier stage', (_, second, places) => {
  const stages = [first, { name: 'result', from: 'weekly', ...second }];
  expect(broken('period-suffix-agrees', stages)).toEqual(places);
});

it('the right name is allowed, with its change', () => {
  const [plain] = breaches('period-suffix-agrees', said('n_30d', week));
  expect(plain?.allowed).toEqual(['n_7d']);
  const [change] = breaches(
    'period-suffix-agrees',
    said('n_30d_prev', { ...week, shift: '-7 day' }),
  );
  expect(change?.allowed).toEqual(['n_7d_prev']);
});

it('a column that is not shown may have any name', () => {
  const stages = said('n_30d', week, { show: ['customer_id'] });
  expect(broken('period-suffix-agrees', stages)).toEqual([]);
});

it('one that a shown column is computed from may not: a share of other days looks right', () => {
  const [stage] = said('n_30d', week, { show: ['customer_id', 'rate'] });
  const stages = [{ ...stage, compute: [{ as: 'rate', is: 'n_30d * 2' }] }];
  expect(broken('period-suffix-agrees', stages)).toEqual(['/stages/0/measures/0/as']);
});

const both = [
  {
    ...first,
    name: 'result',
    compute: [{ as: 'c', is: 'a / b' }],
  },
];

it.each([
  ['dws_trd_customer_nd', []],
  ['dws_trd_customer_7d', ['b (30d)']],
  ['dws_trd_customer_30d', ['a (7d)']],
  ['dws_trd_customer_1d', ['a (7d)', 'b (30d)', 'c (7d, 30d)']],
  ['dws_trd_customer', []],
])('table %s: other windows in %j', (table, columns) => {
  const target = { ...summary, table };
  const found = breaches('table-period-agrees', both, { target });
  expect(found.flatMap((d) => d.params['columns'])).toEqual(columns);
  expect(found.every((d) => d.path === '/target/table')).toBe(true);
});

it('a table that adds to itself (td) is not judged by what one day brings', () => {
  const target = { ...summary, table: 'dws_trd_customer_td' };
  const stages = [
    { name: 'before', from: 'self', at: '$bizdate - 1' },
    {
      name: 'today',
      by: [key],
      measures: [{ as: 'n_td', metric: 'order_cnt', time: { period: '1d' } }],
    },
    { name: 'both', union: ['before', 'today'] },
    {
      name: 'result',
      from: 'both',
      by: [{ as: 'customer_id', is: 'customer_id' }],
      measures: [{ as: 'n_td', agg: 'sum', of: 'n_td' }],
    },
  ];
  expect(broken('period-suffix-agrees', stages, { target })).toEqual([]);
  expect(broken('table-period-agrees', stages, { target })).toEqual([]);
});
