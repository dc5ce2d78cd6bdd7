import { expect, it } from 'vitest';
import {
  boundStage,
  daily,
  findings,
  fixed,
  found,
  leavesOf,
  ontologyOf,
  say,
  total,
} from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const november = { last: 1, unit: 'month', mode: 'to_date' };

it('an aggregate metric is one leaf with its own conditions and clock', () => {
  expect(
    leavesOf([total({ metric: 'paid_amt', time: november, where: ["status <> 'open'"] })]),
  ).toEqual([
    {
      name: 'm',
      source: 'orders',
      agg: 'sum(amount)',
      where: ["status = 'paid'", "status <> 'open'"],
      clock: 'pay_time',
      range: "[date '2026-11-01', date '2026-11-08')",
      type: 'decimal(28,2)',
    },
  ]);
});

it('a derived metric adds conditions, its own period and fill to what it derives from', () => {
  expect(leavesOf([total({ metric: 'paid_amt_7d' })])[0]).toMatchObject({
    where: ["status = 'paid'"],
    range: "[date '2026-11-01', date '2026-11-08')",
  });
  const local = boundStage([total({ metric: 'local_paid_amt' })]);
  expect(local.leaves.map((l) => l.where.map(say))).toEqual([
    ["status = 'paid'", 'ship_city.city_id = customer.city.city_id'],
  ]);
  expect(say(local.measures[0]!.is)).toBe('coalesce([m_paid_amt], 0)');
});

it('shifts of several levels move the as-of day one after the other, the outermost first', () => {
  const range = (shift?: string) =>
    leavesOf([
      total({ metric: 'paid_amt_7d_last_year', ...(shift !== undefined && { shift }) }),
    ])[0]!['range'];
  expect(range()).toBe("[date '2025-11-01', date '2025-11-08')");
  expect(range('-1 month')).toBe("[date '2025-10-01', date '2025-10-08')");
});

it('a composite metric is arithmetic over the leaves of its metrics', () => {
  const stage = boundStage([total({ metric: 'aov', time: november, fill: 0 })]);
  expect(say(stage.measures[0]!.is)).toBe('[m_paid_amt] / [m_buyer_cnt]');
  expect(stage.measures[0]).toMatchObject({ fill: 0, metric: 'aov', type: { kind: 'double' } });
  expect(stage.leaves.map((l) => [l.name, l.agg, say(l.of)])).toEqual([
    ['m_paid_amt', 'sum', 'amount'],
    ['m_buyer_cnt', 'count_distinct', 'customer_id'],
  ]);
});

it('inputs of a composite metric have their own shift; each is worked out once', () => {
  const stage = boundStage([total({ metric: 'paid_amt_yoy', time: november })]);
  expect(say(stage.measures[0]!.is)).toBe('([m_paid_amt] - [m_paid_amt_2]) / [m_paid_amt_2]');
  expect(
    leavesOf([total({ metric: 'paid_amt_yoy', time: november })]).map((l) => l['range']),
  ).toEqual(["[date '2026-11-01', date '2026-11-08')", "[date '2025-11-01', date '2025-11-08')"]);
});

it('a composite over several entities has a leaf of each, with the keys as each sees them', () => {
  const stage = {
    name: 'r',
    by: [{ as: 'c', is: 'customer.customer_id' }],
    measures: [{ as: 'rate', metric: 'refund_rate', where: ["customer.gender = 'f'"] }],
  };
  expect(leavesOf([stage])).toEqual([
    {
      name: 'rate_refund_amt',
      source: 'refund',
      agg: 'sum(refund_amount)',
      where: ["orders.customer.gender = 'f'"],
      keys: ['orders.customer.customer_id'],
      type: 'decimal(28,2)',
      fill: 0,
    },
    {
      name: 'rate_paid_amt',
      source: 'orders',
      agg: 'sum(amount)',
      where: ["status = 'paid'", "customer.gender = 'f'"],
      keys: ['customer.customer_id'],
      type: 'decimal(28,2)',
    },
  ]);
});

it('names of leaves give way to columns of the stage', () => {
  const stage = {
    name: 'r',
    by: [{ as: 'aov_paid_amt', is: 'customer.customer_id' }],
    measures: [{ as: 'aov', metric: 'aov' }],
  };
  expect(leavesOf([stage]).map((l) => l['name'])).toEqual(['aov_paid_amt_2', 'aov_buyer_cnt']);
});

