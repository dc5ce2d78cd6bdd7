import { expect, it } from 'vitest';
import type { ParsedExpr } from '../../src/expr/expr.js';
import { parseExpr } from '../../src/expr/parse.js';
import { walk } from '../../src/expr/visit.js';
import { treeOf } from './tree.js';

function parse(text: string): ParsedExpr {
  const [expr, problems] = parseExpr(text, '/is');
  expect(problems).toEqual([]);
  return expr!;
}

it.each([
  // or < and < not < comparison < || < + - < * / % < -x
  ['a or b and c', '(or a (and b c))'],
  ['not a and b', '(and (not a) b)'],
  ['not a = b', '(not (= a b))'],
  ['not not a', '(not (not a))'],
  ['a = b || c', '(= a (|| b c))'],
  ["'a' || b + c", '(|| string:a (+ b c))'],
  ['a + b * c', '(+ a (* b c))'],
  ['a - b - c', '(- (- a b) c)'],
  ['a / b / c * d % e', '(% (* (/ (/ a b) c) d) e)'],
  ['-a * b', '(* (- a) b)'],
  ['a - -b', '(- a (- b))'],
  ['-(-a)', '(- (- a))'],
  ['(a + b) * c', '(* (+ a b) c)'],
  ['a and b and c', '(and (and a b) c)'],
  ['a between b and c and d', '(and (between a b c) d)'],
  ['a not between 1 and 2 + 3', '(not-between a bigint:1 (+ bigint:2 bigint:3))'],
  ['not a between 1 and 2', '(not (between a bigint:1 bigint:2))'],
  ['a is null or b', '(or (is-null a) b)'],
  ['a + 1 is not null', '(not-is-null (+ a bigint:1))'],
  ['(a = b) is null', '(is-null (= a b))'],
  ['a != b', '(<> a b)'],
  ['a == b', '(= a b)'],
  ['a <= b', '(<= a b)'],
  ['a is distinct from b + 1', '(is distinct from a (+ b bigint:1))'],
  ['a is not distinct from b', '(is not distinct from a b)'],
  // is true: true, and neither false nor null
  ['a is true', '(is not distinct from a boolean:true)'],
  ['a is not false', '(is distinct from a boolean:false)'],
  ['a in (1)', '(in a bigint:1)'],
  ["a not in ('x', b)", '(not-in a string:x b)'],
  ["a like 'x%' and b not ilike c", '(and (like a string:x%) (not ilike b c))'],
])('%s is read as %s', (text, tree) => {
  expect(treeOf(parse(text))).toBe(tree);
});

it.each([
  ['1', 'bigint:1'],
  ['007', 'bigint:7'],
  ['9223372036854775807', 'bigint:9223372036854775807'],
  ['9223372036854775808', 'decimal(19,0):9223372036854775808'],
  ['1.50', 'decimal(3,2):1.50'],
  ['0.05', 'decimal(2,2):0.05'],
  ['.5', 'decimal(1,1):0.5'],
  ['0.0', 'decimal(1,1):0.0'],
  ['1e5', 'double:1e5'],
  ['1.5E+3', 'double:1.5e3'],
  ['2E-3', 'double:2e-3'],
  ["'it''s'", "string:it's"],
  ["''", 'string:'],
  ["'客单价 ${x}'", 'string:客单价 ${x}'],
  ['true', 'boolean:true'],
  ['FALSE', 'boolean:false'],
  ['Null', 'unknown:null'],
  ["date '2024-02-29'", 'date:2024-02-29'],
  ["timestamp '2026-01-01 08:30:00'", 'timestamp:2026-01-01 08:30:00'],
  ["timestamp '2026-01-01T08:30'", 'timestamp:2026-01-01 08:30:00'],
  ["timestamp '2026-01-01'", 'timestamp:2026-01-01 00:00:00'],
  ["timestamp '2026-01-01 08:30:00.120'", 'timestamp:2026-01-01 08:30:00.12'],
  ["interval '3 day'", 'interval:3 day'],
  ["INTERVAL '-2 Months'", 'interval:-2 month'],
  ["interval '3' day", 'interval:3 day'],
  ['interval 3 weeks', 'interval:3 week'],
])('the literal %s is %s', (text, tree) => {
  expect(treeOf(parse(text))).toBe(tree);
});

