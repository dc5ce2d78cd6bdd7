import { expect, it } from 'vitest';
import { parseExpr } from '../../src/expr/parse.js';

it.each<[marked: string, code: string, params?: object]>([
  ['‹›', 'empty'],
  ['‹  \n ›', 'empty'],
  ['a + ‹*› b', 'unexpected', { found: '*', expected: 'value' }],
  ['a +‹›', 'unexpected', { found: '', expected: 'value' }],
  ['a ‹b›', 'unexpected', { found: 'b', expected: 'operator' }],
  ['(a + b‹›', 'unexpected', { found: '', expected: ')' }],
  ['a + b‹)›', 'unexpected', { found: ')', expected: 'operator' }],
  ['‹)›', 'unexpected', { found: ')', expected: 'value' }],
  ['a‹.1›', 'unexpected', { expected: 'operator' }],
  ['a.‹*›', 'unexpected', { expected: 'name' }],
  ['row.‹›', 'unexpected', { expected: 'name' }],
  ['f(a ‹b›)', 'unexpected', { expected: ')' }],
  ['f(a, ‹)›', 'unexpected', { expected: 'value' }],
  ['a in ‹1›', 'unexpected', { expected: '(' }],
  ['a in (‹)›', 'unexpected', { expected: 'value' }],
  ['a between 1 ‹or› 2', 'unexpected', { expected: 'and' }],
  ['a not ‹3›', 'unexpected', { expected: 'in, between, like, ilike' }],
  ['a is ‹3›', 'unexpected', { expected: 'null, not null, distinct from' }],
  ['a is not ‹3›', 'unexpected', { expected: 'null' }],
  ['a is distinct ‹b›', 'unexpected', { expected: 'from' }],
  ['case a ‹end›', 'unexpected', { expected: 'when' }],
  ['case when a ‹else› b end', 'unexpected', { expected: 'then' }],
  ['case when a then b‹›', 'unexpected', { expected: 'when, else, end' }],
  ['case when a then b else c‹›', 'unexpected', { expected: 'end' }],
  ['cast(a ‹,› b)', 'unexpected', { expected: 'as' }],
  ['cast(a as ‹)›', 'unexpected', { expected: 'type' }],
  ['found(‹1›)', 'unexpected', { expected: 'name' }],
  ['found(a‹.›b)', 'unexpected', { expected: ')' }],
  ['a ‹,› b', 'unexpected', { expected: 'operator' }],
  ['f(x)‹(›1)', 'unexpected', { expected: 'operator' }],
  ['a.b‹(›1)', 'unexpected', { expected: 'operator' }],
  ["'a' ‹'b'›", 'unexpected', { found: "'b'", expected: 'operator' }],
  ['‹+›1', 'unexpected', { expected: 'value' }],
  ['‹end› > 3', 'reserved-word', { word: 'end' }],
  ['a and ‹and› b', 'reserved-word', { word: 'and' }],
  ['‹In› (1)', 'reserved-word', { word: 'In' }],
  ["a = ‹'it''s›", 'unterminated', { quote: "'" }],
  ['a = ‹`b›', 'unterminated', { quote: '`' }],
  ['‹``› = 1', 'empty-name'],
  ["a = ‹'\0'›", 'bad-text'],
  ["a = ‹'\ud800'›", 'bad-text'],
  ['‹1.›', 'bad-number'],
  ['‹1.2.3›', 'bad-number', { text: '1.2.3' }],
  ['‹12abc›', 'bad-number'],
  ['‹2018年产值› > 1', 'bad-number', { text: '2018年产值' }],
  ['‹1e400›', 'bad-number'],
  [`‹${'9'.repeat(39)}›`, 'bad-number'],
  ['a ‹--› b', 'comment'],
  ['a ‹/*› b */', 'comment'],
  ['a ‹;› b', 'strange-character', { character: ';' }],
  ['a ‹&&› b', 'strange-character', { character: '&' }],
  ['a = ‹😀›', 'strange-character', { character: '😀' }],
  ['‹?›', 'strange-character', { character: '?' }],
  ['a ‹。›', 'strange-character', { character: '。' }],
  ['‹$›', 'strange-character', { character: '$' }],
  ['‹"›a" = 1', 'double-quote'],
  ['a‹:›:bigint', 'colon'],
  ["date ‹'2026-02-30'›", 'bad-literal', { text: '2026-02-30', type: 'date' }],
  ["date ‹'20260101'›", 'bad-literal'],
  ["date ‹'2026-1-1'›", 'bad-literal'],
  ["timestamp ‹'2026-01-01 24:00:00'›", 'bad-literal', { type: 'timestamp' }],
  ["timestamp ‹'2026-01-01 08:00:00+08:00'›", 'bad-literal'],
  ["interval ‹'3'›", 'bad-literal', { type: 'interval' }],
  ["interval ‹'1 fortnight'›", 'bad-literal'],
  ["interval ‹'1.5 day'›", 'bad-literal'],
  ['1 < a ‹<› 5', 'comparison-chain', { operator: '<' }],
  ['a = b ‹is› null', 'comparison-chain', { operator: 'is' }],
  ['a is null ‹=› b', 'comparison-chain'],
  ['a in (1) ‹in› (2)', 'comparison-chain'],
  ['a = b ‹not› in (1)', 'comparison-chain'],
  ['a between 1 and 2 ‹between› 1 and 2', 'comparison-chain'],
  ['‹sum›(a) > 1', 'aggregate-in-expression', { name: 'sum' }],
  ['1 + ‹COUNT›(*)', 'aggregate-in-expression', { name: 'count' }],
  ['‹count›(distinct a)', 'aggregate-in-expression'],
  ['‹max›(a, b)', 'aggregate-in-expression', { name: 'max' }],
  ['a / ‹sum›(a) over ()', 'aggregate-in-expression'],
  ['‹row_number›() over (order by a)', 'window-in-expression', { name: 'row_number' }],
  ['round(a, 2) ‹over› (order by b)', 'window-in-expression', { name: 'over' }],
  ['a in (‹select› b from c)', 'select-in-expression'],
  ['exists (‹SELECT› * from c)', 'select-in-expression'],
  ['(‹select› 1)', 'select-in-expression'],
])('%s: %s', (marked, code, params = {}) => {
  // The text that the error points at stands between ‹ and ›.
  const offset = marked.indexOf('‹');
  const length = marked.indexOf('›') - offset - 1;
  const [expr, problems] = parseExpr(marked.replace(/[‹›]/g, ''), '/where/0');
  expect(expr).toBeUndefined();
  expect(problems).toMatchObject([
    { code: `expr/${code}`, level: 1, severity: 'error', path: '/where/0', offset, length, params },
  ]);
});

