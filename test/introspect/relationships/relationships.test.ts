import { expect, it } from 'vitest';
import { entity, evidence, foundIn, relationships } from '../found.js';

/** A table of rows 1 … n. */
const table = (name: string, n: number, columns: string): string =>
  `CREATE TABLE ${name} AS SELECT ${columns} FROM range(1, ${n + 1}) t(i)`;

const employees = table(
  'employees',
  9,
  "i AS id, 'n' || i AS name, nullif(i // 2, 0) AS reports_to",
);

it.each<[why: string, tables: readonly string[], of: string, expected: readonly string[]]>([
  [
    'declared',
    [
      'CREATE TABLE customer (nr INTEGER PRIMARY KEY)',
      'CREATE TABLE orders (id INTEGER PRIMARY KEY, who INTEGER REFERENCES customer (nr))',
      'INSERT INTO customer VALUES (1)',
      'INSERT INTO orders VALUES (1, 1), (2, 1), (3, NULL)',
    ],
    'order',
    ['who_customer → customer (who = nr)'],
  ],
  [
    'the name of the key',
    [table('Artist', 5, 'i AS ArtistId'), table('Album', 9, 'i AS AlbumId, i % 5 + 1 AS ArtistId')],
    'album',
    ['artist → artist (artist_id = artist_id), required'],
  ],
  [
    'the name of the entity, and nulls',
    [
      table('customers', 5, 'i AS id'),
      table('orders', 9, 'i AS id, nullif(i % 6, 0) AS customer_id'),
    ],
    'order',
    ['customer → customer (customer_id = id)'],
  ],
  [
    'roles',
    [
      table('cities', 5, "i AS city_id, 'x' AS a"),
      table('orders', 9, 'i AS order_id, i % 5 + 1 AS ship_city_id, i % 4 + 1 AS bill_city_id'),
    ],
    'order',
    [
      'ship_city → city (ship_city_id = city_id), required',
      'bill_city → city (bill_city_id = city_id), required',
    ],
  ],
  [
    'names that are written out, of a list that has nothing else',
    [
      table('place', 5, "'c' || i AS city_name, 'r' || (i % 2) AS region"),
      table('shops', 9, "i AS shop_id, 'c' || (i % 5 + 1) AS city_name"),
    ],
    'shop',
    ['city_name_place → place (city_name = city_name), required'],
  ],
  [
    'shortened names, without what all columns begin with',
    [
      table('customer', 5, 'i AS c_custkey, i AS c_x, i AS c_y'),
      table('orders', 9, 'i AS o_orderkey, i % 5 + 1 AS o_custkey, i AS o_x'),
    ],
    'order',
    ['customer → customer (o_custkey = c_custkey), required'],
  ],
  [
    'what people do',
    [employees, table('purchases', 9, 'i AS id, i AS created_by, 10 - i AS SupportRepId')],
    'purchase',
    [
      'created_by_employee → employee (created_by = id), required',
      'support_rep → employee (support_rep_id = id), required',
    ],
  ],
  [
    'a role of people whose name ends alike',
    [
      table('sales_rep', 5, 'i AS id'),
      table('product_group', 5, 'i AS id'),
      table('account', 9, 'i AS id, i % 5 + 1 AS owner_rep_id, i % 5 + 1 AS user_group_id'),
    ],
    'account',
    ['owner_rep → sales_rep (owner_rep_id = id), required'],
  ],
  ['the row above', [employees], 'employee', ['reports_to_employee → employee (reports_to = id)']],
  [
    'a parent of its own kind',
    [table('category', 9, 'i AS category_id, nullif(i // 3, 0) AS parent_category_id')],
    'category',
    ['parent_category → category (parent_category_id = category_id)'],
  ],
  [
    'the number that the world gives to things',
    [
      table('books', 200, "97800 + i AS isbn, 't' || i AS title"),
      table('loans', 300, 'i AS loan_id, 97800 + i % 200 + 1 AS isbn'),
    ],
    'loan',
    ['isbn_book → book (isbn = isbn), required'],
  ],
  [
    'the list that is named after both',
    [
      table('orders_status', 4, "i AS id, 's' || i AS status_name"),
      table('order_details_status', 6, "i AS id, 's' || i AS status_name"),
      table('orders', 9, 'i AS id, i % 4 + 1 AS status_id'),
      table('order_details', 9, 'i AS id, i % 4 + 1 AS status_id'),
    ],
    'order',
    ['status → orders_status (status_id = id), required'],
  ],
  [
    'a column without the tail of a key',
    [
      table('inventory_transaction_types', 4, "i AS id, 't' || i AS type_name"),
      table('inventory_transactions', 9, 'i AS id, i % 3 + 1 AS transaction_type'),
    ],
    'inventory_transaction',
    ['inventory_transaction_type → inventory_transaction_type (transaction_type = id), required'],
  ],
  [
    'letters and id',
    [table('author', 4, 'i AS aid'), table('paper', 9, 'i AS pid, i % 4 + 1 AS aid')],
    'paper',
    ['author → author (aid = aid), required'],
  ],
  [
    'a part of the other row',
    [table('claim_amount', 8, 'i AS claim_amount_id'), table('loss', 2, 'i AS claim_amount_id')],
    'loss',
    ['claim_amount → claim_amount (claim_amount_id = claim_amount_id), one to one, required'],
  ],
  [
    'a part of the other row, by a declared key',
    [
      'CREATE TABLE claim_amount (claim_amount_id INTEGER PRIMARY KEY, paid INTEGER)',
      'CREATE TABLE loss (claim_amount_id INTEGER PRIMARY KEY)',
      'CREATE TABLE expense (claim_amount_id INTEGER PRIMARY KEY)',
      'INSERT INTO claim_amount SELECT i, i FROM range(9) t(i)',
      'INSERT INTO loss VALUES (1), (2)',
      'INSERT INTO expense VALUES (3)',
    ],
    'loss',
    ['claim_amount → claim_amount (claim_amount_id = claim_amount_id), one to one, required'],
  ],
  [
    'Chinese names',
    [
      'CREATE TABLE "客户" AS SELECT i AS "客户编号" FROM range(5) t(i)',
      'CREATE TABLE "订单" AS SELECT i AS "订单编号", i % 5 AS "客户编号" FROM range(9) t(i)',
    ],
    '订单',
    ['客户 → 客户 (客户编号 = 客户编号), required'],
  ],
  [
    'another type is another thing',
    [
      table('customers', 5, 'i AS id'),
      table('orders', 9, 'i AS id, (i % 5 + 1)::VARCHAR AS customer_id'),
    ],
    'order',
    [],
  ],
  [
    'a name alone says nothing',
    [
      table('customers', 50, 'i AS id'),
      table('orders', 9, 'i AS id, i AS quantity, i AS line, i AS year'),
    ],
    'order',
    [],
  ],
  [
    'an amount called like an entity is none',
    [table('discounts', 50, 'i AS id'), table('orders', 9, 'i AS id, i / 2.0 AS discount')],
    'order',
    [],
  ],
])('finds relationships: %s', async (_, tables, of, expected) => {
  expect(relationships(await foundIn(tables), of)).toEqual(expected);
});

