import type { ManifestFile } from '../../src/interop/metricflow/read.js';

/** A small shop as a dbt semantic manifest: orders of customers in regions, prices that change. */
export const shopManifest: readonly ManifestFile[] = [
  {
    file: 'orders.yaml',
    text: `
semantic_model:
  name: orders
  node_relation: { schema_name: shop, alias: fct_order }
  defaults: { agg_time_dimension: ordered_at }
  entities:
    - { name: order_row, type: primary, expr: order_id }
    - { name: customer, type: foreign, expr: customer_id }
  dimensions:
    - { name: ordered_at, type: time, expr: created, type_params: { time_granularity: day } }
    - { name: is_gift, type: categorical }
    - { name: size, type: categorical, expr: "case when amount > 15 then 'big' else 'small' end" }
  measures:
    - { name: orders, agg: sum, expr: "1", create_metric: true }
    - { name: amount, agg: sum, create_metric: true }
    - { name: gifts, agg: sum_boolean, expr: is_gift, create_metric: true }
    - { name: buyers, agg: count_distinct, expr: customer_id, create_metric: true }
---
semantic_model:
  name: customers
  node_relation: { schema_name: shop, alias: dim_customer }
  entities:
    - { name: customer, type: primary, expr: customer_id }
    - { name: region, type: foreign, expr: region_id }
  dimensions:
    - { name: tier, type: categorical }
---
semantic_model:
  name: regions
  node_relation: { schema_name: shop, alias: dim_region }
  entities:
    - { name: region, type: primary, expr: region_id }
  dimensions:
    - { name: country, type: categorical }
---
semantic_model:
  name: visits
  node_relation: { schema_name: shop, alias: fct_visit }
  defaults: { agg_time_dimension: visited_at }
  primary_entity: visit
  entities:
    - { name: customer, type: foreign, expr: customer_id }
  dimensions:
    - { name: visited_at, type: time, type_params: { time_granularity: day } }
  measures:
    - { name: visits, agg: count, expr: "1", create_metric: true }
`,
  },
  {
    file: 'metrics.yml',
    text: `
metric:
  name: gold_amount
  type: simple
  type_params: { measure: amount }
  filter: "{{ Dimension('customer__tier') }} = 'gold'"
---
metric:
  name: amount_per_visit
  type: ratio
  type_params: { numerator: { name: amount }, denominator: { name: visits } }
---
metric:
  name: orders_before
  type: derived
  type_params:
    expr: before
    metrics: [{ name: orders, offset_window: 1 month, alias: before }]
---
metric:
  name: orders_so_far
  type: cumulative
  type_params: { measure: orders }
---
metric:
  name: orders_3_days
  type: cumulative
  type_params: { measure: orders, cumulative_type_params: { window: 3 days } }
---
metric:
  name: orders_each_day
  type: simple
  type_params: { measure: { name: orders, join_to_timespine: true, fill_nulls_with: 0 } }
---
metric:
  name: busy_customers_amount
  type: simple
  type_params: { measure: amount }
  filter: "{{ Metric('orders', group_by=['customer']) }} > 1"
---
project_configuration:
  time_spines:
    - node_relation: { schema_name: shop, alias: days }
      primary_column: { name: day, time_granularity: day }
      custom_granularities: [{ name: season }]
`,
  },
];

/** The tables of the shop: few rows, so that numbers can be worked out by hand. */
export const shopTables: readonly string[] = [
  'CREATE SCHEMA shop',
  `CREATE TABLE shop.fct_order (order_id VARCHAR, customer_id VARCHAR, created TIMESTAMP, amount DOUBLE, is_gift BOOLEAN)`,
  `INSERT INTO shop.fct_order VALUES
     ('o1', 'a', '2023-01-31', 10, true), ('o2', 'a', '2023-02-27', 20, false),
     ('o3', 'b', '2023-02-28', 40, false), ('o4', NULL, '2023-03-01', 5, NULL)`,
  'CREATE TABLE shop.dim_customer (customer_id VARCHAR, region_id VARCHAR, tier VARCHAR)',
  `INSERT INTO shop.dim_customer VALUES ('a', 'r1', 'gold'), ('b', 'r9', 'plain')`,
  'CREATE TABLE shop.dim_region (region_id VARCHAR, country VARCHAR)',
  `INSERT INTO shop.dim_region VALUES ('r1', 'FR')`,
  'CREATE TABLE shop.fct_visit (customer_id VARCHAR, visited_at TIMESTAMP)',
  `INSERT INTO shop.fct_visit VALUES ('a', '2023-02-28'), ('b', '2023-02-28'), ('c', '2023-03-02')`,
  'CREATE TABLE shop.days (day TIMESTAMP, season VARCHAR)',
  `INSERT INTO shop.days SELECT d, CASE WHEN d < '2023-03-01' THEN 'winter' ELSE 'spring' END
     FROM generate_series(TIMESTAMP '2023-01-30', TIMESTAMP '2023-04-02', INTERVAL 1 DAY) s(d)`,
];
