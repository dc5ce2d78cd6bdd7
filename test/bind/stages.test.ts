import { expect, it } from 'vitest';
import { printType } from '../../src/expr/print-type.js';
import { bound, boundStage, findings, found, outputOf, say } from '../support/bind.js';

const cities = {
  name: 'c',
  from: 'city',
  columns: [
    { as: 'city_id', is: 'city_id' },
    { as: 'name', is: 'name' },
  ],
};
const perCity = {
  name: 'p',
  from: 'orders',
  by: [{ as: 'ship_city_id', is: 'ship_city_id' }],
  measures: [
    { as: 'amt', metric: 'paid_amt' },
    { as: 'n', agg: 'count' },
  ],
};

it.each<readonly [string, readonly unknown[], readonly string[] | undefined]>([
  ['groups', [perCity], ['ship_city_id']],
  ['one row in all', [{ ...perCity, by: [] }], []],
  ['rows of an entity with its key', [cities], ['city_id']],
  [
    'rows of an entity without its key',
    [{ ...cities, columns: [{ as: 'name', is: 'name' }] }],
    undefined,
  ],
  ['a renamed key', [{ ...cities, columns: [{ as: 'id', is: 'city_id' }] }], ['id']],
  [
    'a key that is computed with',
    [{ ...cities, columns: [{ as: 'city_id', is: 'city_id + 1' }] }],
    undefined,
  ],
  [
    'a composite key',
    [
      {
        name: 'r',
        from: 'order_item',
        columns: [
          { as: 'o', is: 'order_id' },
          { as: 'l', is: 'line_no' },
        ],
      },
    ],
    ['o', 'l'],
  ],
  [
    'half of one',
    [{ name: 'r', from: 'order_item', columns: [{ as: 'o', is: 'order_id' }] }],
    undefined,
  ],
  ['a keyless log', [{ name: 'r', from: 'visit', columns: [{ as: 'p', is: 'page' }] }], undefined],
  [
    'rows of a stage',
    [perCity, { name: 'r', from: 'p', columns: [{ as: 'x', is: 'amt + 1' }] }],
    ['ship_city_id'],
  ],
  [
    'a replaced key',
    [perCity, { name: 'r', from: 'p', columns: [{ as: 'ship_city_id', is: '1' }] }],
    undefined,
  ],
  [
    'a key put in its own place',
    [perCity, { name: 'r', from: 'p', columns: [{ as: 'ship_city_id', is: 'ship_city_id' }] }],
    ['ship_city_id'],
  ],
  ['a key that is not shown', [{ ...perCity, show: ['amt'] }], undefined],
  [
    'one row of each group',
    [
      {
        ...perCity,
        by: [
          { as: 'a', is: 'ship_city_id' },
          { as: 'b', is: 'store_id' },
        ],
        order: [{ by: 'amt' }],
        limit: { rows: 1, per: ['a'] },
      },
    ],
    ['a'],
  ],
  [
    'with ties',
    [
      {
        ...perCity,
        by: [
          { as: 'a', is: 'ship_city_id' },
          { as: 'b', is: 'store_id' },
        ],
        order: [{ by: 'amt' }],
        limit: { rows: 1, per: ['a'], ties: 'include' },
      },
    ],
    ['a', 'b'],
  ],
  ['one row at all', [{ ...perCity, order: [{ by: 'amt' }], limit: { rows: 1 } }], []],
  ['a union', [perCity, { name: 'r', union: ['p', 'p'] }], undefined],
  [
    'a snapshot of one day',
    [
      {
        name: 'r',
        from: 'stock',
        columns: [
          { as: 's', is: 'store_id' },
          { as: 'p', is: 'product_id' },
        ],
      },
    ],
    ['s', 'p'],
  ],
  [
    'a snapshot of many days',
    [
      {
        name: 'r',
        from: 'stock',
        time: { period: '7d' },
        columns: [
          { as: 's', is: 'store_id' },
          { as: 'p', is: 'product_id' },
        ],
      },
    ],
    ['s', 'p'],
  ],
])('S5: the key of %s', (_, stages, key) => {
  expect(boundStage(stages).key).toEqual(key);
});

