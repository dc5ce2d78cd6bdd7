import { expect, it } from 'vitest';
import {
  and,
  booleanLiteral,
  conjuncts,
  integerLiteral,
  negate,
  or,
  reference,
} from '../../src/expr/build.js';
import type { Name, ParsedExpr } from '../../src/expr/expr.js';
import { parseExpr } from '../../src/expr/parse.js';
import { printExpr, printName, printWith } from '../../src/expr/print.js';
import { types } from '../../src/expr/type.js';
import { isConstant, mapReferences, references, replaceNode } from '../../src/expr/visit.js';

const text = 'case a when b then round(c, 2) else -d end between cast(e as double) and f + $n';
const parse = (source: string): ParsedExpr => parseExpr(source, '')[0]!;

it('references are found in reading order', () => {
  expect(references(parse(text)).map(({ to }) => printName(to))).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    '$n',
  ]);
  expect(references(parse('g in (h, i) and j is null')).map(({ to }) => printName(to))).toEqual([
    'g',
    'h',
    'i',
    'j',
  ]);
});

it('a reference becomes another, or an expression', () => {
  const mapped = mapReferences<Name, number>(parse(text), (to, { span }) =>
    to.kind === 'param'
      ? negate(integerLiteral(1))
      : reference(printName(to).codePointAt(0)!, types.double, span),
  );
  expect(printWith(mapped, (code) => `#${code}`)).toBe(
    'case #97 when #98 then round(#99, 2) else -#100 end between cast(#101 as double) and #102 + -1',
  );
  expect(references(mapped)[0]?.span).toEqual({ start: 5, end: 6 });
});

it('nothing but references is mapped', () => {
  const tree = parse(text);
  expect(mapReferences(tree, (_, leaf) => leaf)).toEqual(tree);
});

it('one node is replaced, its likes are not', () => {
  const tree = parse('a + a * 2');
  const second = references(tree)[1]!;
  expect(printExpr(replaceNode(tree, second, parse('b - 1')))).toBe('a + (b - 1) * 2');
});

it.each([
  ['1 + 2', true],
  ["date_add('day', 1, $bizdate)", true],
  ['a + 1', false],
  ['row.a', false],
])('%s is constant: %s', (source, constant) => {
  expect(isConstant(parse(source), (to) => to.kind === 'param')).toBe(constant);
});

it('conditions are joined and taken apart', () => {
  const parts = ['a', 'b or c', 'not d'].map(parse);
  expect(printExpr(and(parts))).toBe('a and (b or c) and not d');
  expect(conjuncts(and(parts))).toEqual(parts);
  expect(printExpr(or(['a', 'b and c'].map(parse)))).toBe('a or b and c');
  expect(and([])).toEqual(booleanLiteral(true));
  expect(or([])).toEqual(booleanLiteral(false));
});
