import { expect, it } from 'vitest';
import { isReserved } from '../../src/base/text/name.js';
import { signatureOf } from '../../src/expr/function.js';
import { allFunctions } from '../../src/expr/functions.js';
import { elsewhere } from '../../src/expr/foreign-functions.js';
import { canonicalCall } from '../../src/expr/synonyms.js';
import { printType } from '../../src/expr/print-type.js';
import { aggregates, windows } from '../../src/expr/words.js';
import { checkText } from './columns.js';

/** A call of every function, and its type; several where the type depends on the arguments. */
const calls: readonly (readonly [call: string, type: string])[] = [
  ['coalesce(n, 0)', 'bigint'],
  ['coalesce(amt, 0)', 'decimal(18,2)'],
  ['coalesce(null, x, n)', 'double'],
  ["coalesce(s, 'none')", 'string'],
  ['coalesce(n)', 'bigint'],
  ['nullif(n, 0.5)', 'bigint'],
  ["nullif(s, '')", 'string'],
  ["if(b, 'x', null)", 'string'],
  ['if(null, 1, 2.5)', 'decimal(2,1)'],
  ['greatest(n, amt, 1)', 'decimal(21,2)'],
  ["greatest(d, '2026-01-01')", 'date'],
  ['least(s, email)', 'string'],
  ['abs(amt)', 'decimal(18,2)'],
  ['abs(null)', 'unknown'],
  ['sign(x)', 'bigint'],
  ['round(x, 2)', 'double'],
  ['round(amt, 1)', 'decimal(18,1)'],
  ['round(rate, 2)', 'decimal(4,2)'],
  ['round(amt, 2)', 'decimal(18,2)'],
  ['round(amt, -2)', 'decimal(17,0)'],
  ['round(n, -2)', 'bigint'],
  ['round(amt)', 'bigint'],
  ['round(x)', 'bigint'],
  ['floor(amt / 10)', 'bigint'],
  ['ceil(n * 0.1)', 'bigint'],
  ['sqrt(n)', 'double'],
  ['power(amt, 2)', 'double'],
  ['exp(x)', 'double'],
  ['ln(x)', 'double'],
  ['log10(amt)', 'double'],
  ['lower(s)', 'string'],
  ['upper(s)', 'string'],
  ['trim(s)', 'string'],
  ['ltrim(s)', 'string'],
  ['rtrim(s)', 'string'],
  ['length(s)', 'bigint'],
  ['substring(s, 2)', 'string'],
  ['substring(s, n, 2)', 'string'],
  ['left(s, 3)', 'string'],
  ['right(s, 4)', 'string'],
  ["replace(s, '-', '')", 'string'],
  ["concat(left(s, 3), '****', right(s, 4))", 'string'],
  ["split_part(s, ',', 1)", 'string'],
  ["starts_with(s, 'a')", 'boolean'],
  ["ends_with(s, 'a')", 'boolean'],
  ['contains(s, email)', 'boolean'],
  ["position(email, '@')", 'bigint'],
  ["position('a@b', '@')", 'bigint'],
  ["lpad(s, 8, '0')", 'string'],
  ["rpad(s, 8, ' ')", 'string'],
  ['reverse(s)', 'string'],
  ["repeat('ab', n)", 'string'],
  ["regexp_matches(s, '^[0-9]+$')", 'boolean'],
  ["regexp_extract(s, '(\\d+)-(\\d+)', 2)", 'string'],
  ["regexp_extract(s, '(?i)[a-z]+')", 'string'],
  ["regexp_replace(s, '\\s+', ' ')", 'string'],
  ['md5(s)', 'string'],
  ['date(t)', 'date'],
  ['date(d)', 'date'],
  ['year(t)', 'bigint'],
  ['quarter(d)', 'bigint'],
  ['month(d)', 'bigint'],
  ['week(d)', 'bigint'],
  ['iso_year(d)', 'bigint'],
  ['day(d)', 'bigint'],
  ['day_of_week(t)', 'bigint'],
  ['day_of_year(d)', 'bigint'],
  ['hour(t)', 'bigint'],
  ['minute(t)', 'bigint'],
  ['second(t)', 'bigint'],
  ["date_trunc('month', t)", 'date'],
  ["date_trunc('week', d)", 'date'],
  ["date_trunc('hour', t)", 'timestamp'],
  ["date_add('month', -1, d)", 'date'],
  ["date_add('hour', n, d)", 'timestamp'],
  ["date_add('day', n, t)", 'timestamp'],
  ["date_diff('week', d, t)", 'bigint'],
  ['days_between(d, t)', 'bigint'],
  ['seconds_between(t, t2)', 'bigint'],
  ['seconds_between(t, t2) / 3600', 'double'],
  ['last_day(t)', 'date'],
  ['make_date(2026, 1, n)', 'date'],
  ["to_date(s, 'yyyyMMdd')", 'date'],
  ["to_date(cast(n as string), 'yyyy年MM月dd日')", 'date'],
  ["to_timestamp(s, 'yyyy-MM-dd HH:mm:ss')", 'timestamp'],
  ["format_date(d, 'yyyyMM')", 'string'],
  ["format_date(t, 'HH:mm')", 'string'],
  ['epoch_seconds(t)', 'bigint'],
  ["in_time_zone(t, 'UTC', 'Asia/Shanghai')", 'timestamp'],
  ["json_string(j, '$.a.b[0]')", 'string'],
  ["json_number(s, '$.price')", 'double'],
  ['array_length(tags)', 'bigint'],
  ["array_contains(tags, 'x')", 'boolean'],
];

it.each(calls)('%s is a %s', (text, type) => {
  const [expr, problems] = checkText(text);
  expect(problems).toEqual([]);
  expect(printType(expr!.type)).toBe(type);
});

it('every function is called above', () => {
  const called = calls.flatMap(([text]) => [...text.matchAll(/(\w+)\(/g)].map(([, name]) => name));
  expect(allFunctions.map(({ name }) => name).filter((name) => !called.includes(name))).toEqual([]);
});

it('every function has one meaning: a name of its own, a line in each language', () => {
  const names = allFunctions.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z][a-z0-9_]*$/.test(name) || isReserved(name))).toEqual([]);
  expect(names.filter((name) => aggregates.has(name) || windows.has(name))).toEqual([]);
  expect(names.filter((name) => elsewhere.has(name))).toEqual([]);
  expect(names.filter((name) => canonicalCall(name, []).name !== name)).toEqual([]);
  const docs = allFunctions.map(({ doc }) => [doc.en, doc.zh]);
  expect(docs.flat().filter((line) => line.length < 3 || line.includes('\n'))).toEqual([]);
});

it.each([
  ['substring', 'substring(x string, start bigint, [length bigint]) → string'],
  ['coalesce', 'coalesce(x T, …) → T'],
  ['date_trunc', "date_trunc(unit 'unit', x date|timestamp) → date|timestamp"],
])('the signature of %s is %s', (name, signature) => {
  expect(signatureOf(allFunctions.find((f) => f.name === name)!)).toBe(signature);
});