it('S10: the rows’ own key breaks ties of a limit, not the groups it leaves', () => {
  const stage = boundStage([
    {
      ...perCity,
      by: [
        { as: 'a', is: 'ship_city_id' },
        { as: 'b', is: 'store_id' },
      ],
      order: [{ by: 'amt' }],
      limit: { rows: 1, per: ['a'] },
    },
  ]);
  expect(stage.resultKey).toEqual(['a', 'b']);
});

it('S10: without a key nothing decides between equal rows, unless the order goes on', () => {
  const rows = {
    name: 'r',
    from: 'visit',
    columns: [
      { as: 'c', is: 'customer_id' },
      { as: 't', is: 'visit_time' },
    ],
  };
  const limit = { rows: 1, per: ['c'] };
  const order = [{ by: 't', dir: 'desc' }];
  const windows = [{ as: 'w', fn: 'lag', of: 't', per: ['c'], order }];
  expect(found([{ ...rows, order, limit }])).toEqual(['bind/undecided-ties /stages/0/limit']);
  expect(found([{ ...rows, windows }])).toEqual(['bind/undecided-ties /stages/0/windows/0']);
  expect(found([{ ...rows, order: [...order, { by: 'c' }], limit }])).toEqual([]);
  expect(found([{ ...rows, order, limit: { ...limit, ties: 'include' } }])).toEqual([]);
  expect(found([{ ...perCity, order: [{ by: 'n' }], limit: { rows: 1 } }])).toEqual([]);
});

it('output types follow S15 and the aggregates', () => {
  const stage = boundStage([
    {
      name: 'r',
      from: 'order_item',
      by: [
        { as: 'month', grain: 'month' },
        { as: 'paid', is: 'orders.is_paid' },
      ],
      measures: [
        { as: 'n', agg: 'count' },
        { as: 'd', agg: 'count_distinct', of: 'customer_id' },
        { as: 'qty', agg: 'sum', of: 'quantity' },
        { as: 'amt', agg: 'sum', of: 'item_amount' },
        { as: 'price', agg: 'avg', of: 'price' },
        { as: 'top', agg: 'max', of: 'orders.order_time' },
        { as: 'mid', agg: 'median', of: 'price' },
        { as: 'any_big', agg: 'any', of: 'quantity > 3' },
        { as: 'last_price', agg: 'last', of: 'price', with: 'order_time' },
      ],
      windows: [
        { as: 'rn', fn: 'row_number', order: [{ by: 'amt' }] },
        { as: 'share', fn: 'share', of: 'amt' },
        { as: 'qty_share', fn: 'share', of: 'qty' },
        { as: 'prev', fn: 'lag', of: 'amt', order: [{ by: 'month' }] },
        { as: 'run', fn: 'sum', of: 'qty', order: [{ by: 'month' }] },
        { as: 'pr', fn: 'percent_rank', order: [{ by: 'amt' }] },
      ],
      compute: [
        { as: 'per_item', is: 'amt / qty' },
        { as: 'ratio', is: 'amt / prev' },
      ],
    },
  ]);
  expect(outputOf(stage)).toEqual([
    'month date',
    'paid boolean',
    'n bigint',
    'd bigint',
    'qty bigint',
    'amt decimal(38,2)',
    'price double',
    'top timestamp',
    'mid double',
    'any_big boolean',
    'last_price decimal(12,2)',
    'rn bigint',
    'share decimal(38,6)',
    'qty_share double',
    'prev decimal(38,2)',
    'run bigint',
    'pr double',
    'per_item double',
    'ratio decimal(38,6)',
  ]);
});

it('S1: windows and compute come in an order in which each can be computed', () => {
  const stage = boundStage([
    {
      ...perCity,
      windows: [
        { as: 'w', fn: 'sum', of: 'c1' },
        { as: 'v', fn: 'rank', order: [{ by: 'c2' }] },
      ],
      compute: [
        { as: 'c2', is: 'c1 + w' },
        { as: 'c1', is: 'amt * 2' },
      ],
    },
  ]);
  expect(stage.steps.map((s) => s.as)).toEqual(['c1', 'w', 'c2', 'v']);
  expect(stage.output.map((o) => o.name)).toEqual([
    'ship_city_id',
    'amt',
    'n',
    'w',
    'v',
    'c2',
    'c1',
  ]);
});