it('S11: a measure’s time is for leaves that have none of their own', () => {
  const measure = { metric: 'paid_amt_7d', time: november };
  expect(found([total(measure)])).toEqual(['bind/time-ignored /stages/0/measures/0/time']);
});

it('S11: with a grain a relative time is the window that ends with each bucket, and a shift moves the bucket', () => {
  const by = [{ as: 'day', grain: 'day' }];
  const measures = [
    { as: 'plain', metric: 'paid_amt' },
    { as: 'last7', metric: 'paid_amt', time: { period: '7d' } },
    { as: 'all', metric: 'paid_amt', time: { period: 'td' } },
    { as: 'before', metric: 'paid_amt', shift: '-1 year' },
    { as: 'derived', metric: 'paid_amt_7d_last_year', shift: '-3 month' },
    {
      as: 'fixed',
      metric: 'paid_amt',
      time: { from: "date '2026-11-03'", to: "date '2026-11-05'" },
    },
  ];
  const time = { period: 'mtd' };
  const stage = { name: 'r', time, by, measures };
  expect(leavesOf([stage]).map((l) => [l['name'], l['range'], l['trailing'], l['shift']])).toEqual([
    ['plain', "[date '2026-11-01', date '2026-11-08')", undefined, undefined],
    ['last7', undefined, 'rolling 7 day', undefined],
    ['all', undefined, 'all 1 day', undefined],
    ['before', undefined, undefined, '-1 year'],
    ['derived', undefined, 'rolling 7 day', '-3 month, -1 year'],
    ['fixed', "[date '2026-11-03', date '2026-11-06')", undefined, undefined],
  ]);
  expect(boundStage([stage]).shown).toMatchObject({ at: '/stages/0/time' });
});

it('S11: a range of written days does not reach beyond the buckets that the stage shows', () => {
  const time = { from: "date '2026-10-30'", to: "date '2026-11-05'" };
  const measures = [{ as: 'fixed', metric: 'paid_amt', time }];
  const stage = { name: 'r', time: { period: 'mtd' }, by: [{ as: 'day', grain: 'day' }], measures };
  expect(found([stage])).toEqual(['bind/time-cut-off /stages/0/measures/0']);
});

it('S4: rows of another entity belong to a row of `from` by the only path', () => {
  const stage = {
    name: 'r',
    from: 'customer',
    columns: [{ as: 'id', is: 'customer_id' }],
    measures: [
      { as: 'n', metric: 'order_cnt' },
      {
        as: 'qty',
        agg: 'sum',
        entity: 'order_item',
        of: 'quantity',
        where: ['product.status = 1'],
      },
      { as: 'refunds', agg: 'count', entity: 'refund' },
    ],
  };
  expect(leavesOf([stage]).map((l) => [l['source'], l['belongs'], l['where']])).toEqual([
    ['orders', 'customer', undefined],
    ['order_item', 'customer', ['product.status = 1']],
    ['refund', 'orders.customer', undefined],
  ]);
});

it('S4: via chooses between roles, also back to the entity itself', () => {
  const cities = {
    name: 'r',
    from: 'city',
    columns: [{ as: 'id', is: 'city_id' }],
    measures: [{ as: 'shipped', metric: 'order_cnt', via: ['ship_city'] }],
  };
  expect(leavesOf([cities]).map((l) => l['belongs'])).toEqual(['ship_city']);
  const referrers = {
    name: 'r',
    from: 'customer',
    columns: [{ as: 'id', is: 'customer_id' }],
    measures: [
      {
        as: 'referred',
        agg: 'count',
        entity: 'customer',
        via: ['referrer'],
        where: ['signup_date > row.signup_date'],
      },
    ],
  };
  expect(leavesOf([referrers])).toEqual([
    {
      name: 'referred',
      source: 'customer',
      belongs: 'referrer',
      agg: 'count',
      where: ['signup_date > row.signup_date'],
      type: 'bigint',
    },
  ]);
});

it('S4: a metric over `from` itself aggregates the stage’s rows', () => {
  const stage = {
    name: 'r',
    from: 'orders',
    by: [{ as: 's', is: 'store.name' }],
    measures: [{ as: 'm', metric: 'paid_amt' }],
  };
  expect(leavesOf([stage])).toEqual([
    {
      name: 'm',
      source: 'rows',
      agg: 'sum(amount)',
      where: ["status = 'paid'"],
      type: 'decimal(28,2)',
    },
  ]);
});

