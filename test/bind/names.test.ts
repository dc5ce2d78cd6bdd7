import { expect, it } from 'vitest';
import {
  boundStage,
  findings,
  fixed,
  found,
  leavesOf,
  ontologyOf,
  say,
  textAt,
  total,
} from '../support/bind.js';

/** What an expression over orders means: as a column of a stage. */
function column(is: string, more: object = {}): object {
  return { name: 'result', from: 'orders', columns: [{ as: 'x', is }], ...more };
}

it.each([
  ['an attribute', 'amount', 'amount'],
  ['a path', 'customer.name', 'customer.name'],
  ['a path of many hops', 'store.city.region.name', 'store.city.region.name'],
  ['a role', 'ship_city.name', 'ship_city.name'],
  ['another role', 'bill_city.region.name', 'bill_city.region.name'],
  ['a self join', 'customer.referrer.name', 'customer.referrer.name'],
  ['twice', 'customer.referrer.referrer.name', 'customer.referrer.referrer.name'],
  ['an entity by the only path', 'customer_level.level', 'customer.level.level'],
  ['its own entity', 'orders.amount', 'amount'],
  ['a computed attribute', 'is_paid', "status = 'paid'"],
  ['one moved along a path', 'customer.is_female', "customer.gender = 'f'"],
  ['one that follows paths', 'is_local', 'ship_city.city_id = customer.city.city_id'],
  ['the as-of day', '$as_of', "date '2026-11-07'"],
])('%s: %s', (_, is, expected) => {
  expect(say(boundStage([column(is)]).columns[0]!.is)).toBe(expected);
});

it('a computed attribute that follows a path moves as a whole', () => {
  const stage = boundStage([
    {
      name: 'result',
      from: 'refund',
      columns: [
        { as: 'a', is: 'orders.is_local' },
        { as: 'b', is: 'item.order_time' },
        { as: 'c', is: 'item.item_amount' },
      ],
    },
  ]);
  expect(stage.columns.map((c) => say(c.is))).toEqual([
    'orders.ship_city.city_id = orders.customer.city.city_id',
    'item.orders.order_time',
    'item.quantity * item.price',
  ]);
});

it.each([
  [
    'an attribute',
    'amout > 1',
    'bind/unknown-name /stages/0/where/0 "amout"',
    'amount',
    'amount > 1',
  ],
  [
    'in the middle of a path',
    'custmer.gender is null',
    'bind/unknown-name /stages/0/where/0 "custmer"',
    'customer',
    'customer.gender is null',
  ],
  [
    'at the end of a path',
    '1 = 1 and customer.gendr is null',
    'bind/unknown-name /stages/0/where/0 "gendr"',
    'gender',
    '1 = 1 and customer.gender is null',
  ],
  [
    'of something reachable, where most names start at the entity',
    "status = 'paid' and signup_date is null",
    'bind/unknown-name /stages/0/where/0 "signup_date"',
    'customer.signup_date',
    "status = 'paid' and customer.signup_date is null",
  ],
  [
    'a row, not a value',
    'customer is null',
    'bind/not-a-value /stages/0/where/0 "customer"',
    'customer.customer_id',
    'customer.customer_id is null',
  ],
  [
    'a label for a code',
    "status in ('已支付', 'open')",
    `bind/label-for-code /stages/0/where/0 "'已支付'"`,
    'paid',
    "status in ('paid', 'open')",
  ],
  [
    'a synonym for a code',
    "status = '付款'",
    `bind/label-for-code /stages/0/where/0 "'付款'"`,
    'paid',
    "status = 'paid'",
  ],
  [
    'a code along a path',
    "'女' <> customer.gender",
    `bind/label-for-code /stages/0/where/0 "'女'"`,
    'f',
    "'f' <> customer.gender",
  ],
  [
    'the day of a model',
    'order_time < $bizdate',
    'bind/unknown-param /stages/0/where/0 "$bizdate"',
    'as_of',
    'order_time < $as_of',
  ],
])('%s has one repair: %s', (_, where, expected, allowed, repaired) => {
  const stages = [column('amount', { where: [where] })];
  expect(found(stages)).toEqual([expected]);
  expect(findings(stages)[0]!.allowed?.[0]).toBe(allowed);
  expect(textAt(fixed(stages), '/stages/0/where/0')).toBe(repaired);
});

