import type { Explanations } from './explanation.js';

/** What can be wrong with rules of `dqc.yaml`. */
export const qualityExplanations: Explanations = {
  'unknown-entity': {
    failing: 'rules:\n  - { rule: stores, refers: { columns: [store_id], entity: shops } }',
    passing: 'rules:\n  - { rule: stores, refers: { columns: [store_id], entity: store } }',
  },
  'key-in-no-table': {
    failing:
      '# entity buyer has source: { dsl: views/buyers.json }\nrules:\n  - { rule: buyers, refers: { columns: [customer_id], entity: buyer } }',
    passing: 'rules:\n  - { rule: buyers, refers: { columns: [customer_id], entity: customer } }',
  },
  'not-its-key': {
    failing: 'rules:\n  - { rule: lines, refers: { columns: [order_id], entity: order_item } }',
    passing:
      'rules:\n  - { rule: lines, refers: { columns: [order_id, line_no], entity: order_item } }',
  },
  'no-time': {
    failing: 'rules:\n  - { rule: fresh, fresh: { column: store_id, days: 2 } }',
    passing: 'rules:\n  - { rule: fresh, fresh: { column: last_order_day, days: 2 } }',
  },
  'no-earlier-day': {
    failing:
      '# the table has no partition\nrules:\n  - { rule: steady, change: { days: 1, min: -0.3 } }',
    passing:
      '# the table is partitioned by ds, which is $bizdate\nrules:\n  - { rule: steady, change: { days: 1, min: -0.3 } }',
  },
  'no-table': {
    failing:
      '# dsl/week.json is a question\nrules:\n  - { rule: some, document: week, rows: { min: 1 } }',
    passing:
      '# dsl/week.json has a target\nrules:\n  - { rule: some, document: week, rows: { min: 1 } }',
  },
  'repeated-rule': {
    failing: 'rules:\n  - { rule: some, rows: { min: 1 } }\n  - { rule: some, rows: { max: 9 } }',
    passing: 'rules:\n  - { rule: some, rows: { min: 1, max: 9 } }',
  },
};

/** What can be wrong with an answer of a model: what it was asked, and what it said. */
export const correctExplanations: Explanations = {
  'no-answers': {
    failing: 'Here is the corrected document: {"dsl": "1", …}',
    passing: '{"answers": [{"place": 1, "value": "paid_amt"}]}',
  },
  'place-not-asked': {
    failing: '{"answers": [{"place": 1, "value": "paid_amt"}, {"place": 7, "value": []}]}',
    passing: '{"answers": [{"place": 1, "value": "paid_amt"}]}',
  },
  'not-answered': {
    failing: '{"answers": []}',
    passing: '{"answers": [{"place": 1, "value": "?"}]}',
  },
  'loses-meaning': {
    failing: '{"answers": [{"place": 1, "value": null}]}   // the place was a condition',
    passing: '{"answers": [{"place": 1, "value": "status = \'paid\'"}]}',
  },
};

/** What an import from a semantic manifest leaves out or assumes. */
export const interopExplanations: Explanations = {
  unreadable: { failing: 'semantic_model: [', passing: 'semantic_model:\n  name: orders' },
  shape: { failing: 'semantic_model: 3', passing: 'semantic_model:\n  name: orders' },
  'not-carried': {
    failing: 'metric:\n  name: visits_and_orders\n  type: conversion\n  …',
    passing: 'metric:\n  name: orders\n  type: simple\n  …',
  },
  'type-assumed': {
    failing: '$ dataagent ontology import metricflow manifests',
    passing: '$ dataagent ontology import metricflow manifests --database duckdb:warehouse.duckdb',
  },
  fragment: {
    failing: 'expr: "DATE_DIFF(\'day\', a, b) FILTER (WHERE c)"',
    passing: 'expr: "case when status = \'paid\' then amount end"',
  },
  'unknown-name': {
    failing: 'measure: order_totals   # the model has order_total',
    passing: 'measure: order_total',
  },
  'cannot-say': {
    failing: "where: \"{{ Metric('orders', ['customer']) }} > 2\"",
    passing: "where: \"{{ Dimension('order__status') }} = 'paid'\"",
  },
};

