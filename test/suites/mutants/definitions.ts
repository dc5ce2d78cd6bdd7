/** A mistake of a definition: what stands in the shop's, and what in its place. */
export type Definition = readonly [name: string, right: string, wrong: string];

/** A statement after which rows deny the shop's ontology, or the ontology with another claim in place of one. */
export type DeniedRows = readonly [
  name: string,
  statement: string,
  claim?: readonly [from: string, to: string],
];

/** Mistakes that people and models make in definitions: what stands in the shop's, and what in its place. */
export const definitions: readonly Definition[] = [
  ['entity that is none', 'to: region,', 'to: regions,'],
  ['key that is no attribute', 'key: [region_id]', 'key: [id]'],
  ['key left out where others look it up', 'key: [city_id]\n', ''],
  [
    'join that covers half of a key',
    'on: { order_id: order_id, line_no: line_no }',
    'on: { order_id: order_id }',
  ],
  ['join of two types', 'on: { store_id: store_id }', 'on: { status: store_id }'],
  ['join column that is none', 'on: { ship_city_id: city_id }', 'on: { ship_city: city_id }'],
  ['cardinality left out', ', cardinality: one_to_many }', ' }'],
  ['cardinality that is none', 'cardinality: one_to_many', 'cardinality: 1_n'],
  ['bridge that is none', 'through: order_promotion', 'through: order_promo'],
  ['share that is none', 'weight: share', 'weight: part'],
  ['same path that leads elsewhere', 'same_as: [orders.customer]', 'same_as: [product.category]'],
  [
    'clock that is no time',
    'time: order_time\nattributes:\n  order_id: { type: bigint, label: 订单ID }',
    'time: amount\nattributes:\n  order_id: { type: bigint, label: 订单ID }',
  ],
  [
    'snapshot without its day',
    '  mode: full\n  partition: [{ column: ds, format: yyyyMMdd, grain: day }]\n',
    '  mode: full\n',
  ],
  ['partition in no form', 'format: yyyyMMdd', 'format: YYYYMMDD'],
  ['lateness in no form', 'late: 1 day', 'late: yesterday'],
  [
    'layer in words',
    '{ table: dim_region, layer: dim }',
    '{ table: dim_region, layer: dimension }',
  ],
  ['type that is none', "price: { type: 'decimal(12,2)'", 'price: { type: money'],
  [
    'type cut at a comma',
    "list_price: { type: 'decimal(12,2)'",
    'list_price: { type: decimal(12,2)',
  ],
  ['code of another type', 'values: { 0: 下架, 1: 在售 }', 'values: { off: 下架, on: 在售 }'],
  [
    'codes of a number with digits',
    'share: { type: double, label: 分摊比例 }',
    'share: { type: double, values: { 1: 全部 } }',
  ],
  [
    'attribute computed of a column that is none',
    'is: "quantity * price"',
    'is: "quantity * unit_price"',
  ],
  ['attribute of another type than its expression', 'is: "quantity * price"', 'is: "product.name"'],
  ['attribute computed from itself', 'is: "quantity * price"', 'is: "item_amount * 1"'],
  ['attribute over many rows', 'is: "status = \'paid\'"', 'is: "items.quantity > 1"'],
  ['label for a code in a definition', 'is: "status = \'paid\'"', 'is: "status = \'已支付\'"'],
  [
    'metric over an entity that is none',
    'metric: order_cnt\nlabel: 订单数\nsynonyms: [订单量, orders]\nunit: 单\ntype: aggregate\nentity: orders',
    'metric: order_cnt\nlabel: 订单数\nsynonyms: [订单量, orders]\nunit: 单\ntype: aggregate\nentity: order',
  ],
  [
    'metric of a metric that is none',
    'of: paid_amt\ntime: { period: 7d }',
    'of: paid_amount\ntime: { period: 7d }',
  ],
  ['metrics in a circle', 'is: paid_amt / buyer_cnt', 'is: aov / buyer_cnt'],
  ['sum of a text', 'agg: sum\nof: quantity', 'agg: sum\nof: product.name'],
  ['sum without what', 'agg: sum\nof: quantity\n', 'agg: sum\n'],
  ['condition that is no boolean', 'where: [is_local]', 'where: [amount]'],
  ['type of metric that is none', 'type: composite\nis: paid_amt', 'type: ratio\nis: paid_amt'],
  ['word of two metrics', 'label: 退款率', 'label: 支付金额'],
  ['word of two entities', 'label: 大区\n', 'label: 城市\n'],
  ['label of two codes', 'open: 未支付, closed: 已关闭', 'open: 未支付, closed: 未支付'],
  [
    'definition under two names',
    '---\nmetric: aov\n',
    '---\nmetric: paid\nlabel: 成交\nunit: 元\ntype: aggregate\nentity: orders\nagg: sum\nof: amount\nwhere: [is_paid]\ntime: pay_time\n---\nmetric: aov\n',
  ],
  [
    'relationship under two names',
    '  bill_city: { to: city,',
    '  buyer: { to: customer, on: { customer_id: customer_id }, cardinality: many_to_one }\n  bill_city: { to: city,',
  ],
  [
    'name defined twice',
    '---\nmetric: aov\n',
    '---\nmetric: order_cnt\ntype: aggregate\nentity: refund\nagg: count\n---\nmetric: aov\n',
  ],
  ['key of a definition misspelt', 'synonyms: [顾客, customer]', 'synonym: [顾客, customer]'],
  ['text for a list', 'synonyms: [顾客, customer]', 'synonyms: 顾客'],
  ['period of no days', 'period: 7d\nlabel: 近7天\nlast: 7', 'period: 7d\nlabel: 近7天\nlast: 0'],
  [
    'grain that is a unit',
    '  fiscal_month: { value: fiscal_month, order: fiscal_month_no }',
    '  month: { value: fiscal_month, order: fiscal_month_no }',
  ],
  ['calendar of no table', 'entity: fiscal_day\nday: day', 'entity: fiscal_days\nday: day'],
  ['shift in no form', 'shift: -1 year\n---\nmetric: aov', 'shift: last year\n---\nmetric: aov'],
  ['key written twice', 'label: 门店\n', 'label: 门店\nlabel: 商店\n'],
  ['document without a head', 'metric: aov\nlabel', 'name: aov\nlabel'],
  ['file of a megabyte', 'label: 大区\n', `label: 大区 # ${'和'.repeat(1_100_000)}\n`],
  [
    'lists in lists',
    'synonyms: [顾客, customer]',
    `synonyms: ${'['.repeat(200)}${']'.repeat(200)}`,
  ],
  ['alias for a text', 'label: 城市\n', 'label: &city 城市\nsynonyms: [*city]\n'],
  ['tag of a type', 'label: 大区\n', 'label: !!str 大区\n'],
  ['list as a key', 'label: 大区\n', '? [label]\n: 大区\n'],
  ['text without its end', 'label: 大区\n', 'label: "大区\n'],
  [
    'name that is a question',
    '---\nmetric: aov\n',
    '---\nterm: "?"\nask: which?\n---\nmetric: aov\n',
  ],
  ['table of four parts', 'table: dim_region,', 'table: a.b.c.dim_region,'],
  ['path with two dots', 'same_as: [orders.customer]', 'same_as: [orders..customer]'],
  [
    'table and document at once',
    '{ table: dim_region,',
    '{ table: dim_region, dsl: dsl/region.json,',
  ],
  ['part of a sum', 'agg: sum\nof: quantity\n', 'agg: sum\nof: quantity\np: 0.5\n'],
  ['period without its unit', 'last: 7\nunit: day\nmode: rolling', 'last: 7'],
  ['zone in short', 'table: dim_store, layer: dim', 'table: dim_store, layer: dim, timezone: CST'],
  [
    'zone of a day',
    '{ type: date, label: 注册日期 }',
    '{ type: date, label: 注册日期, timezone: UTC }',
  ],
  [
    'range of no number',
    'of: refund_amount\nfill: 0\n',
    'of: refund_amount\nfill: 0\nrange: { min: 1, max: 0 }\n',
  ],
  ['path over a value', 'is: "status = \'paid\'"', 'is: "status.code = \'paid\'"'],
  ['thing for a value', 'is: "status = \'paid\'"', 'is: "customer is null"'],
  ['bridge without one side', 'through: order_promotion', 'through: order_item'],
  [
    'mask of a key',
    '---\nmetric: aov\n',
    '---\npolicy: hidden\nentity: customer\nmask: [{ attribute: customer_id, with: "null" }]\n---\nmetric: aov\n',
  ],
  [
    'summary of another grain',
    '---\nmetric: aov\n',
    `---
entity: city_orders
source: { table: dws_city_orders }
key: [ship_city_id, status]
attributes: { ship_city_id: bigint, status: string, orders: bigint }
summary: { of: orders, keys: { ship_city_id: ship_city_id }, metrics: { orders: order_cnt } }
---
metric: aov
`,
  ],
  [
    'ratio carried over days',
    '---\nmetric: aov\n',
    '---\nmetric: last_aov\ntype: derived\nof: aov\ntime: { period: 7d }\ncarry: last\n---\nmetric: aov\n',
  ],
  [
    'sides of a relationship that deny each other',
    '---\nmetric: aov\n',
    `---
entity: card
source: { table: dim_card }
key: [customer_id]
attributes: { customer_id: bigint }
relationships:
  profile: { to: profile, on: { customer_id: customer_id }, cardinality: one_to_one }
---
entity: profile
source: { table: dim_profile }
key: [customer_id]
attributes: { customer_id: bigint }
relationships:
  card: { to: card, on: { customer_id: customer_id }, cardinality: one_to_many }
---
metric: aov
`,
  ],
];

