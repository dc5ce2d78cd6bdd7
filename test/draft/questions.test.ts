import { expect, it } from 'vitest';
import type { Stage, Time } from '../../src/dsl/document.js';
import { shop } from '../support/bind.js';
import { clinic, drafted, errorsIn } from './drafted.js';

/** What a stage holds besides its name and its order by keys, which every answer has. */
type Written = Omit<Partial<Stage>, 'name'>;

const store = [
  { as: 'store_id', is: 'store.store_id' },
  { as: 'store_name', is: 'store.name' },
];
const customer = [{ as: 'customer_id', is: 'customer.customer_id' }];
const product = [
  { as: 'product_id', is: 'product.product_id' },
  { as: 'product_name', is: 'product.name' },
];
const category = [
  { as: 'category_id', is: 'category.category_id' },
  { as: 'category_name', is: 'category.name' },
];
const week = { period: '7d' };
const month: Time = { last: 30, unit: 'day', mode: 'rolling' };
const lastMonth: Time = { last: 1, unit: 'month', mode: 'complete' };
const paid = { as: 'paid_amt', metric: 'paid_amt' };
const orders = { as: 'order_cnt', metric: 'order_cnt' };

const cases: readonly (readonly [string, Written])[] = [
  // Numbers, keys, times.
  ['支付金额', { by: [], measures: [paid] }],
  [
    '近7天各门店的支付金额、支付买家数和客单价',
    {
      by: store,
      measures: [
        { as: 'paid_amt_7d', metric: 'paid_amt', time: week },
        { as: 'buyer_cnt_7d', metric: 'buyer_cnt', time: week },
        { as: 'aov_7d', metric: 'aov', time: week },
      ],
      order: [{ by: 'store_id' }],
    },
  ],
  [
    'how many orders did each customer have last month',
    {
      by: customer,
      measures: [{ as: 'order_cnt_last_month', metric: 'order_cnt', time: lastMonth }],
      order: [{ by: 'customer_id' }],
    },
  ],
  [
    '按门店、客户统计近30天的订单数',
    {
      by: [...store, ...customer],
      measures: [{ as: 'order_cnt_30d', metric: 'order_cnt', time: month }],
      order: [{ by: 'store_id' }, { by: 'customer_id' }],
    },
  ],
  [
    '最近30天每天各门店的支付金额',
    {
      time: month,
      by: [{ as: 'day', grain: 'day' }, ...store],
      measures: [paid],
      order: [{ by: 'day' }, { by: 'store_id' }],
    },
  ],
  [
    'weekly paid amount in 2026',
    {
      time: { from: "date '2026-01-01'", to: "date '2026-12-31'" },
      by: [{ as: 'week', grain: 'week' }],
      measures: [paid],
      order: [{ by: 'week' }],
    },
  ],
  [
    '近7天和近30天的支付金额',
    {
      by: [],
      measures: [
        { as: 'paid_amt_7d', metric: 'paid_amt', time: week },
        { as: 'paid_amt_30d', metric: 'paid_amt', time: month },
      ],
    },
  ],
  // Several times: Chinese says them before their numbers, English behind.
  [
    '近7天的支付金额，上月的退款金额',
    {
      by: [],
      measures: [
        { as: 'paid_amt_7d', metric: 'paid_amt', time: week },
        { as: 'refund_amt_last_month', metric: 'refund_amt', time: lastMonth },
      ],
    },
  ],
  [
    'paid amount last month and orders in the last 30 days',
    {
      by: [],
      measures: [
        { as: 'paid_amt_last_month', metric: 'paid_amt', time: lastMonth },
        { as: 'order_cnt_30d', metric: 'order_cnt', time: month },
      ],
    },
  ],
  ['近7天支付金额', { by: [], measures: [{ as: 'paid_amt_7d', metric: 'paid_amt', time: week }] }],
  // An attribute directly at its entity: the entity only says whose it is.
  ...[
    'number of orders per customer gender',
    '各客户性别的订单数',
    '各性别客户的订单数',
    '按客户性别统计订单数',
  ].map((text): readonly [string, Written] => [
    text,
    {
      by: [{ as: 'gender', is: 'customer.gender' }],
      measures: [orders],
      order: [{ by: 'gender' }],
    },
  ]),
  // Roles.
  [
    '各收货城市的订单数',
    {
      by: [
        { as: 'ship_city_id', is: 'orders.ship_city.city_id' },
        { as: 'ship_city_name', is: 'orders.ship_city.name' },
      ],
      measures: [orders],
      order: [{ by: 'ship_city_id' }],
    },
  ],
  // Conditions.
  ['女性客户的订单数', { where: ['customer.is_female'], by: [], measures: [orders] }],
  [
    '不含已关闭订单的订单数',
    { where: ["orders.status is distinct from 'closed'"], by: [], measures: [orders] },
  ],
  [
    '不含已关闭和未支付订单的订单数',
    {
      where: ["(orders.status is null or orders.status not in ('closed', 'open'))"],
      by: [],
      measures: [orders],
    },
  ],
  [
    '已关闭或未支付的订单数',
    { where: ["orders.status in ('closed', 'open')"], by: [], measures: [orders] },
  ],
  [
    '已关闭和未支付的订单数',
    {
      where: ["orders.status in ('closed', 'open')"],
      by: [{ as: 'orders_status', is: 'orders.status' }],
      measures: [orders],
      order: [{ by: 'orders_status' }],
    },
  ],
  [
    '性别为女性的客户数',
    {
      where: ['customer.is_female'],
      by: [],
      measures: [{ as: 'customer_cnt', agg: 'count', entity: 'customer' }],
    },
  ],
  ["门店名称为'外滩店'的支付金额", { where: ["store.name = '外滩店'"], by: [], measures: [paid] }],
  ['门店名称为"it\'s"的支付金额', { where: ["store.name = 'it''s'"], by: [], measures: [paid] }],
  [
    '订单金额在10到20之间的订单数',
    { where: ['orders.amount between 10 and 20'], by: [], measures: [orders] },
  ],
  ['订单金额20元以上的订单数', { where: ['orders.amount >= 20'], by: [], measures: [orders] }],
  // The same words beside a number that adds up their values: each row, not the total.
  [
    '支付金额超过20元的订单数',
    { where: ['orders.amount > 20', 'orders.is_paid'], by: [], measures: [orders] },
  ],
  [
    '近7天女性客户支付金额和男客户支付金额',
    {
      by: [],
      measures: [
        { as: 'female_paid_amt_7d', metric: 'paid_amt', where: ['customer.is_female'], time: week },
        { as: 'm_paid_amt_7d', metric: 'paid_amt', where: ["customer.gender = 'm'"], time: week },
      ],
    },
  ],
  // Comparisons with numbers choose groups.
  [
    '支付金额超过2,000元的客户',
    { by: customer, measures: [paid], keep: ['paid_amt > 2000'], order: [{ by: 'customer_id' }] },
  ],
  [
    'which customers have more than 5 orders last month',
    {
      by: customer,
      measures: [{ as: 'order_cnt_last_month', metric: 'order_cnt', time: lastMonth }],
      keep: ['order_cnt_last_month > 5'],
      order: [{ by: 'customer_id' }],
    },
  ],
  [
    '退款率在1%到5%之间的门店',
    {
      where: ['store.store_id is not null'],
      by: store,
      measures: [{ as: 'refund_rate', metric: 'refund_rate' }],
      keep: ['refund_rate between 0.01 and 0.05'],
      order: [{ by: 'store_id' }],
    },
  ],
  // Order and limit.
  [
    '近30天支付金额最高的3个门店',
    {
      where: ['store.store_id is not null'],
      by: store,
      measures: [{ as: 'paid_amt_30d', metric: 'paid_amt', time: month }],
      order: [{ by: 'paid_amt_30d', dir: 'desc' }],
      limit: { rows: 3 },
    },
  ],
  [
    'top 10 products by quantity in the last 30 days',
    {
      by: product,
      measures: [{ as: 'item_qty_30d', metric: 'item_qty', time: month }],
      order: [{ by: 'item_qty_30d', dir: 'desc' }],
      limit: { rows: 10 },
    },
  ],
  [
    '每个类目销售件数前3的商品',
    {
      where: ['category.category_id is not null'],
      by: [...category, ...product],
      measures: [{ as: 'item_qty', metric: 'item_qty' }],
      order: [{ by: 'category_id' }, { by: 'item_qty', dir: 'desc' }],
      limit: { rows: 3, per: ['category_id'] },
    },
  ],
  [
    '上月支付金额最低的门店',
    {
      where: ['store.store_id is not null'],
      by: store,
      measures: [{ as: 'paid_amt_last_month', metric: 'paid_amt', time: lastMonth }],
      order: [{ by: 'paid_amt_last_month' }],
      limit: { rows: 1, ties: 'include' },
    },
  ],
  [
    '各门店支付金额排名',
    {
      by: store,
      measures: [paid],
      windows: [{ as: 'paid_amt_rank', fn: 'rank', order: [{ by: 'paid_amt', dir: 'desc' }] }],
      order: [{ by: 'paid_amt', dir: 'desc' }],
    },
  ],
  [
    '各门店支付金额排名，支付金额排名',
    {
      by: store,
      measures: [paid],
      windows: [{ as: 'paid_amt_rank', fn: 'rank', order: [{ by: 'paid_amt', dir: 'desc' }] }],
      order: [{ by: 'paid_amt', dir: 'desc' }],
    },
  ],
  [
    'store with the highest paid amount',
    {
      where: ['store.store_id is not null'],
      by: store,
      measures: [paid],
      order: [{ by: 'paid_amt', dir: 'desc' }],
      limit: { rows: 1, ties: 'include' },
    },
  ],
  // Either of two comparisons.
  [
    '各门店的订单数大于5或支付金额大于100',
    {
      where: ['store.store_id is not null'],
      by: store,
      measures: [orders, paid],
      keep: ['order_cnt > 5 or paid_amt > 100'],
      order: [{ by: 'store_id' }],
    },
  ],
  // Spaces of style, a row by its name, the ratio that the ontology has.
  [
    '近 7 天门店 "外滩店" 的支付金额',
    {
      where: ["store.name = '外滩店'"],
      by: [],
      measures: [{ as: 'paid_amt_7d', metric: 'paid_amt', time: week }],
    },
  ],
  ['支付金额除以支付买家数', { by: [], measures: [{ as: 'aov', metric: 'aov' }] }],
  // Shares, comparisons with other times, averages.
  [
    'orders in the last 7 days vs the previous 7 days',
    {
      by: [],
      measures: [
        { as: 'order_cnt_7d', metric: 'order_cnt', time: week },
        { as: 'order_cnt_7d_prev', metric: 'order_cnt', time: week, shift: '-7 day' },
      ],
      compute: [
        {
          as: 'order_cnt_7d_wow',
          is: '(order_cnt_7d - order_cnt_7d_prev) / order_cnt_7d_prev',
        },
      ],
    },
  ],
  [
    '各类目商品销售件数占比',
    {
      by: category,
      measures: [{ as: 'item_qty', metric: 'item_qty' }],
      windows: [{ as: 'item_qty_share', fn: 'share', of: 'item_qty' }],
      order: [{ by: 'category_id' }],
    },
  ],
  [
    '女性客户支付金额占比',
    {
      by: [],
      measures: [
        { as: 'female_paid_amt', metric: 'paid_amt', where: ['customer.is_female'] },
        { as: 'all_paid_amt', metric: 'paid_amt' },
      ],
      compute: [{ as: 'female_paid_amt_share', is: 'female_paid_amt / all_paid_amt' }],
    },
  ],
  [
    '近7天各门店的订单数及环比',
    {
      by: store,
      measures: [
        { as: 'order_cnt_7d', metric: 'order_cnt', time: week },
        { as: 'order_cnt_7d_prev', metric: 'order_cnt', time: week, shift: '-7 day' },
      ],
      compute: [
        { as: 'order_cnt_7d_wow', is: '(order_cnt_7d - order_cnt_7d_prev) / order_cnt_7d_prev' },
      ],
      order: [{ by: 'store_id' }],
    },
  ],
  [
    '2026年3月订单数同比增长额',
    {
      by: [],
      measures: [
        {
          as: 'order_cnt_20260301_20260331',
          metric: 'order_cnt',
          time: { from: "date '2026-03-01'", to: "date '2026-03-31'" },
        },
        {
          as: 'order_cnt_20260301_20260331_ly',
          metric: 'order_cnt',
          time: { from: "date '2025-03-01'", to: "date '2025-03-31'" },
        },
      ],
      compute: [
        {
          as: 'order_cnt_20260301_20260331_yoy_diff',
          is: 'order_cnt_20260301_20260331 - order_cnt_20260301_20260331_ly',
        },
      ],
    },
  ],
  [
    '近7天日均订单数',
    {
      by: [],
      measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: week }],
      compute: [{ as: 'order_cnt_7d_per_day', is: 'order_cnt_7d / 7' }],
    },
  ],
  [
    'average 订单金额 by store',
    {
      by: store,
      measures: [{ as: 'amount_avg', agg: 'avg', entity: 'orders', of: 'amount' }],
      order: [{ by: 'store_id' }],
    },
  ],
  // Populations and lists.
  [
    '所有门店近7天的订单数，没有数据的也要列出',
    {
      from: 'store',
      by: [
        { as: 'store_id', is: 'store_id' },
        { as: 'store_name', is: 'name' },
      ],
      measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: week }],
      order: [{ by: 'store_id' }],
    },
  ],
  [
    '列出订单金额超过20元的订单的订单ID、下单时间、门店名称',
    {
      from: 'orders',
      where: ['amount > 20'],
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'order_time', is: 'order_time' },
        { as: 'store_name', is: 'store.name' },
      ],
      order: [{ by: 'order_id' }],
    },
  ],
  [
    '列出订单及其客户',
    {
      from: 'orders',
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'customer_id', is: 'customer.customer_id' },
      ],
      order: [{ by: 'order_id' }],
    },
  ],
  [
    'list all paid orders of female customers',
    {
      from: 'orders',
      where: ["status = 'paid'", 'customer.is_female'],
      columns: [{ as: 'order_id', is: 'order_id' }],
      order: [{ by: 'order_id' }],
    },
  ],
  // Their own amount, and that of the order where the order is named.
  [
    'List the refunds. Return the amount.',
    {
      from: 'refund',
      columns: [
        { as: 'refund_id', is: 'refund_id' },
        { as: 'refund_amount', is: 'refund_amount' },
      ],
      order: [{ by: 'refund_id' }],
    },
  ],
  [
    'List the refunds and their order amount',
    {
      from: 'refund',
      columns: [
        { as: 'refund_id', is: 'refund_id' },
        { as: 'amount', is: 'orders.amount' },
      ],
    },
  ],
  [
    '下架商品的名称',
    {
      from: 'product',
      where: ['status = 0'],
      columns: [
        { as: 'product_id', is: 'product_id' },
        { as: 'product_name', is: 'name' },
      ],
      order: [{ by: 'product_id' }],
    },
  ],
];

