import { expect, it } from 'vitest';
import { printType } from '../../src/expr/print-type.js';
import { types } from '../../src/expr/type.js';
import { walk } from '../../src/expr/visit.js';
import { checkText } from './columns.js';

it.each([
  // S15: integers stay integers but for /, which never truncates
  ['n + m', 'bigint'],
  ['n - 1', 'bigint'],
  ['n * m', 'bigint'],
  ['n % 7', 'bigint'],
  ['n / m', 'double'],
  ['7 / 2', 'double'],
  ['-n', 'bigint'],
  // + and -: the larger scale, and one digit more
  ['amt + amt', 'decimal(19,2)'],
  ['amt - rate', 'decimal(21,4)'],
  ['amt + n', 'decimal(22,2)'],
  ['amt + 1', 'decimal(19,2)'],
  ['1 - rate', 'decimal(6,4)'],
  ['1 - (-10 + rate)', 'decimal(8,4)'],
  ['-amt', 'decimal(18,2)'],
  // *: scales and digits add up
  ['amt * rate', 'decimal(23,6)'],
  ['amt * 2', 'decimal(19,2)'],
  ['amt * n', 'decimal(37,2)'],
  ['amt * (1 - rate)', 'decimal(24,6)'],
  // what exceeds 38 digits loses places behind the point, down to six
  ['wide + wide', 'decimal(38,17)'],
  ['wide * wide', 'decimal(38,6)'],
  ['wide * amt', 'decimal(38,6)'],
  ['amt % rate', 'decimal(20,4)'],
  // /: exact only between decimals; an integer literal counts as one
  ['amt / amt', 'decimal(38,6)'],
  ['amt / wide', 'decimal(38,18)'],
  ['amt / 100', 'decimal(38,6)'],
  ['100 / amt', 'decimal(38,6)'],
  ['n / 7.0', 'double'],
  ['amt / -3', 'decimal(38,6)'],
  ['amt / n', 'double'],
  ['100.0 * n / m', 'double'],
  ['amt / x', 'double'],
  ['x + amt', 'double'],
  ['x * 2', 'double'],
  ['n + 1e3', 'double'],
  // null takes the other side's type
  ['n + null', 'bigint'],
  ['null * amt', 'decimal(18,2)'],
  ['null / n', 'double'],
  ['null', 'unknown'],
  // days
  ['$bizdate - 1', 'date'],
  ['d + 7', 'date'],
  ['7 + d', 'date'],
  ['d + n', 'date'],
  ['d - d2', 'bigint'],
  ["d + interval '1 month'", 'date'],
  ["interval '1 month' + d", 'date'],
  ["d - interval '2 hour'", 'timestamp'],
  ['d + i', 'timestamp'],
  ["t + interval '3 day'", 'timestamp'],
  ["t - interval '3 day'", 'timestamp'],
  ['d + null', 'date'],
  ['null - d', 'unknown'],
  // texts and logic
  ["s || 'x'", 'string'],
  ["s like 'x%'", 'boolean'],
  ["s not ilike 'x%'", 'boolean'],
  ['b and not b or null', 'boolean'],
  ['b is true', 'boolean'],
  ['found(m) or row.t is null', 'boolean'],
  ['s is null', 'boolean'],
  ['tags is not null', 'boolean'],
  ['n = 1.5', 'boolean'],
  ['x < n', 'boolean'],
  ['b = true', 'boolean'],
  ['n is distinct from null', 'boolean'],
  ['n in (1, 2.5, 1e3)', 'boolean'],
  ['amt between 0 and 100', 'boolean'],
  ["s between 'a' and 'b'", 'boolean'],
  // branches share one type
  ["case when b then 'x' else s end", 'string'],
  ['case when b then n end', 'bigint'],
  ['case when b then n else amt end', 'decimal(21,2)'],
  ['case when b then 0 else amt end', 'decimal(18,2)'],
  ['case when b then 1000 else rate end', 'decimal(8,4)'],
  ['case when b then amt else x end', 'double'],
  ['case when b then null else d end', 'date'],
  ['case when b then d else t end', 'timestamp'],
  ["case when b then '9999-12-31' else d end", 'date'],
  ["case s when 'a' then 1 when 'b' then 2 end", 'bigint'],
  ['case when b then null end', 'unknown'],
  // casts
  ['cast(s as bigint)', 'bigint'],
  ['cast(n as decimal(10,2))', 'decimal(10,2)'],
  ['cast(amt as decimal(10,0))', 'decimal(10,0)'],
  ['cast(cast(amt as decimal(10,0)) as bigint)', 'bigint'],
  ['cast(b as bigint)', 'bigint'],
  ['cast(x as string)', 'string'],
  ['cast(d as timestamp)', 'timestamp'],
  ['cast(t as date)', 'date'],
  ['cast(null as date)', 'date'],
  ["try_cast(nullif(s, 'null') as timestamp)", 'timestamp'],
  ['cast(j as string)', 'string'],
  ['cast(s as json)', 'json'],
])('%s is a %s', (text, type) => {
  const [expr, problems] = checkText(text);
  expect(problems).toEqual([]);
  expect(printType(expr!.type)).toBe(type);
});

