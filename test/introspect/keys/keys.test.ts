import { expect, it } from 'vitest';
import { entity, evidence, foundIn } from '../found.js';

const rows = (n: number, columns: string): string => `SELECT ${columns} FROM range(${n}) t(i)`;

it.each([
  // Declared constraints come first, whatever the names say.
  ['orders', 'CREATE TABLE orders (id INTEGER, nr VARCHAR PRIMARY KEY)', ['nr']],
  ['order_line', 'CREATE TABLE order_lines (a INTEGER, b INTEGER, PRIMARY KEY (b, a))', ['b', 'a']],
  ['orders', 'CREATE TABLE orders (id INTEGER, nr VARCHAR UNIQUE NOT NULL)', ['nr']],
  ['order', 'CREATE TABLE orders (id INTEGER, nr VARCHAR UNIQUE)', []],
  // Names and counts.
  ['order', `CREATE TABLE orders AS ${rows(3, 'i AS id, i * 2 AS amount')}`, ['id']],
  [
    'order',
    `CREATE TABLE orders AS ${rows(3, "i AS customer_id, 'x' || i AS OrderId")}`,
    ['order_id'],
  ],
  [
    'claim',
    `CREATE TABLE claim AS ${rows(3, "'P' || i AS PolicyNo, 'C' || i AS ClaimNumber")}`,
    ['claim_number'],
  ],
  ['review', `CREATE TABLE reviews AS ${rows(3, "i AS rid, 'a' AS x")}`, ['rid']],
  ['store', `CREATE TABLE stores AS ${rows(3, "i AS store, 'a' AS type")}`, ['store']],
  ['订单', `CREATE TABLE "订单" AS ${rows(3, 'i AS "订单编号", i * 2 AS "金额"')}`, ['订单编号']],
  [
    '订单',
    `CREATE TABLE "订单" AS ${rows(3, `'O' || i AS "订单号", i AS "客户编号"`)}`,
    ['订单号'],
  ],
  ['客户', `CREATE TABLE "客户" AS ${rows(3, `'O' || i AS "手机号", i AS "型号"`)}`, []],
  [
    'payment',
    `CREATE TABLE payments AS ${rows(120, 'i AS invoice_number, i % 7 AS method')}`,
    ['invoice_number'],
  ],
  // A table with nothing but the key of another is a part of that.
  [
    'loss_payment',
    `CREATE TABLE loss_payment AS ${rows(2, 'i AS claim_amount_id')}`,
    ['claim_amount_id'],
  ],
  // Not unique, not complete, not exact.
  ['order', `CREATE TABLE orders AS ${rows(4, 'i % 3 AS id')}`, []],
  ['order', `CREATE TABLE orders AS ${rows(4, 'nullif(i, 2) AS id')}`, []],
  ['order', `CREATE TABLE orders AS ${rows(4, 'i::DOUBLE AS id')}`, []],
  ['order', `CREATE TABLE orders AS ${rows(4, 'i::DECIMAL(18, 2) AS order_no')}`, []],
  ['order', `CREATE TABLE orders AS ${rows(0, 'i AS id')}`, []],
  // Few rows and no name of a key.
  ['price', `CREATE TABLE price AS ${rows(22, "'cake ' || i AS name, i * 100 AS price")}`, []],
  ['price', `CREATE TABLE price AS ${rows(99, "'cake ' || i AS name")}`, []],
  ['link', `CREATE TABLE link AS ${rows(3, "i AS customer_id, i AS product_id, 'x' AS note")}`, []],
  [
    'person',
    `CREATE TABLE people AS ${rows(50, 'i AS zip_code, 13900000000 + i AS phone_number')}`,
    [],
  ],
  // What runs on differs in all rows: no key by that, unless it stands first.
  [
    'sensor',
    `CREATE TABLE sensor AS ${rows(3000, 'i % 5 AS device, 1000 + i AS meter_reading')}`,
    [],
  ],
  ['animal', `CREATE TABLE animals AS ${rows(1200, "'A-' || i AS tag, i % 9 AS pen")}`, ['tag']],
  ['book', `CREATE TABLE books AS ${rows(500, "97800 + i AS isbn, 'T' AS title")}`, ['isbn']],
  // Amounts never, however many rows.
  [
    'sale',
    `CREATE TABLE sales AS ${rows(2000, 'i AS amount, i * 3 AS total, i * 5 AS quantity')}`,
    [],
  ],
  ['point', `CREATE TABLE points AS ${rows(2000, 'i::DOUBLE AS x, i::DOUBLE / 3 AS y')}`, []],
  // Many rows: a running number, a short text; nothing about people.
  [
    'game',
    `CREATE TABLE games AS ${rows(2000, "i + 1 AS rank, 'game ' || (i % 9) AS name")}`,
    ['rank'],
  ],
  [
    'game',
    `CREATE TABLE games AS ${rows(2000, "i * 7 AS rank, 'game ' || i AS title")}`,
    ['title'],
  ],
  ['user', `CREATE TABLE users AS ${rows(2000, "'u' || i || '@x.org' AS email")}`, []],
])('the key of %s in %s', async (name, sql, key) => {
  const found = await foundIn([sql]);
  const one = found.entities.length === 1 ? found.entities[0]! : entity(found, name);
  expect(one.key).toEqual(key);
});

