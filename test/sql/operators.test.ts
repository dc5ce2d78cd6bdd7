import { beforeAll, expect, it } from 'vitest';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { openDatabase, type Database } from './database.js';
import { oneRow, valueOf } from './row.js';
import { expression, text } from './say.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  await db.run(oneRow);
});

// Worked out by hand from S15: decimals are text, integers of 64 bits too.
it.each<[written: string, value: unknown, type: string]>([
  // `/` never truncates and is null on zero.
  ['n / m', 3.5, 'DOUBLE'],
  ['7 / 2', 3.5, 'DOUBLE'],
  ['n / 0', null, 'DOUBLE'],
  ['n / y', null, 'DOUBLE'],
  ['x / y', null, 'DOUBLE'],
  ['amt / price', '35.000000', 'DECIMAL(38,6)'],
  ['amt / 3', '3.500000', 'DECIMAL(38,6)'],
  ['amt / 0', null, 'DECIMAL(38,6)'],
  ['amt / m', 5.25, 'DOUBLE'],
  ['10 / 4 * 2', 5, 'DOUBLE'],
  // `%` has the sign of the dividend and is null on zero.
  ['n % 3', 1, 'INTEGER'],
  ['-n % 3', -1, 'INTEGER'],
  ['n % 0', null, 'INTEGER'],
  ['x % y', null, 'DOUBLE'],
  // Exact decimals keep their places.
  ['amt * price', '3.150000', 'DECIMAL(38,6)'],
  ['cast(9999999999999 as decimal(18,2)) * price', '2999999999999.700000', 'DECIMAL(38,6)'],
  ['amt + 1', '11.50', 'DECIMAL(18,2)'],
  ['1 - price', '0.7000', 'DECIMAL(15,4)'],
  ['0.1 + 0.2 = 0.3', true, 'BOOLEAN'],
  // Integers of 32 bits in the table do not overflow.
  ['n * 1000000000', '7000000000', 'BIGINT'],
  ['2000000000 * 2', '4000000000', 'BIGINT'],
  // Signs and brackets.
  ['- -n', 7, 'INTEGER'],
  ['m - (n - m)', '-3', 'BIGINT'],
  ['m - n - m', '-7', 'BIGINT'],
  ['(m + n) * 2', '18', 'BIGINT'],
  ['-(m + n)', '-9', 'BIGINT'],
  // Nulls propagate; three-valued logic.
  ['s || u', null, 'VARCHAR'],
  ["s || 'd' || 'e'", 'Abc中de', 'VARCHAR'],
  ["u = 'a'", null, 'BOOLEAN'],
  ["u = 'a' and false", false, 'BOOLEAN'],
  ["u = 'a' or true", true, 'BOOLEAN'],
  ["not (u = 'a')", null, 'BOOLEAN'],
  ['u is null', true, 'BOOLEAN'],
  ['not (u is null)', false, 'BOOLEAN'],
  ["u is distinct from 'a'", true, 'BOOLEAN'],
  ['u is not distinct from u', true, 'BOOLEAN'],
  ['n in (1, 7)', true, 'BOOLEAN'],
  ['n not in (1, 7)', false, 'BOOLEAN'],
  ['not (n in (1, 2))', true, 'BOOLEAN'],
  ['n between 7 and 8', true, 'BOOLEAN'],
  ['n not between 8 and 9', true, 'BOOLEAN'],
  ['(n = 7) = b', true, 'BOOLEAN'],
  ['b or (n = 1 and m = 1)', true, 'BOOLEAN'],
  ['(b or n = 1) and m = 1', false, 'BOOLEAN'],
  // Comparison of texts is binary; patterns have no escape.
  ["s = 'abc中'", false, 'BOOLEAN'],
  ["'Z' < 'a'", true, 'BOOLEAN'],
  ["s like 'Ab%'", true, 'BOOLEAN'],
  ["s like 'ab%'", false, 'BOOLEAN'],
  ["s ilike 'aB_中'", true, 'BOOLEAN'],
  ["s not ilike 'aB_中'", false, 'BOOLEAN'],
  // Days and moments.
  ['d + 1', '2024-03-01', 'DATE'],
  ['d - n', '2024-02-22', 'DATE'],
  ['d + m', '2024-03-02', 'DATE'],
  ['e - d', '31', 'BIGINT'],
  ["e - interval '1 month'", '2024-02-29', 'DATE'],
  ["e + interval '-1 month'", '2024-02-29', 'DATE'],
  ["d + interval '1 year'", '2025-02-28', 'DATE'],
  ["d + interval '2 week'", '2024-03-14', 'DATE'],
  ["d + interval '12 hour'", '2024-02-29 12:00:00', 'TIMESTAMP'],
  ["interval '1 day' + d", '2024-03-01', 'DATE'],
  ["t1 + interval '1 day'", '2024-04-01 13:14:15.5', 'TIMESTAMP'],
  ["t1 - interval '15 second'", '2024-03-31 13:14:00.5', 'TIMESTAMP'],
  ["date '2024-01-31' + interval '1 month'", '2024-02-29', 'DATE'],
  ['t1 >= e', true, 'BOOLEAN'],
  // Case, with and without an operand.
  ["case when n > 5 then 'big' else 'small' end", 'big', 'VARCHAR'],
  ["case n when 7 then 'seven' end", 'seven', 'VARCHAR'],
  ['case when b then amt else 0 end', '10.50', 'DECIMAL(18,2)'],
  // Casts.
  ["cast('12' as bigint)", '12', 'BIGINT'],
  ["try_cast('x' as bigint)", null, 'BIGINT'],
  ['cast(amt as string)', '10.50', 'VARCHAR'],
  ['cast(t1 as date)', '2024-03-31', 'DATE'],
  ['cast(b as bigint)', '1', 'BIGINT'],
])('%s is %j', async (written, value, type) => {
  const [got, gotType] = await valueOf(db, written);
  expect(got).toEqual(value);
  expect(gotType).toBe(type);
});

