import { beforeAll, expect, it } from 'vitest';
import { allFunctions } from '../../src/expr/functions.js';
import { allDialects } from '../../src/sql/dialects/all-dialects.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { openDatabase, type Database } from './database.js';
import { oneRow, valueOf } from './row.js';
import { expression, queryOf, selectOf, text } from './say.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  await db.run(oneRow);
});

it.each(allDialects)('$name says every function of the language', (dialect) => {
  const names = allFunctions.map(({ name }) => name);
  expect(names.filter((name) => !(name in dialect.functions))).toEqual([]);
});

// Values are worked out by hand from the functions' own sentences.
const cases: readonly (readonly [written: string, value: unknown, type: string])[] = [
  ['coalesce(u, s)', 'Abc中', 'VARCHAR'],
  ['coalesce(u, null)', null, 'VARCHAR'],
  ["nullif(s, 'Abc中')", null, 'VARCHAR'],
  ['nullif(n, 1)', 7, 'INTEGER'],
  ["if(b, 'yes', 'no')", 'yes', 'VARCHAR'],
  ["if(u = 'a', 'yes', 'no')", 'no', 'VARCHAR'],
  ['greatest(n, m)', '7', 'BIGINT'],
  ['greatest(s, u)', null, 'VARCHAR'],
  ['least(n, m, 1)', '1', 'BIGINT'],
  ["least('b', u)", null, 'VARCHAR'],
  ['greatest(1, 2)', 2, 'INTEGER'],

  ['abs(-amt)', '10.50', 'DECIMAL(18,2)'],
  ['sign(-x)', '-1', 'BIGINT'],
  ['round(x)', '3', 'BIGINT'],
  ['round(-x)', '-3', 'BIGINT'],
  ['round(2.45, 1)', '2.5', 'DECIMAL(3,1)'],
  ['round(amt, 1)', '10.5', 'DECIMAL(18,1)'],
  ['round(amt, -1)', '10', 'DECIMAL(17,0)'],
  ['round(m, -1)', '0', 'BIGINT'],
  ['round(x, 0)', 3, 'DOUBLE'],
  ['floor(-x)', '-3', 'BIGINT'],
  ['ceil(-x)', '-2', 'BIGINT'],
  ['sqrt(6.25)', 2.5, 'DOUBLE'],
  ['sqrt(-x)', null, 'DOUBLE'],
  ['power(x, 2)', 6.25, 'DOUBLE'],
  ['power(-x, 0.5)', null, 'DOUBLE'],
  ['power(y, -1)', null, 'DOUBLE'],
  ['power(-m, n)', -128, 'DOUBLE'],
  ['exp(y)', 1, 'DOUBLE'],
  ['ln(1)', 0, 'DOUBLE'],
  ['ln(y)', null, 'DOUBLE'],
  ['log10(1000)', 3, 'DOUBLE'],
  ['log10(-x)', null, 'DOUBLE'],

  ['lower(s)', 'abc中', 'VARCHAR'],
  ['upper(s)', 'ABC中', 'VARCHAR'],
  ["trim('  a ')", 'a', 'VARCHAR'],
  ["ltrim('  a ')", 'a ', 'VARCHAR'],
  ["rtrim('  a ')", '  a', 'VARCHAR'],
  ['length(s)', '4', 'BIGINT'],
  ['substring(s, 2, 2)', 'bc', 'VARCHAR'],
  ['substring(s, 4)', '中', 'VARCHAR'],
  ['left(s, 2)', 'Ab', 'VARCHAR'],
  ['left(s, 0)', '', 'VARCHAR'],
  ['right(s, 2)', 'c中', 'VARCHAR'],
  ['right(s, 9)', 'Abc中', 'VARCHAR'],
  ["replace(s, 'b', 'xx')", 'Axxc中', 'VARCHAR'],
  ["concat(s, '!', s)", 'Abc中!Abc中', 'VARCHAR'],
  ['concat(s, u)', null, 'VARCHAR'],
  ["split_part('a,b,c', ',', 2)", 'b', 'VARCHAR'],
  ["split_part('a,b,c', ',', 4)", '', 'VARCHAR'],
  ["starts_with(s, 'Ab')", true, 'BOOLEAN'],
  ["ends_with(s, 'b')", false, 'BOOLEAN'],
  ["contains(s, 'c中')", true, 'BOOLEAN'],
  ["position(s, 'c')", '3', 'BIGINT'],
  ["position(s, 'z')", '0', 'BIGINT'],
  ["lpad('7', 3, '0')", '007', 'VARCHAR'],
  ["lpad(s, m, 'x')", 'Ab', 'VARCHAR'],
  ["rpad('7', 3, 'ab')", '7ab', 'VARCHAR'],
  ['reverse(s)', '中cbA', 'VARCHAR'],
  ["repeat('ab', 2)", 'abab', 'VARCHAR'],
  ["regexp_matches(s, '^A.c')", true, 'BOOLEAN'],
  ["regexp_extract('a1b22', '[0-9]+')", '1', 'VARCHAR'],
  ["regexp_extract('a1b22', '([a-z])([0-9])', 2)", '1', 'VARCHAR'],
  ["regexp_extract('abc', '[0-9]')", null, 'VARCHAR'],
  ["regexp_replace('a1b22', '[0-9]+', '-')", 'a-b-', 'VARCHAR'],
  ["md5('a')", '0cc175b9c0f1b6a831c399e269772661', 'VARCHAR'],

  ['date(t1)', '2024-03-31', 'DATE'],
  ['year(d)', '2024', 'BIGINT'],
  ['quarter(t2)', '2', 'BIGINT'],
  ['month(d)', '2', 'BIGINT'],
  ["week(date '2027-01-03')", '53', 'BIGINT'],
  ["iso_year(date '2027-01-03')", '2026', 'BIGINT'],
  ['day(d)', '29', 'BIGINT'],
  ["day_of_week(date '2024-03-31')", '7', 'BIGINT'],
  ['day_of_year(d)', '60', 'BIGINT'],
  ['hour(t1)', '13', 'BIGINT'],
  ['minute(t1)', '14', 'BIGINT'],
  ['second(t1)', '15', 'BIGINT'],
  ["date_trunc('month', d)", '2024-02-01', 'DATE'],
  ["date_trunc('week', t1)", '2024-03-25', 'DATE'],
  ["date_trunc('day', t1)", '2024-03-31', 'DATE'],
  ["date_trunc('hour', t1)", '2024-03-31 13:00:00', 'TIMESTAMP'],
  ["date_trunc('quarter', date '2024-05-05')", '2024-04-01', 'DATE'],
  ["date_add('month', -1, e)", '2024-02-29', 'DATE'],
  ["date_add('day', n, d)", '2024-03-07', 'DATE'],
  ["date_add('month', m, d)", '2024-04-29', 'DATE'],
  ["date_add('hour', 1, t1)", '2024-03-31 14:14:15.5', 'TIMESTAMP'],
  ["date_add('day', 1, date '2024-02-29')", '2024-03-01', 'DATE'],
  ["date_diff('year', date '2025-12-31', date '2026-01-01')", '1', 'BIGINT'],
  ["date_diff('week', date '2026-01-04', date '2026-01-05')", '1', 'BIGINT'],
  ["date_diff('week', date '2026-01-05', date '2026-01-11')", '0', 'BIGINT'],
  ["date_diff('quarter', e, t2)", '1', 'BIGINT'],
  ["date_diff('month', e, d)", '-1', 'BIGINT'],
  ["date_diff('hour', t1, t2)", '11', 'BIGINT'],
  ['days_between(t1, t2)', '1', 'BIGINT'],
  ['days_between(d, e)', '31', 'BIGINT'],
  ['seconds_between(t1, t2)', '38746', 'BIGINT'],
  ['last_day(d)', '2024-02-29', 'DATE'],
  ['last_day(t2)', '2024-04-30', 'DATE'],
  ['make_date(2024, 2, 29)', '2024-02-29', 'DATE'],
  ['make_date(2023, 2, 29)', null, 'DATE'],
  ["to_date('20240229', 'yyyyMMdd')", '2024-02-29', 'DATE'],
  ["to_date('20240230', 'yyyyMMdd')", null, 'DATE'],
  ["to_date('2024229', 'yyyyMMdd')", null, 'DATE'],
  [
    "to_timestamp('2024-02-29 10:11:12', 'yyyy-MM-dd HH:mm:ss')",
    '2024-02-29 10:11:12',
    'TIMESTAMP',
  ],
  ["to_timestamp('soon', 'yyyy-MM-dd HH:mm:ss')", null, 'TIMESTAMP'],
  ["format_date(d, 'yyyy/MM/dd')", '2024/02/29', 'VARCHAR'],
  ["format_date(t1, 'yyyyMMdd HH:mm:ss')", '20240331 13:14:15', 'VARCHAR'],
  ["epoch_seconds(timestamp '1970-01-02 00:00:01')", '86401', 'BIGINT'],
  // New York: EST is UTC-5; from 8 March to 1 November 2026, at 02:00, EDT is UTC-4.
  [
    "format_date(in_time_zone(timestamp '2026-03-08 06:59:59', 'UTC', 'America/New_York'), 'dd HH:mm')",
    '08 01:59',
    'VARCHAR',
  ],
  [
    "format_date(in_time_zone(timestamp '2026-03-08 07:00:00', 'UTC', 'America/New_York'), 'dd HH:mm')",
    '08 03:00',
    'VARCHAR',
  ],
  // 01:30 twice: the later; 02:30 never: an hour after 01:30 all the same.
  [
    "format_date(in_time_zone(timestamp '2026-11-01 01:30:00', 'America/New_York', 'UTC'), 'dd HH:mm')",
    '01 06:30',
    'VARCHAR',
  ],
  [
    "format_date(in_time_zone(timestamp '2026-03-08 02:30:00', 'America/New_York', 'UTC'), 'dd HH:mm')",
    '08 07:30',
    'VARCHAR',
  ],
  [
    "format_date(in_time_zone(date '2026-03-08', 'UTC', 'Asia/Shanghai'), 'dd HH:mm')",
    '08 08:00',
    'VARCHAR',
  ],

  ["json_string(j, '$.a.b[1]')", 'x', 'VARCHAR'],
  ["json_string(j, '$.a.c')", null, 'VARCHAR'],
  ["json_string(j, '$.z')", null, 'VARCHAR'],
  ["json_string(s, '$.a')", null, 'VARCHAR'],
  ["json_number(j, '$.n')", 1.5, 'DOUBLE'],
  ["json_number(j, '$.a.b[1]')", null, 'DOUBLE'],
  ['array_length(tags)', '2', 'BIGINT'],
  ["array_contains(tags, 'b')", true, 'BOOLEAN'],
];