it('keeps a few orphans, and says how many; with more it is no relationship', async () => {
  const found = await foundIn([
    table('customers', 500, 'i AS id'),
    table('orders', 500, 'i AS id, CASE WHEN i <= 3 THEN 900 ELSE i END AS customer_id'),
    table('refunds', 500, 'i AS id, i + 6 AS customer_id'),
  ]);
  expect(relationships(found, 'order')).toEqual(['customer → customer (customer_id = id)']);
  expect(evidence(found, 'order')).toContain(
    'relationship customer: inferred from names: 3 of 500 values without a partner (0.60 %)',
  );
  expect(relationships(found, 'refund')).toEqual([]);
  expect(evidence(found, 'refund')).toContain(
    '- attribute customer_id: not taken as a reference to customer: 6 of 500 values without a partner (1.2 %)',
  );
});

it('only notes what may point to several, or begins alike', async () => {
  const found = await foundIn([
    table('web_status', 4, "i AS id, 'a' || i AS name"),
    table('shop_status', 4, "i AS id, 'b' || i AS name"),
    table('inventory_movements', 30, 'i AS id'),
    table('orders', 9, 'i AS id, i % 4 + 1 AS status_id, i AS inventory_id'),
  ]);
  expect(relationships(found, 'order')).toEqual([]);
  expect(evidence(found, 'order')).toEqual(
    expect.arrayContaining([
      '- attribute status_id: not taken as a reference: it may point to shop_status or web_status',
      '- attribute inventory_id: may point to inventory_movement: all 9 values found, but the names only begin alike',
    ]),
  );
});

