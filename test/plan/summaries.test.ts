import { beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import { packOntology, openPacked } from '../../src/ontology/packed.js';
import { explainDocument } from '../../src/stages/explain/explain-document.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { print } from '../../src/sql/print/print.js';
import { openDatabase, type Database } from '../sql/database.js';
import { documentOf, ontologyOf, shop } from '../support/bind.js';
import { shopSql, shopYaml } from '../support/shop.js';

/** Orders of a day, by store and city of the customer: all orders, all paid ones; and all paid ones of a store. */
const daily = `---
entity: store_day
label: 门店日汇总
source: { table: dws_store_day, layer: dws, mode: increment, partition: [{ column: ds }], late: 1 day }
key: [store_id, city_id, day]
time: day
attributes:
  store_id: bigint
  city_id: bigint
  day: date
  orders: bigint
  paid: 'decimal(18,2)'
  buyers: bigint
relationships:
  shop: { to: store, on: { store_id: store_id }, cardinality: many_to_one }
summary:
  of: orders
  keys: { store_id: store_id, city_id: customer.city_id }
  grain: day
  metrics: { orders: order_cnt, paid: paid_order_amt, buyers: order_buyers }
`;
const metrics = `---
metric: paid_order_amt
label: 已付订单额
type: aggregate
entity: orders
agg: sum
of: amount
where: [is_paid]
---
metric: order_buyers
label: 下单人数
type: aggregate
entity: orders
agg: count_distinct
of: customer_id
`;
const monthly = `---
entity: store_month
source: { table: dws_store_month, layer: dws, late: 1 day }
key: [store_id, month]
time: month
attributes: { store_id: bigint, month: date, paid: 'decimal(18,2)' }
summary: { of: orders, keys: { store_id: store_id }, grain: month, metrics: { paid: paid_order_amt } }
`;
const shopWith = (yaml: string): ReturnType<typeof ontologyOf> =>
  ontologyOf(`${shopYaml}${metrics}${yaml}`);
const plain = shopWith('');
const summarised = shopWith(`${daily}${monthly}`);

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  for (const statement of shopSql) await db.run(statement);
  await db.run(`CREATE TABLE dws_store_day AS
    SELECT store_id, city_id, CAST(order_time AS DATE) AS day, count(*) AS orders,
      CAST(sum(amount) FILTER (status = 'paid') AS DECIMAL(18, 2)) AS paid,
      count(DISTINCT customer_id) AS buyers, strftime(CAST(order_time AS DATE), '%Y%m%d') AS ds
    FROM dwd_order_di LEFT JOIN dim_customer USING (customer_id) GROUP BY ALL`);
  await db.run(`CREATE TABLE dws_store_month AS
    SELECT store_id, date_trunc('month', order_time)::DATE AS month,
      CAST(sum(amount) AS DECIMAL(18, 2)) AS paid
    FROM dwd_order_di WHERE status = 'paid' GROUP BY ALL`);
});

function sqlOf(stage: object, ontology = summarised, more: object = {}): string {
  const document = documentOf([{ name: 'result', ...stage }], more);
  const [checked, found] = check(JSON.stringify(document), ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found));
  return print(checked.statement, duckdb)[0]!.text;
}

const rowsOf = async (sql: string): Promise<readonly string[]> =>
  (await db.rows(sql)).map((row) => row.map(String).join()).toSorted();

const byStore = [{ as: 'store_id', is: 'store.store_id' }];
const orders = { as: 'n', metric: 'order_cnt' };
const paid = { as: 'paid', metric: 'paid_order_amt' };
const days = { from: "date '2026-11-01'", to: "date '2026-11-07'" };

