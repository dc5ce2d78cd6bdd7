/** A document with one stage of these members (JSON text), and further members of the document. */
export function oneStage(members: string, more = ''): string {
  return `{"dsl": "1", "title": "orders", "stages": [{"name": "result", ${members}}]${more}}`;
}

/** A document over the shop that uses every key of the grammar, unformatted and with defaults written out. */
export const everyKey = `{
  "title": "orders", "dsl": "1", "satisfies": ["REQ-001"], "timezone": "Asia/Shanghai",
  "params": [{"type": "date", "name": "since", "default": "2026-01-01"}],
  "stages": [
    {"name": "big", "from": "orders", "at": "$bizdate", "time": {"mode": "rolling", "unit": "day", "last": 7},
     "match": [{"to": "customer", "as": "customer", "on": [{"is": "customer_id", "key": "customer_id"}], "only": "matched", "at": "$bizdate"}],
     "where": ["amount>10 AND  not is_paid"], "columns": [{"is": "order_id", "as": "order_id"}, {"as": "\`amount (CNY)\`", "is": "amount"}],
     "keep": [], "order": [{"by": "order_id", "dir": "asc", "nulls": "last"}], "limit": {"rows": 10, "per": ["order_id"], "ties": "cut"},
     "show": ["order_id"]},
    {"name": "result", "by": [{"as": "day", "grain": "day", "gaps": "leave"}, {"as": "city", "is": "store.city.name"}],
     "time": {"from": "$since", "to": "$bizdate"},
     "measures": [
       {"as": "n", "agg": "count", "entity": "orders", "via": ["store.city"], "where": ["amount > 0"], "clock": "paid_at", "shift": "+1  day", "fill": 0},
       {"as": "p90", "agg": "percentile", "of": "amount", "p": 0.9, "via": [], "where": []},
       {"as": "newest", "agg": "last", "of": "amount", "with": "paid_at", "time": {"period": "7d"}},
       {"as": "sales", "metric": "sales", "on": [{"key": "day", "is": "day"}]}],
     "windows": [{"as": "prev", "fn": "lag", "of": "n", "per": ["city"], "order": [{"by": "day", "dir": "desc", "nulls": "first"}], "n": 1},
                 {"as": "run", "fn": "sum", "of": "n", "order": [{"by": "day"}], "last": 3}, {"as": "t", "fn": "ntile", "order": [{"by": "day"}], "n": 1, "per": []}],
     "compute": [{"as": "change", "is": "(n-prev)/prev"}], "show": ["day", "city", "change"]},
    {"name": "all", "union": ["big", "result"]}],
  "target": {"write": "overwrite", "table": "dws_orders_1d", "layer": "dws", "comment": "?", "domain": "trade",
    "partition": [{"as": "ds", "is": "$bizdate"}], "key": ["order_id"], "lifecycle": 90, "columns": [{"name": "n", "comment": "orders", "type": "bigint"}]},
  "unresolved": [{"about": "sales", "question": "which?", "at": "", "options": [{"value": "sales", "label": "Sales", "recommended": false}]}],
  "assumptions": [{"about": "order", "taken": "upwards", "at": "/stages/0/order/0/dir"}]
}`;