it.each([
  'date',
  'timestamp',
  'interval',
  'year',
  'month',
  'day',
  'rank',
  'count',
  'sum',
  'default',
  'group_by',
  'first',
  'last',
  'row',
  'found',
  'cast',
  'select',
  'over',
  'distinct',
  'escape',
  'as',
  'from',
  '客单价',
  'größe',
  'नाम',
  '_x1',
])('%s is a name like any other', (name) => {
  expect(treeOf(parse(`${name} = 1`))).toBe(`(= ${name} bigint:1)`);
  expect(treeOf(parse(`not ${name}`))).toBe(`(not ${name})`);
  expect(treeOf(parse(`a.${name}.b is null`))).toBe(`(is-null a.${name}.b)`);
});

it.each([
  ['a.b.c', 'a.b.c'],
  ['A.b', 'A.b'],
  ['`end`', '`end`'],
  ['x.end', 'x.end'],
  ['case.id', '`case`.id'],
  ['`2018年产值(亿)` / `a``b%`', '(/ `2018年产值(亿)` `a``b%`)'],
  ['t.`a b`', 't.`a b`'],
  ['$bizdate - 1', '(- param:$bizdate bigint:1)'],
  ['row.t1', 'row:row.t1'],
  ['row.live.id', 'row:row.live.id'],
  ['`row`.x', '`row`.x'],
  ['found(open_row)', 'found:found(open_row)'],
  ['found(`a b`)', 'found:found(`a b`)'],
])('the name %s is %s', (text, tree) => {
  expect(treeOf(parse(text))).toBe(tree);
});

it.each([
  ['Round(a, 2)', '(round a bigint:2)'],
  ['date(a)', '(date a)'],
  ['year (a)', '(year a)'],
  ['if(a, b, c)', '(if a b c)'],
  ['left(a, 1)', '(left a bigint:1)'],
  ['now()', '(now)'],
  ['case when a then b end', '(case a b)'],
  ['case when a then b when c then d else e end', '(case a b c d e)'],
  ["case a when '1' then 'x' else 'y' end", '(case-of a string:1 string:x string:y)'],
  ['case when a then b end + 1', '(+ (case a b) bigint:1)'],
  ['cast(a as bigint)', '(cast a bigint)'],
  ['try_cast(a + 1 as Decimal(18, 2))', '(try_cast (+ a bigint:1) decimal(18,2))'],
  ['cast(a as array<array<text>>)', '(cast a array<array<string>>)'],
])('%s is read as %s', (text, tree) => {
  expect(treeOf(parse(text))).toBe(tree);
});

// Spellings that mean exactly the same have one form (S16).
it.each([
  ["start_of('month', a)", '(date_trunc string:month a)'],
  ['dow(a)', '(day_of_week a)'],
  ['nvl(a, 0)', '(coalesce a bigint:0)'],
  ['mod(a, 7)', '(% a bigint:7)'],
  ['add_months(a, -1)', '(date_add string:month (- bigint:1) a)'],
  ["strftime(a, '%Y/%m')", '(format_date a string:yyyy/MM)'],
  ["strftime(a, '%j')", '(strftime a string:%j)'],
  ['substr(a, 1, 2)', '(substring a bigint:1 bigint:2)'],
])('%s is read as %s', (text, tree) => {
  expect(treeOf(parse(text))).toBe(tree);
});

it('every node knows its characters', () => {
  const text = "  case when (a + 1) > $n then f(`b c`) else date '2026-01-01' end";
  const parts: string[] = [];
  walk(parse(text), ({ span }) => parts.push(text.slice(span!.start, span!.end)));
  expect(parts).toEqual([
    text.trim(),
    '(a + 1) > $n',
    'a + 1',
    'a',
    '1',
    '$n',
    'f(`b c`)',
    '`b c`',
    "date '2026-01-01'",
  ]);
});

it('offsets count UTF-16 units', () => {
  const expr = parse("'😀' || 名");
  expect(expr.kind === 'binary' && expr.right.span).toEqual({ start: 8, end: 9 });
});

it('64 brackets are read', () => {
  expect(treeOf(parse(`${'('.repeat(64)}a${')'.repeat(64)}`))).toBe('a');
});

it('a chain of 499 operators is read', () => {
  expect(parse(`a${' or a'.repeat(499)}`).kind).toBe('binary');
});