it.each(cases)('%s', (requirement, expected) => {
  const document = drafted(requirement);
  expect(document.unresolved ?? []).toEqual([]);
  expect(document.stages).toEqual([{ name: 'result', ...expected }]);
  expect(document.as_of).toBe('2026-11-07');
  expect(errorsIn(document)).toEqual([]);
});

it('chooses groups first where the comparison is over another time', () => {
  const document = drafted('近30天支付金额超过20元的门店，近7天的订单数');
  expect(document.unresolved ?? []).toEqual([]);
  expect(document.stages).toEqual([
    {
      name: 'kept_store',
      where: ['store.store_id is not null'],
      by: [{ as: 'store_id', is: 'store.store_id' }],
      measures: [{ as: 'paid_amt_30d', metric: 'paid_amt', time: month }],
      keep: ['paid_amt_30d > 20'],
    },
    {
      name: 'result',
      from: 'store',
      match: [{ to: 'kept_store', on: [{ key: 'store_id', is: 'store_id' }], only: 'matched' }],
      by: [
        { as: 'store_id', is: 'store_id' },
        { as: 'store_name', is: 'name' },
      ],
      measures: [{ as: 'order_cnt_7d', metric: 'order_cnt', time: week }],
      order: [{ by: 'store_id' }],
    },
  ]);
  expect(errorsIn(document)).toEqual([]);
});

