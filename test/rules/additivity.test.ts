import { expect, it } from 'vitest';
import { breaches, broken } from '../support/laws.js';

const week = { period: '7d' };
const daily = (measure: object, more: object = {}) => ({
  name: 'daily',
  from: 'orders',
  time: week,
  by: [{ as: 'day', grain: 'day' }],
  measures: [
    { as: 'n', agg: 'count' },
    { as: 'x', ...measure },
  ],
  ...more,
});
const total = (agg: string, of = 'x') => ({
  name: 'result',
  from: 'daily',
  by: [],
  measures: [{ as: 'total', agg, of }],
});
const law = 'sum-is-of-additive';
const place = ['/stages/1/measures/0/of'];

it.each([
  ['sum', { agg: 'count' }, true],
  ['sum', { agg: 'sum', of: 'amount' }, true],
  ['sum', { agg: 'max', of: 'amount' }, true],
  ['sum', { agg: 'last', of: 'amount', with: 'order_time' }, true],
  ['sum', { agg: 'count_distinct', of: 'customer_id' }, false],
  ['sum', { agg: 'avg', of: 'amount' }, false],
  ['sum', { agg: 'median', of: 'amount' }, false],
  ['sum', { agg: 'percentile', of: 'amount', p: 0.9 }, false],
  ['sum', { agg: 'stddev', of: 'amount' }, false],
  ['sum', { metric: 'aov' }, false],
  ['sum', { metric: 'paid_amt' }, true],
  ['sum', { metric: 'buyer_cnt' }, false],
  ['avg', { agg: 'count_distinct', of: 'customer_id' }, false],
  ['avg', { agg: 'sum', of: 'amount' }, true],
  ['max', { agg: 'count_distinct', of: 'customer_id' }, true],
  ['median', { agg: 'avg', of: 'amount' }, true],
])('%s over days of %j adds up: %s', (agg, measure, fine) => {
  expect(broken(law, [daily(measure), total(agg)])).toEqual(fine ? [] : place);
});

it.each([
  ['n + n', true],
  ['n * 2', true],
  ['n / 2', true],
  ['-n', true],
  ['coalesce(n, 0)', true],
  ['cast(n as double)', true],
  ['case when x / n > 10 then n else 0 end', true],
  ['x / n', false],
  ['n * n', false],
  ['1 + x / n', false],
  ['round(x / n, 2)', false],
])('the sum of %s of sums adds up: %s', (is, fine) => {
  const stages = [
    daily({ agg: 'sum', of: 'amount' }, { compute: [{ as: 'y', is }] }),
    total('sum', 'y'),
  ];
  expect(broken(law, stages)).toEqual(fine ? [] : place);
});

it('values of single rows add up, whatever they are computed from', () => {
  const rows = {
    name: 'daily',
    from: 'order_item',
    columns: [
      { as: 'order_id', is: 'order_id' },
      { as: 'line_no', is: 'line_no' },
      { as: 'x', is: 'price / quantity' },
    ],
  };
  expect(broken(law, [rows, total('sum')])).toEqual([]);
});

it.each([
  ['share', 'n', false],
  ['sum', 'x', false],
  ['share', 'x', false],
  ['avg', 'x', true],
  ['max', 'x', true],
])('window %s of %s, then a sum', (fn, of, fine) => {
  const stage = daily(
    { agg: 'count_distinct', of: 'customer_id' },
    { windows: [{ as: 'w', fn, of }] },
  );
  const result = { name: 'result', from: 'daily' };
  const ofWindow = of === 'x' && !fine ? ['/stages/0/windows/0/of'] : [];
  expect(broken(law, [stage, result])).toEqual(ofWindow);
  const summed = broken(law, [stage, total('sum', 'w')]);
  expect(summed).toEqual(fn === 'max' ? ofWindow : [...ofWindow, ...place]);
});

it('a column is named once, though two measures add it up', () => {
  const result = {
    name: 'result',
    from: 'daily',
    by: [],
    measures: [
      { as: 'a', agg: 'sum', of: 'x' },
      { as: 'b', agg: 'avg', of: 'x' },
      { as: 'c', agg: 'sum', of: 'n' },
    ],
  };
  const found = breaches(law, [daily({ agg: 'avg', of: 'amount' }), result]);
  expect(found.map((d) => [d.path, d.params])).toEqual([
    ['/stages/1/measures/0/of', { column: 'x', agg: 'sum' }],
  ]);
});

it('is seen through unions, matches and stages that pass it on', () => {
  const stages = [
    daily({ agg: 'avg', of: 'amount' }),
    { name: 'kept', from: 'daily', where: ['x > 1'] },
    { name: 'both', union: ['daily', 'kept'] },
    {
      name: 'looked_up',
      from: 'both',
      match: [{ to: 'kept', on: [{ key: 'day', is: 'day' }] }],
      by: [],
      measures: [
        { as: 'a', agg: 'sum', of: 'x' },
        { as: 'b', agg: 'sum', of: 'kept.x * 2' },
      ],
    },
  ];
  const places = ['/stages/3/measures/0/of', '/stages/3/measures/1/of'];
  expect(broken(law, stages)).toEqual(places);
});

const stocks = (measure: object) => ({
  name: 'daily',
  time: week,
  by: [
    { as: 'day', grain: 'day' },
    { as: 'store', is: 'store.store_id' },
  ],
  measures: [{ as: 'x', ...measure }],
});

it.each([
  ['a balance', { metric: 'stock_qty' }],
  ['a window', { metric: 'item_qty', time: { last: 2, unit: 'day', mode: 'rolling' } }],
])('law 5: %s adds up over stores, but not over days', (_, measure) => {
  expect(broken(law, [stocks(measure), total('sum')])).toEqual(place);
  expect(broken(law, [stocks(measure), total('max')])).toEqual([]);
  const byDay = { ...total('sum'), by: [{ as: 'day', is: 'day' }] };
  expect(broken(law, [stocks(measure), byDay])).toEqual([]);
});
