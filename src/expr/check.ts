import { type Checked, type Details, type JsonPointer, hasErrors } from '../base/diagnostic.js';
import { unreachable } from '../base/unreachable.js';
import { arithmeticType } from './arithmetic.js';
import { branch } from './build.js';
import { castProblem } from './cast-problem.js';
import { checkCall } from './check-call.js';
import { compare } from './check-comparison.js';
import { type Check, type Side, describe, fixWith, placeOf, unknownOf } from './check-context.js';
import { asTime, unify } from './coerce.js';
import { fits } from './common-type.js';
import { textOf } from './constants.js';
import { exprDiagnostic } from './diagnostics.js';
import type { Binary, Case, Expr, In, Name, ParsedExpr, Reference } from './expr.js';
import type { OperandAdvice } from './advice.js';
import { dayWritten } from './literals.js';
import { printType } from './print-type.js';
import type { Scope } from './scope.js';
import { type Type, isNumeric, types } from './type.js';
import { withoutSpans } from './visit.js';

/**
 * Looks up every name of an expression and types every node (S15). `path` is where the text of the
 * expression stands; `expected`, where given, is the type the place takes (conditions: boolean). All
 * mistakes are reported, one message each; there is no value after an error.
 */
export function checkExpr<L>(
  expr: ParsedExpr,
  scope: Scope<L>,
  path: JsonPointer,
  expected: Type = types.unknown,
): Checked<Expr<L>> {
  const check: Check<L> = { root: expr, scope, path, found: [] };
  const value = asTime(check, sideOf(check, expr), expected);
  requireType(check, expr, value, expected);
  return [hasErrors(check.found) ? undefined : value, check.found];
}

function checkNode<L>(check: Check<L>, node: ParsedExpr): Expr<L> {
  switch (node.kind) {
    case 'literal':
      return node;
    case 'reference':
      return resolve(check, node);
    case 'unary': {
      const operand = checkNode(check, node.operand);
      if (node.operator === 'not') {
        requireType(check, node.operand, operand, types.boolean);
        return { ...node, operand, type: types.boolean };
      }
      if (isNumeric(operand.type)) return { ...node, operand, type: operand.type };
      return reportOperand(check, node, node.operand, '-', [operand], 'number');
    }
    case 'binary':
      return checkBinary(check, node);
    case 'between': {
      const operand = sideOf(check, node.operand);
      const [low, high] = [sideOf(check, node.low), sideOf(check, node.high)];
      // A day is a fine lower bound of timestamps: they start with its first moment.
      const [, from] = compare(check, '>=', operand, low);
      const [value, to] = compare(check, 'between', operand, high);
      return { ...node, operand: value, low: from, high: to, type: types.boolean };
    }
    case 'in':
      return checkIn(check, node);
    case 'is-null':
      return { ...node, operand: checkNode(check, node.operand), type: types.boolean };
    case 'case':
      return checkCase(check, node);
    case 'cast': {
      const operand = checkNode(check, node.operand);
      const advice = castProblem(operand.type, node.type);
      if (advice === undefined) return { ...node, operand };
      const params = { from: describe(operand), to: printType(node.type), advice };
      check.found.push(exprDiagnostic('bad-cast', check.path, params, placeOf(node)));
      return { ...node, operand };
    }
    case 'call':
      return checkCall(
        check,
        node,
        node.args.map((arg) => checkNode(check, arg)),
      );
    default:
      return unreachable(node);
  }
}

/** What a name stands for takes the name's place; offsets in another text would point nowhere here. */
function resolve<L>(check: Check<L>, node: Reference<Name>): Expr<L> {
  const [value, problems] = check.scope.resolve(node.to, check.path, placeOf(node));
  check.found.push(...problems);
  if (value === undefined) return unknownOf(node);
  return { ...withoutSpans(value), ...(node.span && { span: node.span }) };
}

