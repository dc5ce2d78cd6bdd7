import type { Explanations } from './explanation.js';

const daily =
  '"target": {"table": "dws_trd_order_1d", "layer": "dws", "comment": "每日订单", "write": "overwrite", "partition": [{"as": "ds", "is": "$bizdate"}]';

/**
 * Over the shop of the tests: the rest of a stage, all stages of a document with what follows them, or YAML
 * that is added to its ontology. All are run by the tests.
 */
export const bindExplanations: Explanations = {
  'on-types': {
    failing:
      '"from": "orders", "match": [{"to": "city", "on": [{"key": "city_id", "is": "status"}]}], "columns": [{"as": "order_id", "is": "order_id"}]',
    passing:
      '"from": "orders", "match": [{"to": "city", "on": [{"key": "city_id", "is": "ship_city_id"}]}], "columns": [{"as": "order_id", "is": "order_id"}]',
  },
  'union-columns': {
    failing:
      '"stages": [{"name": "a", "from": "city", "columns": [{"as": "x", "is": "city_id"}]}, {"name": "b", "from": "store", "columns": [{"as": "y", "is": "city_id"}]}, {"name": "result", "union": ["a", "b"]}]',
    passing:
      '"stages": [{"name": "a", "from": "city", "columns": [{"as": "x", "is": "city_id"}]}, {"name": "b", "from": "store", "columns": [{"as": "x", "is": "city_id"}]}, {"name": "result", "union": ["a", "b"]}]',
  },
  'union-types': {
    failing:
      '"stages": [{"name": "a", "from": "city", "columns": [{"as": "x", "is": "city_id"}]}, {"name": "b", "from": "store", "columns": [{"as": "x", "is": "name"}]}, {"name": "result", "union": ["a", "b"]}]',
    passing:
      '"stages": [{"name": "a", "from": "city", "columns": [{"as": "x", "is": "cast(city_id as string)"}]}, {"name": "b", "from": "store", "columns": [{"as": "x", "is": "name"}]}, {"name": "result", "union": ["a", "b"]}]',
  },
  cycle: {
    failing:
      '"from": "orders", "columns": [{"as": "id", "is": "order_id"}], "compute": [{"as": "a", "is": "b + 1"}, {"as": "b", "is": "a + 1"}]',
    passing:
      '"from": "orders", "columns": [{"as": "id", "is": "order_id"}], "compute": [{"as": "a", "is": "b + 1"}, {"as": "b", "is": "id + 1"}]',
  },
  'undecided-ties': {
    failing:
      '"from": "orders", "columns": [{"as": "amount", "is": "amount"}], "order": [{"by": "amount", "dir": "desc"}], "limit": {"rows": 10}',
    passing:
      '"from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "amount", "is": "amount"}], "order": [{"by": "amount", "dir": "desc"}], "limit": {"rows": 10}',
  },
  'not-a-number': {
    failing:
      '"from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "status", "is": "status"}], "windows": [{"as": "part", "fn": "share", "of": "status"}]',
    passing:
      '"from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "amount", "is": "amount"}], "windows": [{"as": "part", "fn": "share", "of": "amount"}]',
  },
  'self-without-target': {
    failing: '"from": "self", "at": "$as_of - 1", "columns": [{"as": "x", "is": "x"}]',
    passing: '"from": "customer", "columns": [{"as": "customer_id", "is": "customer_id"}]',
  },
  'self-types': {
    failing: `"stages": [{"name": "old", "from": "self", "at": "$bizdate - 1"}, {"name": "result", "from": "old", "columns": [{"as": "x", "is": "x"}]}], ${daily}, "key": ["x"]}`,
    passing: `"stages": [{"name": "old", "from": "self", "at": "$bizdate - 1"}, {"name": "result", "from": "old", "columns": [{"as": "x", "is": "x"}], "show": ["x"]}], ${daily}, "key": ["x"], "columns": [{"name": "x", "type": "bigint", "comment": "编号"}]}`,
  },
  'no-key': {
    failing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "amount", "is": "amount"}]}], ${daily}}`,
    passing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "amount", "is": "amount"}]}], ${daily}}`,
  },
  'other-key': {
    failing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "amount", "is": "amount"}]}], ${daily}, "key": ["amount"]}`,
    passing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "amount", "is": "amount"}]}], ${daily}, "key": ["order_id"]}`,
  },
  'partition-column': {
    failing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "day", "is": "date(order_time)"}]}], ${daily.replace('$bizdate', 'day')}}`,
    passing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "ds", "is": "ds"}]}], ${daily.replace('$bizdate', 'ds')}}`,
  },
  'partition-twice': {
    failing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}, {"as": "ds", "is": "ds"}]}], ${daily}}`,
    passing: `"stages": [{"name": "result", "from": "orders", "columns": [{"as": "order_id", "is": "order_id"}]}], ${daily}}`,
  },
  'needs-on': {
    failing:
      '"stages": [{"name": "buyer", "from": "orders", "by": [{"as": "customer_id", "is": "customer_id"}]}, {"name": "result", "from": "buyer", "measures": [{"as": "n", "metric": "order_cnt"}]}]',
    passing:
      '"stages": [{"name": "buyer", "from": "orders", "by": [{"as": "customer_id", "is": "customer_id"}]}, {"name": "result", "from": "buyer", "measures": [{"as": "n", "metric": "order_cnt", "on": [{"key": "customer_id", "is": "customer_id"}]}]}]',
  },
  'on-not-here': {
    failing:
      '"from": "orders", "by": [], "measures": [{"as": "n", "metric": "order_cnt", "on": [{"key": "order_id", "is": "order_id"}]}]',
    passing: '"from": "orders", "by": [], "measures": [{"as": "n", "metric": "order_cnt"}]',
  },
  'needs-by': {
    failing:
      '"from": "orders", "columns": [{"as": "order_id", "is": "order_id"}], "measures": [{"as": "paid", "metric": "paid_amt"}]',
    passing:
      '"from": "orders", "by": [{"as": "store_id", "is": "store_id"}], "measures": [{"as": "paid", "metric": "paid_amt"}]',
  },
  'attribute-type': {
    failing:
      'entity: box\nsource: { table: dim_box, layer: dim }\nkey: [box_id]\nattributes:\n  box_id: bigint\n  size: { type: bigint, is: "box_id * 0.5" }\n---\nmetric: box_cnt\ntype: aggregate\nentity: box\nagg: count',
    passing:
      'entity: box\nsource: { table: dim_box, layer: dim }\nkey: [box_id]\nattributes:\n  box_id: bigint\n  size: { type: bigint, is: "box_id + 1" }\n---\nmetric: box_cnt\ntype: aggregate\nentity: box\nagg: count',
  },
  'nothing-to-shift': {
    failing:
      '"by": [], "measures": [{"as": "last_week", "metric": "order_cnt", "shift": "-1 week"}]',
    passing:
      '"by": [], "measures": [{"as": "last_week", "metric": "order_cnt", "time": {"period": "7d"}, "shift": "-1 week"}]',
  },
  'shift-cut-off': {
    failing:
      '"from": "orders", "time": {"period": "7d"}, "by": [], "measures": [{"as": "last_week", "metric": "order_cnt", "shift": "-1 week"}]',
    passing:
      '"from": "orders", "by": [], "measures": [{"as": "last_week", "metric": "order_cnt", "time": {"period": "7d"}, "shift": "-1 week"}]',
  },
  'other-clock': {
    failing:
      '"from": "orders", "time": {"period": "7d"}, "by": [], "measures": [{"as": "paid", "metric": "paid_amt"}]',
    passing:
      '"from": "orders", "by": [], "measures": [{"as": "paid", "metric": "paid_amt", "time": {"period": "7d"}}]',
  },
  'clock-ignored': {
    failing: '"by": [], "measures": [{"as": "orders", "metric": "order_cnt", "clock": "pay_time"}]',
    passing:
      '"by": [], "measures": [{"as": "orders", "metric": "order_cnt", "clock": "pay_time", "time": {"period": "7d"}}]',
  },
  'not-constant': {
    failing:
      '"by": [], "measures": [{"as": "n", "metric": "order_cnt", "time": {"from": "order_time"}}]',
    passing:
      '"by": [], "measures": [{"as": "n", "metric": "order_cnt", "time": {"from": "date \'2026-11-01\'"}}]',
  },
  'time-ignored': {
    failing:
      '"by": [], "measures": [{"as": "paid", "metric": "paid_amt_7d", "time": {"period": "30d"}}]',
    passing:
      '"by": [], "measures": [{"as": "paid", "metric": "paid_amt", "time": {"period": "30d"}}]',
  },
  'no-clock': {
    failing:
      '"by": [], "measures": [{"as": "n", "agg": "count", "entity": "city", "time": {"period": "7d"}}]',
    passing:
      '"by": [], "measures": [{"as": "n", "agg": "count", "entity": "customer", "time": {"period": "7d"}}]',
  },
  'clock-type': {
    failing:
      '"by": [], "measures": [{"as": "n", "metric": "order_cnt", "time": {"period": "7d"}, "clock": "amount"}]',
    passing:
      '"by": [], "measures": [{"as": "n", "metric": "order_cnt", "time": {"period": "7d"}, "clock": "pay_time"}]',
  },
};
