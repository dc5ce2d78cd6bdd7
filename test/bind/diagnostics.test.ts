import { expect, it } from 'vitest';
import { renderJson } from '../../src/base/render.js';
import { bindDefinitions } from '../../src/bind/diagnostics.js';
import type { Document } from '../../src/dsl/document.js';
import { daily, findings, ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const rows = (more: object = {}) => [
  { name: 'r', from: 'orders', columns: [{ as: 'id', is: 'order_id' }], ...more },
];
const snapshot = [
  {
    name: 'r',
    from: 'stock',
    by: [{ as: 'd', grain: 'day' }],
    measures: [{ as: 'q', agg: 'sum', of: 'on_hand' }],
  },
];
const where = (...texts: readonly string[]) => rows({ where: texts });
const measured = (measure: object, more: object = {}) => [
  { name: 'r', from: 'orders', by: [], measures: [{ as: 'm', ...measure }], ...more },
];
const asked = (measure: object, more: object = {}) => [
  { name: 'r', by: [], measures: [{ as: 'm', ...measure }], ...more },
];
const one = { name: 'a', from: 'city', columns: [{ as: 'x', is: 'city_id' }] };
const mtd = { time: { period: 'mtd' } };

/** Each code once, as it reads in English. */
const cases: readonly (readonly [string, readonly unknown[], Partial<Document>, string])[] = [
  ['unknown-name', where('amout > 1'), {}, '"orders" has nothing called "amout"'],
  [
    'unknown-entity-path',
    asked({ metric: 'order_cnt' }, { by: [{ as: 's', is: 'status' }] }),
    {},
    '"status" is no entity, and without `from` a path starts with one (measure "m")',
  ],
  [
    'in-each-group',
    asked({ metric: 'order_cnt' }, { by: [{ as: 'p', is: 'orders.promotions.name' }] }),
    {},
    'a row counts in each group of "p" that it has a row of "order_promotion" in: the groups do not add up to the total',
  ],
  ['unknown-result', rows({ show: ['x'] }), {}, 'the result of stage "r" has no column "x"'],
  [
    'unknown-source',
    rows({ from: 'ordrs' }),
    {},
    'neither an entity nor an earlier stage is called "ordrs"',
  ],
  ['unknown-entity', asked({ agg: 'count', entity: 'ordrs' }), {}, 'no entity is called "ordrs"'],
  ['unknown-metric', asked({ metric: 'gmv' }), {}, 'no metric is called "gmv"'],
  ['unknown-param', where('amount > $least'), {}, 'no parameter is called "$least"'],
  ['unknown-match', where('found(vip)'), {}, 'the stage has no match called "vip"'],
  [
    'not-a-value',
    where('customer is null'),
    {},
    '"customer" leads to a row of "customer", not to a value',
  ],
  ['no-path-on', where('amount.x > 1'), {}, '"amount" is a value: nothing called "x" follows it'],
  [
    'multiplies',
    where('items.quantity > 1'),
    {},
    '"items" (one_to_many) leads to many rows of "order_item"',
  ],
  [
    'ambiguous-path',
    where("city.name = 'x'"),
    {},
    'several paths lead from "orders" to "city": bill_city, ship_city, customer.city, store.city',
  ],
  [
    'unreachable',
    where("visit.page = 'x'"),
    {},
    'no many-to-one path leads from "orders" to "visit"',
  ],
  [
    'unknown-relationship',
    asked({ metric: 'order_cnt', via: ['town'] }),
    {},
    '"orders" has no relationship "town"',
  ],
  ['no-row', where('row.amount > 1'), {}, '"row.amount" stands where no row is computed for'],
  [
    'unreadable-match',
    rows({
      match: [{ to: 'order_item', on: [{ key: 'order_id', is: 'order_id' }], only: 'matched' }],
      where: ['order_item.quantity > 1'],
    }),
    {},
    'match "order_item" has no columns: its "on" does not cover the whole key',
  ],
  [
    'label-for-code',
    where("status = '已支付'"),
    {},
    `"已支付" is the label of a value of "status"; rows hold the code 'paid'`,
  ],
  ['unknown-code', where("status = 'gone'"), {}, '"status" never holds "gone"'],
  ['name-taken', rows({ name: 'city' }), {}, 'the name "city" is taken by the entity "city"'],
  [
    'no-rows',
    [{ name: 'r', by: [{ as: 'n', is: 'city.name' }] }],
    {},
    'nothing says which rows stage "r" reads',
  ],
  ['no-columns', [{ name: 'r', from: 'city' }], {}, 'stage "r" makes no column'],
  ['no-from', asked({ agg: 'count' }), {}, '"agg" needs rows, and stage "r" has no "from"'],
  [
    'match-key',
    rows({ match: [{ to: 'order_item', on: [{ key: 'order_id', is: 'order_id' }] }] }),
    {},
    '"on" leaves out line_no of the key (order_id, line_no) of "order_item"',
  ],
  [
    'on-types',
    rows({ match: [{ to: 'city', on: [{ key: 'city_id', is: 'status' }] }] }),
    {},
    'a key of type bigint is never equal to a value of type string',
  ],
  [
    'union-columns',
    [
      one,
      { ...one, name: 'b', columns: [{ as: 'y', is: 'city_id' }] },
      { name: 'r', union: ['a', 'b'] },
    ],
    {},
    '"b" and "a" differ in columns: "b" lacks x; "b" also has y',
  ],
  [
    'union-types',
    [
      one,
      { ...one, name: 'b', columns: [{ as: 'x', is: 'name' }] },
      { name: 'r', union: ['a', 'b'] },
    ],
    {},
    'column "x" has other types in the stages: bigint, string',
  ],
  [
    'cycle',
    rows({
      compute: [
        { as: 'a', is: 'b' },
        { as: 'b', is: 'a' },
      ],
    }),
    {},
    'the columns read each other in a circle: a → b → a',
  ],
  [
    'undecided-ties',
    rows({ columns: [{ as: 'a', is: 'amount' }], order: [{ by: 'a' }], limit: { rows: 1 } }),
    {},
    'nothing decides which of two equal rows comes first for limit: the rows of stage "r" have no key',
  ],
  [
    'not-a-number',
    rows({ columns: [{ as: 's', is: 'status' }], windows: [{ as: 'w', fn: 'share', of: 's' }] }),
    {},
    'share takes numbers; "s" is string',
  ],
  [
    'self-without-target',
    [{ name: 'r', from: 'self', at: '$as_of - 1' }],
    {},
    '`self` is this document’s target, and the document has none',
  ],
  [
    'self-at',
    [{ name: 'o', from: 'self' }, ...rows()],
    { target: daily },
    '`self` is read at a day before $bizdate',
  ],
  [
    'self-types',
    [
      { name: 'o', from: 'self', at: '$bizdate - 1' },
      { name: 'r', from: 'o', columns: [{ as: 'x', is: 'x' }] },
    ],
    { target: { ...daily, key: ['x'] } },
    'the types of x follow only from themselves',
  ],
  [
    'no-key',
    rows({ columns: [{ as: 'a', is: 'amount' }] }),
    { target: daily },
    'nothing identifies a row of stage "r", which the target writes',
  ],
  [
    'other-key',
    rows({
      columns: [
        { as: 'id', is: 'order_id' },
        { as: 'a', is: 'amount' },
      ],
    }),
    { target: { ...daily, key: ['a'] } },
    "target.key says a; the result's rows are identified by id",
  ],
  [
    'partition-column',
    rows(),
    { target: { ...daily, partition: [{ as: 'ds', is: 'id' }] } },
    'the partition "ds" takes the result column "id", which has another name',
  ],
  [
    'partition-twice',
    rows(),
    { target: { ...daily, partition: [{ as: 'id', is: '$bizdate' }] } },
    '"id" is a partition with a value of its own, and a result column too',
  ],
  [
    'not-a-measure',
    measured({ agg: 'max', entity: 'customer', of: 'gender' }),
    {},
    'each row of "orders" has one row of "customer": there is nothing to aggregate',
  ],
  [
    'needs-on',
    [
      { name: 'a', from: 'orders', by: [{ as: 'k', is: 'customer_id' }] },
      { name: 'r', from: 'a', measures: [{ as: 'm', metric: 'order_cnt' }] },
    ],
    {},
    'nothing says which rows of "orders" belong to a row of stage "a"',
  ],
  [
    'on-not-here',
    measured({ metric: 'order_cnt', on: [{ key: 'order_id', is: 'order_id' }] }),
    {},
    '"on" has no place here: the measure is over the stage’s own rows',
  ],
  [
    'needs-by',
    rows({ measures: [{ as: 'm', metric: 'paid_amt' }] }),
    {},
    'measure "m" aggregates the rows of "from", and the stage has no "by"',
  ],
  [
    'fill-type',
    measured({ agg: 'last', of: 'status', with: 'order_time', fill: 0 }),
    {},
    'fill 0 stands in place of a string',
  ],
  ['agg-type', measured({ agg: 'sum', of: 'status' }), {}, 'sum does not apply to string'],
  [
    'adds-days-up',
    snapshot,
    {},
    'measure "q" counts rows of many days of "stock", which holds all its rows each day',
  ],
  [
    'no-as-of',
    asked({ metric: 'order_cnt', time: { period: '7d' } }),
    { as_of: undefined } as object,
    '"time" counts from an as-of day, and the document has none',
  ],
  [
    'unknown-period',
    asked({ metric: 'order_cnt', time: { period: '8d' } }),
    {},
    'no period is called "8d"',
  ],
  [
    'unknown-grain',
    asked({ metric: 'order_cnt' }, { by: [{ as: 'b', grain: 'moth' }] }),
    {},
    'no unit of time is called "moth"',
  ],
  [
    'shift-not-back',
    asked({ metric: 'order_cnt', ...mtd, shift: '1 week' }),
    {},
    'the shift "1 week" does not go back',
  ],
  [
    'nothing-to-shift',
    asked({ metric: 'order_cnt', shift: '-1 week' }),
    {},
    'measure "m" is over all time: its shift changes nothing',
  ],
  [
    'shift-cut-off',
    measured({ metric: 'order_cnt', shift: '-1 week' }, mtd),
    {},
    'measure "m" reads an earlier time, but the stage\'s "time" has dropped those rows',
  ],
  [
    'time-cut-off',
    measured({ metric: 'order_cnt', time: { period: '30d' } }, mtd),
    {},
    'the range of measure "m" reaches beyond the stage\'s "time", which has dropped those rows',
  ],
  [
    'other-clock',
    measured({ metric: 'paid_amt' }, mtd),
    {},
    'the rows of measure "m" are chosen by "order_time", while "paid_amt" is counted by a clock of its own',
  ],
  [
    'clock-ignored',
    asked({ metric: 'order_cnt', clock: 'pay_time' }),
    {},
    '"clock" of measure "m" changes nothing: it has no time of its own',
  ],
  [
    'empty-range',
    asked({ metric: 'order_cnt', time: { from: "date '2026-02-02'", to: "date '2026-02-01'" } }),
    {},
    'the range ends (2026-02-01) before it begins (2026-02-02)',
  ],
  [
    'not-constant',
    asked({ metric: 'order_cnt', time: { from: 'order_time' } }),
    {},
    '"order_time" is a value of a row; here only literals and parameters stand',
  ],
  [
    'time-ignored',
    asked({ metric: 'paid_amt_7d', ...mtd }),
    {},
    '"time" of measure "m" changes nothing: "paid_amt_7d" has a period of its own',
  ],
  [
    'no-clock',
    asked({ agg: 'count', entity: 'city', ...mtd }),
    {},
    'the time of measure "m" needs a clock, and "city" has none',
  ],
  [
    'clock-type',
    asked({ metric: 'order_cnt', ...mtd, clock: 'amount' }),
    {},
    'a clock is a date or a timestamp; this is decimal(18,2)',
  ],
  [
    'grain-too-fine',
    [{ name: 'r', from: 'customer', by: [{ as: 'h', grain: 'hour' }] }],
    {},
    'the clock of "customer" is a date: it has no hour',
  ],
];
it.each(cases)('%s reads well in both languages', (code, stages, more, message) => {
  const found = findings(stages, more).find((d) => d.code === `bind/${code}`)!;
  const [en, zh] = (['en', 'zh'] as const).map((language) =>
    renderJson(found, { bind: bindDefinitions }, language, new Map()),
  );
  expect(en!.message).toBe(message);
  expect(zh!.message).toMatch(/\p{Script=Han}/u);
  expect(zh!.why).toMatch(/\p{Script=Han}/u);
  expect(en!.why).not.toBe('');
  expect(`${en!.message} ${en!.hint ?? ''}`).not.toMatch(/undefined|\[object/);
  expect(`${zh!.message} ${zh!.hint ?? ''}`).not.toMatch(/undefined|\[object/);
});

it('what only the ontology can get wrong reads well too', () => {
  const ontology = ontologyOf(shopYaml.replace('is: "quantity * price"', 'is: "product.name"'));
  const stages = [
    {
      name: 'r',
      from: 'order_item',
      by: [],
      measures: [{ as: 'm', agg: 'count', of: 'item_amount' }],
    },
  ];
  const [found] = findings(stages, {}, ontology);
  expect(renderJson(found!, { bind: bindDefinitions }, 'en', new Map()).message).toBe(
    'attribute "order_item.item_amount" is declared decimal(31,2), its expression gives string',
  );
});

it('every code is reported by some case', () => {
  const covered = new Set(cases.map(([code]) => code));
  // The ontology's own, in check-ontology.test.ts; others where their rule is tried.
  const elsewhere = [
    'attribute-type',
    // param-default, names, many-to-many, stages, carry (two), time-range.
    'param-default',
    'computed-link',
    'many-partners',
    'snapshot-twice',
    'carry-of-arithmetic',
    'grains-cross',
    'part-of-day',
    'start-of-written-days',
    // views.
    'not-a-view',
    'view-column',
    'view-type',
    'view-key',
    'view-cycle',
    'view-without-zone',
    // test/traps.
    'unknown-timezone',
    'day-of-other-zone',
  ];
  expect(
    Object.keys(bindDefinitions).filter((c) => !covered.has(c) && !elsewhere.includes(c)),
  ).toEqual([]);
});