it('S1: a circle is named', () => {
  const compute = [
    { as: 'a', is: 'amt + b' },
    { as: 'b', is: 'c' },
    { as: 'c', is: 'a' },
  ];
  const stages = [{ ...perCity, compute }];
  expect(found(stages)).toEqual(['bind/cycle /stages/0/compute/0']);
  expect(findings(stages)[0]!.params).toEqual({ names: ['a', 'b', 'c', 'a'] });
});

it('S1: a stage over a stage has its columns, replaced where the name is the same, then its own', () => {
  const stage = boundStage([
    perCity,
    {
      name: 'r',
      from: 'p',
      columns: [
        { as: 'extra', is: 'n + 1' },
        { as: 'amt', is: 'cast(amt as string)' },
      ],
    },
  ]);
  expect(outputOf(stage)).toEqual([
    'ship_city_id bigint',
    'amt string',
    'n bigint',
    'extra bigint',
  ]);
  expect(stage.columns.map((c) => say(c.is))).toEqual([
    'ship_city_id',
    'cast(amt as string)',
    'n',
    'n + 1',
  ]);
});

it('S6: a match that covers the whole key is read, its columns as `as.column`', () => {
  const stage = boundStage([
    perCity,
    {
      name: 'r',
      from: 'orders',
      match: [
        { to: 'p', as: 'usual', on: [{ key: 'ship_city_id', is: 'ship_city_id' }] },
        { to: 'city', as: 'home', on: [{ key: 'city_id', is: 'customer.city_id' }] },
      ],
      where: ['amount > usual.amt', 'found(home)'],
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'home_region', is: 'home.region.name' },
      ],
    },
  ]);
  expect(
    stage.matches.map((m) => [m.as, m.whole, m.on.map((o) => `${o.key} = ${say(o.is)}`)]),
  ).toEqual([
    ['usual', true, ['ship_city_id = ship_city_id']],
    ['home', true, ['city_id = customer.city_id']],
  ]);
  expect(stage.where.map(say)).toEqual(['amount > usual>amt', 'found(home)']);
  expect(say(stage.columns[1]!.is)).toBe('home>region.name');
});

it.each<readonly [string, object, readonly string[]]>([
  [
    'less than the key',
    { to: 'order_item', on: [{ key: 'order_id', is: 'order_id' }] },
    ['bind/match-key /stages/1/match/0/on'],
  ],
  [
    'less than the key, as a test',
    { to: 'order_item', on: [{ key: 'order_id', is: 'order_id' }], only: 'matched' },
    [],
  ],
  [
    'no key at all',
    { to: 'visit', on: [{ key: 'customer_id', is: 'customer_id' }] },
    ['bind/match-key /stages/1/match/0/on'],
  ],
  ['no pair, of many rows', { to: 'p', on: [] }, ['bind/match-key /stages/1/match/0/on']],
  [
    'no pair, as a test',
    { to: 'p', on: [], only: 'matched' },
    ['bind/match-key /stages/1/match/0/on'],
  ],
  [
    'an unknown column',
    { to: 'p', on: [{ key: 'city', is: 'ship_city_id' }] },
    ['bind/unknown-name /stages/1/match/0/on/0/key'],
  ],
  [
    'values that are never equal',
    { to: 'city', on: [{ key: 'city_id', is: 'status' }] },
    ['bind/on-types /stages/1/match/0/on/0/is'],
  ],
  [
    'a day and a moment',
    { to: 'fiscal_day', on: [{ key: 'day', is: 'order_time' }] },
    ['bind/on-types /stages/1/match/0/on/0/is'],
  ],
  ['the day of a moment', { to: 'fiscal_day', on: [{ key: 'day', is: 'date(order_time)' }] }, []],
])('S6: a match on %s', (_, match, expected) => {
  const rows = {
    name: 'r',
    from: 'orders',
    match: [match],
    columns: [{ as: 'order_id', is: 'order_id' }],
  };
  expect(found([perCity, rows])).toEqual(expected);
});