it.each([
  ['上月没有订单的客户', [{ as: 'customer_id', is: 'customer_id' }]],
  ['customers without orders last month', [{ as: 'customer_id', is: 'customer_id' }]],
])('S9: %s', (requirement, columns) => {
  const document = drafted(requirement);
  expect(document.unresolved ?? []).toEqual([]);
  expect(document.stages).toEqual([
    { name: 'with_orders', from: 'orders', time: lastMonth, by: customer },
    {
      name: 'result',
      from: 'customer',
      match: [
        { to: 'with_orders', on: [{ key: 'customer_id', is: 'customer_id' }], only: 'unmatched' },
      ],
      columns,
      order: [{ by: 'customer_id' }],
    },
  ]);
  expect(errorsIn(document)).toEqual([]);
});

it.each<readonly [string, Written]>([
  [
    '各转诊医生上周的就诊次数',
    {
      by: [
        { as: 'referring_id', is: 'appointment.referring.doctor_id' },
        { as: 'referring_name', is: 'appointment.referring.doctor_name' },
      ],
      measures: [
        {
          as: 'visit_cnt_last_week',
          metric: 'visit_cnt',
          time: { last: 1, unit: 'week', mode: 'complete' },
        },
      ],
      order: [{ by: 'referring_id' }],
    },
  ],
  [
    'no-show rate of insured patients by mobile and walk-in this month',
    {
      where: ['patient.insured', "appointment.channel in ('app', 'desk')"],
      by: [{ as: 'channel', is: 'appointment.channel' }],
      measures: [{ as: 'no_show_rate_mtd', metric: 'no_show_rate', time: { period: 'mtd' } }],
      order: [{ by: 'channel' }],
    },
  ],
  [
    '年龄大于60岁的患者的就诊人数',
    {
      where: ['patient.age > 60'],
      by: [],
      measures: [{ as: 'patient_cnt', metric: 'patient_cnt' }],
    },
  ],
  [
    '本月手机预约的平均候诊时长',
    {
      where: ["appointment.channel = 'app'"],
      by: [],
      measures: [
        {
          as: 'wait_min_avg_mtd',
          agg: 'avg',
          entity: 'appointment',
          of: 'wait_min',
          time: { period: 'mtd' },
        },
      ],
    },
  ],
  [
    '候诊时长超过30分钟的就诊次数',
    {
      where: ['appointment.wait_min > 30'],
      by: [],
      measures: [{ as: 'visit_cnt', metric: 'visit_cnt' }],
    },
  ],
])('another topic: %s', (requirement, expected) => {
  const document = drafted(requirement, clinic);
  expect(document.unresolved ?? []).toEqual([]);
  expect(document.stages).toEqual([{ name: 'result', ...expected }]);
  expect(errorsIn(document, clinic)).toEqual([]);
});