it('a name of something reachable is not repaired where the entity may be the wrong one', () => {
  const stages = [column('amount', { where: ['signup_date is null'] })];
  expect(findings(stages)).toMatchObject([{ allowed: ['customer.signup_date'] }]);
  expect(findings(stages)[0]!.fix).toBeUndefined();
});

it('a label of a number’s code is one mistake, repaired with the number', () => {
  const stages = [
    {
      name: 'result',
      from: 'product',
      columns: [{ as: 'x', is: 'name' }],
      where: ["status = '在售'"],
    },
  ];
  expect(found(stages)).toEqual([`bind/label-for-code /stages/0/where/0 "'在售'"`]);
  expect(textAt(fixed(stages), '/stages/0/where/0')).toBe('status = 1');
});

it.each([
  ['nothing near', 'zzzzzzzz is null', 'bind/unknown-name /stages/0/where/0 "zzzzzzzz"'],
  ['a name that several have', 'name is null', 'bind/unknown-name /stages/0/where/0 "name"'],
  ['two roles', "city.name = 'x'", 'bind/ambiguous-path /stages/0/where/0 "city"'],
  ['many rows', 'items.quantity > 1', 'bind/multiplies /stages/0/where/0 "items"'],
  [
    'the many side of it',
    'refund.refund_amount > 1',
    'bind/unreachable /stages/0/where/0 "refund"',
  ],
  ['unrelated', "visit.page = 'x'", 'bind/unreachable /stages/0/where/0 "visit"'],
  ['a value with a path', 'amount.value > 1', 'bind/no-path-on /stages/0/where/0 "value"'],
  ['row outside a measure', 'amount > row.amount', 'bind/no-row /stages/0/where/0 "row.amount"'],
  ['found of nothing', 'found(vip)', 'bind/unknown-match /stages/0/where/0 "found(vip)"'],
  ['no parameter', 'amount > $least', 'bind/unknown-param /stages/0/where/0 "$least"'],
  ['no code', "status = 'gone'", `bind/unknown-code /stages/0/where/0 "'gone'"`],
  [
    'no code in a case',
    "case status when 'gone' then true end",
    `bind/unknown-code /stages/0/where/0 "'gone'"`,
  ],
  ['a number for a condition', 'amount', 'expr/wrong-type /stages/0/where/0 "amount"'],
])('%s: %s', (_, where, expected) => {
  const stages = [column('amount', { where: [where] })];
  expect(found(stages)).toEqual([expected]);
  expect(findings(stages)[0]!.fix).toBeUndefined();
});

it('an unknown code lists the codes, an ambiguous path what to write', () => {
  const stages = (where: string) => [column('amount', { where: [where] })];
  expect(findings(stages("status = 'pad'"))[0]).toMatchObject({
    params: { codes: ['paid (已支付)', 'open (未支付)', 'closed (已关闭)'] },
    allowed: ['paid', 'open', 'closed'],
  });
  expect(findings(stages("city.name = 'x'"))[0]!.params).toEqual({
    from: 'orders',
    to: 'city',
    paths: ['bill_city', 'ship_city', 'customer.city', 'store.city'],
    write: 'bill_city.name / ship_city.name / customer.city.name / store.city.name',
  });
  expect(findings(stages('refund.refund_amount > 1'))[0]!.params).toMatchObject({ many: 'refund' });
});

it('a wrong name is one finding, whatever is built on it', () => {
  expect(
    found([
      {
        name: 'a',
        from: 'orders',
        by: [{ as: 'k', is: 'amout + 1' }],
        measures: [{ as: 'm', agg: 'sum', of: 'amoutn * 2' }],
        compute: [{ as: 'c', is: 'm / k' }],
        keep: ['c > 0'],
      },
      { name: 'result', from: 'a', columns: [{ as: 'd', is: 'c + m' }] },
    ]),
  ).toEqual([
    'bind/unknown-name /stages/0/measures/0/of "amoutn"',
    'bind/unknown-name /stages/0/by/0/is "amout"',
  ]);
});

const cityIds = { name: 'a', from: 'city', columns: [{ as: 'city_id', is: 'city_id' }] };

