/**
 * One small shop, for all unit tests: roles (two cities of an order), a self join, a composite key, a
 * keyless log, a bridge, a daily snapshot, a history of versions (SCD2), a fiscal calendar, coded values,
 * computed attributes. `shopYaml` is its ontology, `shopSql` its tables and rows for DuckDB.
 */
export const shopYaml = `
entity: region
label: 大区
source: { table: dim_region, layer: dim }
key: [region_id]
attributes:
  region_id: { type: bigint, label: 大区ID }
  name: { type: string, label: 大区名称 }
---
entity: city
label: 城市
source: { table: dim_city, layer: dim }
key: [city_id]
attributes:
  city_id: { type: bigint, label: 城市ID }
  name: { type: string, label: 城市名称 }
  region_id: { type: bigint }
relationships:
  region: { to: region, on: { region_id: region_id }, cardinality: many_to_one, required: true }
---
entity: customer
label: 客户
synonyms: [顾客, customer]
domain: mbr
source: { table: dim_customer, layer: dim }
key: [customer_id]
time: signup_date
attributes:
  customer_id: { type: bigint, label: 客户ID }
  name: { type: string, label: 客户姓名, sensitive: true }
  gender: { type: string, label: 性别, values: { f: 女, m: 男 } }
  signup_date: { type: date, label: 注册日期 }
  city_id: { type: bigint }
  referrer_id: { type: bigint }
  is_female: { type: boolean, label: 女性, is: "gender = 'f'" }
  is_referred: { type: boolean, label: 被推荐, is: "referrer_id is not null" }
relationships:
  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one }
  referrer: { to: customer, label: 推荐人, on: { referrer_id: customer_id }, cardinality: many_to_one }
  level: { to: customer_level, label: 会员等级, on: { customer_id: customer_id }, cardinality: many_to_one }
---
entity: customer_level
label: 会员等级历史
source: { table: dim_customer_level, layer: dim }
key: [customer_id]
validity: { from: valid_from, to: valid_to }
attributes:
  customer_id: { type: bigint }
  level: { type: string, label: 等级, values: { gold: 金卡, silver: 银卡 } }
  valid_from: { type: date }
  valid_to: { type: date }
---
entity: store
label: 门店
synonyms: [店铺, store]
source: { table: dim_store, layer: dim }
key: [store_id]
attributes:
  store_id: { type: bigint, label: 门店ID }
  name: { type: string, label: 门店名称 }
  city_id: { type: bigint }
relationships:
  city: { to: city, on: { city_id: city_id }, cardinality: many_to_one, required: true }
---
entity: category
label: 类目
source: { table: dim_category, layer: dim }
key: [category_id]
attributes:
  category_id: { type: bigint, label: 类目ID }
  name: { type: string, label: 类目名称 }
  parent_id: { type: bigint }
relationships:
  parent: { to: category, label: 上级类目, on: { parent_id: category_id }, cardinality: many_to_one }
---
entity: product
label: 商品
synonyms: [product]
source: { table: dim_product, layer: dim }
key: [product_id]
attributes:
  product_id: { type: bigint, label: 商品ID }
  name: { type: string, label: 商品名称 }
  category_id: { type: bigint }
  list_price: { type: 'decimal(12,2)', label: 标价 }
  status: { type: bigint, label: 商品状态, values: { 0: 下架, 1: 在售 } }
relationships:
  category: { to: category, on: { category_id: category_id }, cardinality: many_to_one }
---
entity: orders
label: 订单
synonyms: [order]
domain: trd
source:
  table: dwd_order_di
  layer: dwd
  mode: increment
  partition: [{ column: ds, format: yyyyMMdd, grain: day }]
  late: 1 day
key: [order_id]
time: order_time
attributes:
  order_id: { type: bigint, label: 订单ID }
  customer_id: { type: bigint, label: 客户ID }
  store_id: { type: bigint }
  ship_city_id: { type: bigint }
  bill_city_id: { type: bigint }
  order_time: { type: timestamp, label: 下单时间 }
  pay_time: { type: timestamp, label: 支付时间 }
  status: { type: string, label: 订单状态, values: { paid: { label: 已支付, synonyms: [付款] }, open: 未支付, closed: 已关闭 } }
  amount: { type: 'decimal(18,2)', label: 订单金额, unit: 元 }
  ds: { type: string }
  is_paid: { type: boolean, label: 已支付, is: "status = 'paid'" }
  is_local: { type: boolean, label: 同城, is: "ship_city.city_id = customer.city.city_id" }
relationships:
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one, required: true }
  store: { to: store, on: { store_id: store_id }, cardinality: many_to_one }
  ship_city: { to: city, label: 收货城市, on: { ship_city_id: city_id }, cardinality: many_to_one }
  bill_city: { to: city, label: 账单城市, on: { bill_city_id: city_id }, cardinality: many_to_one }
  items: { to: order_item, on: { order_id: order_id }, cardinality: one_to_many }
  promotions: { to: promotion, cardinality: many_to_many, through: order_promotion, weight: share }
---
entity: order_item
label: 订单明细
source:
  table: dwd_order_item_di
  layer: dwd
  mode: increment
  partition: [{ column: ds, format: yyyyMMdd, grain: day }]
key: [order_id, line_no]
time: order_time
attributes:
  order_id: { type: bigint }
  line_no: { type: bigint }
  product_id: { type: bigint }
  customer_id: { type: bigint }
  quantity: { type: bigint, label: 件数 }
  price: { type: 'decimal(12,2)', label: 成交单价 }
  ds: { type: string }
  order_time: { type: timestamp, label: 下单时间, is: orders.order_time }
  item_amount: { type: 'decimal(31,2)', label: 明细金额, is: "quantity * price" }
relationships:
  orders: { to: orders, on: { order_id: order_id }, cardinality: many_to_one, required: true }
  product: { to: product, on: { product_id: product_id }, cardinality: many_to_one, required: true }
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one, same_as: [orders.customer] }
---
entity: refund
label: 退款
synonyms: [refund]
domain: trd
source: { table: dwd_refund_di, layer: dwd }
key: [refund_id]
time: refund_time
attributes:
  refund_id: { type: bigint, label: 退款ID }
  order_id: { type: bigint }
  line_no: { type: bigint }
  refund_time: { type: timestamp, label: 退款时间 }
  refund_amount: { type: 'decimal(18,2)', label: 退款金额 }
relationships:
  item: { to: order_item, on: { order_id: order_id, line_no: line_no }, cardinality: many_to_one }
  orders: { to: orders, on: { order_id: order_id }, cardinality: many_to_one, required: true, same_as: [item.orders] }
---
entity: promotion
label: 促销活动
source: { table: dim_promotion, layer: dim }
key: [promotion_id]
attributes:
  promotion_id: { type: bigint }
  name: { type: string, label: 活动名称 }
---
entity: order_promotion
label: 订单活动
source: { table: dwd_order_promotion, layer: dwd }
key: [order_id, promotion_id]
attributes:
  order_id: { type: bigint }
  promotion_id: { type: bigint }
  share: { type: double, label: 分摊比例 }
relationships:
  orders: { to: orders, on: { order_id: order_id }, cardinality: many_to_one, required: true }
  promotion: { to: promotion, on: { promotion_id: promotion_id }, cardinality: many_to_one, required: true }
---
entity: stock
label: 库存快照
source:
  table: dwd_stock_df
  layer: dwd
  mode: full
  partition: [{ column: ds, format: yyyyMMdd, grain: day }]
key: [store_id, product_id]
time: stock_date
attributes:
  store_id: { type: bigint }
  product_id: { type: bigint }
  stock_date: { type: date, label: 快照日期 }
  on_hand: { type: bigint, label: 库存件数 }
  ds: { type: string }
relationships:
  store: { to: store, on: { store_id: store_id }, cardinality: many_to_one, required: true }
  product: { to: product, on: { product_id: product_id }, cardinality: many_to_one, required: true }
---
entity: visit
label: 访问日志
source: { table: ods_visit, layer: ods }
time: visit_time
attributes:
  customer_id: { type: bigint }
  page: { type: string, label: 页面 }
  visit_time: { type: timestamp }
relationships:
  customer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one }
---
entity: fiscal_day
label: 财年日历
source: { table: dim_fiscal_day, layer: dim }
key: [day]
attributes:
  day: { type: date }
  fiscal_month: { type: string, label: 财月 }
  fiscal_month_no: { type: bigint }
---
calendar: fiscal
entity: fiscal_day
day: day
grains:
  fiscal_month: { value: fiscal_month, order: fiscal_month_no }
---
period: 7d
label: 近7天
last: 7
unit: day
mode: rolling
---
metric: order_cnt
label: 订单数
synonyms: [订单量, orders]
unit: 单
type: aggregate
entity: orders
agg: count
---
metric: paid_amt
label: 支付金额
synonyms: [成交金额, paid amount]
unit: 元
type: aggregate
entity: orders
agg: sum
of: amount
where: [is_paid]
time: pay_time
---
metric: buyer_cnt
label: 支付买家数
type: aggregate
entity: orders
agg: count_distinct
of: customer_id
where: [is_paid]
time: pay_time
---
metric: item_qty
label: 销售件数
type: aggregate
entity: order_item
agg: sum
of: quantity
---
metric: refund_amt
label: 退款金额
unit: 元
type: aggregate
entity: refund
agg: sum
of: refund_amount
fill: 0
---
metric: stock_qty
label: 库存
type: aggregate
entity: stock
agg: sum
of: on_hand
snapshot: { over: stock_date, take: last, per: [store_id, product_id] }
---
metric: paid_amt_7d
label: 近7天支付金额
type: derived
of: paid_amt
time: { period: 7d }
---
metric: local_paid_amt
label: 同城支付金额
type: derived
of: paid_amt
where: [is_local]
fill: 0
---
metric: paid_amt_7d_last_year
label: 去年同期近7天支付金额
type: derived
of: paid_amt_7d
shift: -1 year
---
metric: aov
label: 客单价
type: composite
is: paid_amt / buyer_cnt
---
metric: refund_rate
label: 退款率
type: composite
is: refund_amt / paid
inputs:
  - { as: paid, metric: paid_amt }
---
metric: paid_amt_yoy
label: 支付金额同比
type: composite
is: (now - before) / before
inputs:
  - { as: now, metric: paid_amt }
  - { as: before, metric: paid_amt, shift: -1 year }
---
metric: signup_to_order
label: 注册下单转化率
type: conversion
per: customer
steps:
  - { entity: customer }
  - { entity: orders }
give: rate
within: 7 day
`;