it('S6: of a test no column can be read, nor whether there was one', () => {
  const match = [{ to: 'order_item', on: [{ key: 'order_id', is: 'order_id' }], only: 'matched' }];
  const rows = {
    name: 'r',
    from: 'orders',
    match,
    columns: [{ as: 'q', is: 'order_item.quantity' }],
  };
  expect(found([rows])).toEqual([
    'bind/unreadable-match /stages/0/columns/0/is "order_item.quantity"',
  ]);
  expect(found([{ ...rows, columns: [{ as: 'q', is: 'found(order_item)' }] }])).toEqual([
    'bind/unreadable-match /stages/0/columns/0/is "found(order_item)"',
  ]);
});

it('S9: a union has the first’s columns, of types that hold all', () => {
  const one = {
    name: 'a',
    from: 'city',
    columns: [
      { as: 'x', is: 'city_id' },
      { as: 'y', is: 'name' },
    ],
  };
  const two = {
    name: 'b',
    from: 'product',
    columns: [
      { as: 'y', is: 'name' },
      { as: 'x', is: 'list_price' },
    ],
  };
  expect(outputOf(boundStage([one, two, { name: 'r', union: ['a', 'b'] }]))).toEqual([
    'x decimal(21,2)',
    'y string',
  ]);
});

it('S9: stages that differ are not put together', () => {
  const one = { name: 'a', from: 'city', columns: [{ as: 'x', is: 'city_id' }] };
  const two = { name: 'b', from: 'city', columns: [{ as: 'y', is: 'name' }] };
  const three = { name: 'b', from: 'city', columns: [{ as: 'x', is: 'name' }] };
  const union = { name: 'r', union: ['a', 'b'] };
  expect(findings([one, two, union]).map((d) => [d.code, d.params])).toEqual([
    ['bind/union-columns', { stage: 'b', first: 'a', missing: ['x'], extra: ['y'] }],
  ]);
  expect(found([one, three, union])).toEqual(['bind/union-types /stages/2/union']);
});

it.each<readonly [string, string, string]>([
  ['day', 'date', 'leave'],
  ['month', 'date', 'leave'],
  ['hour', 'timestamp', 'leave'],
  ['fiscal_month', 'string', 'leave'],
])('a bucket by %s is a %s', (grain, type) => {
  const stage = boundStage([
    { name: 'r', by: [{ as: 'b', grain }], measures: [{ as: 'm', metric: 'order_cnt' }] },
  ]);
  expect(printType(stage.keys![0]!.type)).toBe(type);
  expect(stage.keys![0]!.bucket).toMatchObject({ grain, gaps: 'leave' });
  expect(stage.leaves[0]!.keys).toEqual([undefined]);
  expect(say(stage.leaves[0]!.clock)).toBe('order_time');
});

it.each<readonly [string, object, readonly string[]]>([
  [
    'an hour of a date',
    { name: 'r', from: 'customer', by: [{ as: 'b', grain: 'hour' }] },
    ['bind/grain-too-fine /stages/0/by/0/grain'],
  ],
  [
    'an hour of a measure’s date',
    {
      name: 'r',
      by: [{ as: 'b', grain: 'hour' }],
      measures: [{ as: 'm', agg: 'count', entity: 'customer' }],
    },
    ['bind/grain-too-fine /stages/0/by/0/grain'],
  ],
  [
    'an unknown grain',
    { name: 'r', from: 'orders', by: [{ as: 'b', grain: 'moth' }] },
    ['bind/unknown-grain /stages/0/by/0/grain'],
  ],
  [
    'no clock',
    { name: 'r', from: 'city', by: [{ as: 'b', grain: 'day' }] },
    ['bind/no-clock /stages/0/by'],
  ],
  [
    'no clock of a measure',
    {
      name: 'r',
      by: [{ as: 'b', grain: 'day' }],
      measures: [{ as: 'm', agg: 'count', entity: 'city' }],
    },
    ['bind/no-clock /stages/0/measures/0'],
  ],
  [
    'a range without a clock',
    { name: 'r', from: 'city', time: { period: '7d' }, columns: [{ as: 'n', is: 'city_id' }] },
    ['bind/no-clock /stages/0/time'],
  ],
  ['no rows', { name: 'r', by: [{ as: 'n', is: 'city.name' }] }, ['bind/no-rows /stages/0']],
  ['no columns', { name: 'r', from: 'city' }, ['bind/no-columns /stages/0']],
  [
    'a sum of texts over rows',
    { ...cities, windows: [{ as: 'w', fn: 'sum', of: 'name' }] },
    ['bind/not-a-number /stages/0/windows/0/of'],
  ],
])('%s is refused', (_, stage, expected) => {
  expect(found([stage])).toEqual(expected);
});

