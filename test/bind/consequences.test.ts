import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { daily, found, shop } from '../support/bind.js';

const amount = { as: 'amount', agg: 'sum', of: 'amount' };
const city = { as: 'city', is: 'ship_city.name' };
const paid = { as: 'paid', metric: 'paid_amt' };
const orders = { as: 'orders', metric: 'order_cnt' };
const week = { period: '7d' };
const details = {
  name: 'a',
  from: 'orders',
  columns: [
    { as: 'id', is: 'order_id' },
    { as: 'sum', is: 'amount' },
  ],
};

/** One mistake is one error, whatever follows from it. */
it.each([
  [
    'a population that nothing is called',
    [{ name: 'r', from: 'ordres', by: [city], time: week, measures: [amount, paid] }],
    ['bind/unknown-source /stages/0/from'],
  ],
  [
    'no population',
    [{ name: 'r', by: [city], measures: [amount, { ...amount, as: 'b' }, paid] }],
    ['bind/no-from /stages/0/measures/0/agg'],
  ],
  [
    'a path that is none, for two measures',
    [{ name: 'r', by: [{ as: 'c', is: 'oders.ship_city.name' }], measures: [paid, orders] }],
    ['bind/unknown-entity-path /stages/0/by/0/is "oders"'],
  ],
  [
    'no groups',
    [
      {
        name: 'r',
        from: 'orders',
        measures: [amount, { ...amount, as: 'b' }],
        order: [{ by: 'city' }],
      },
      { name: 's', from: 'r', columns: [{ as: 'c', is: 'city' }] },
    ],
    ['bind/needs-by /stages/0/measures/0'],
  ],
  [
    'a column that is shown under a wrong name',
    [
      { ...details, show: ['idd', 'sum'] },
      { name: 's', from: 'a', where: ['id > 3'], columns: [{ as: 'x', is: 'id' }] },
      { ...details, name: 'b' },
      { name: 'u', union: ['a', 'b'] },
      { name: 'v', from: 'u', columns: [{ as: 'x', is: 'id' }] },
    ],
    ['bind/unknown-result /stages/0/show/0'],
  ],
  [
    'a match with nothing',
    [
      {
        ...details,
        match: [{ to: 'refnd', as: 'r', on: [{ key: 'order_id', is: 'order_id' }] }],
        where: ['r.refund_amount > 1'],
      },
    ],
    ['bind/unknown-source /stages/0/match/0/to'],
  ],
  [
    'a match by what is no column',
    [
      details,
      { ...details, name: 'b', match: [{ to: 'a', on: [{ key: 'idd', is: 'order_id' }] }] },
    ],
    ['bind/unknown-name /stages/1/match/0/on/0/key'],
  ],
  [
    'a value of a wrong type, compared',
    [{ ...details, where: ["cast(date '2026-01-01' as bigint) > 3"] }],
    ['expr/bad-cast /stages/0/where/0 "cast(date \'2026-01-01\' as bigint)"'],
  ],
])('%s', (_, stages, codes) => {
  expect(found(stages)).toEqual(codes);
});

it('two mistakes are two errors', () => {
  const stages = [
    { name: 'r', from: 'ordres', by: [city], measures: [{ as: 'n', metric: 'order_count' }] },
    { ...details, show: ['idd', 'smu'] },
  ];
  expect(found(stages)).toEqual([
    'bind/unknown-source /stages/0/from',
    'bind/unknown-metric /stages/0/measures/0/metric',
    'bind/unknown-result /stages/1/show/0',
    'bind/unknown-result /stages/1/show/1',
  ]);
});

it('a day that is missing is missing once', () => {
  const stages = [
    {
      name: 'r',
      by: [],
      measures: [
        { ...paid, time: week },
        { ...orders, time: week },
      ],
    },
  ];
  expect(found(stages, { as_of: undefined } as object)).toEqual([
    'bind/no-as-of /stages/0/measures/0/time',
  ]);
});

it('a key is asked for only once the columns are known', () => {
  const stages = [{ ...details, columns: [{ as: 'id', is: 'order_idd' }] }];
  expect(found(stages, { target: daily })).toEqual([
    'bind/unknown-name /stages/0/columns/0/is "order_idd"',
  ]);
  expect(found([details], { target: { ...daily, key: ['idd'] } })).toEqual([
    'bind/unknown-result /target/key/0',
  ]);
});

/** The same of forms: keys and shapes. */
it.each([
  ['a wrapper', (d: object) => ({ query: d }), ['dsl/unknown-key /query']],
  [
    'the only stage for a document',
    ({ stages, ...d }: { stages: readonly object[] }) => ({ ...d, ...stages[0] }),
    ['dsl/missing-key '],
  ],
  [
    'a name under another key',
    (d: object) =>
      JSON.parse(JSON.stringify(d).replaceAll('"as":"sum"', '"alias":"sum"')) as object,
    ['dsl/unknown-key /stages/0/columns/1/alias'],
  ],
  ['a version that is a number', (d: object) => ({ ...d, dsl: 1 }), ['dsl/wrong-shape /dsl']],
])('%s', (_, make, codes) => {
  const document = { dsl: '1', title: 't', stages: [details] };
  const [, problems] = check(JSON.stringify(make(document)), shop);
  expect(problems.map((d) => `${d.code} ${d.path}`)).toEqual(codes);
});
