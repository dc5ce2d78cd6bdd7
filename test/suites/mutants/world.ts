import { ontologyOf } from '../../support/bind.js';
import { shopYaml } from '../../support/shop.js';
import { json, type Original } from './mutant.js';

/**
 * Documents over the shop with more of what is rare: two ways to many partners, clocks of several zones,
 * policies, rows of an earlier run that are only copied, rankings that are written to a table.
 */
export function worldOriginals(): readonly Original[] {
  return Object.entries(documents).map(([name, document]) => ({
    name: `world/${name}`,
    text: json({ dsl: '1', title: name, ...document }),
    ontology: world,
    database: 'shop',
  }));
}

/** What the world has beyond the shop, for DuckDB. */
export const worldSql: readonly string[] = [
  `create table dwd_order_tag (order_id bigint, store_id bigint)`,
  `insert into dwd_order_tag values (1002, 101), (1002, 102), (1003, 102), (1005, 103)`,
  `create table dwd_customer_coupon (customer_id bigint, promotion_id bigint)`,
  `insert into dwd_customer_coupon values (1, 1), (1, 2), (2, 3)`,
];

/** The shop's ontology and what the world has beyond it. */
export const worldYaml =
  replaced(shopYaml, [
    [
      '  promotions: {',
      '  tags: { to: store, cardinality: many_to_many, through: order_tag }\n  promotions: {',
    ],
    [
      '  referrer: {',
      '  coupons: { to: promotion, cardinality: many_to_many, through: customer_coupon }\n  referrer: {',
    ],
    ['{ table: ods_visit, layer: ods }', '{ table: ods_visit, layer: ods, timezone: UTC }'],
    ['table: dwd_order_di\n', 'table: dwd_order_di\n  timezone: Asia/Shanghai\n'],
    [
      '{ table: dim_customer, layer: dim }',
      '{ table: dim_customer, layer: dim, timezone: Asia/Shanghai }',
    ],
    [
      '{ table: dim_customer_level, layer: dim }',
      '{ table: dim_customer_level, layer: dim, timezone: Asia/Shanghai }',
    ],
    ['valid_from: { type: date }', 'valid_from: { type: timestamp }'],
    ['valid_to: { type: date }', 'valid_to: { type: timestamp }'],
  ]) +
  `
---
entity: order_tag
source: { table: dwd_order_tag }
attributes: { order_id: bigint, store_id: bigint }
relationships:
  orders: { to: orders, on: { order_id: order_id }, cardinality: many_to_one }
  store: { to: store, on: { store_id: store_id }, cardinality: many_to_one }
---
entity: customer_coupon
source: { table: dwd_customer_coupon }
attributes: { customer_id: bigint, promotion_id: bigint }
relationships:
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one }
  promotion: { to: promotion, on: { promotion_id: promotion_id }, cardinality: many_to_one }
---
policy: known_levels
entity: customer_level
filter: "level in ('gold', 'silver')"
---
policy: open_stores
entity: store
filter: "store_id < 900"
`;

const world = ontologyOf(worldYaml);

const as_of = '2026-11-07';
const timezone = 'Asia/Shanghai';
const week = { period: '7d' };
const target = {
  table: 'dws_trd_store_td',
  layer: 'dws',
  comment: '门店粒度累计',
  domain: 'trd',
  write: 'overwrite',
  partition: [{ as: 'ds', is: '$bizdate' }],
  lifecycle: 720,
};
const ofDay = [{ as: 'day', grain: 'day' }];

/** A question of one stage. */
const asked = (stage: object): object => ({
  as_of,
  timezone,
  stages: [{ name: 'result', ...stage }],
});