it('S4: a list of keys without rows is told their one entity, which need not be the population', () => {
  const [first] = findings([{ name: 'r', by: [{ as: 'n', is: 'city.name' }] }]);
  expect(first).toMatchObject({ code: 'bind/no-rows', allowed: ['city'] });
  expect(first?.fix).toBeUndefined();
});

it.each<readonly [string, object, string | undefined]>([
  ['a snapshot', { from: 'stock' }, "date '2026-11-07'"],
  ['a snapshot at a day', { from: 'stock', at: '$as_of - 1' }, "date '2026-11-06'"],
  ['a snapshot over a range', { from: 'stock', time: { period: '7d' } }, "date '2026-11-07'"],
  ['a snapshot by day', { from: 'stock', by: [{ as: 'd', grain: 'day' }] }, "date '2026-11-07'"],
  [
    'a snapshot of which each day counts once',
    {
      from: 'stock',
      by: [{ as: 'd', grain: 'day' }],
      measures: [{ as: 'q', metric: 'stock_qty' }],
    },
    undefined,
  ],
  ['versions', { from: 'customer_level' }, "date '2026-11-07'"],
  ['a table of rows', { from: 'orders' }, undefined],
])('S12: the day that %s is read at', (_, stage, day) => {
  const columns = 'by' in stage ? {} : { columns: [{ as: 'x', is: '1' }] };
  const { from } = boundStage([{ name: 'r', ...columns, ...stage }]);
  expect(from?.kind === 'entity' && from.day ? say(from.day) : undefined).toBe(day);
});

it('labels of columns come from the ontology', () => {
  const stage = boundStage([
    {
      name: 'r',
      by: [
        { as: 'who', is: 'customer.name' },
        { as: 'day', grain: 'day' },
      ],
      measures: [
        { as: 'a', metric: 'paid_amt' },
        { as: 'b', metric: 'paid_amt', time: { period: '7d' } },
        { as: 'c', metric: 'paid_amt', time: { period: '30d' } },
        { as: 'f', metric: 'paid_amt', time: { last: 7, unit: 'day', mode: 'rolling' } },
      ],
      compute: [{ as: 'd', is: 'a + b' }],
    },
    { name: 'r2', from: 'r', columns: [{ as: 'e', is: 'a' }] },
  ]);
  expect(stage.output.map((o) => o.label)).toEqual([
    '客户姓名',
    undefined,
    '支付金额',
    '近7天支付金额',
    '支付金额 (30d)',
    '近7天支付金额',
    undefined,
    '支付金额',
  ]);
});

it('S14: a hole fits everywhere and is not reported', () => {
  const hole = { about: 'x', question: 'x?', options: [] };
  const stages = [
    {
      name: 'r',
      from: 'orders',
      where: ['?'],
      by: [{ as: 'k', is: '?' }],
      measures: [
        { as: 'm', metric: '?' },
        { as: 's', agg: 'sum', of: '?', time: { period: '?' } },
      ],
      compute: [{ as: 'c', is: 'm / s + 1' }],
      order: [{ by: 'k' }],
    },
  ];
  const unresolved = [
    '/stages/0/where/0',
    '/stages/0/by/0/is',
    '/stages/0/measures/0/metric',
    '/stages/0/measures/1/of',
    '/stages/0/measures/1/time/period',
  ].map((at) => ({ ...hole, at }));
  expect(outputOf(bound(stages, { unresolved }).stages[0]!)).toEqual([
    'k unknown',
    'm unknown',
    's unknown',
    'c double',
  ]);
});

it('S12: days of a snapshot are either kept apart by all measures of its rows, or by none', () => {
  const measures = [
    { as: 'q', metric: 'stock_qty' },
    { as: 'n', agg: 'count' },
  ];
  const stage = { name: 'r', from: 'stock', by: [], measures };
  expect(found([stage])).toEqual([]);
  expect(found([{ ...stage, time: { period: '7d' } }])).toEqual([
    'bind/adds-days-up /stages/0/measures/1',
    'bind/snapshot-twice /stages/0',
  ]);
});
