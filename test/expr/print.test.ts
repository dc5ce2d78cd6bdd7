import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BinaryOperator, Literal, ParsedExpr } from '../../src/expr/expr.js';
import { branch, integerLiteral, intervalLiteral, stringLiteral } from '../../src/expr/build.js';
import { numberLiteral, timeUnits } from '../../src/expr/literals.js';
import { parseExpr } from '../../src/expr/parse.js';
import { printExpr } from '../../src/expr/print.js';
import { type Type, types } from '../../src/expr/type.js';
import { walk, withoutSpans } from '../../src/expr/visit.js';

it.each([
  ['A+B', 'A + B'],
  ['((a))', 'a'],
  ['(a+b)*c', '(a + b) * c'],
  ['(a*b)+c', 'a * b + c'],
  ['a-(b-c)', 'a - (b - c)'],
  ['(a-b)-c', 'a - b - c'],
  ['a/(b*c)', 'a / (b * c)'],
  ['a AND (b OR c)', 'a and (b or c)'],
  ['(a and b) or c', 'a and b or c'],
  ['a or (b or c)', 'a or (b or c)'],
  ['NOT (a = b)', 'not a = b'],
  ['(not a) = b', '(not a) = b'],
  ['not (a and b)', 'not (a and b)'],
  ['(a = b) IS NULL', '(a = b) is null'],
  ['(a in (1,2)) = true', '(a in (1, 2)) = true'],
  ['- - a', '-(-a)'],
  ['-(a+b)', '-(a + b)'],
  ['a- -b', 'a - -b'],
  ['a!=b', 'a <> b'],
  ['a is true', 'a is not distinct from true'],
  ['a||(b+c)', 'a || b + c'],
  ['(a||b)+c', '(a || b) + c'],
  ['CASE WHEN a THEN b ELSE c END', 'case when a then b else c end'],
  ['case (a) when 1 then 2 end', 'case a when 1 then 2 end'],
  ['CAST(a AS INT)', 'cast(a as bigint)'],
  ['TRY_CAST(a AS numeric( 10 ))', 'try_cast(a as decimal(10,0))'],
  ['COALESCE( a,0 )', 'coalesce(a, 0)'],
  ['`plain`', 'plain'],
  ['`客单价`', '客单价'],
  ['`End`', '`End`'],
  ['`a b`.`End`', '`a b`.End'],
  ['`a``b`', '`a``b`'],
  ['`row`.x', '`row`.x'],
  ['`row`', 'row'],
  ['ROW.x', 'row.x'],
  ['`1a`', '`1a`'],
  ['cast(select as bigint)', 'cast(select as bigint)'],
  ["DATE '2026-01-01'", "date '2026-01-01'"],
  ["interval '3 days'", "interval '3 day'"],
  ['a between (1) and (2 or b)', 'a between 1 and (2 or b)'],
])('%s is printed %s', (text, printed) => {
  expect(printExpr(parseExpr(text, '')[0]!)).toBe(printed);
});

const name = fc
  .oneof(
    fc.constantFrom(
      'a',
      'row',
      'end',
      'date',
      'found',
      'select',
      'interval',
      'as',
      'from',
      'over',
      'distinct',
      'case',
      '客单价',
      'a b',
      '`',
      '1x',
    ),
    fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' }),
  )
  .filter((text) => !/[\0\p{Cs}]/u.test(text));
const plainName = fc.constantFrom('bizdate', 'n', '日');
const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc.nat().map(integerLiteral),
  fc
    .tuple(fc.nat(), fc.integer({ min: 0, max: 99_999 }))
    .map(([whole, part]) => numberLiteral(`${whole}.${part}`)!),
  fc.nat({ max: 300 }).map((power) => numberLiteral(`7e-${power}`)!),
  fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/[\0\p{Cs}]/u.test(text))
    .map(stringLiteral),
  fc.constantFrom<Literal>(
    { kind: 'literal', type: types.unknown, value: null },
    { kind: 'literal', type: types.boolean, value: 'true' },
    { kind: 'literal', type: types.date, value: '2026-01-31' },
    { kind: 'literal', type: types.timestamp, value: '2026-01-31 08:30:00.5' },
  ),
  fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.constantFrom(...timeUnits))
    .map(([count, unit]) => intervalLiteral(count, unit)),
);
const castType = fc.constantFrom<Type>(
  types.bigint,
  types.decimal(18, 2),
  types.array(types.array(types.json)),
);
const operators: readonly BinaryOperator[] = [
  ...(['+', '-', '*', '/', '%', '||', '=', '<>', '<', '<=', '>', '>=', 'and', 'or'] as const),
  ...(['is distinct from', 'is not distinct from'] as const),
  ...(['like', 'not like', 'ilike', 'not ilike'] as const),
];
const type = types.unknown;