it.each([
  ["d >= '2026-01-31'", 'date', '2026-01-31'],
  ["'2026-01-31' = d", 'date', '2026-01-31'],
  ["d between '2026-01-01' and date '2026-01-31'", 'date', '2026-01-01'],
  ["d in ('2026-01-01')", 'date', '2026-01-01'],
  ["d is distinct from '2026-01-01'", 'date', '2026-01-01'],
  ["t < '2026-01-01T08:30'", 'timestamp', '2026-01-01 08:30:00'],
  ["t >= '2026-01-31'", 'date', '2026-01-31'],
  ["case d when '2026-01-01' then 1 end", 'date', '2026-01-01'],
  ["case '2026-01-01' when d then 1 end", 'date', '2026-01-01'],
  ["'2026-01-01' in (d, d2)", 'date', '2026-01-01'],
  ["'2026-01-01' between d and d2", 'date', '2026-01-01'],
  ["coalesce(d, '2026-01-01')", 'date', '2026-01-01'],
  ["days_between('2026-01-01', d)", 'date', '2026-01-01'],
  ["year('2026-01-01')", 'date', '2026-01-01'],
  ["hour('2026-01-01 08:00:00')", 'timestamp', '2026-01-01 08:00:00'],
])('the text in %s is read as a %s', (text, type, value) => {
  const [expr, problems] = checkText(text);
  expect(problems).toEqual([]);
  const times: unknown[] = [];
  walk(expr!, (node) => {
    if (node.kind === 'literal' && (node.type.kind === 'date' || node.type.kind === 'timestamp'))
      times.push([node.type.kind, node.value]);
  });
  expect(times[0]).toEqual([type, value]);
});

it.each([
  ['b', types.boolean],
  ['null', types.boolean],
  ['n', types.double],
  ['n', types.decimal(10, 2)],
  ['amt', types.decimal(10, 2)],
  ['d', types.timestamp],
  ["'2026-01-01'", types.date],
  ['j', types.unknown],
])('%s stands where %o is expected', (text, expected) => {
  expect(checkText(text, expected)[1]).toEqual([]);
});

it.each([
  ['n', types.boolean],
  ['x', types.decimal(10, 2)],
  ['amt', types.bigint],
  ['s', types.date],
  ['t', types.date],
  ['tags', types.string],
])('%s does not stand where %o is expected', (text, expected) => {
  expect(checkText(text, expected)).toMatchObject([
    undefined,
    [{ code: 'expr/wrong-type', offset: 0, length: text.length }],
  ]);
});

it('a name may stand for an expression, which takes the place of the name', () => {
  const [expr] = checkText("s || up || 'y'");
  const spans: unknown[] = [];
  walk(expr!, ({ kind, span }) => spans.push([kind, span]));
  expect(spans).toEqual([
    ['binary', { start: 0, end: 14 }],
    ['binary', { start: 0, end: 7 }],
    ['reference', { start: 0, end: 1 }],
    ['call', { start: 5, end: 7 }],
    ['literal', undefined],
    ['literal', { start: 11, end: 14 }],
  ]);
});

it('every node of a checked expression is typed', () => {
  const [expr] = checkText("case when n > 1 and d >= '2026-01-01' then amt * 2 else null end");
  const untyped: unknown[] = [];
  walk(expr!, (node) => {
    if (node.type.kind === 'unknown') untyped.push(node.kind === 'literal' && node.value);
  });
  expect(untyped).toEqual([null]);
});
