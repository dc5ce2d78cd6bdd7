import { expect, it } from 'vitest';
import { parseExpr } from '../../src/expr/parse.js';
import { checkText } from './columns.js';

interface Found {
  readonly level?: number;
  readonly severity?: string;
  readonly params?: object;
  readonly allowed?: readonly string[];
}

it.each<[marked: string, code: string, more?: Found]>([
  // names are the scope's business, functions are ours
  ['n + ‹nn›', 'test/unknown-name', { params: { name: 'nn' } }],
  ['‹concatt›(s, s)', 'expr/unknown-function', { level: 2, allowed: ['concat'] }],
  ['1 + ‹days_betwen›(d, d2)', 'expr/unknown-function', { allowed: ['days_between', 'day'] }],
  ["‹to_char›(d, 'yyyymm')", 'expr/unknown-function', { params: { name: 'to_char' } }],
  ['‹exists›(n)', 'expr/unknown-function'],
  ['days_between(d, ‹now›())', 'expr/reads-the-clock', { level: 2, params: { name: 'now()' } }],
  ['cast(n as ‹money›)', 'expr/unknown-type', { level: 2 }],
  ['cast(n as ‹bigin›)', 'expr/unknown-type', { allowed: ['bigint'] }],
  ['cast(n as ‹decimal›)', 'expr/type-size', { params: { text: 'decimal' } }],
  ['cast(n as ‹decimal(39,2)›)', 'expr/type-size'],
  ['cast(n as ‹decimal(4,5)›)', 'expr/type-size'],
  ['cast(s as ‹varchar(20)›)', 'expr/type-size', { params: { text: 'varchar(20)' } }],
  // numbers of arguments
  ['‹nullif(n)›', 'expr/argument-count', { params: { usage: 'nullif(x T, y T)', given: 1 } }],
  ['‹coalesce()›', 'expr/argument-count', { params: { given: 0 } }],
  ['‹round(n, 1, 2)›', 'expr/argument-count'],
  // types of arguments
  ['year(‹s›)', 'expr/wrong-argument', { level: 3, params: { found: 'string' } }],
  ["year(‹'x'›)", 'expr/bad-literal'],
  ['hour(‹d›)', 'expr/wrong-argument', { params: { expected: 'timestamp', found: 'date' } }],
  ['date(‹s›)', 'expr/wrong-argument'],
  ["abs(‹'1'›)", 'expr/wrong-argument', { params: { found: "string '1'" } }],
  ['lower(‹n›)', 'expr/wrong-argument'],
  ['if(‹n›, 1, 2)', 'expr/wrong-argument', { params: { expected: 'boolean' } }],
  ["if(b, 1, ‹'x'›)", 'expr/no-common-type', { params: { first: 'bigint' } }],
  ['greatest(‹b›, b)', 'expr/wrong-argument'],
  ['substring(s, ‹0›)', 'expr/bad-constant', { params: { form: '>= 1', found: '0' } }],
  ['substring(s, 1, ‹-1›)', 'expr/bad-constant'],
  ['split_part(s, s, ‹0›)', 'expr/bad-constant'],
  ['array_contains(tags, ‹1›)', 'expr/wrong-argument', { params: { expected: 'T' } }],
  ["position(‹'@'›, email)", 'expr/swapped-arguments'],
  ["contains(‹'a,b'›, s)", 'expr/swapped-arguments'],
  // constants that decide what SQL is printed
  ['date_trunc(‹s›, d)', 'expr/bad-constant', { params: { found: '' } }],
  [
    "date_trunc(‹'mont'›, d)",
    'expr/bad-constant',
    {
      params: { found: 'mont' },
      allowed: ['month', 'second', 'minute', 'hour', 'day', 'week', 'quarter', 'year'],
    },
  ],
  ['round(amt, ‹n›)', 'expr/bad-constant'],
  ['round(amt, ‹19›)', 'expr/bad-constant'],
  ["format_date(d, ‹'yyyymm'›)", 'expr/bad-constant', { params: { found: 'yyyymm' } }],
  ["format_date(d, ‹'YYYY-MM-DD'›)", 'expr/bad-constant'],
  ["format_date(d, ‹'%Y'›)", 'expr/bad-constant'],
  ["format_date(d, ‹'-'›)", 'expr/bad-constant'],
  ["to_date(s, ‹'yyyyMM'›)", 'expr/bad-constant'],
  ["to_date(s, ‹'yyyyMMddyyyy'›)", 'expr/bad-constant'],
  ["to_timestamp(s, ‹'yyyyMMdd'›)", 'expr/bad-constant'],
  ["regexp_matches(s, ‹'('›)", 'expr/bad-constant'],
  ["regexp_matches(s, ‹'(?=a)'›)", 'expr/bad-constant'],
  ["regexp_matches(s, ‹'(a)\\1'›)", 'expr/bad-constant'],
  ['regexp_matches(s, ‹s›)', 'expr/bad-constant'],
  ["regexp_replace(s, 'a', ‹'$1'›)", 'expr/bad-constant'],
  ["json_string(j, ‹'a.b'›)", 'expr/bad-constant'],
  ["json_string(j, ‹'$.a;b'›)", 'expr/bad-constant'],
  // operators
  ['n + ‹s›', 'expr/wrong-operand', { params: { operator: '+', advice: 'plus' } }],
  ['‹b› * 2', 'expr/wrong-operand', { params: { advice: 'number' } }],
  ['-‹s›', 'expr/wrong-operand', { params: { operator: '-', left: 'string', right: '' } }],
  ["-‹interval '1 day'›", 'expr/wrong-operand'],
  ['s || ‹n›', 'expr/wrong-operand', { params: { operator: '||', advice: 'text' } }],
  ["‹n› like '1%'", 'expr/wrong-operand', { params: { advice: 'like' } }],
  ["s like ‹'a\\_%'›", 'expr/like-backslash'],
  ['‹t - t2›', 'expr/wrong-operand', { params: { advice: 'moment-difference' } }],
  ['‹t - d›', 'expr/wrong-operand', { params: { advice: 'moment-difference' } }],
  ['‹t + 1›', 'expr/wrong-operand', { params: { advice: 'moment-plus-number' } }],
  ['‹d + d2›', 'expr/wrong-operand', { params: { advice: 'interval' } }],
  ['‹d + 1.5›', 'expr/wrong-operand'],
  ['‹1 - d›', 'expr/wrong-operand'],
  ['‹d * 2›', 'expr/wrong-operand', { params: { advice: 'interval' } }],
  ["‹interval '1 day' * 2›", 'expr/wrong-operand', { params: { advice: 'interval' } }],
  ["‹interval '1 day' + interval '1 day'›", 'expr/wrong-operand'],
  ["d - ‹'2026-01-01'›", 'expr/wrong-operand', { params: { advice: 'day' } }],
  ['not ‹n›', 'expr/wrong-type', { params: { expected: 'boolean', found: 'bigint' } }],
  ['b and ‹s›', 'expr/wrong-type'],
  ['‹1› or b', 'expr/wrong-type', { params: { found: 'bigint 1' } }],
  ['case when ‹n› then 1 end', 'expr/wrong-type'],
  ["case when b then n else ‹'x'› end", 'expr/no-common-type', { params: { construct: 'case' } }],
  // comparisons
  [
    's = ‹1›',
    'expr/not-comparable',
    { params: { left: 'string', right: 'bigint 1', advice: 'number' } },
  ],
  ['‹1› = s', 'expr/not-comparable'],
  ['s < ‹n›', 'expr/not-comparable'],
  ["n in (1, ‹'x'›, 'y')", 'expr/not-comparable'],
  ["n between 1 and ‹'x'›", 'expr/not-comparable'],
  ['d = ‹s›', 'expr/not-comparable', { params: { advice: 'time' } }],
  ['d = ‹20260131›', 'expr/not-comparable', { params: { advice: 'number-time' } }],
  ["d = ‹'N/A'›", 'expr/bad-literal', { params: { text: 'N/A', type: 'date' } }],
  ["d = ‹'2026-02-30'›", 'expr/bad-literal'],
  ["b = ‹'true'›", 'expr/not-comparable', { params: { advice: 'boolean' } }],
  ['b = ‹1›', 'expr/not-comparable', { params: { advice: 'boolean' } }],
  ['b < ‹true›', 'expr/not-comparable', { params: { advice: 'order' } }],
  ["j = ‹'x'›", 'expr/not-comparable', { params: { advice: 'json' } }],
  ['tags = ‹tags›', 'expr/not-comparable'],
  ["i > ‹interval '1 day'›", 'expr/not-comparable'],
  ["case n when ‹'x'› then 1 end", 'expr/not-comparable'],
  ['n = ‹null›', 'expr/compare-with-null', { params: { operator: '=' } }],
  ['n not in (1, ‹null›)', 'expr/compare-with-null', { params: { operator: 'not in' } }],
  ['n between ‹null› and 2', 'expr/compare-with-null'],
  ['case n when ‹null› then 1 end', 'expr/compare-with-null'],
  ['day_of_week(d) in (‹0›, 6)', 'expr/out-of-range', { params: { low: 1, high: 7, value: '0' } }],
  ['month(d) = ‹13›', 'expr/out-of-range'],
  ['‹24› = hour(t)', 'expr/out-of-range'],
  // casts that engines disagree on
  [
    '‹cast(amt as bigint)›',
    'expr/bad-cast',
    { params: { from: 'decimal(18,2)', advice: 'round' } },
  ],
  ['‹try_cast(x as bigint)›', 'expr/bad-cast', { params: { advice: 'round' } }],
  ['‹cast(n as date)›', 'expr/bad-cast', { params: { advice: 'day' } }],
  ['‹cast(t as bigint)›', 'expr/bad-cast', { params: { advice: 'day' } }],
  ['‹cast(n as boolean)›', 'expr/bad-cast', { params: { advice: 'condition' } }],
  ['‹cast(j as bigint)›', 'expr/bad-cast', { params: { advice: 'json' } }],
  ['‹cast(tags as string)›', 'expr/bad-cast', { params: { advice: 'none' } }],
  ['‹cast(s as interval)›', 'expr/bad-cast'],
  ['‹cast(s as array<string>)›', 'expr/bad-cast'],
])('%s: %s', (marked, code, more = {}) => {
  const offset = marked.indexOf('‹');
  const length = marked.indexOf('›') - offset - 1;
  const [expr, problems] = checkText(marked.replace(/[‹›]/g, ''));
  expect(expr).toBeUndefined();
  expect(problems).toMatchObject([
    { code, severity: 'error', path: '/is', offset, length, ...more },
  ]);
});