it('tells several columns that find the rows of a composite key, and that both ways are one', async () => {
  const found = await foundIn([
    table('part', 100, 'i AS p_partkey, i AS p_x, i AS p_y'),
    table('supplier', 50, 'i AS s_suppkey, i AS s_x, i AS s_y'),
    `CREATE TABLE partsupp AS SELECT p.range AS ps_partkey, (p.range + 7 * s.range) % 50 + 1 AS ps_suppkey, 9 AS ps_availqty FROM range(1, 101) p, range(4) s`,
    `CREATE TABLE lineitem AS SELECT i // 4 AS l_orderkey, i % 4 + 1 AS l_linenumber, i % 100 + 1 AS l_partkey, (i % 100 + 1 + 7 * (i % 4)) % 50 + 1 AS l_suppkey FROM range(2000) t(i)`,
  ]);
  expect(relationships(found, 'lineitem')).toEqual([
    'part → part (l_partkey = p_partkey), required',
    'supplier → supplier (l_suppkey = s_suppkey), required',
    'partsupp → partsupp (l_partkey = ps_partkey, l_suppkey = ps_suppkey), required',
  ]);
  expect(entity(found, 'lineitem').relationships.map((r) => r.sameAs)).toEqual([
    [['partsupp', 'part']],
    [['partsupp', 'supplier']],
    [],
  ]);
});

it('stays inside a schema, unless only another has the whole name of the key', async () => {
  const found = await foundIn([
    'CREATE SCHEMA a',
    'CREATE SCHEMA b',
    table('a.customers', 5, 'i AS customer_id'),
    table('a.users', 5, 'i AS id'),
    table('b.orders', 9, 'i AS id, i % 5 + 1 AS customer_id, i % 5 + 1 AS user_id'),
  ]);
  expect(relationships(found, 'order')).toEqual([
    'customer → customer (customer_id = customer_id), required',
  ]);
});

it('gives roles names that nothing else has', async () => {
  const found = await foundIn([
    table('customers', 5, 'i AS id'),
    table(
      'orders',
      9,
      "i AS id, i % 5 + 1 AS customer_id, 'x' AS customer, i % 5 + 1 AS customer_key",
    ),
  ]);
  const { attributes, relationships: roles } = entity(found, 'order');
  const names = [...attributes, ...roles].map((x) => x.name);
  expect(roles).toHaveLength(2);
  expect(new Set(names).size).toBe(names.length);
});

it('takes the table where a view shows the same rows, in whatever schema it is', async () => {
  const found = await foundIn([
    'CREATE SCHEMA raw',
    table('raw.customers', 5, 'i AS customer_id'),
    'CREATE VIEW customers_all AS SELECT * FROM raw.customers',
    table('stores', 5, 'i AS store_id'),
    'CREATE VIEW open_stores AS SELECT * FROM stores',
    table('orders', 9, 'i AS id, i % 5 + 1 AS customer_id, i % 5 + 1 AS store_id'),
  ]);
  expect(relationships(found, 'order')).toEqual([
    'customer → customer (customer_id = customer_id), required',
    'store → store (store_id = store_id), required',
  ]);
});
