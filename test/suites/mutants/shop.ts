import { shop } from '../../support/bind.js';
import { json, type Original } from './mutant.js';

/**
 * Documents over the small shop of the tests, for what no document of the corpora has: codes, bridges,
 * snapshots, versions, rows of an earlier run, calendars, details under a window, all columns of a table.
 */
export function shopOriginals(): readonly Original[] {
  return Object.entries(documents).map(([name, document]) => ({
    name: `shop/${name}`,
    text: json({ dsl: '1', title: name, ...document }),
    ontology: shop,
    database: 'shop',
  }));
}

const as_of = '2026-11-07';
const week = { period: '7d' };
const target = {
  table: 'dws_trd_customer_7d',
  layer: 'dws',
  comment: '客户粒度近7天下单',
  domain: 'trd',
  write: 'overwrite',
  partition: [{ as: 'ds', is: '$bizdate' }],
  lifecycle: 720,
};
const byCustomer = [{ as: 'customer_id', is: 'orders.customer.customer_id' }];

const documents: Readonly<Record<string, object>> = {
  codes: {
    as_of,
    stages: [
      {
        name: 'result',
        from: 'orders',
        where: ["status = 'paid'", "customer.gender in ('f', 'm')", 'amount > 5'],
        by: [
          { as: 'city', is: 'ship_city.name' },
          { as: 'status', is: 'status' },
        ],
        measures: [
          { as: 'order_cnt', agg: 'count' },
          { as: 'amount', agg: 'sum', of: 'amount', fill: 0 },
          { as: 'last_status', agg: 'last', of: 'status', with: 'order_time' },
        ],
        compute: [{ as: 'amount_per_order', is: 'amount / order_cnt' }],
        order: [{ by: 'amount', dir: 'desc' }],
        limit: { rows: 3 },
      },
    ],
  },
  bridge: {
    as_of,
    stages: [
      {
        name: 'result',
        by: [{ as: 'promotion', is: 'orders.promotions.name' }],
        measures: [{ as: 'order_cnt', metric: 'order_cnt', time: week }],
      },
    ],
  },
  details: {
    stages: [
      {
        name: 'result',
        from: 'orders',
        time: week,
        columns: [
          { as: 'order_id', is: 'order_id' },
          { as: 'customer_id', is: 'customer_id' },
          { as: 'amount', is: 'amount' },
          { as: 'order_day', is: 'date(order_time)' },
        ],
        windows: [
          {
            as: 'nth',
            fn: 'row_number',
            per: ['customer_id'],
            order: [{ by: 'order_day' }],
          },
        ],
      },
    ],
    target: {
      ...target,
      table: 'dwd_trd_order_di',
      layer: 'dwd',
      comment: '订单明细',
      columns: [
        { name: 'order_day', comment: '下单日', type: 'date' },
        { name: 'nth', comment: '客户的第几单' },
      ],
    },
  },
  week: {
    stages: [
      {
        name: 'result',
        by: byCustomer,
        measures: [
          { as: 'order_cnt_7d', metric: 'order_cnt', time: week },
          { as: 'paid_amt_7d', metric: 'paid_amt', time: week, fill: 0 },
          { as: 'paid_amt_7d_before', metric: 'paid_amt', time: week, shift: '-7 day' },
        ],
      },
    ],
    target: {
      ...target,
      columns: [{ name: 'paid_amt_7d_before', comment: '上个7天支付金额', type: 'decimal(31,2)' }],
    },
  },
  upsert: {
    stages: [
      {
        name: 'result',
        by: byCustomer,
        measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: week }],
      },
    ],
    target: { ...target, write: 'upsert' },
  },
  carried: {
    stages: [
      {
        name: 'old',
        from: 'self',
        at: '$bizdate - 1',
        columns: [
          { as: 'customer_id', is: 'customer_id' },
          { as: 'order_cnt_td', is: 'order_cnt_td' },
        ],
        show: ['customer_id', 'order_cnt_td'],
      },
      {
        name: 'today',
        by: byCustomer,
        measures: [{ as: 'order_cnt_td', metric: 'order_cnt', time: { period: '1d' } }],
      },
      { name: 'both', union: ['old', 'today'] },
      {
        name: 'result',
        from: 'both',
        where: ['customer_id is not null'],
        by: [{ as: 'customer_id', is: 'customer_id' }],
        measures: [{ as: 'order_cnt_td', agg: 'sum', of: 'order_cnt_td' }],
      },
    ],
    target: {
      ...target,
      table: 'dws_trd_customer_td',
      comment: '客户粒度累计下单',
      columns: [{ name: 'order_cnt_td', comment: '累计订单数', type: 'bigint' }],
    },
  },
  stock: {
    as_of,
    stages: [
      {
        name: 'result',
        time: week,
        by: [
          { as: 'day', grain: 'day' },
          { as: 'store', is: 'stock.store.name' },
        ],
        measures: [{ as: 'stock_qty', metric: 'stock_qty' }],
      },
    ],
  },
  versions: {
    as_of,
    params: [{ name: 'least', type: 'decimal', default: '1.5' }],
    stages: [
      {
        name: 'result',
        from: 'customer',
        where: ["signup_date >= date '2025-01-01'", 'customer_id > 0'],
        columns: [
          { as: 'customer_id', is: 'customer_id' },
          { as: 'level', is: 'level.level' },
          { as: 'age', is: 'days_between(signup_date, $as_of)' },
          { as: 'weekday', is: 'day_of_week(signup_date)' },
        ],
        measures: [{ as: 'paid', metric: 'paid_amt', time: { period: '30d' }, fill: 0 }],
        keep: ['paid >= $least', 'weekday <= 7'],
      },
    ],
  },
  months: {
    as_of,
    stages: [
      {
        name: 'result',
        from: 'orders',
        time: { from: "date '2026-10-01'", to: "date '2026-11-07'" },
        by: [{ as: 'month', grain: 'fiscal_month' }],
        measures: [
          {
            as: 'order_cnt',
            agg: 'count',
            where: ["order_time >= timestamp '2026-10-02 00:00:00'"],
          },
        ],
      },
    ],
  },
  funnel: {
    as_of,
    stages: [
      {
        name: 'first',
        from: 'visit',
        where: ["page = 'home'", 'customer_id is not null'],
        by: [{ as: 'customer_id', is: 'customer_id' }],
        measures: [{ as: 'at_home', agg: 'min', of: 'visit_time' }],
      },
      {
        name: 'result',
        from: 'first',
        measures: [
          {
            as: 'orders_after',
            agg: 'count',
            entity: 'orders',
            on: [{ key: 'customer_id', is: 'customer_id' }],
            where: ['order_time >= row.at_home'],
          },
        ],
      },
    ],
  },
};
