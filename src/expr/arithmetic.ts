import { decimalTypeOf, fitted } from './common-type.js';
import type { BinaryOperator, Expr } from './expr.js';
import type { OperandAdvice } from './advice.js';
import { isPartOfDay } from './literals.js';
import { type Type, isNumeric, types } from './type.js';

/** Operators whose result is computed from both sides. */
export type ArithmeticOperator = Extract<BinaryOperator, '+' | '-' | '*' | '/' | '%'>;

/** The type of `left operator right` (S15), or which advice to give where there is none. */
export function arithmeticType<L>(
  operator: ArithmeticOperator,
  left: Expr<L>,
  right: Expr<L>,
): Type | OperandAdvice {
  const sides = [left.type.kind, right.type.kind];
  if (sides.some((kind) => kind === 'date' || kind === 'timestamp' || kind === 'interval'))
    return timeType(operator, left, right);
  if (!isNumeric(left.type) || !isNumeric(right.type))
    return sides.includes('string') && operator === '+' ? 'plus' : 'number';
  if (operator === '/') return quotientType(left, right);
  if (sides.includes('double')) return types.double;
  if (left.type.kind === 'unknown') return right.type;
  if (right.type.kind === 'unknown') return left.type;
  if (!sides.includes('decimal')) return types.bigint;
  const [a, b] = [decimalTypeOf(left), decimalTypeOf(right)];
  if (operator === '*') return fitted(a.precision + b.precision, a.scale + b.scale);
  const scale = Math.max(a.scale, b.scale);
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  return fitted(whole + scale + (operator === '%' ? 0 : 1), scale);
}

/**
 * A quotient is a double, unless both sides are decimals: then it is exact to max(6, s) places (S15).
 * An integer literal beside a decimal is one, so `amount / 100` stays a decimal.
 */
function quotientType<L>(left: Expr<L>, right: Expr<L>): Type {
  const decimals = [left, right].filter(({ type }) => type.kind === 'decimal').length;
  const exact = [left, right].every(
    (side) => side.type.kind === 'decimal' || isIntegerLiteral(side),
  );
  if (decimals === 0 || !exact) return types.double;
  return types.decimal(38, Math.max(6, decimalTypeOf(left).scale, decimalTypeOf(right).scale));
}

function isIntegerLiteral<L>(expr: Expr<L>): boolean {
  if (expr.kind === 'unary' && expr.operator === '-') return isIntegerLiteral(expr.operand);
  return expr.kind === 'literal' && expr.type.kind === 'bigint';
}

/** Days and moments: a date ± days is a date, two dates are days apart, either ± an interval is later or earlier. */
function timeType<L>(
  operator: ArithmeticOperator,
  left: Expr<L>,
  right: Expr<L>,
): Type | OperandAdvice {
  const [a, b] = [left.type.kind, right.type.kind];
  if (operator !== '+' && operator !== '-') return 'interval';
  if (a === 'unknown' || b === 'unknown')
    return operator === '+' ? sumWithUnknown(a, b) : types.unknown;
  // Adding has no order; taking away a day or moment from something else has no meaning.
  if (operator === '+' && (b === 'date' || b === 'timestamp') && a !== 'date' && a !== 'timestamp')
    return timeType('+', right, left);
  if (a === 'date') {
    if (b === 'bigint') return types.date;
    if (b === 'interval') return isWholeDays(right) ? types.date : types.timestamp;
    if (b === 'date' && operator === '-') return types.bigint;
  }
  if (a === 'timestamp') {
    if (b === 'interval') return types.timestamp;
    if (isNumeric(right.type)) return 'moment-plus-number';
  }
  if ((a === 'timestamp' || a === 'date') && (b === 'timestamp' || b === 'date'))
    return operator === '-' ? 'moment-difference' : 'interval';
  if (a === 'interval' || b === 'interval') return 'interval';
  if (a === 'string' || b === 'string') return 'day';
  return 'none';
}

function sumWithUnknown(...kinds: readonly Type['kind'][]): Type {
  if (kinds.includes('date')) return types.date;
  return kinds.includes('timestamp') ? types.timestamp : types.unknown;
}

function isWholeDays<L>(expr: Expr<L>): boolean {
  return expr.kind === 'literal' && expr.interval !== undefined && !isPartOfDay(expr.interval.unit);
}