it('is the same document every time', () => {
  for (const [requirement] of cases)
    expect(JSON.stringify(drafted(requirement))).toBe(JSON.stringify(drafted(requirement, shop)));
});

it('asks by which of two paths all of something are listed', () => {
  const document = drafted('所有科室诊疗收入', clinic);
  expect(document.unresolved).not.toBeUndefined();
});

it('groups by no number that rows are ordered by: 按订单金额从高到低', () => {
  const document = drafted('各客户的订单数，按订单金额从高到低');
  expect(document.stages[0]?.by?.map((k) => k.as)).toEqual(['customer_id']);
  expect(document.unresolved?.map((h) => h.about)).toContain('按');
});

it.each([
  ['近7天各门店的订单数及环比', '与 2026-10-25 至 2026-10-31 比较，含首尾两天'],
  ['近30天各门店的订单数，比上月同期', '与 2026-09-08 至 2026-10-07 比较，含首尾两天'],
  ['最近6个月每月订单数的月环比', '与 1 个月前的同一段时间比较'],
  ['2026年各月的订单数及环比', '2026-01-01 至 2026-11-07，含首尾两天'],
  ['2026年各月的订单数及环比', '时间到 2026-11-07 为止，末个 month 不完整，却与完整的比较'],
  ['每天产出门店汇总表：近7天订单数及环比', '与 7 天前的同一段时间比较'],
])('says with what the numbers of %s are compared: %s', (requirement, taken) => {
  const said = (drafted(requirement).assumptions ?? []).map((a) => a.taken);
  expect(said).toContain(taken);
});

it('takes the first within what is said once more', () => {
  const { stages, unresolved } = drafted(
    'number of orders by store and order status, top 2 order statuses per store',
  );
  expect(unresolved).toBeUndefined();
  expect(stages[0]!.limit).toEqual({ rows: 2, per: ['store_id'] });
});

it.each([
  'number of orders by store and order status, top 2 per store',
  '各门店各订单状态的订单数，每个门店前2的订单状态',
])('asks rather than takes the first of every group: %s', (question) => {
  expect(drafted(question).unresolved).not.toEqual([]);
  expect(drafted(question).unresolved).toBeDefined();
});