/** The shop's tables and rows for DuckDB: a dozen orders around the days 2026-10-31 to 2026-11-07. */
export const shopSql: readonly string[] = [
  `create table dim_region (region_id bigint, name varchar)`,
  `insert into dim_region values (1, '华东'), (2, '华南')`,
  `create table dim_city (city_id bigint, name varchar, region_id bigint)`,
  `insert into dim_city values (11, '上海', 1), (12, '杭州', 1), (21, '深圳', 2), (22, '广州', 2)`,
  `create table dim_customer (customer_id bigint, name varchar, gender varchar, signup_date date, city_id bigint, referrer_id bigint)`,
  `insert into dim_customer values
    (1, 'Ann', 'f', '2025-01-10', 11, null), (2, 'Bo', 'm', '2025-03-02', 12, 1),
    (3, 'Chen', 'f', '2026-10-30', 21, 1), (4, 'Dan', 'm', '2026-11-01', 21, 2),
    (5, 'Eve', 'f', '2026-11-05', null, null), (6, 'Fei', null, '2026-11-06', 22, 3)`,
  `create table dim_customer_level (customer_id bigint, level varchar, valid_from date, valid_to date)`,
  `insert into dim_customer_level values
    (1, 'silver', '2025-01-10', '2026-11-04'), (1, 'gold', '2026-11-04', null),
    (2, 'silver', '2025-03-02', null), (3, 'silver', '2026-10-30', null)`,
  `create table dim_store (store_id bigint, name varchar, city_id bigint)`,
  `insert into dim_store values (101, '外滩店', 11), (102, '西湖店', 12), (103, '南山店', 21)`,
  `create table dim_category (category_id bigint, name varchar, parent_id bigint)`,
  `insert into dim_category values (1, '饮料', null), (2, '茶', 1), (3, '零食', null)`,
  `create table dim_product (product_id bigint, name varchar, category_id bigint, list_price decimal(12,2), status bigint)`,
  `insert into dim_product values
    (501, '绿茶', 2, 12.50, 1), (502, '汽水', 1, 4.00, 1), (503, '薯片', 3, 7.80, 1), (504, '旧茶', 2, 9.90, 0)`,
  `create table dwd_order_di (order_id bigint, customer_id bigint, store_id bigint, ship_city_id bigint, bill_city_id bigint,
    order_time timestamp, pay_time timestamp, status varchar, amount decimal(18,2), ds varchar)`,
  `insert into dwd_order_di values
    (1001, 1, 101, 11, 11, '2025-11-05 09:00:00', '2025-11-05 09:01:00', 'paid', 25.00, '20251105'),
    (1002, 1, 101, 11, 12, '2026-10-31 23:59:30', '2026-11-01 00:00:10', 'paid', 37.50, '20261101'),
    (1003, 2, 102, 12, 12, '2026-11-01 10:00:00', '2026-11-01 10:02:00', 'paid', 8.00, '20261101'),
    (1004, 2, 102, 21, 12, '2026-11-01 11:00:00', null, 'open', 12.00, '20261101'),
    (1005, 3, 103, 21, 21, '2026-11-02 08:30:00', '2026-11-02 08:31:00', 'paid', 7.80, '20261102'),
    (1006, 3, 103, 21, 21, '2026-11-03 08:30:00', '2026-11-03 08:31:00', 'paid', 15.60, '20261103'),
    (1007, 4, 103, 21, 22, '2026-11-03 20:00:00', null, 'closed', 50.00, '20261103'),
    (1008, 1, 101, 12, 11, '2026-11-04 12:00:00', '2026-11-04 12:05:00', 'paid', 20.00, '20261104'),
    (1009, 4, null, 21, 21, '2026-11-05 23:58:00', '2026-11-06 00:01:00', 'paid', 12.50, '20261106'),
    (1010, 5, 101, null, 11, '2026-11-06 13:00:00', '2026-11-06 13:01:00', 'paid', 4.00, '20261106'),
    (1011, 2, 102, 12, 12, '2026-11-07 09:00:00', '2026-11-07 09:00:30', 'paid', 31.20, '20261107'),
    (1012, 1, 103, 11, 11, '2026-11-07 10:00:00', null, 'open', 9.90, '20261107')`,
  `create table dwd_order_item_di (order_id bigint, line_no bigint, product_id bigint, customer_id bigint, quantity bigint, price decimal(12,2), ds varchar)`,
  `insert into dwd_order_item_di values
    (1001, 1, 501, 1, 2, 12.50, '20251105'), (1002, 1, 501, 1, 3, 12.50, '20261101'),
    (1003, 1, 502, 2, 2, 4.00, '20261101'), (1004, 1, 502, 2, 3, 4.00, '20261101'),
    (1005, 1, 503, 3, 1, 7.80, '20261102'), (1006, 1, 503, 3, 2, 7.80, '20261103'),
    (1007, 1, 501, 4, 4, 12.50, '20261103'), (1008, 1, 501, 1, 1, 12.50, '20261104'),
    (1008, 2, 502, 1, 1, 7.50, '20261104'), (1009, 1, 501, 4, 1, 12.50, '20261106'),
    (1010, 1, 502, 5, 1, 4.00, '20261106'), (1011, 1, 503, 2, 4, 7.80, '20261107'),
    (1012, 1, 504, 1, 1, 9.90, '20261107')`,
  `create table dwd_refund_di (refund_id bigint, order_id bigint, line_no bigint, refund_time timestamp, refund_amount decimal(18,2))`,
  `insert into dwd_refund_di values
    (9001, 1002, 1, '2026-11-03 10:00:00', 12.50), (9002, 1003, 1, '2026-11-05 10:00:00', 4.00),
    (9003, 1003, 1, '2026-11-06 10:00:00', 4.00), (9004, 1001, null, '2026-11-20 10:00:00', 25.00)`,
  `create table dim_promotion (promotion_id bigint, name varchar)`,
  `insert into dim_promotion values (1, '双11'), (2, '新人'), (3, '满减')`,
  `create table dwd_order_promotion (order_id bigint, promotion_id bigint, share double)`,
  `insert into dwd_order_promotion values (1002, 1, 0.5), (1002, 3, 0.5), (1003, 1, 1), (1005, 2, 0.75), (1005, 1, 0.25)`,
  `create table dwd_stock_df (store_id bigint, product_id bigint, stock_date date, on_hand bigint, ds varchar)`,
  `insert into dwd_stock_df values
    (101, 501, '2026-11-06', 40, '20261106'), (101, 502, '2026-11-06', 10, '20261106'), (102, 502, '2026-11-06', 7, '20261106'),
    (101, 501, '2026-11-07', 38, '20261107'), (101, 502, '2026-11-07', 9, '20261107'), (102, 502, '2026-11-07', 0, '20261107')`,
  `create table ods_visit (customer_id bigint, page varchar, visit_time timestamp)`,
  `insert into ods_visit values
    (1, 'home', '2026-11-01 08:00:00'), (1, 'cart', '2026-11-01 08:05:00'), (2, 'home', '2026-11-02 08:00:00'),
    (null, 'home', '2026-11-02 09:00:00'), (3, 'home', '2026-11-07 23:59:59'), (3, 'home', '2026-11-07 23:59:59')`,
  `create table dim_fiscal_day (day date, fiscal_month varchar, fiscal_month_no bigint)`,
  `insert into dim_fiscal_day select d::date, case when d < date '2026-10-26' then 'FM07' else 'FM08' end,
    case when d < date '2026-10-26' then 7 else 8 end from range(date '2026-09-28', date '2026-11-30', interval 1 day) t(d)`,
];
