import type { Details } from '../base/diagnostic.js';
import { negate } from './build.js';
import { type Check, type Side, describe, fixWith, placeOf } from './check-context.js';
import { asTime } from './coerce.js';
import { integerOf, textOf } from './constants.js';
import { exprDiagnostic } from './diagnostics.js';
import type { Expr, ParsedExpr } from './expr.js';
import { functionNamed } from './functions.js';
import { dayWritten, numberLiteral } from './literals.js';
import type { ComparisonAdvice } from './advice.js';
import { type Type, isNumeric, isTemporal } from './type.js';

/** How two values are compared: by an operator, or by a construct that compares. */
export type Comparison =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'is distinct from'
  | 'is not distinct from'
  | 'in'
  | 'not in'
  | 'between'
  | 'case';

/**
 * Both sides of a comparison, as they are compared; what cannot or should not be compared is
 * reported. `whole` is the comparison itself, where a repair would replace all of it.
 */
export function compare<L>(
  check: Check<L>,
  operator: Comparison,
  left: Side<L>,
  right: Side<L>,
  whole?: ParsedExpr,
): readonly [left: Expr<L>, right: Expr<L>] {
  if (reportNull(check, operator, left, right, whole)) return [left.expr, right.expr];
  const a = { node: left.node, expr: asTime(check, left, right.expr.type) };
  const b = { node: right.node, expr: asTime(check, right, left.expr.type) };
  const advice = adviceFor(operator, a.expr.type, b.expr.type);
  if (advice === undefined) {
    warnOfMidnight(check, operator, a, b);
    reportRange(check, operator, a, b);
    reportRange(check, operator, b, a);
  } else reportTypes(check, a, b, advice, whole);
  return [a.expr, b.expr];
}

/** A comparison with a written null is never true; for equality exactly one repair is meant. */
function reportNull<L>(
  check: Check<L>,
  operator: Comparison,
  left: Side<L>,
  right: Side<L>,
  whole: ParsedExpr | undefined,
): boolean {
  if (operator === 'is distinct from' || operator === 'is not distinct from') return false;
  const side = [right, left].find(({ node }) => node.kind === 'literal' && node.value === null);
  if (side === undefined) return false;
  const { node: operand } = side === right ? left : right;
  const not = operator === '<>' || operator === 'not in';
  const fix =
    whole !== undefined && (operator === '=' || operator === '<>')
      ? fixWith(check, whole, { kind: 'is-null', not, operand, type: whole.type })
      : {};
  const params = { operator, instead: `x ${not ? 'is not' : 'is'} null` };
  const details = { ...placeOf(side.node), ...fix };
  check.found.push(exprDiagnostic('compare-with-null', check.path, params, details));
  return true;
}

/** Undefined where values of the types are compared so; else what to say. */
function adviceFor(operator: Comparison, a: Type, b: Type): ComparisonAdvice | undefined {
  const kinds = [a.kind, b.kind];
  if (kinds.includes('json')) return 'json';
  if (kinds.includes('array') || kinds.includes('interval')) return 'none';
  if (kinds.includes('boolean') && ['<', '<=', '>', '>=', 'between'].includes(operator))
    return 'order';
  if (kinds.includes('unknown') || a.kind === b.kind) return undefined;
  if (isNumeric(a) && isNumeric(b)) return undefined;
  if (isTemporal(a) && isTemporal(b)) return undefined;
  if (kinds.includes('boolean')) return 'boolean';
  if (isNumeric(a) || isNumeric(b)) return kinds.includes('string') ? 'number' : 'number-time';
  return 'time';
}

/** Reported at the literal if one side is one, else at the right side; quoted numbers beside a number lose their quotes. */
function reportTypes<L>(
  check: Check<L>,
  left: Side<L>,
  right: Side<L>,
  advice: ComparisonAdvice,
  whole: ParsedExpr | undefined,
): void {
  const [place, other] =
    left.node.kind === 'literal' && right.node.kind !== 'literal' ? [left, right] : [right, left];
  const fix = isNumeric(other.expr.type)
    ? unquoted(check, place.node, whole)
    : isTemporal(other.expr.type)
      ? asDay(check, place.node)
      : {};
  const params = { left: describe(left.expr), right: describe(right.expr), advice };
  const details = { ...placeOf(place.node), ...fix };
  check.found.push(exprDiagnostic('not-comparable', check.path, params, details));
}

/** A number beside a day, whose digits are those of one: `20260131`. */
function asDay(check: Check<unknown>, node: ParsedExpr): Pick<Details, 'fix'> {
  const day = dayWritten(node);
  return day === undefined ? {} : fixWith(check, node, day);
}

/** In a list all of them at once: they are one mistake. */
function unquoted(
  check: Check<unknown>,
  node: ParsedExpr,
  whole: ParsedExpr | undefined,
): Pick<Details, 'fix'> {
  if (whole?.kind === 'in') {
    const list = whole.list.map((item) => quotedNumber(item) ?? item);
    return list.includes(node) ? {} : fixWith(check, whole, { ...whole, list });
  }
  const number = quotedNumber(node);
  return number === undefined ? {} : fixWith(check, node, number);
}

function quotedNumber(node: ParsedExpr): ParsedExpr | undefined {
  const written = textOf(node) ?? '';
  const [, minus, digits] = /^(-?)((?:0|[1-9]\d*)(?:\.\d+)?)$/.exec(written) ?? [];
  const number = digits === undefined ? undefined : numberLiteral(digits);
  return number && (minus === '-' ? negate(number) : number);
}

/** A day beside a timestamp is its first moment: right for >= and <, nearly always wrong for the others. */
function warnOfMidnight<L>(
  check: Check<L>,
  operator: Comparison,
  left: Side<L>,
  right: Side<L>,
): void {
  const mixed = [left.expr.type.kind, right.expr.type.kind];
  if (!mixed.includes('date') || !mixed.includes('timestamp')) return;
  const harmless = mixed[0] === 'timestamp' ? ['>=', '<'] : ['<=', '>'];
  if (harmless.includes(operator)) return;
  const day = left.expr.type.kind === 'date' ? left : right;
  check.found.push(exprDiagnostic('part-of-day', check.path, { operator }, placeOf(day.node)));
}

/** A function with known bounds is never equal to a number outside of them. */
function reportRange<L>(
  check: Check<L>,
  operator: Comparison,
  { expr }: Side<L>,
  { node }: Side<L>,
): void {
  const range = expr.kind === 'call' ? functionNamed(expr.name)?.range : undefined;
  const value = integerOf(node);
  if (expr.kind !== 'call' || range === undefined || value === undefined) return;
  if (['<', '<=', '>', '>='].includes(operator)) return;
  const [low, high] = range;
  if (value >= low && value <= high) return;
  const params = { call: `${expr.name}(…)`, low, high, value: String(value) };
  check.found.push(exprDiagnostic('out-of-range', check.path, params, placeOf(node)));
}
