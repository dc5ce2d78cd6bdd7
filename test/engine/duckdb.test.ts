import { expect, it } from 'vitest';
import { databaseFile, errorOf, open, rowsOf, temporaryFolder, valueOf } from './temporary.js';
import { join } from 'node:path';
import { existsSync } from 'node:fs';

it.each([
  ['true', 'boolean', true],
  ['null::integer', 'bigint', null],
  ['7::tinyint', 'bigint', 7],
  ['9007199254740991::bigint', 'bigint', 9007199254740991],
  ['9007199254740993::bigint', 'bigint', '9007199254740993'],
  [
    '170141183460469231731687303715884105727::hugeint',
    'bigint',
    '170141183460469231731687303715884105727',
  ],
  ['1.50::decimal(10,2)', 'decimal', '1.50'],
  ['-0.05::decimal(38,2)', 'decimal', '-0.05'],
  ['0.1::double', 'double', 0.1],
  ["'inf'::double", 'double', Infinity],
  ['4.7::float', 'double', 4.7],
  ["'a''b 数'", 'string', "a'b 数"],
  ["date '2024-02-29'", 'date', '2024-02-29'],
  ["timestamp '2024-02-29 23:59:59.25'", 'timestamp', '2024-02-29T23:59:59.25'],
  ["timestamp_ns '2024-02-29 23:59:59.123456789'", 'timestamp', '2024-02-29T23:59:59.123456789'],
  ["timestamptz '2024-02-29 23:59:59.25+08'", 'timestamp', '2024-02-29T15:59:59.25Z'],
  ["timestamptz '1969-12-31 23:59:59.999999+00'", 'timestamp', '1969-12-31T23:59:59.999999Z'],
  ["interval '1 day 2 hours'", 'interval', '1 day 02:00:00'],
  ['\'{"a": 1.10}\'::json', 'json', '{"a": 1.10}'],
  ['[1.5::decimal(3,1), null]', 'array', ['1.5', null]],
  ["{'a': 1, 'b': [date '2024-01-01']}", 'json', { a: 1, b: ['2024-01-01'] }],
  ["map {'k': 1}", 'json', [{ key: 'k', value: 1 }]],
  ["time '01:02:03'", 'string', '01:02:03'],
  ["'x'::enum('x', 'y')", 'string', 'x'],
  ["'abc'::blob", 'unknown', 'abc'],
])('gives %s as plain %s', async (expression, kind, value) => {
  const engine = await open({ timeZone: 'Asia/Shanghai' });
  const { columns, rows } = valueOf(await engine.query(`SELECT ${expression} AS x`));
  expect(columns).toMatchObject([{ name: 'x', type: { kind } }]);
  expect(rows).toEqual([[value]]);
});

it('prepares without running: names, types, kind', async () => {
  const engine = await open();
  valueOf(await engine.execute(['CREATE TABLE t (a INTEGER, b DECIMAL(10, 2))']));
  expect(valueOf(await engine.prepare('SELECT a, sum(b) AS s FROM t GROUP BY a'))).toEqual({
    kind: 'query',
    columns: [
      { name: 'a', type: { kind: 'bigint' }, databaseType: 'INTEGER' },
      {
        name: 's',
        type: { kind: 'decimal', precision: 38, scale: 2 },
        databaseType: 'DECIMAL(38,2)',
      },
    ],
  });
  expect(valueOf(await engine.prepare('INSERT INTO t VALUES (1, 2)'))).toEqual({
    kind: 'change',
    columns: [],
  });
  expect(await rowsOf(engine, 'SELECT count(*) FROM t')).toEqual([[0]]);
});

it.each([
  ["SELECT '数据😀', foo FROM t", 'Binder', 'foo'],
  ['/* 注释 */ SELECT\n  foo FROM t', 'Binder', 'foo'],
  ['SELECT a FROM t WHERE ta = 1', 'Binder', 'ta'],
  ['SELECT * FROM tt', 'Catalog', 'tt'],
  ["SELECT '数', nofunction(1)", 'Catalog', 'nofunction'],
  ["SELECT '数据😀' FROM WHERE a = 1", 'Parser', 'WHERE'],
  ["CREATE TABLE u AS SELECT '数', foo", 'Binder', 'foo'],
])('locates the error of %j', async (sql, type, at) => {
  const engine = await open();
  valueOf(await engine.execute(['CREATE TABLE t (a INTEGER)']));
  const error = errorOf(await engine.prepare(sql));
  expect(error).toMatchObject({ type, statement: 0 });
  expect(sql.slice(error.offset).startsWith(at)).toBe(true);
});