it.each([
  ['n / m', 't.n / NULLIF(t.m, 0)', 'CAST(t.n AS DOUBLE) / NULLIF(t.m, 0)'],
  [
    'amt / price',
    'CAST(t.amt / NULLIF(t.price, 0) AS DECIMAL(38, 6))',
    'CAST(t.amt / NULLIF(t.price, 0) AS DECIMAL(38, 6))',
  ],
  ['n / 100', 't.n / 100', 'CAST(t.n AS DOUBLE) / 100'],
  ['n % m', 't.n % NULLIF(t.m, 0)', 't.n % NULLIF(t.m, 0)'],
  ['m * n', 'CAST(t.m AS BIGINT) * t.n', 't.m * t.n'],
  ["s || 'x'", "t.s || 'x'", "CONCAT(t.s, 'x')"],
  ["s ilike 'A%'", "t.s ILIKE 'A%'", "LOWER(t.s) LIKE 'a%'"],
  ["s ilike 'Ä%'", "t.s ILIKE 'Ä%'", "LOWER(t.s) LIKE LOWER('Ä%')"],
  ['s like u', 't.s LIKE t.u', "t.s LIKE REPLACE(t.u, '\\\\', '\\\\\\\\')"],
  ['s is distinct from u', 't.s IS DISTINCT FROM t.u', 't.s IS DISTINCT FROM t.u'],
  ['amt > 0.05', 't.amt > 0.05', 't.amt > 0.05BD'],
  ['d + 3', 't.d + 3', "DATEADD(t.d, 3, 'dd')"],
  ['d - n', 't.d - CAST(t.n AS INTEGER)', "DATEADD(t.d, -t.n, 'dd')"],
  ['e - d', "DATE_DIFF('day', t.d, t.e)", "DATEDIFF(t.e, t.d, 'dd')"],
  ["d + interval '1 quarter'", 'CAST(t.d + INTERVAL 1 QUARTER AS DATE)', "DATEADD(t.d, 3, 'mm')"],
  ["d + interval '2 hour'", 't.d + INTERVAL 2 HOUR', "DATEADD(CAST(t.d AS DATETIME), 2, 'hh')"],
  [
    "t1 >= date '2024-03-01'",
    "t.t1 >= DATE '2024-03-01'",
    "t.t1 >= CAST('2024-03-01 00:00:00' AS DATETIME)",
  ],
  ["date '2024-03-01' - 1 = d", "DATE '2024-02-29' = t.d", "DATE '2024-02-29' = t.d"],
  [
    'try_cast(s as bigint)',
    'TRY_CAST(t.s AS BIGINT)',
    "CASE WHEN t.s RLIKE '^[+-]?[0-9]{1,18}$' THEN CAST(t.s AS BIGINT) END",
  ],
  [
    'cast(b as string)',
    'CAST(t.b AS VARCHAR)',
    "CASE WHEN t.b THEN 'true' WHEN NOT t.b THEN 'false' END",
  ],
  ['$label', 'CAST($label AS VARCHAR)', "'${label}'"],
  ['$count + 1', 'CAST($count AS BIGINT) + 1', "CAST('${count}' AS BIGINT) + 1"],
  ['$bizdate', 'CAST($bizdate AS DATE)', "CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE)"],
  [
    '$bizdate - 6',
    'CAST($bizdate AS DATE) - 6',
    "DATEADD(CAST(TO_DATE('${bizdate}', 'yyyymmdd') AS DATE), -6, 'dd')",
  ],
  [
    'cast($bizdate - 6 as timestamp)',
    'CAST(CAST($bizdate AS DATE) - 6 AS TIMESTAMP)',
    "DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -6, 'dd')",
  ],
  [
    "format_date($bizdate, 'yyyyMMdd')",
    "STRFTIME(CAST($bizdate AS DATE), '%Y%m%d')",
    "'${bizdate}'",
  ],
  [
    "format_date($bizdate - 1, 'yyyyMMdd')",
    "STRFTIME(CAST($bizdate AS DATE) - 1, '%Y%m%d')",
    "TO_CHAR(DATEADD(TO_DATE('${bizdate}', 'yyyymmdd'), -1, 'dd'), 'yyyymmdd')",
  ],
  ["format_date(date '2024-03-01' - 1, 'yyyyMMdd')", "'20240229'", "'20240229'"],
])('%s is printed for DuckDB and MaxCompute', (written, inDuckdb, inMaxcompute) => {
  const expr = expression(written);
  expect([text(expr, duckdb), text(expr, maxcompute)]).toEqual([inDuckdb, inMaxcompute]);
});

it('parameters are bound by name, as often as they are read', async () => {
  const sql = `SELECT ${text(expression('$bizdate - 1'), duckdb)}, ${text(expression('$bizdate'), duckdb)}`;
  expect(await db.rows(sql, { bizdate: '2024-03-01' })).toEqual([['2024-02-29', '2024-03-01']]);
});