const documents: Readonly<Record<string, object>> = {
  partners: asked({
    by: [{ as: 'promotion', is: 'orders.promotions.name' }],
    measures: [{ as: 'order_cnt', metric: 'order_cnt', time: week }],
  }),
  rows_of_partners: asked({
    from: 'orders',
    by: [{ as: 'promotion', is: 'promotions.name' }],
    measures: [{ as: 'order_cnt', agg: 'count' }],
  }),
  coupons: asked({
    by: [{ as: 'coupon', is: 'orders.customer.coupons.name' }],
    measures: [{ as: 'order_cnt', agg: 'count', entity: 'orders' }],
  }),
  before: asked({
    from: 'orders',
    by: [{ as: 'store_id', is: 'store_id' }],
    measures: [
      { as: 'order_cnt', metric: 'order_cnt', time: week },
      { as: 'order_cnt_before', metric: 'order_cnt', time: week, shift: '-7 day' },
    ],
  }),
  paid: asked({
    from: 'orders',
    by: [{ as: 'store_id', is: 'store_id' }],
    measures: [{ as: 'paid', metric: 'paid_amt', time: week }],
  }),
  trend: asked({
    time: { from: "date '2026-10-01'", to: "date '2026-11-07'" },
    by: [{ as: 'month', grain: 'month' }],
    measures: [
      { as: 'order_cnt', metric: 'order_cnt' },
      { as: 'order_cnt_before', metric: 'order_cnt', shift: '-1 month' },
    ],
  }),
  clocks: asked({
    time: week,
    by: ofDay,
    measures: [
      { as: 'order_cnt', metric: 'order_cnt' },
      { as: 'visit_cnt', agg: 'count', entity: 'visit' },
    ],
  }),
  signups: asked({
    time: week,
    by: ofDay,
    measures: [{ as: 'signup_cnt', agg: 'count', entity: 'customer' }],
  }),
  levels: asked({
    from: 'customer',
    columns: [
      { as: 'customer_id', is: 'customer_id' },
      { as: 'level', is: 'level.level' },
    ],
  }),
  versions: asked({
    from: 'customer_level',
    by: [{ as: 'level', is: 'level' }],
    measures: [{ as: 'customer_cnt', agg: 'count' }],
  }),
  stocks: {
    as_of,
    stages: [
      {
        name: 'result',
        from: 'stock',
        time: week,
        by: [...ofDay, { as: 'store_id', is: 'store_id' }],
        measures: [{ as: 'stock_qty', metric: 'stock_qty' }],
      },
    ],
  },
  copied: {
    timezone,
    stages: [
      {
        name: 'old',
        from: 'self',
        at: '$bizdate - 1',
        columns: [
          { as: 'store_id', is: 'store_id' },
          { as: 'order_cnt_td', is: 'order_cnt_td' },
        ],
        show: ['store_id', 'order_cnt_td'],
      },
      {
        name: 'result',
        from: 'old',
        where: ['store_id is not null'],
        columns: [
          { as: 'store_id', is: 'store_id' },
          { as: 'order_cnt_td', is: 'order_cnt_td' },
        ],
        show: ['store_id', 'order_cnt_td'],
      },
    ],
    target: {
      ...target,
      key: ['store_id'],
      columns: [
        { name: 'store_id', comment: '门店ID', type: 'bigint' },
        { name: 'order_cnt_td', comment: '累计订单数', type: 'bigint' },
      ],
    },
  },
  ranked: {
    timezone,
    stages: [
      {
        name: 'result',
        by: [{ as: 'store_id', is: 'orders.store.store_id' }],
        measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: week }],
        order: [{ by: 'order_cnt_7d', dir: 'desc' }, { by: 'store_id' }],
        limit: { rows: 3 },
      },
    ],
    target: { ...target, table: 'ads_trd_store_7d', layer: 'ads', comment: '近7天门店前三' },
  },
};

function replaced(text: string, all: readonly (readonly [from: string, to: string])[]): string {
  return all.reduce((done, [from, to]) => {
    if (!done.includes(from)) throw new Error(`the shop has no ${from}`);
    return done.replace(from, () => to);
  }, text);
}