it('passes on what the engine would know', async () => {
  const engine = await open();
  valueOf(await engine.execute(['CREATE TABLE t (amount INTEGER, "a b" INTEGER)']));
  expect(errorOf(await engine.prepare('SELECT amont FROM t'))).toMatchObject({
    name: 'amont',
    candidates: ['amount', 'a b'],
  });
});

it('reports what only running shows', async () => {
  const engine = await open();
  expect(
    errorOf(await engine.query("SELECT CAST(x AS INTEGER) FROM (VALUES ('a')) v(x)")),
  ).toMatchObject({ type: 'Conversion', message: expect.stringContaining("'a'") as string });
});

it.each(['', '  ', '-- nothing', 'SELECT 1; SELECT 2', ';'])(
  'refuses %j: not one statement',
  async (sql) => {
    const engine = await open();
    expect(errorOf(await engine.query(sql)).statement).toBe(0);
    expect(await rowsOf(engine, 'SELECT 1')).toEqual([[1]]);
  },
);

it('gives at most the rows that are asked for, and says so', async () => {
  const engine = await open();
  const some = valueOf(await engine.query('SELECT * FROM range(10000)', { maxRows: 2 }));
  expect(some).toMatchObject({ rows: [[0], [1]], truncated: true });
  const all = valueOf(await engine.query('SELECT * FROM range(2)', { maxRows: 2 }));
  expect(all).toMatchObject({ rows: [[0], [1]], truncated: false });
});

it('executes all statements or none', async () => {
  const engine = await open({ target: { file: join(temporaryFolder(), 'out.duckdb') } });
  expect(
    valueOf(
      await engine.execute([
        'CREATE TABLE t AS SELECT 1 AS a; INSERT INTO t VALUES (2)',
        'DELETE FROM t',
      ]),
    ),
  ).toEqual({ changed: [1, 2] });
  expect(
    errorOf(await engine.execute(['INSERT INTO t VALUES (3)', 'INSERT INTO t SELECT nothing'])),
  ).toMatchObject({ type: 'Binder', statement: 1, name: 'nothing' });
  expect(await rowsOf(engine, 'SELECT * FROM t')).toEqual([]);
  valueOf(await engine.execute(['INSERT INTO t VALUES (4)']));
  expect(await rowsOf(engine, 'SELECT * FROM t')).toEqual([[4]]);
});

it('reports a commit that fails', async () => {
  const engine = await open();
  valueOf(await engine.execute(['CREATE TABLE t (a INTEGER PRIMARY KEY)']));
  expect(
    errorOf(await engine.execute(['INSERT INTO t VALUES (1)', 'INSERT INTO t VALUES (1)'])),
  ).toMatchObject({ type: 'Constraint' });
  expect(await rowsOf(engine, 'SELECT * FROM t')).toEqual([]);
});

it('runs concurrent calls one after the other', async () => {
  const engine = await open();
  const numbers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => rowsOf(engine, `SELECT ${i}`)),
  );
  expect(numbers.flat(2)).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

it('keeps what is written in the target, and finds it before what is only read', async () => {
  const folder = temporaryFolder();
  const file = await databaseFile(
    [
      'CREATE SCHEMA ods',
      'CREATE TABLE orders AS SELECT 1 AS a',
      'CREATE TABLE ods.log AS SELECT 2 AS a',
    ],
    'shop.duckdb',
    folder,
  );
  const target = { file: join(folder, 'out.duckdb') };
  const first = await open({ databases: [{ file }], target });
  valueOf(
    await first.execute(['CREATE TABLE result AS SELECT a FROM orders', 'CREATE SCHEMA dws']),
  );
  await first.close();
  const second = await open({ databases: [{ file }], target });
  expect(
    await rowsOf(
      second,
      'SELECT r.a, o.a, l.a, m.a, n.a FROM result r, orders o, ods.log l, log m, shop.ods.log n',
    ),
  ).toEqual([[1, 1, 2, 2, 2]]);
  valueOf(await second.execute(['CREATE TABLE dws.t AS SELECT 3 AS a']));
  expect(await rowsOf(second, 'SELECT a FROM dws.t')).toEqual([[3]]);
});

