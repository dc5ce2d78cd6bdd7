import { expect, it } from 'vitest';
import { foundIn, foundInEach } from '../found.js';

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
  '"单价"',
  '"占比"',
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
