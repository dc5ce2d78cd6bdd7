import { expect, it } from 'vitest';
import { evidence, foundIn, foundInEach } from '../found.js';

const metricsOf = async (table: string, columns: string): Promise<readonly string[]> => {
  const found = await foundIn([`CREATE TABLE ${table} AS SELECT ${columns} FROM range(20) t(i)`]);
  return found.metrics.map((m) => `${m.name} = ${m.agg}(${m.of ?? ''}) of ${m.entity}`);
};

it('counts each entity', async () => {
  expect(await metricsOf('orders', 'i AS id')).toEqual(['order_cnt = count() of order']);
});

const added = [
  ['amount', 'order_amount_sum'],
  ['total', 'order_total_sum'],
  ['quantity', 'order_quantity_sum'],
  ['extendedprice', 'order_extendedprice_sum'],
  ['TotalPrice', 'order_total_price_sum'],
  ['loanamount', 'order_loanamount_sum'],
  ['weekly_sales', 'order_weekly_sales_sum'],
  ['citation_num', 'order_citation_num_sum'],
  ['"Number of Items"', 'order_number_of_items_sum'],
  ['global_sales', 'order_global_sales_sum'],
  ['"支付金额（元）"', 'order_支付金额_元_sum'],
] as const;
const never = [
  'id',
  'customer_id',
  'order_no',
  'flight_num',
  'fl_num',
  'num',
  'unit_price',
  'price',
  'list_price',
  'discount',
  'tax_rate',
  'age',
  'year',
  'latitude',
  'rating',
  'rank',
  'average_amount',
  'zip_code',
  'supplycost',
  'standard_cost',
  'acctbal',
  'score',
  'max_amount',
  'account',
  'update_count_id',
  'cumulative_amount',
  'remaining_amount',
  'ytd_sales',
  '"单价"',
  '"占比"',
  '"账户余额"',
  '"累计销售额"',
  '"人均消费额"',
  '"信用限额"',
] as const;

const foundEach = await foundInEach(
  [...added.map(([column]) => column), ...never].map((column) => [
    `CREATE TABLE orders AS SELECT i * 10 AS ${column} FROM range(20) t(i)`,
  ]),
);
const sumsIn = (i: number): readonly string[] =>
  foundEach[i]!.metrics.filter((m) => m.agg === 'sum').map((m) => m.name.replace(/^s\d+_/, ''));

it.each(added.map(([column, name], i) => ({ column, name, i })))(
  'adds up $column',
  ({ name, i }) => {
    expect(sumsIn(i)).toEqual([name]);
  },
);

it.each(never.map((column, i) => ({ column, i: added.length + i })))(
  'never adds up $column',
  ({ i }) => {
    expect(foundEach[i]!.entities).toHaveLength(1);
    expect(sumsIn(i)).toEqual([]);
  },
);

it('does not say the entity twice', async () => {
  expect((await metricsOf('orders', 'i * 10 AS order_fee'))[1]).toMatch(/^order_fee_sum = /);
});

it('a tax from 0 through 1 is a rate', async () => {
  expect(await metricsOf('orders', '(i % 9) / 100.0 AS tax')).toHaveLength(1);
  expect(await metricsOf('orders', '(i * 3.5)::DECIMAL(10, 2) AS tax')).toHaveLength(2);
});

it('leaves out what all columns begin with, and adds up texts by what they are', async () => {
  expect(await metricsOf('"order"', "i AS o_id, i AS o_x, i * 2 || '.50' AS o_amount")).toEqual([
    'order_cnt = count() of order',
    'order_amount_sum = sum(o_amount_num) of order',
  ]);
});

it('a reference is not added up', async () => {
  const found = await foundIn([
    'CREATE TABLE shares AS SELECT i AS id FROM range(20) t(i)',
    'CREATE TABLE orders AS SELECT i AS id, i AS shares FROM range(20) t(i)',
  ]);
  expect(found.metrics.map((m) => m.name)).toEqual(['order_cnt', 'share_cnt']);
});

it('what is there at a time adds up over things and never over days', async () => {
  const things = await foundIn([
    'CREATE TABLE drugs AS SELECT i AS id, i * 10 AS stock_qty FROM range(20) t(i)',
  ]);
  expect(things.metrics.map((m) => m.name)).toEqual(['drug_cnt', 'drug_stock_qty_sum']);
  const days = await foundIn([
    "CREATE TABLE drugs AS SELECT i AS id, date '2024-01-01' + i::INTEGER AS stat_date, i * 10 AS stock_qty, i * 3 AS 在院人数 FROM range(20) t(i)",
  ]);
  expect(days.metrics.map((m) => m.name)).toEqual(['drug_cnt']);
  expect(evidence(days, 'drug')).toEqual(
    expect.arrayContaining([
      '- attribute stock_qty: not added up: how much there is at a time, by its name',
      '- attribute 在院人数: not added up: how much there is at a time, by its name',
    ]),
  );
});

it('the fee of a thing that others point to is that of one; that of what happens adds up', async () => {
  const found = await foundIn([
    'CREATE TABLE services AS SELECT i AS id, i * 10 AS fee FROM range(20) t(i)',
    'CREATE TABLE visits AS SELECT i AS id, i % 20 AS service_id, i * 10 AS fee FROM range(90) t(i)',
  ]);
  expect(found.metrics.map((m) => m.name)).toEqual(['service_cnt', 'visit_cnt', 'visit_fee_sum']);
  expect(evidence(found, 'service')).toContain(
    '- attribute fee: not added up: what one of them costs, by its name',
  );
});

it('what all lines of one order share is not added up', async () => {
  const found = await foundIn([
    'CREATE TABLE sales AS SELECT i AS id, i // 3 AS order_id, (i // 3) * 7 AS order_total, i * 2 AS amount FROM range(90) t(i)',
  ]);
  expect(found.metrics.map((m) => m.name)).toEqual(['sale_cnt', 'sale_amount_sum']);
  expect(evidence(found, 'sale')).toContain(
    '- attribute order_total: not added up: all rows of one order_id have the same',
  );
});

it('codes that a comment explains are not added up', async () => {
  const found = await foundIn([
    'CREATE TABLE orders AS SELECT i AS id, i % 2 AS volume FROM range(20) t(i)',
    "COMMENT ON COLUMN orders.volume IS '0=low, 1=high'",
  ]);
  expect(found.metrics.map((m) => m.name)).toEqual(['order_cnt']);
});