it('what full-width signs stand for is offered, and texts keep theirs', () => {
  const [, [problem]] = parseExpr("a ＞ 1 and b in （'，'，`（`）", '/is');
  expect(problem).toMatchObject({ code: 'expr/full-width', offset: 2, length: 1 });
  expect(problem?.fix).toEqual([
    { op: 'replace', path: '/is', value: "a > 1 and b in ('，',`（`)" },
  ]);
});

it.each([
  ['brackets', `${'('.repeat(65)}a${')'.repeat(65)}`, 64],
  ['calls', `${'f('.repeat(1000)}a${')'.repeat(1000)}`, 64],
  ['open brackets', '('.repeat(60_000), 64],
  ['not', `${'not '.repeat(65)}a`, 64],
  ['minus', `${'- '.repeat(65)}a`, 64],
  ['cases', `${'case when a then '.repeat(65)}b${' end'.repeat(65)}`, 64],
  ['arrays', `cast(a as ${'array<'.repeat(10_000)}string)`, 64],
  ['a chain', `a${' + a'.repeat(500)}`, 500],
  ['a long chain', `a${'+a'.repeat(32_000)}`, 500],
])('too deep: %s', (_, text, limit) => {
  const [expr, problems] = parseExpr(text, '');
  expect(expr).toBeUndefined();
  expect(problems).toMatchObject([{ code: 'expr/too-deep', params: { limit } }]);
});

it('a text of 64 KB is read, a longer one is refused', () => {
  const long = `'${'x'.repeat(65_534)}'`;
  expect(parseExpr(long, '')[1]).toEqual([]);
  expect(parseExpr(`${long} `, '')[1]).toMatchObject([
    { code: 'expr/too-long', params: { length: 65_537, limit: 65_536 } },
  ]);
});