it.each(cases)('%s is %j', async (written, value, type) => {
  expect(await valueOf(db, written)).toEqual([value, type]);
});

it('every function stands in the table above', () => {
  const written = cases.map(([call]) => call).join('\n');
  const missing = allFunctions.filter(({ name }) => !new RegExp(`\\b${name}\\(`).test(written));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

it.each([
  ['greatest(n, 1)', 'CASE WHEN t.n IS NOT NULL THEN GREATEST(t.n, 1) END'],
  ['round(amt, 1)', 'CAST(ROUND(t.amt, 1) AS DECIMAL(18, 1))'],
  ['sqrt(x)', 'SQRT(CASE WHEN t.x >= 0 THEN t.x END)'],
  ['power(x, 2)', 'POW(t.x, 2)'],
  ['power(amt, 2)', 'POW(CAST(t.amt AS DOUBLE), 2)'],
  ['ln(amt)', 'LN(CASE WHEN CAST(t.amt AS DOUBLE) > 0 THEN CAST(t.amt AS DOUBLE) END)'],
  ["lpad(s, n, '0')", "LPAD(t.s, CAST(t.n AS INT), '0')"],
  ['right(s, 2)', 'SUBSTR(t.s, GREATEST(LENGTH(t.s) - 2, 0) + 1)'],
  ["starts_with(s, 'a')", "(SUBSTR(t.s, 1, LENGTH('a')) = 'a')"],
  ["contains(s, 'a')", "(INSTR(t.s, 'a') > 0)"],
  ["regexp_matches(s, '\\d')", "(t.s RLIKE '\\\\d')"],
  ["regexp_extract(s, '\\d')", "NULLIF(REGEXP_EXTRACT(t.s, '\\\\d', 0), '')"],
  ['year(d)', "DATEPART(t.d, 'yyyy')"],
  ['week(d)', 'CAST(WEEKOFYEAR(t.d) AS BIGINT)'],
  ['iso_year(d)', "DATEPART(DATEADD(DATETRUNC(t.d, 'week'), 3, 'dd'), 'yyyy')"],
  ['day_of_week(d)', '(WEEKDAY(t.d) + 1)'],
  ["date_trunc('month', t1)", "CAST(DATETRUNC(t.t1, 'mm') AS DATE)"],
  ["date_trunc('month', d)", "DATETRUNC(t.d, 'mm')"],
  ["date_trunc('day', t1)", 'CAST(t.t1 AS DATE)'],
  ["date_trunc('hour', t1)", "DATETRUNC(t.t1, 'hh')"],
  ["date_add('quarter', m, d)", "DATEADD(t.d, t.m * 3, 'mm')"],
  ["date_diff('month', d, e)", "DATEDIFF(t.e, t.d, 'mm')"],
  ["date_diff('hour', d, t1)", "DATEDIFF(t.t1, CAST(t.d AS DATETIME), 'hh')"],
  ['seconds_between(t1, t2)', "DATEDIFF(t.t2, t.t1, 'ss')"],
  ["in_time_zone(t1, 'Asia/Shanghai', 'UTC')", "DATEADD(t.t1, -480, 'mi')"],
  ['last_day(d)', "DATEADD(DATETRUNC(DATEADD(t.d, 1, 'mm'), 'mm'), -1, 'dd')"],
  ["to_date(s, 'yyyyMMdd')", "CAST(TO_DATE(t.s, 'yyyymmdd') AS DATE)"],
  ["format_date(t1, 'yyyy-MM-dd HH:mm')", "TO_CHAR(t.t1, 'yyyy-mm-dd hh:mi')"],
  ["json_string(j, '$.a')", "GET_JSON_OBJECT(t.j, '$.a')"],
  ['array_length(tags)', 'CAST(SIZE(t.tags) AS BIGINT)'],
])('MaxCompute: %s is %s', (written, expected) => {
  expect(text(expression(written), maxcompute)).toBe(expected);
});

it.each([
  ['split_part(s, u, 1)', 'split_part by anything but constants'],
  ['cast(s as boolean)', 'a cast of texts to booleans'],
  ["in_time_zone(t1, 'UTC', 'Europe/Berlin')", 'a time zone whose clocks are changed'],
  ['cast(x as decimal(38, 20))', 'a decimal of 38 digits, 20 of them decimal places'],
])('MaxCompute refuses %s by name', (written, construct) => {
  const [made, found] = print(queryOf(selectOf(expression(written))), maxcompute);
  expect(made).toBeUndefined();
  expect(found).toMatchObject([
    { code: 'sql/unsupported', params: { dialect: 'MaxCompute', construct } },
  ]);
});
