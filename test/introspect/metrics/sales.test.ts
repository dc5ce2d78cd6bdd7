import { expect, it } from 'vitest';
import { foundIn } from '../found.js';

it.each<[what: string, statements: readonly string[], is: string | undefined]>([
  [
    'pieces times their own price, less a share',
    [
      'CREATE TABLE order_line AS SELECT 1 AS order_line_id, 2 AS quantity, 3.5::DOUBLE AS unit_price, 0.1::DOUBLE AS discount',
    ],
    'cast(quantity * unit_price * (1 - discount) as double)',
  ],
  [
    'no discount where none stands',
    [
      'CREATE TABLE order_line AS SELECT i AS order_line_id, 2 AS quantity, 3.5::DOUBLE AS unit_price, CASE i WHEN 1 THEN 0.1::DOUBLE END AS discount FROM range(2) t(i)',
    ],
    'cast(quantity * unit_price * (1 - coalesce(discount, 0)) as double)',
  ],
  [
    'an amount that is there',
    [
      'CREATE TABLE order_line AS SELECT 1 AS order_line_id, 2 AS quantity, 3.5::DOUBLE AS unit_price, 7::DOUBLE AS amount',
    ],
    undefined,
  ],
  [
    'a discount that may be money',
    [
      'CREATE TABLE order_line AS SELECT 1 AS order_line_id, 2 AS quantity, 3.5::DOUBLE AS unit_price, 5::DOUBLE AS discount',
    ],
    undefined,
  ],
  [
    'two prices',
    [
      'CREATE TABLE order_line AS SELECT 1 AS order_line_id, 2 AS quantity, 3.5::DOUBLE AS unit_price, 5::DOUBLE AS list_price',
    ],
    undefined,
  ],
])('%s', async (_, statements, is) => {
  const found = await foundIn(statements);
  expect(found.entities[0]!.attributes.find((a) => a.name === 'sales_amount')?.is).toBe(is);
  expect(found.metrics.some((m) => m.of === 'sales_amount')).toBe(is !== undefined);
});

it('takes the price from a list of names, of which some may lack', async () => {
  const found = await foundIn([
    'CREATE TABLE menu_price (name VARCHAR PRIMARY KEY, price BIGINT)',
    "INSERT INTO menu_price VALUES ('tea', 3), ('cake', 5), ('jam', 2)",
    `CREATE TABLE menu_sale AS SELECT i AS nr, CASE i % 10 WHEN 0 THEN 'milk' WHEN 1 THEN 'cake' ELSE 'tea' END AS product_name,
      i % 3 AS amount FROM range(100) t(i)`,
  ]);
  const sale = found.entities.find((e) => e.name === 'menu_sale')!;
  expect(sale.relationships.map((r) => [r.to, r.required])).toEqual([['menu_price', false]]);
  expect(sale.attributes.at(-1)?.is).toBe(`amount * ${sale.relationships[0]!.name}.price`);
});

it.each([
  '"领用"',
  '"领料单"',
  'part_issues',
  'material_consumption',
  'drug_usage',
  'prescription_items',
  'production_orders',
  // Nothing says that it is sold.
  'parts',
])('what %s uses up is no sale', async (name) => {
  const found = await foundIn([
    `CREATE TABLE ${name} AS SELECT 1 AS nr, 2 AS quantity, 3.5::DOUBLE AS unit_price`,
  ]);
  expect(found.entities[0]!.attributes.filter((a) => a.is !== undefined)).toEqual([]);
});

it('what a comment calls used up is no sale, whatever the table is called', async () => {
  const found = await foundIn([
    'CREATE TABLE order_items AS SELECT 1 AS nr, 2 AS quantity, 3.5::DOUBLE AS unit_price',
    "COMMENT ON TABLE order_items IS '科室领用明细'",
  ]);
  expect(found.entities[0]!.attributes.filter((a) => a.is !== undefined)).toEqual([]);
});
