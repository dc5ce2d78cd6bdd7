import { checkOntology } from '../../../src/bind/check-ontology.js';
import type { Diagnostic } from '../../../src/base/diagnostic.js';
import { openDuckdb } from '../../../src/engine/duckdb.js';
import { loadOntology } from '../../../src/ontology/load.js';
import { proveOntology } from '../../../src/stages/prove/prove-ontology.js';
import { shop } from '../../support/bind.js';
import { shopSql, shopYaml } from '../../support/shop.js';
import { duckdb } from '../run.js';

/** A broken ontology, or rows that break what one says, and what was found. */
export interface BrokenOntology {
  readonly name: string;
  readonly area: 'ontology' | 'data';
  readonly findings: readonly Diagnostic[];
  /** A finding stands in the definition that was broken, or in one that was added. */
  readonly located: boolean;
}

/** Mistakes that people and models make in definitions: what stands in the shop's, and what in its place. */
const definitions: readonly (readonly [name: string, right: string, wrong: string])[] = [
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
];

/** Rows that break what the shop's ontology says. */
const rows: readonly (readonly [name: string, statement: string])[] = [
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
];

/** Breaks the shop's ontology and its rows in every listed way. */
export async function brokenOntologies(only: string): Promise<readonly BrokenOntology[]> {
  const wanted = <T extends readonly [string, ...unknown[]]>(all: readonly T[]): readonly T[] =>
    all.filter(([name]) => name.includes(only) || only === '');
  const known = new Set(foundIn(shopYaml).map(keyOf));
  const broken = wanted(definitions).map(([name, right, wrong]): BrokenOntology => {
    if (!shopYaml.includes(right)) throw new Error(`the shop has no ${right}`);
    const text = shopYaml.replace(right, () => wrong);
    const findings = foundIn(text).filter((d) => !known.has(keyOf(d)));
    const start = documentsIn(shopYaml.slice(0, shopYaml.indexOf(right) + 1));
    const end = start + documentsIn(right);
    const more = documentsIn(wrong) - documentsIn(right);
    const located = findings.some((d) => {
      // What cannot be read has its place in the whole text.
      const document =
        d.path === '' && d.offset !== undefined ? documentsIn(text.slice(0, d.offset)) : d.document;
      return document !== undefined && document >= start && document <= end + more;
    });
    return { name, area: 'ontology', findings, located };
  });
  const right = wanted(rows).length === 0 ? [] : await denied([]);
  const proven = new Set(right.map(keyOf));
  for (const [name, statement] of wanted(rows)) {
    const findings = (await denied([statement])).filter((d) => !proven.has(keyOf(d)));
    broken.push({ name, area: 'data', findings, located: findings.every((d) => d.path !== '') });
  }
  return broken;
}

/** How many documents of YAML end in a text. */
function documentsIn(text: string): number {
  return text.split(/^---$/m).length - 1;
}

function foundIn(text: string): readonly Diagnostic[] {
  const [ontology, read] = loadOntology([{ file: 'shop.yaml', text }]);
  return ontology === undefined ? read : [...read, ...checkOntology(ontology)];
}

async function denied(statements: readonly string[]): Promise<readonly Diagnostic[]> {
  const engine = await openDuckdb();
  try {
    const made = await engine.execute([...shopSql, ...statements]);
    if ('error' in made) throw new Error(made.error.message);
    return await proveOntology(engine, shop, duckdb);
  } finally {
    await engine.close();
  }
}

function keyOf({ code, document, path, params }: Diagnostic): string {
  return JSON.stringify([code, document, path, params]);
}