it('prefers the key that others use', async () => {
  const found = await foundIn([
    `CREATE TABLE business AS ${rows(7, "i AS bid, 'b' || i AS business_id")}`,
    `CREATE TABLE tip AS ${rows(20, "i AS tip_id, 'b' || (i % 7) AS business_id")}`,
  ]);
  expect(entity(found, 'business').key).toEqual(['business_id']);
});

it('does not take the key of another entity for its own', async () => {
  const found = await foundIn([
    `CREATE TABLE orders AS ${rows(9, 'i AS order_id')}`,
    `CREATE TABLE customer_orders AS ${rows(5, "i AS order_id, i AS customer_id, 'x' AS note")}`,
    `CREATE TABLE author AS ${rows(4, "i AS aid, 'n' || i AS name")}`,
    `CREATE TABLE domain_author AS ${rows(3, 'i AS aid, 7 AS did')}`,
  ]);
  expect(entity(found, 'order').key).toEqual(['order_id']);
  expect(entity(found, 'customer_order').key).toEqual([]);
  expect(entity(found, 'author').key).toEqual(['aid']);
  expect(entity(found, 'domain_author').key).not.toEqual(['aid']);
});

it('says what a key rests on', async () => {
  const found = await foundIn([
    `CREATE TABLE a (a_id INTEGER PRIMARY KEY)`,
    `CREATE TABLE orders AS ${rows(91, 'i AS id')}`,
    `CREATE TABLE price AS ${rows(3, "'cake ' || i AS name")}`,
    `CREATE TABLE nothing (id INTEGER)`,
  ]);
  expect(evidence(found, 'a')).toContain('key: declared primary key');
  expect(evidence(found, 'order')).toContain(
    'key: inferred: 91 distinct of 91 rows, named like a key',
  );
  expect(evidence(found, 'price')).toContain(
    '- key: no key: nothing that is named like one tells the rows apart',
  );
  expect(evidence(found, 'nothing')).toContain('- key: no key: there are no rows to tell by');
});

it('finds the key of lines, of links and of things by day', async () => {
  const found = await foundIn([
    `CREATE TABLE orders AS ${rows(500, 'i AS o_orderkey, i AS o_x, i AS o_y')}`,
    `CREATE TABLE part AS ${rows(100, 'i AS p_partkey, i % 3 AS p_x, i % 4 AS p_y')}`,
    `CREATE TABLE supplier AS ${rows(50, 'i AS s_suppkey, i % 3 AS s_x, i % 4 AS s_y')}`,
    `CREATE TABLE lineitem AS SELECT i // 4 AS l_orderkey, i % 4 + 1 AS l_linenumber, i % 97 AS l_partkey, i % 50 AS l_suppkey FROM range(2000) t(i)`,
    `CREATE TABLE partsupp AS SELECT p.range AS ps_partkey, (p.range + 7 * s.range) % 50 AS ps_suppkey, 9 AS ps_availqty FROM range(100) p, range(4) s`,
    `CREATE TABLE price AS SELECT p.range AS part_key, date '2024-01-01' + d.range::INTEGER AS price_date, 1.5 AS price FROM range(20) p, range(30) d`,
  ]);
  expect(entity(found, 'lineitem').key).toEqual(['l_orderkey', 'l_linenumber']);
  expect(entity(found, 'partsupp').key).toEqual(['ps_partkey', 'ps_suppkey']);
  expect(entity(found, 'price').key).toEqual(['part_key', 'price_date']);
});