describe('law 5: what a table holds already is read from it, with the same rows', () => {
  it.each([
    [
      'a count by a key',
      { by: [{ as: 's', is: 'orders.store_id' }], measures: [orders] },
      'dws_store_day',
    ],
    [
      'a count of some days',
      { by: [{ as: 's', is: 'orders.store_id' }], time: days, measures: [orders] },
      'dws_store_day',
    ],
    [
      'by a path of the table',
      { by: [{ as: 's', is: 'store.name' }], time: days, measures: [orders] },
      'dws_store_day',
    ],
    [
      'by a path and a condition',
      {
        by: [{ as: 's', is: 'store.city.name' }],
        where: ["store.name <> ''"],
        time: days,
        measures: [orders],
      },
      'dws_store_day',
    ],
    [
      'by days',
      { by: [{ as: 'day', grain: 'day' }], time: days, measures: [orders] },
      'dws_store_day',
    ],
    ['by weeks', { by: [{ as: 'week', grain: 'week' }], measures: [orders] }, 'dws_store_day'],
    [
      'a window that ends with each day',
      {
        by: [{ as: 'day', grain: 'day' }],
        time: days,
        measures: [{ ...orders, time: { last: 3, unit: 'day', mode: 'rolling' } }],
      },
      'dws_store_day',
    ],
    [
      'moved days',
      { by: [{ as: 'day', grain: 'day' }], time: days, measures: [{ ...orders, shift: '-1 day' }] },
      'dws_store_day',
    ],
    ['a total of days', { by: [], time: days, measures: [orders, paid] }, 'dws_store_day'],
    [
      'nothing at all',
      {
        by: [],
        time: { from: "date '2020-01-01'", to: "date '2020-01-02'" },
        measures: [orders, paid],
      },
      'dws_store_day',
    ],
    [
      'the table of fewest keys',
      { by: [{ as: 'month', grain: 'month' }], measures: [paid] },
      'dws_store_month',
    ],
    [
      'a condition over a key',
      {
        by: [{ as: 's', is: 'orders.store_id' }],
        measures: [{ ...orders, where: ['store_id > 101'] }],
      },
      'dws_store_day',
    ],
  ] as const)('%s', async (_, stage, table) => {
    const sql = sqlOf(stage);
    expect(sql).toContain(table);
    expect(sql).not.toContain('dwd_order_di');
    expect(await rowsOf(sql)).toEqual(await rowsOf(sqlOf(stage, plain)));
    expect((await rowsOf(sql)).length).toBeGreaterThan(0);
  });

  it.each([
    [
      'a distinct count adds up to nothing',
      { by: [], measures: [{ as: 'n', metric: 'order_buyers' }] },
    ],
    [
      'a group is shown where it has rows, which a sum of few does not tell',
      { by: [{ as: 's', is: 'orders.store_id' }], time: days, measures: [paid] },
    ],
    [
      'a condition over something else',
      { by: [], measures: [{ ...orders, where: ["status = 'open'"] }] },
    ],
    ['a key that the table lacks', { by: [{ as: 's', is: 'orders.status' }], measures: [orders] }],
    ['another clock', { by: [], time: days, measures: [{ ...orders, clock: 'pay_time' }] }],
    ['hours', { by: [{ as: 'h', grain: 'hour' }], measures: [orders] }],
    [
      'rows of the population',
      { from: 'orders', by: byStore, measures: [{ as: 'n', agg: 'count' }] },
    ],
  ] as const)('%s: the rows themselves', (_, stage) => {
    expect(sqlOf(stage)).not.toContain('dws_');
  });

  it('never shows what a policy hides, of the rows or of what their keys are read from', () => {
    const stage = { by: [{ as: 's', is: 'orders.store_id' }], measures: [orders] };
    const policy = (of: string): string =>
      `---\npolicy: p\nentity: ${of}\nfilter: "${of === 'orders' ? 'store_id = 101' : 'city_id = 11'}"\n`;
    const read = (of: string, by: object): string =>
      sqlOf({ ...stage, by: [by] }, shopWith(`${daily}${policy(of)}`));
    expect(read('orders', stage.by[0]!)).not.toContain('dws_');
    const city = { as: 'c', is: 'customer.city_id' };
    expect(read('customer', city)).not.toContain('dws_');
    expect(read('customer', stage.by[0]!)).toContain('dws_');
    expect(read('store', stage.by[0]!)).toContain('dws_');
  });

  it('makes a table of no table that may be made of it', () => {
    const stage = {
      by: [{ as: 's', is: 'orders.store_id' }],
      time: { period: '7d' },
      measures: [orders],
    };
    const target = (layer: string, table: string): object => ({
      target: {
        table,
        layer,
        comment: 'x',
        write: 'overwrite',
        partition: [{ as: 'ds', is: '$bizdate' }],
        lifecycle: 30,
      },
    });
    expect(sqlOf(stage, summarised, target('ads', 'ads_store_7d'))).toContain('dws_store_day');
    expect(sqlOf(stage, summarised, target('dws', 'dws_store_7d'))).not.toContain('dws_store_day');
  });

  it('reads no table that late rows are missing from', () => {
    const stage = { by: [{ as: 's', is: 'orders.store_id' }], measures: [orders] };
    expect(sqlOf(stage, shopWith(daily.replace(', late: 1 day', '')))).not.toContain('dws_');
  });

  it('says so', () => {
    const document = documentOf([{ name: 'result', by: [], time: days, measures: [orders] }]);
    const [checked] = check(JSON.stringify(document), summarised);
    expect(explainDocument(checked!, summarised, 'en')).toContain(
      '- n: sum of dws_store_day.orders instead of the rows of orders (订单): it holds count by store_id, city_id, day (day), of all rows, and adds up (law 5)',
    );
    expect(explainDocument(checked!, summarised, 'zh')).toContain(
      '改读汇总表：\n- n：读 dws_store_day.orders 求 sum',
    );
  });

  it('is kept in a packed ontology', () => {
    const stage = { by: [], time: days, measures: [orders] };
    const { directory, body } = packOntology(summarised);
    const opened = openPacked(directory, (start, end) => body.subarray(start, end));
    expect(sqlOf(stage, opened)).toBe(sqlOf(stage));
  });
});