it.each([
  [
    'from',
    [{ name: 'result', from: 'ordrs', columns: [{ as: 'x', is: 'y.z' }] }],
    ['bind/unknown-source /stages/0/from'],
  ],
  [
    'a later stage',
    [
      { name: 'a', from: 'b' },
      { name: 'b', from: 'city', columns: [{ as: 'n', is: 'name' }] },
    ],
    ['bind/unknown-source /stages/0/from'],
  ],
  [
    'union',
    [
      { name: 'a', from: 'city', columns: [{ as: 'n', is: 'name' }] },
      { name: 'result', union: ['a', 'b'] },
    ],
    ['bind/unknown-source /stages/1/union/1'],
  ],
  [
    'match',
    [column('amount', { match: [{ to: 'custmer', on: [] }], where: ['custmer.name is null'] })],
    ['bind/unknown-source /stages/0/match/0/to'],
  ],
  [
    'metric',
    [total({ metric: 'paid_amount' })],
    ['bind/unknown-metric /stages/0/measures/0/metric'],
  ],
  [
    'entity',
    [total({ agg: 'count', entity: 'ordrs' })],
    ['bind/unknown-entity /stages/0/measures/0/entity'],
  ],
  [
    'via',
    [
      {
        name: 'result',
        by: [{ as: 'c', is: 'city.name' }],
        measures: [{ as: 'm', metric: 'order_cnt', via: ['ship_town'] }],
      },
    ],
    [
      'bind/ambiguous-path /stages/0/by/0/is "city"',
      'bind/unknown-relationship /stages/0/measures/0/via/0 "ship_town"',
    ],
  ],
  [
    'order',
    [column('amount', { order: [{ by: 'y' }] })],
    ['bind/unknown-result /stages/0/order/0/by'],
  ],
  ['show', [column('amount', { show: ['y'] })], ['bind/unknown-result /stages/0/show/0']],
  [
    'limit',
    [column('amount', { order: [{ by: 'x' }, { by: 'x' }], limit: { rows: 1, per: ['y'] } })],
    ['bind/unknown-result /stages/0/limit/per/0'],
  ],
  [
    'window',
    [column('amount', { windows: [{ as: 'w', fn: 'sum', of: 'y', per: ['z'] }] })],
    ['bind/unknown-result /stages/0/windows/0/of', 'bind/unknown-result /stages/0/windows/0/per/0'],
  ],
  [
    'compute',
    [column('amount', { compute: [{ as: 'c', is: 'x + amount' }] })],
    ['bind/unknown-result /stages/0/compute/0/is "amount"'],
  ],
  ['keep', [column('amount', { keep: ['y > 1'] })], ['bind/unknown-result /stages/0/keep/0 "y"']],
  [
    'a stage named as an entity',
    [{ name: 'city', from: 'city', columns: [{ as: 'n', is: 'name' }] }],
    ['bind/name-taken /stages/0/name'],
  ],
  [
    'a match named as a column',
    [
      { name: 'a', from: 'city', columns: [{ as: 'city_id', is: 'city_id' }] },
      column('amount', {
        match: [{ to: 'a', as: 'status', on: [{ key: 'city_id', is: 'ship_city_id' }] }],
      }),
    ],
    ['bind/name-taken /stages/1/match/0/as'],
  ],
  [
    'what is computed, named as a column that the rows bring along',
    [cityIds, { name: 'result', from: 'a', compute: [{ as: 'city_id', is: '1 + 1' }] }],
    ['bind/name-taken /stages/1/compute/0/as'],
  ],
  [
    'a window over a union, named so',
    [
      cityIds,
      {
        name: 'result',
        union: ['a'],
        windows: [{ as: 'city_id', fn: 'count', per: [] }],
      },
    ],
    ['bind/name-taken /stages/1/windows/0/as'],
  ],
  [
    'only columns replace one',
    [cityIds, { name: 'result', from: 'a', columns: [{ as: 'city_id', is: 'city_id + 1' }] }],
    [],
  ],
])('%s', (_, stages, expected) => {
  expect(found(stages)).toEqual(expected);
});

it('a metric asked by its label or a synonym has one repair', () => {
  expect(fixed([total({ metric: '成交金额' })])).toMatchObject({
    stages: [{ measures: [{ metric: 'paid_amt' }] }],
  });
});