// A day beside a timestamp is its first moment: right for >= and <, a lost day for the others.
it.each([
  ["t <= ‹date '2026-01-31'›", '<='],
  ["t <= ‹'2026-01-31'›", '<='],
  ['t > ‹d›', '>'],
  ["‹date '2026-01-31'› >= t", '>='],
  ["t = ‹'2026-01-31'›", '='],
  ["t in (‹'2026-01-31'›)", 'in'],
  ["t between '2026-01-01' and ‹'2026-01-31'›", 'between'],
])('%s loses a part of the day: a warning', (marked, operator) => {
  const offset = marked.indexOf('‹');
  const length = marked.indexOf('›') - offset - 1;
  const [expr, problems] = checkText(marked.replace(/[‹›]/g, ''));
  expect(expr).toBeDefined();
  expect(problems).toMatchObject([
    { code: 'expr/part-of-day', severity: 'warning', offset, length, params: { operator } },
  ]);
});

it.each([
  ["t >= date '2026-01-31'"],
  ["t < date '2026-01-31'"],
  ["date '2026-01-31' <= t"],
  ["date(t) <= date '2026-01-31'"],
  ["date_trunc('month', t) = date_trunc('month', d)"],
  ["t <= timestamp '2026-01-31 23:59:59'"],
])('%s loses nothing', (text) => {
  expect(checkText(text)[1]).toEqual([]);
});