it('S7: over a stage, `on` says which rows belong, and `row.x` is the row', () => {
  const first = {
    name: 'f',
    from: 'visit',
    by: [{ as: 'who', is: 'customer_id' }],
    measures: [{ as: 't1', agg: 'min', of: 'visit_time' }],
  };
  const second = {
    name: 'r',
    from: 'f',
    measures: [
      {
        as: 't2',
        agg: 'min',
        entity: 'orders',
        of: 'order_time',
        on: [{ key: 'customer_id', is: 'who' }],
        where: ["order_time between row.t1 and row.t1 + interval '3 day'"],
      },
    ],
  };
  expect(leavesOf([first, second])).toEqual([
    {
      name: 't2',
      source: 'orders',
      belongs: 'customer_id = who',
      agg: 'min(order_time)',
      where: ["order_time between row.t1 and row.t1 + interval '3 day'"],
      type: 'timestamp',
    },
  ]);
  expect(boundStage([first, second]).output.map((o) => o.name)).toEqual(['who', 't1', 't2']);
});

it('S12: a snapshot without a range is read at the as-of day, moved by a shift; semi-additive metrics say over what', () => {
  const leaf = (more: object) => leavesOf([total({ metric: 'stock_qty', ...more })])[0]!;
  expect(leaf({})).toEqual({
    name: 'm',
    source: 'stock',
    agg: 'sum(on_hand)',
    snapshot: 'last stock_date per store_id, product_id',
    day: "date '2026-11-07'",
    type: 'bigint',
  });
  expect(leaf({ shift: '-1 day' })['day']).toBe("date '2026-11-06'");
  expect(leaf({ time: november })).toMatchObject({
    range: "[date '2026-11-01', date '2026-11-08')",
    clock: 'stock_date',
  });
  expect(leaf({ time: november })['day']).toBeUndefined();
});

const orders = (measure: object, more: object = {}) => [
  { name: 'r', from: 'orders', by: [], measures: [{ as: 'm', ...measure }], ...more },
];
const customers = (measure: object, more: object = {}) => [
  {
    name: 'r',
    from: 'customer',
    columns: [{ as: 'id', is: 'customer_id' }],
    measures: [{ as: 'm', ...measure }],
    ...more,
  },
];
const stageOf = (measure: object, more: object = {}) => [
  { name: 'a', from: 'orders', by: [{ as: 'k', is: 'customer_id' }] },
  { name: 'r', from: 'a', measures: [{ as: 'm', ...measure }], ...more },
];