describe('a summary says what follows from its declaration', () => {
  const found = (from: string, to: string): readonly string[] =>
    loadOntology([
      { file: 'a.yaml', text: `${shopYaml}${metrics}${daily.replace(from, to)}` },
    ])[1].map((d) => `${d.code} ${d.path}`);
  it.each([
    ['grain: day', 'grain: day', []],
    ['of: orders', 'of: order', ['ontology/unknown-name /summary/of']],
    ['customer.city_id }', 'customer.town }', ['ontology/unknown-name /summary/keys/city_id']],
    ['customer.city_id }', "'1' }", ['ontology/summary-cannot-hold /summary/keys/city_id']],
    ['orders: order_cnt', 'orders: paid_ratio', ['ontology/unknown-name /summary/metrics/orders']],
    ['orders: order_cnt', 'no: order_cnt', ['ontology/unknown-name /summary/metrics/no']],
    [
      'key: [store_id, city_id, day]',
      'key: [store_id, day]',
      ['ontology/summary-cannot-hold /summary'],
    ],
    ['time: day\n', '', ['ontology/summary-cannot-hold /summary/grain']],
  ])('%s → %s', (from, to, codes) => {
    expect(found(from, to)).toEqual(codes);
  });

  it('leaves an ontology without one as it is', () => {
    expect([...shop.entities.values()].some((e) => e.summary !== undefined)).toBe(false);
  });
});

it('S11: days that were added up by another clock are not read', () => {
  const yaml = shopYaml.replace('  table: dwd_order_di', '  table: dwd_order_di\n  timezone: UTC');
  const utc = ontologyOf(`${yaml}${metrics}${daily}`);
  const stage = { by: byStore, time: days, measures: [orders] };
  expect(sqlOf(stage, utc, { timezone: 'UTC' })).toContain('dws_store_day');
  expect(sqlOf(stage, utc, { timezone: 'Asia/Shanghai' })).not.toContain('dws_store_day');
  expect(sqlOf(stage, utc, { timezone: 'Asia/Shanghai' })).toContain('AT TIME ZONE');
});