it('without `from` a path starts with an entity, as each measure sees it', () => {
  const by = [{ as: 'c', is: 'customer.customer_id' }];
  const where = ["customer.gender = 'f'"];
  const measures = [
    { as: 'a', metric: 'order_cnt' },
    { as: 'b', metric: 'refund_amt' },
    { as: 'c2', agg: 'count', entity: 'customer' },
  ];
  expect(
    leavesOf([{ name: 'result', by, where, measures }]).map((l) => [l['keys'], l['stageWhere']]),
  ).toEqual([
    [['customer.customer_id'], ["customer.gender = 'f'"]],
    [['orders.customer.customer_id'], ["orders.customer.gender = 'f'"]],
    [['customer_id'], ["gender = 'f'"]],
  ]);
});

it.each([
  ['a bare attribute', 'status', 'bind/unknown-entity-path /stages/0/by/0/is "status"'],
  ['a relationship', 'ship_city.name', 'bind/unknown-entity-path /stages/0/by/0/is "ship_city"'],
  ['two roles', 'city.name', 'bind/ambiguous-path /stages/0/by/0/is "city"'],
  ['not from here', 'visit.page', 'bind/unreachable /stages/0/by/0/is "visit"'],
])('without `from`, %s is refused', (_, is, expected) => {
  expect(
    found([
      { name: 'result', by: [{ as: 'k', is }], measures: [{ as: 'm', metric: 'order_cnt' }] },
    ]),
  ).toEqual([expected]);
});

it('what is unreachable names the measure', () => {
  const stages = [
    {
      name: 'result',
      by: [{ as: 'k', is: 'product.name' }],
      measures: [
        { as: 'sold', metric: 'item_qty' },
        { as: 'n', metric: 'order_cnt' },
      ],
    },
  ];
  expect(findings(stages).map((d) => d.params)).toEqual([
    {
      from: 'orders',
      to: 'product',
      measure: 'n',
      many: '',
      reachable: ['city', 'customer', 'store', 'region', 'customer_level'],
    },
  ]);
});

it('via chooses the role for the stage’s keys', () => {
  const keys = (via: readonly string[]) =>
    leavesOf([
      {
        name: 'result',
        by: [{ as: 'r', is: 'region.name' }],
        measures: [{ as: 'm', metric: 'order_cnt', via }],
      },
    ]).map((l) => l['keys']);
  expect(keys(['ship_city'])).toEqual([['ship_city.region.name']]);
  expect(keys(['customer.city'])).toEqual([['customer.city.region.name']]);
});

it('metrics that are suggested can be grouped so', () => {
  const stage = (is: string, metric: string) => [
    { name: 'r', by: [{ as: 'k', is }], measures: [{ as: 'm', metric }] },
  ];
  expect(findings(stage('product.name', 'itemqty'))[0]!.allowed).toEqual(['item_qty']);
  expect(findings(stage('product.name', 'paid_amnt'))[0]!.allowed).toEqual([
    'item_qty',
    'refund_amt',
    'stock_qty',
  ]);
  const measures = [{ as: 'm', agg: 'count', entity: 'visits' }];
  const columns = [{ as: 'id', is: 'product_id' }];
  expect(findings([{ name: 'r', from: 'product', columns, measures }])[0]!.allowed).not.toContain(
    'visit',
  );
  expect(findings([{ name: 'r', by: [], measures }])[0]!.allowed).toEqual(['visit']);
});

it('no join is on a value that is known only after joins', () => {
  const ontology = ontologyOf(`
entity: a
source: { table: a }
key: [id]
attributes:
  id: { type: bigint }
  raw: { type: string }
  code: { type: bigint, is: other.id + 1 }
relationships:
  other: { to: b, on: { id: id }, cardinality: many_to_one }
  b: { to: b, on: { code: id }, cardinality: many_to_one }
---
entity: b
source: { table: b }
key: [id]
attributes: { id: { type: bigint }, name: { type: string } }
`);
  const down = {
    name: 'r',
    from: 'a',
    columns: [
      { as: 'n', is: 'b.name' },
      { as: 'id', is: 'id' },
    ],
  };
  expect(found([down], {}, ontology)).toEqual([
    'bind/computed-link /stages/0/columns/0/is "b.name"',
  ]);
  const measures = [{ as: 'n', agg: 'count', entity: 'a', via: ['b'] }];
  const up = { name: 'r', from: 'b', columns: [{ as: 'id', is: 'id' }], measures };
  expect(found([up], {}, ontology)).toEqual(['bind/computed-link /stages/0/measures/0']);
});
