import type { Expr } from './expr.js';
import { type Type, isNumeric, sameType, types } from './type.js';

/**
 * The one type that holds the values of both exactly: bigint goes to decimal, either to double, date
 * to timestamp (its first moment); `unknown` to anything. Undefined where there is none.
 */
export function commonType(a: Type, b: Type): Type | undefined {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown' || sameType(a, b)) return a;
  if (isNumeric(a) && isNumeric(b)) {
    if (a.kind === 'double' || b.kind === 'double') return types.double;
    const [x, y] = [decimalOf(a), decimalOf(b)];
    const whole = Math.max(x.precision - x.scale, y.precision - y.scale);
    const scale = Math.max(x.scale, y.scale);
    return fitted(whole + scale, scale);
  }
  if (a.kind === 'array' && b.kind === 'array') {
    const of = commonType(a.of, b.of);
    return of && types.array(of);
  }
  const moments = [a, b].every(({ kind }) => kind === 'date' || kind === 'timestamp');
  return moments ? types.timestamp : undefined;
}

/** Whether a value of one type may stand where the other is expected, exactly. */
export function fits(type: Type, expected: Type): boolean {
  if (type.kind === 'unknown' || expected.kind === 'unknown') return true;
  if (type.kind === 'decimal' && expected.kind === 'decimal') return true;
  return commonType(type, expected)?.kind === expected.kind;
}

/**
 * The type of a number in arithmetic with decimals: an integer literal counts by its digits, so that
 * `1 - discount` is no wider than it must be; another bigint has 19.
 */
export function decimalTypeOf<L>(expr: Expr<L>): Type & { readonly kind: 'decimal' } {
  const inner = expr.kind === 'unary' && expr.operator === '-' ? expr.operand : expr;
  if (inner.kind === 'literal' && inner.type.kind === 'bigint' && inner.value !== null)
    return { kind: 'decimal', precision: inner.value.length, scale: 0 };
  return decimalOf(expr.type);
}

/**
 * A decimal type that fits into 38 digits. What does not fit loses places behind the point, down to
 * six, before it loses any in front of it.
 */
export function fitted(precision: number, scale: number): Type {
  if (precision <= 38) return types.decimal(precision, scale);
  return types.decimal(38, Math.max(38 - (precision - scale), Math.min(scale, 6)));
}

function decimalOf(type: Type): Type & { readonly kind: 'decimal' } {
  return type.kind === 'decimal' ? type : { kind: 'decimal', precision: 19, scale: 0 };
}