it('refuses to write what is only read', async () => {
  const file = await databaseFile(['CREATE TABLE orders AS SELECT 1 AS a']);
  const engine = await open({ databases: [{ file }] });
  expect(errorOf(await engine.execute(['DELETE FROM orders'])).message).toContain('read-only');
  expect(errorOf(await engine.execute(['CREATE TABLE shop.t (a INTEGER)'])).message).toContain(
    'read-only',
  );
});

it('does not choose between two schemas for an unqualified name', async () => {
  const file = await databaseFile([
    'CREATE SCHEMA a',
    'CREATE SCHEMA b',
    'CREATE TABLE a.orders AS SELECT 1 AS x',
    'CREATE TABLE b.Orders AS SELECT 2 AS x',
    'CREATE TABLE item AS SELECT 3 AS x',
    'CREATE TABLE b.item AS SELECT 4 AS x',
  ]);
  const engine = await open({ databases: [{ file }] });
  expect(await rowsOf(engine, 'SELECT p.x, q.x, r.x FROM a.orders p, b.orders q, item r')).toEqual([
    [1, 2, 3],
  ]);
  expect(errorOf(await engine.query('SELECT count(*) FROM orders')).message).toContain(
    'several schemas (a, b)',
  );
  expect(errorOf(await engine.query('SELECT x FROM orders')).type).toBe('Binder');
});

it('attaches files whose names are not plain words', async () => {
  const folder = temporaryFolder();
  const file = await databaseFile(
    [
      'CREATE TABLE "it\'s" AS SELECT 1 AS a',
      'CREATE SCHEMA "we,ird "" sch"',
      'CREATE TABLE "we,ird "" sch".t AS SELECT 2 AS a',
    ],
    `o'; DROP "数据" .duckdb`,
    folder,
  );
  const engine = await open({ databases: [{ file }] });
  expect(await rowsOf(engine, `SELECT x.a, y.a FROM "it's" x, t y`)).toEqual([[1, 2]]);
});

it.each(['memory', 'temp', 'system', 'ods'])('attaches a file called %s', async (name) => {
  const file = await databaseFile(
    ['CREATE SCHEMA ods', 'CREATE TABLE ods.t AS SELECT 1 AS a', 'CREATE TABLE u AS SELECT 2 AS a'],
    `${name}.duckdb`,
  );
  const engine = await open({ databases: [{ file }] });
  expect(await rowsOf(engine, 'SELECT t.a, u.a FROM ods.t, u')).toEqual([[1, 2]]);
});

it('describes tables, views, columns and constraints', async () => {
  const file = await databaseFile([
    'CREATE TABLE customer (id INTEGER PRIMARY KEY, code VARCHAR UNIQUE, name VARCHAR NOT NULL)',
    'CREATE TABLE orders (id BIGINT, customer_id INTEGER REFERENCES customer (id), day DATE, PRIMARY KEY (id, day))',
    "COMMENT ON TABLE orders IS '订单'",
    "COMMENT ON COLUMN orders.day IS '下单日'",
    'CREATE VIEW big AS SELECT id, 1.5 AS x FROM orders',
    'CREATE TABLE gone (a INTEGER)',
    'CREATE VIEW broken AS SELECT a FROM gone',
    'DROP TABLE gone',
  ]);
  const engine = await open({ databases: [{ file }] });
  const { tables } = await engine.describe();
  expect(tables.map((t) => [t.catalog, t.schema, t.name, t.view, t.columns.length])).toEqual([
    ['shop', 'main', 'big', true, 2],
    ['shop', 'main', 'broken', true, 0],
    ['shop', 'main', 'customer', false, 3],
    ['shop', 'main', 'orders', false, 3],
  ]);
  expect(tables[2]?.uniques).toEqual([
    { primary: true, columns: ['id'] },
    { primary: false, columns: ['code'] },
  ]);
  expect(tables[3]).toMatchObject({
    comment: '订单',
    uniques: [{ primary: true, columns: ['id', 'day'] }],
    references: [{ columns: ['customer_id'], table: 'customer', tableColumns: ['id'] }],
    columns: [
      { name: 'id', required: true },
      { name: 'customer_id', required: false },
      { name: 'day', comment: '下单日', type: { kind: 'date' } },
    ],
  });
});

it('takes its private folder away', async () => {
  const engine = await open();
  const [[folder]] = (await rowsOf(engine, "SELECT current_setting('temp_directory')")) as [
    [string],
  ];
  expect(existsSync(join(folder, '..'))).toBe(true);
  await engine.close();
  await engine.close();
  expect(existsSync(join(folder, '..'))).toBe(false);
});