it.each<readonly [string, readonly unknown[], readonly string[]]>([
  [
    'what `from` reaches',
    orders({ agg: 'max', entity: 'customer', of: 'gender' }),
    ['bind/not-a-measure /stages/0/measures/0'],
  ],
  [
    'what nothing ties',
    orders({ agg: 'count', entity: 'visit' }),
    ['bind/unreachable /stages/0/measures/0'],
  ],
  [
    'two roles',
    [{ name: 'r', from: 'city', by: [], measures: [{ as: 'm', metric: 'order_cnt' }] }],
    ['bind/ambiguous-path /stages/0/measures/0'],
  ],
  [
    'its own row',
    [
      {
        name: 'r',
        from: 'orders',
        columns: [{ as: 'id', is: 'order_id' }],
        measures: [{ as: 'm', metric: 'paid_amt' }],
      },
    ],
    ['bind/needs-by /stages/0/measures/0'],
  ],
  [
    'an entity over a stage',
    stageOf({ metric: 'order_cnt' }),
    ['bind/needs-on /stages/1/measures/0'],
  ],
  [
    '`on` with `by`',
    stageOf({ metric: 'order_cnt', on: [{ key: 'customer_id', is: 'k' }] }, { by: [] }),
    ['bind/on-not-here /stages/1/measures/0/on'],
  ],
  [
    '`on` over an entity',
    customers({ metric: 'order_cnt', on: [{ key: 'customer_id', is: 'customer_id' }] }),
    ['bind/on-not-here /stages/0/measures/0/on'],
  ],
  [
    '`on` of an unknown attribute',
    stageOf({ metric: 'order_cnt', on: [{ key: 'customer', is: 'k' }] }),
    ['bind/unknown-name /stages/1/measures/0/on/0/key'],
  ],
  ['rows without `from`', [total({ agg: 'count' })], ['bind/no-from /stages/0/measures/0/agg']],
  [
    'a sum of texts',
    orders({ agg: 'sum', of: 'status' }),
    ['bind/agg-type /stages/0/measures/0/of'],
  ],
  [
    'a number in place of a text',
    orders({ agg: 'first', of: 'status', with: 'order_time', fill: 0 }),
    ['bind/fill-type /stages/0/measures/0/fill'],
  ],
  [
    'a sum of truth values',
    orders({ agg: 'sum', of: 'is_paid' }),
    ['bind/agg-type /stages/0/measures/0/of'],
  ],
  [
    'any of numbers',
    orders({ agg: 'any', of: 'amount' }),
    ['bind/agg-type /stages/0/measures/0/of'],
  ],
  [
    'the last by a truth value',
    orders({ agg: 'last', of: 'amount', with: 'is_paid' }),
    ['bind/agg-type /stages/0/measures/0/with'],
  ],
  [
    'a clock that is no time',
    orders({ metric: 'paid_amt', clock: 'amount', time: november }),
    ['bind/clock-type /stages/0/measures/0/clock'],
  ],
  [
    'a time that is nobody’s',
    customers({ metric: 'order_cnt' }, { time: november }),
    ['dsl/whose-time /stages/0/measures/0'],
  ],
  [
    'a shift of rows that are gone',
    orders({ metric: 'paid_amt', shift: '-1 year' }, { time: november }),
    ['bind/shift-cut-off /stages/0/measures/0'],
  ],
  [
    'keys of two types',
    [
      {
        name: 'r',
        by: [
          { as: 'k', is: "case when customer.gender = 'f' then 1 end" },
          { as: 'd', is: 'orders.order_id' },
        ],
        measures: [
          { as: 'm', metric: 'order_cnt' },
          { as: 'n', metric: 'refund_amt' },
        ],
      },
    ],
    [],
  ],
])('%s', (_, stages, expected) => {
  expect(found(stages)).toEqual(expected);
});

it.each([
  ['7d', 'mtd', ['bind/time-cut-off /stages/0/measures/0/time']],
  ['1d', 'mtd', []],
  ['mtd', 'ytd', []],
  ['cw', 'mtd', ['bind/time-cut-off /stages/0/measures/0/time']],
  ['7d', '7d', []],
  ['td', 'ytd', ['bind/time-cut-off /stages/0/measures/0/time']],
  ['30d', '1m', ['bind/time-cut-off /stages/0/measures/0/time']],
])('in a model, %s of rows of %s is compared on every day', (period, rows, expected) => {
  const measure = { metric: 'order_cnt', time: { period } };
  expect(found(orders(measure, { time: { period: rows } }), { target: daily })).toEqual(expected);
});

it('S4: what `from` reaches is a column path, which is said and not done: the entity may be wrong', () => {
  const stages = [
    {
      name: 'r',
      from: 'orders',
      columns: [{ as: 'id', is: 'order_id' }],
      measures: [{ as: 'g', agg: 'max', entity: 'customer', of: 'gender' }],
    },
  ];
  const [first] = findings(stages);
  expect(first).toMatchObject({ code: 'bind/not-a-measure', params: { path: 'customer.gender' } });
  expect(first?.fix).toBeUndefined();
});

it('a sum of truth values is repaired to a count of those that hold', () => {
  expect(fixed(orders({ agg: 'sum', of: 'is_paid', where: ['amount > 1'] }))).toMatchObject({
    stages: [{ measures: [{ as: 'm', agg: 'count', where: ['amount > 1', 'is_paid'] }] }],
  });
});

it('what is wrong in the ontology is reported in its file', () => {
  const broken = ontologyOf(shopYaml.replace('is: "gender = \'f\'"', 'is: "gender + 1 = 2"'));
  const where = [
    {
      name: 'r',
      from: 'customer',
      columns: [
        { as: 'x', is: 'is_female' },
        { as: 'y', is: 'not is_female' },
      ],
    },
  ];
  expect(findings(where, {}, broken).map((d) => [d.code, d.file, d.path])).toEqual([
    ['expr/wrong-operand', 'test.yaml', '/attributes/is_female/is'],
  ]);
});