const { expr: trees } = fc.letrec<{ expr: ParsedExpr }>((tie) => {
  const expr = tie('expr');
  const names = fc.array(name, { minLength: 1, maxLength: 3 });
  const list = fc.array(expr, { minLength: 1, maxLength: 3 });
  const reference = fc
    .oneof(
      names.map((n) => ({ kind: 'path', names: n }) as const),
      names.map((n) => ({ kind: 'row', names: n }) as const),
      plainName.map((n) => ({ kind: 'param', name: n }) as const),
      name.map((match) => ({ kind: 'found', match }) as const),
    )
    .map((to): ParsedExpr => ({ kind: 'reference', to, type }));
  return {
    expr: fc.oneof(
      { maxDepth: 5 },
      literal,
      reference,
      fc.record({
        kind: fc.constant('unary' as const),
        operator: fc.constantFrom('not' as const, '-' as const),
        operand: expr,
        type: fc.constant(type),
      }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom(...operators),
        left: expr,
        right: expr,
        type: fc.constant(type),
      }),
      fc.record({
        kind: fc.constant('between' as const),
        not: fc.boolean(),
        operand: expr,
        low: expr,
        high: expr,
        type: fc.constant(type),
      }),
      fc.record({
        kind: fc.constant('in' as const),
        not: fc.boolean(),
        operand: expr,
        list,
        type: fc.constant(type),
      }),
      fc.record({
        kind: fc.constant('is-null' as const),
        not: fc.boolean(),
        operand: expr,
        type: fc.constant(type),
      }),
      fc.record({
        kind: fc.constant('cast' as const),
        try: fc.boolean(),
        operand: expr,
        type: castType,
      }),
      fc.record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom('round', 'date', 'if', 'f'),
        args: fc.oneof(list, fc.constant([])),
        type: fc.constant(type),
      }),
      fc
        .tuple(
          fc.option(expr),
          fc.array(fc.tuple(expr, expr), { minLength: 1, maxLength: 2 }),
          fc.option(expr),
        )
        .map(([operand, whens, otherwise]): ParsedExpr => ({
          kind: 'case',
          ...(operand !== null && { operand }),
          whens: whens.map(([when, value]) => branch(when, value)),
          ...(otherwise !== null && { otherwise }),
          type,
        })),
    ),
  };
});

it('any tree is read back from its text (S16)', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const text = printExpr(tree);
      const [read, problems] = parseExpr(text, '');
      expect(problems).toEqual([]);
      expect(withoutSpans(read!)).toEqual(tree);
      expect(printExpr(read!)).toBe(text);
    }),
    { numRuns: 500 },
  );
});

it('the characters of a node are read as that node', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const text = printExpr(tree);
      walk(parseExpr(text, '')[0]!, (node) => {
        const [again] = parseExpr(text.slice(node.span!.start, node.span!.end), '');
        expect(withoutSpans(again!)).toEqual(withoutSpans(node));
      });
    }),
    { numRuns: 100 },
  );
});

const pieces = fc.constantFrom(
  ..."a|b.c|$n|row.x|found(m)|1|1.5|'x'|`y`|(|)|,|.|+|-|*|/|%|=|<|>|and|or|not|in|is|null|true|between|like|case|when|then|else|end|cast(a as|bigint|date|interval|'3 day'|f(|distinct|from|select|over|sum(".split(
    '|',
  ),
  '||',
  "'2026-01-01'",
);

it.each([
  ['text', fc.string({ unit: 'binary' })],
  ['tokens', fc.array(pieces).map((parts) => parts.join(' '))],
])('any %s is read or refused at a place, never thrown at', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const [expr, problems] = parseExpr(text, '/x');
      const printed = expr === undefined ? undefined : printExpr(expr);
      const again = printed === undefined ? undefined : printExpr(parseExpr(printed, '')[0]!);
      const { offset = -1, length = 0 } = problems[0] ?? { offset: 0 };
      expect(problems).toHaveLength(expr === undefined ? 1 : 0);
      expect(again).toBe(printed);
      expect(offset).toBeGreaterThanOrEqual(0);
      expect(offset + length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 1000 },
  );
});