it.each([
  ['n = null and b', 'n is null and b'],
  ['b or n <> null', 'b or n is not null'],
  ['null = n', 'n is null'],
  ["n > '5'", 'n > 5'],
  ["b and '-1.5' < amt", 'b and -1.5 < amt'],
  ["n in ('1', 2, '3')", 'n in (1, 2, 3)'],
  ["n between '1' and 2", 'n between 1 and 2'],
])('%s is repaired to %s', (text, repaired) => {
  const [, problems] = checkText(text);
  expect(problems.map(({ fix }) => fix)).toEqual([
    [{ op: 'replace', path: '/is', value: repaired }],
  ]);
  expect(checkText(repaired)[1]).toEqual([]);
});

it.each(["n = 'x'", "n = '007'", "n in (1, 'x')", 's = 1', 'n < null', 'n in (null)'])(
  '%s has no repair that is sure',
  (text) => {
    const [, problems] = checkText(text);
    expect(problems.map(({ fix }) => fix)).toEqual([undefined]);
  },
);

it('all mistakes are reported at once, each of them once', () => {
  const [, problems] = checkText('lower(n) = 1 and nn + 1 > n and not foo(nope)');
  expect(problems.map(({ code, offset }) => [code, offset])).toEqual([
    ['expr/wrong-argument', 6],
    ['test/unknown-name', 17],
    ['test/unknown-name', 40],
    ['expr/unknown-function', 36],
  ]);
});

it('a deep chain is checked', () => {
  const [parsed] = parseExpr(`n${' + 1'.repeat(499)}`, '');
  expect(parsed).toBeDefined();
  expect(checkText(`n${' + 1'.repeat(499)}`)[1]).toEqual([]);
});