/** Rows that break what the shop's ontology says. */
export const rows: readonly DeniedRows[] = [
  ['key in two rows', "INSERT INTO dim_store VALUES (101, '外滩二店', 11)"],
  ['row without a key', "INSERT INTO dim_store VALUES (NULL, '无名店', 11)"],
  ['value that is no code', "UPDATE dwd_order_di SET status = 'PAID' WHERE order_id = 1003"],
  ['required partner that is missing', 'UPDATE dim_city SET region_id = 9 WHERE city_id = 11'],
  ['reference to nothing', 'UPDATE dwd_order_di SET store_id = 999 WHERE order_id = 1003'],
  [
    'path that leads to another row',
    'UPDATE dwd_order_item_di SET customer_id = 4 WHERE order_id = 1003',
  ],
  [
    'versions at the same time',
    "INSERT INTO dim_customer_level VALUES (2, 'gold', DATE '2026-01-01', NULL)",
  ],
  ['table that is gone', 'DROP TABLE dim_promotion'],
  ['column that is gone', 'ALTER TABLE dim_store DROP COLUMN name'],
  ['column of another type', 'ALTER TABLE dwd_refund_di ALTER COLUMN refund_amount TYPE VARCHAR'],
  [
    'value left out that is required',
    'UPDATE dim_store SET name = NULL WHERE store_id = 101',
    [
      'name: { type: string, label: 门店名称 }',
      'name: { type: string, label: 门店名称, required: true }',
    ],
  ],
  [
    'several rows for one partner',
    'UPDATE dwd_refund_di SET refund_time = refund_time',
    [
      'item: { to: order_item, on: { order_id: order_id, line_no: line_no }, cardinality: many_to_one }',
      'item: { to: order_item, on: { order_id: order_id, line_no: line_no }, cardinality: one_to_one }',
    ],
  ],
];