/** What is found in SQL tasks. */
export const taskExplanations: Explanations = {
  'too-large': {
    failing: 'one file of thousands of statements',
    passing: 'a file for each statement',
  },
  'param-for-name': {
    failing: 'SELECT store_id FROM dim_store_${bizdate}',
    passing: "SELECT store_id FROM dwd_order_di WHERE ds = '${bizdate}'",
  },
  unreadable: { failing: 'SELECT FROM WHERE', passing: 'SELECT store_id FROM dim_store' },
  'not-a-query': {
    failing: 'DROP TABLE dws_trd_store_7d',
    passing: 'SELECT store_id FROM dim_store',
  },
  'no-query': { failing: '-- to be written', passing: 'SELECT store_id FROM dim_store' },
  'unknown-table': {
    failing: 'SELECT id FROM tmp_stores',
    passing: 'SELECT store_id FROM dim_store',
  },
  'unknown-column': {
    failing: 'SELECT store_no FROM dim_store',
    passing: 'SELECT store_id FROM dim_store',
  },
  'ambiguous-column': {
    failing: 'SELECT name FROM dim_store s JOIN dim_city c ON s.city_id = c.city_id',
    passing: 'SELECT c.name FROM dim_store s JOIN dim_city c ON s.city_id = c.city_id',
  },
  star: {
    failing: 'INSERT INTO dws_trd_store SELECT * FROM dim_store',
    passing: 'INSERT INTO dws_trd_store SELECT store_id, name FROM dim_store',
  },
  'cross-join': {
    failing: 'SELECT s.name FROM dim_store s, dim_city c',
    passing: 'SELECT s.name FROM dim_store s JOIN dim_city c ON s.city_id = c.city_id',
  },
  'passed-over': {
    failing: 'SET odps.sql.mapper.split.size=64;\nSELECT store_id FROM dim_store',
    passing: 'SELECT store_id FROM dim_store',
  },
  'only-words': {
    failing: 'for each store: add up what was paid',
    passing:
      '```sql\nSELECT store_id, sum(amount) AS amount FROM dwd_order_di GROUP BY store_id\n```',
  },
  'not-proposed': {
    failing: '# only words, and no model is set\nfor each store: add up what was paid',
    passing:
      '```sql\nSELECT store_id, sum(amount) AS amount FROM dwd_order_di GROUP BY store_id\n```',
  },
  'key-of-rows': {
    failing: 'INSERT OVERWRITE TABLE dws_store SELECT store_id, city FROM dim_store',
    passing:
      'INSERT OVERWRITE TABLE dws_store SELECT store_id, max(city) AS city FROM dim_store GROUP BY store_id',
  },
  'no-such-function': {
    failing: 'SELECT my_udf(amount) AS amount FROM dwd_order_di',
    passing: 'SELECT round(amount, 2) AS amount FROM dwd_order_di',
  },
  'pseudo-code': {
    failing: '```sql\nSELECT store_id FROM dim_store\n```\nfor each store: add up what was paid',
    passing:
      '```sql\nSELECT store_id, sum(amount) AS amount FROM dwd_order_di GROUP BY store_id\n```',
  },
  'writes-nothing': {
    failing: 'SELECT store_id, count(*) AS n FROM dwd_order_di GROUP BY store_id',
    passing:
      'INSERT OVERWRITE TABLE dws_trd_store_1d SELECT store_id, count(*) AS n FROM dwd_order_di GROUP BY store_id',
  },
  'target-count': {
    failing:
      'CREATE TABLE dws_trd_store_1d (store_id BIGINT, order_cnt BIGINT);\nINSERT INTO dws_trd_store_1d SELECT store_id FROM dwd_order_di',
    passing:
      'CREATE TABLE dws_trd_store_1d (store_id BIGINT, order_cnt BIGINT);\nINSERT INTO dws_trd_store_1d SELECT store_id, count(*) FROM dwd_order_di GROUP BY store_id',
  },
  'target-order': {
    failing:
      'INSERT INTO dws_trd_store (store_id, city_id) SELECT city_id, store_id FROM dim_store',
    passing:
      'INSERT INTO dws_trd_store (store_id, city_id) SELECT store_id, city_id FROM dim_store',
  },
  'target-column': {
    failing: 'INSERT INTO dim_store SELECT store_id, name AS store_label FROM ods_store',
    passing: 'INSERT INTO dim_store SELECT store_id, name FROM ods_store',
  },
  'target-partition': {
    failing:
      "INSERT OVERWRITE TABLE dwd_order_di PARTITION (dt='20261107') SELECT order_id FROM ods_order",
    passing:
      "INSERT OVERWRITE TABLE dwd_order_di PARTITION (ds='20261107') SELECT order_id FROM ods_order",
  },
  'partition-order': {
    failing: "INSERT OVERWRITE TABLE dws_a PARTITION (ds, kind='x') SELECT n, ds FROM dws_b",
    passing: "INSERT OVERWRITE TABLE dws_a PARTITION (kind='x', ds) SELECT n, ds FROM dws_b",
  },
  'dynamic-partition': {
    failing: 'INSERT OVERWRITE TABLE dws_a PARTITION (ds) SELECT ds, n FROM dws_b',
    passing: 'INSERT OVERWRITE TABLE dws_a PARTITION (ds) SELECT n, ds FROM dws_b',
  },
  'partition-twice': {
    failing: "INSERT OVERWRITE TABLE dws_a PARTITION (ds='20261107') SELECT n, ds FROM dws_b",
    passing: "INSERT OVERWRITE TABLE dws_a PARTITION (ds='20261107') SELECT n FROM dws_b",
  },
  'by-rows': {
    failing: 'SELECT order_id, sum(amount) OVER (ORDER BY order_time) AS total FROM dwd_order_di',
    passing:
      'SELECT order_id, sum(amount) OVER (ORDER BY order_time ROWS UNBOUNDED PRECEDING) AS total FROM dwd_order_di',
  },
  'by-newest': {
    failing: "SELECT store_id, on_hand FROM dwd_stock_df WHERE ds = MAX_PT('dwd_stock_df')",
    passing: "SELECT store_id, on_hand FROM dwd_stock_df WHERE ds = '${bizdate}'",
  },
  'by-clock': {
    failing:
      "-- ds is no attribute of the entity over the table\nSELECT count(*) AS n FROM dwd_order_di WHERE ds = '20261107'",
    passing:
      "-- ds is an attribute: `ds: { type: string }`\nSELECT count(*) AS n FROM dwd_order_di WHERE ds = '20261107'",
  },
  'target-name': {
    failing: 'INSERT INTO store_sales SELECT store_id FROM dim_store',
    passing: 'INSERT INTO dws_trd_store SELECT store_id FROM dim_store',
  },
  'not-in-dsl': {
    failing:
      'SELECT a.order_id, b.order_id FROM dwd_order_di a JOIN dwd_order_di b ON a.amount < b.amount',
    passing: 'SELECT store_id, sum(amount) AS amount FROM dwd_order_di GROUP BY store_id',
  },
  'rows-differ': {
    failing:
      '-- written for an engine where 7 / 2 is 3\nSELECT count(*) / 2 AS half FROM dim_store',
    passing: 'SELECT count(*) AS stores FROM dim_store',
  },
  'not-run': {
    failing: '$ dataagent new spec --from-sql task.sql',
    passing: '$ dataagent new spec --from-sql task.sql --database duckdb:warehouse.duckdb',
  },
  unbound: {
    failing: 'SELECT nosuchfunction(name) AS n FROM dim_store',
    passing: 'SELECT upper(name) AS n FROM dim_store',
  },
};