it('takes no pair of columns whose values could differ by chance', async () => {
  const found = await foundIn([
    `CREATE TABLE customer AS ${rows(50, 'i AS customer_id')}`,
    `CREATE TABLE payment AS SELECT i % 50 AS customer_id, date '2024-01-01' + (i * 3)::INTEGER AS payment_date, 1.5 AS x FROM range(60) t(i)`,
  ]);
  expect(entity(found, 'payment').key).toEqual([]);
});

it('takes none of two pairs that are as good', async () => {
  const found = await foundIn([
    ...['a', 'b', 'c'].map((t) => `CREATE TABLE ${t}x AS ${rows(20, `i AS ${t}x_id`)}`),
    `CREATE TABLE facts AS SELECT i % 20 AS ax_id, i // 20 AS bx_id, (i // 20 + i) % 20 AS cx_id, 'x' AS note FROM range(400) t(i)`,
  ]);
  expect(entity(found, 'fact').key).toEqual([]);
});

it('takes a whole row of references for a key, also of few rows', async () => {
  const found = await foundIn([
    `CREATE TABLE author AS ${rows(3, 'i AS author_id')}`,
    `CREATE TABLE book AS ${rows(3, 'i AS book_id')}`,
    `CREATE TABLE writes (author_id BIGINT, book_id BIGINT)`,
    `INSERT INTO writes VALUES (0, 0), (0, 1), (1, 1)`,
  ]);
  expect(entity(found, 'write').key).toEqual(['author_id', 'book_id']);
});

it('knows that a daily snapshot repeats its key every day', async () => {
  const found = await foundIn([
    `CREATE TABLE dwd_stock_df AS SELECT i AS stock_id, 5 AS qty, strftime(date '2024-01-01' + d.range::INTEGER, '%Y%m%d') AS ds FROM range(4) t(i), range(3) d`,
    `CREATE TABLE dwd_order_di AS SELECT i AS order_id, strftime(date '2024-01-01' + (i % 3)::INTEGER, '%Y%m%d') AS ds FROM range(9) t(i)`,
  ]);
  expect(entity(found, 'stock')).toMatchObject({
    key: ['stock_id'],
    layer: 'dwd',
    partition: { column: 'ds', mode: 'full' },
  });
  expect(entity(found, 'order')).toMatchObject({
    key: ['order_id'],
    partition: { column: 'ds', mode: 'increment' },
  });
});

it('says how far from a key a column is that is named like one', async () => {
  const found = await foundIn([
    `CREATE TABLE vehicles AS ${rows(40, 'i % 38 AS vehicle_id, i * 2 AS price')}`,
  ]);
  expect(entity(found, 'vehicle').key).toEqual([]);
  expect(evidence(found, 'vehicle')).toContain(
    '- key: no key: vehicle_id is named like one, but 40 rows have 40 values of it, 38 distinct',
  );
});

it('days that numbers hold are a part of a key', async () => {
  const found = await foundIn([
    `CREATE TABLE students AS ${rows(50, "i AS student_no, 'x' AS class")}`,
    `CREATE TABLE attendance AS ${rows(1000, 'i % 50 AS student_no, 20240901 + i // 50 AS att_date')}`,
  ]);
  expect(entity(found, 'attendance').key).toEqual(['student_no', 'att_date']);
});