/** Rows of days that a question asks for are taken away: by which statement, and the question. */
export const unloaded: readonly (readonly [name: string, statement: string, question: object])[] = [
  [
    'day that nobody has loaded',
    "DELETE FROM dwd_order_di WHERE ds = '20261107'",
    {
      as_of: '2026-11-07',
      stages: [
        {
          name: 'result',
          by: [],
          measures: [{ as: 'n', metric: 'order_cnt', time: { period: '1d' } }],
        },
      ],
    },
  ],
];

/** An entity over a document with another definition, or another document: what stands there, and instead. */
export type WrongView = readonly [
  name: string,
  definition: Replacement | undefined,
  document: Replacement | undefined,
];
type Replacement = readonly [from: string, to: string];

/** Mistakes of entities that are the result of a document, over the buyers of the tests. */
export const views: readonly WrongView[] = [
  ['document that is not there', ['views/buyers.json', 'views/buyer.json'], undefined],
  ['column that its document has not', ['column: n', 'column: order_cnt'], undefined],
  ['type that does not hold its values', ["'decimal(38,2)'", 'bigint'], undefined],
  ['key that its document does not keep', ['key: [customer_id]', 'key: [orders_paid]'], undefined],
  ['document that reads its own entity', undefined, ['"from":"orders"', '"from":"buyer"']],
  [
    'document with a day of its own',
    undefined,
    ['"title":"view"', '"title":"view","as_of":"2026-11-07"'],
  ],
  [
    'document over a snapshot of no day',
    [
      'attributes:\n  customer_id: { type: bigint }\n',
      'attributes:\n  customer_id: { type: bigint, column: store_id }\n',
    ],
    [
      '"from":"orders","where":["is_paid"],"by":[{"as":"customer_id","is":"customer_id"}],"measures":[{"as":"n","agg":"count"},{"as":"paid","agg":"sum","of":"amount"}]',
      '"from":"stock","by":[{"as":"store_id","is":"store_id"}],"measures":[{"as":"n","agg":"count"},{"as":"paid","agg":"sum","of":"on_hand"}]',
    ],
  ],
  [
    'document over moments of another zone',
    [
      'entity: buyer',
      'entity: login\nsource: { table: ods_login, timezone: Asia/Tokyo }\nattributes: { customer_id: bigint, amount: decimal(18), is_paid: boolean }\n---\nentity: buyer',
    ],
    ['"from":"orders"', '"from":"login"'],
  ],
];