function checkBinary<L>(check: Check<L>, node: Binary<Name>): Expr<L> {
  const [left, right] = [sideOf(check, node.left), sideOf(check, node.right)];
  const { operator } = node;
  switch (operator) {
    case 'and':
    case 'or':
      for (const side of [left, right]) requireType(check, side.node, side.expr, types.boolean);
      return { ...node, left: left.expr, right: right.expr, type: types.boolean };
    case '||':
    case 'like':
    case 'not like':
    case 'ilike':
    case 'not ilike': {
      const advice = operator === '||' ? 'text' : 'like';
      const wrong = [left, right].find(({ expr }) => !fits(expr.type, types.string));
      const isOr = operator === '||' && [left, right].every((s) => s.expr.type.kind === 'boolean');
      if (wrong !== undefined && isOr) {
        const fix = fixWith(check, node, { ...node, operator: 'or' });
        return reportOperand(check, node, node, operator, [left.expr, right.expr], 'boolean', fix);
      }
      if (wrong !== undefined)
        return reportOperand(check, node, wrong.node, operator, [left.expr, right.expr], advice);
      if (operator !== '||' && textOf(right.expr)?.includes('\\') === true)
        check.found.push(exprDiagnostic('like-backslash', check.path, {}, placeOf(right.node)));
      const type = operator === '||' ? types.string : types.boolean;
      return { ...node, left: left.expr, right: right.expr, type };
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': {
      const type = arithmeticType(operator, left.expr, right.expr);
      if (typeof type !== 'string') return { ...node, left: left.expr, right: right.expr, type };
      const strange = ['string', 'boolean', 'json', 'array'];
      const wrong = [left, right].filter(({ expr }) => strange.includes(expr.type.kind));
      const place = wrong.length === 1 ? wrong[0]!.node : node;
      return reportOperand(check, node, place, operator, [left.expr, right.expr], type);
    }
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'is distinct from':
    case 'is not distinct from': {
      const [a, b] = compare(check, operator, left, right, node);
      return { ...node, left: a, right: b, type: types.boolean };
    }
    default:
      return unreachable(operator);
  }
}

/** The first wrong item stands for the others: they are wrong in the same way. */
function checkIn<L>(check: Check<L>, node: In<Name>): Expr<L> {
  const operand = sideOf(check, node.operand);
  const sides = node.list.map((item) => sideOf(check, item));
  const before = check.found.length;
  const pairs: (readonly [Expr<L>, Expr<L>])[] = [];
  for (const side of sides) {
    if (hasErrors(check.found.slice(before))) break;
    pairs.push(compare(check, node.not ? 'not in' : 'in', operand, side, node));
  }
  return {
    ...node,
    operand: pairs[0]?.[0] ?? operand.expr,
    list: sides.map(({ expr }, index) => pairs[index]?.[1] ?? expr),
    type: types.boolean,
  };
}

/** With an operand each `when` is compared with it, else it is a condition; the values share a type. */
function checkCase<L>(check: Check<L>, node: Case<Name>): Expr<L> {
  const operand = node.operand && sideOf(check, node.operand);
  const pairs = node.whens.map(({ when }): readonly [Expr<L> | undefined, Expr<L>] => {
    const side = sideOf(check, when);
    if (operand !== undefined) return compare(check, 'case', operand, side);
    requireType(check, when, side.expr, types.boolean);
    return [undefined, side.expr];
  });
  const compared = pairs[0]?.[0];
  const results = [
    ...node.whens.map(({ then }) => then),
    ...(node.otherwise === undefined ? [] : [node.otherwise]),
  ];
  const [values, type] = unify(
    check,
    results.map((result) => sideOf(check, result)),
    'case',
  );
  const otherwise = values[node.whens.length];
  return {
    kind: 'case',
    ...(compared !== undefined && { operand: compared }),
    whens: pairs.map(([, when], index) => branch(when, values[index]!)),
    ...(otherwise !== undefined && { otherwise }),
    type,
    ...(node.span && { span: node.span }),
  };
}

function sideOf<L>(check: Check<L>, node: ParsedExpr): Side<L> {
  return { node, expr: checkNode(check, node) };
}

function requireType<L>(check: Check<L>, node: ParsedExpr, expr: Expr<L>, expected: Type): void {
  if (fits(expr.type, expected)) return;
  const params = { expected: printType(expected), found: describe(expr) };
  const day = expected.kind === 'date' ? dayWritten(node) : undefined;
  const fix = day === undefined ? {} : fixWith(check, node, day);
  check.found.push(exprDiagnostic('wrong-type', check.path, params, { ...placeOf(node), ...fix }));
}

function reportOperand<L>(
  check: Check<L>,
  node: ParsedExpr,
  wrong: ParsedExpr,
  operator: string,
  [left, right]: readonly Expr<L>[],
  advice: OperandAdvice,
  fix: Details = {},
): Expr<L> {
  const params = {
    operator,
    left: left === undefined ? '' : describe(left),
    right: right === undefined ? '' : describe(right),
    advice,
  };
  check.found.push(
    exprDiagnostic('wrong-operand', check.path, params, { ...placeOf(wrong), ...fix }),
  );
  return unknownOf(node);
}
