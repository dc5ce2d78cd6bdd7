import { unreachable } from '../base/unreachable.js';
import type { Name, ParsedExpr } from '../expr/expr.js';
import { callFunction } from './functions.js';
import { Unsupported } from './unsupported.js';
import { add, dayMs, withinDay } from './time.js';
import {
  compare,
  dayOfValue,
  decimalOf,
  day,
  divideRounded,
  isNumber,
  kindOf,
  moment,
  msOf,
  same,
  scaled,
  scaleOf,
  textOf,
  toDouble,
  type Interval,
  type Numeric,
  type Value,
} from './value.js';

/** What a name stands for where an expression is evaluated. */
export type Names = (name: Name) => Value;

/** The value of an expression as parsed; its kind follows from the values (S15). */
export function evaluate(expr: ParsedExpr, names: Names): Value {
  const of = (part: ParsedExpr): Value => evaluate(part, names);
  switch (expr.kind) {
    case 'literal':
      return literalOf(expr);
    case 'reference':
      return names(expr.to);
    case 'unary': {
      const value = of(expr.operand);
      if (expr.operator === 'not') return value === null ? null : value !== true;
      return value === null ? null : arithmetic('-', 0n, numberOf(value), false);
    }
    case 'binary':
      return binary(expr, of);
    case 'between': {
      const value = of(expr.operand);
      const inside = both(
        compared('>=', value, of(expr.low)),
        compared('<=', value, of(expr.high)),
      );
      return expr.not ? negated(inside) : inside;
    }
    case 'in': {
      const value = of(expr.operand);
      const found = expr.list
        .map((item) => compared('=', value, of(item)))
        .reduce<boolean | null>(either, false);
      return expr.not ? negated(found) : found;
    }
    case 'is-null':
      return (of(expr.operand) === null) !== expr.not;
    case 'case':
      for (const { when, then: value } of expr.whens) {
        const chosen =
          expr.operand === undefined ? of(when) : compared('=', of(expr.operand), of(when));
        if (chosen === true) return of(value);
      }
      return expr.otherwise === undefined ? null : of(expr.otherwise);
    case 'cast':
      if (isReadable(of(expr.operand), expr.type.kind)) return castTo(of(expr.operand), expr.type);
      if (expr.try) return null;
      throw new Unsupported(`a text that is no ${expr.type.kind}`);
    case 'call':
      return callFunction(expr.name, expr.args.map(of));
    default:
      return unreachable(expr);
  }
}

/** Whether a condition is true: null is not. */
export function holds(expr: ParsedExpr, names: Names): boolean {
  return evaluate(expr, names) === true;
}

function literalOf(expr: ParsedExpr & { readonly kind: 'literal' }): Value {
  const { value, type, interval } = expr;
  if (value === null) return null;
  switch (type.kind as string) {
    case 'bigint':
      return BigInt(value);
    case 'decimal':
      return decimalOf(value);
    case 'double':
      return Number(value);
    case 'boolean':
      return value === 'true';
    case 'date':
      return day(value);
    case 'timestamp':
      return moment(value);
    case 'interval':
      return { kind: 'interval', ...interval! };
    default:
      return value;
  }
}

function binary(
  expr: ParsedExpr & { readonly kind: 'binary' },
  of: (part: ParsedExpr) => Value,
): Value {
  const operator: string = expr.operator;
  const [a, b] = [of(expr.left), of(expr.right)];
  switch (operator) {
    case 'and':
      return both(a as boolean | null, b as boolean | null);
    case 'or':
      return either(a as boolean | null, b as boolean | null);
    case 'is distinct from':
      return !same(a, b);
    case 'is not distinct from':
      return same(a, b);
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(operator, a, b);
    default:
  }
  if (a === null || b === null) return null;
  if (operator === '||') return textOf(a) + textOf(b);
  if (operator.endsWith('like')) {
    const fold = operator.includes('ilike') ? (text: string) => text.toLowerCase() : String;
    return likeOf(fold(textOf(b))).test(fold(textOf(a))) !== operator.startsWith('not');
  }
  const integer = [expr.left, expr.right].some(isIntegerLiteral);
  return temporal(operator, a, b) ?? arithmetic(operator, numberOf(a), numberOf(b), integer);
}

function isIntegerLiteral(expr: ParsedExpr): boolean {
  return (
    (expr.kind === 'literal' && expr.type.kind === 'bigint') ||
    (expr.kind === 'unary' && isIntegerLiteral(expr.operand))
  );
}

/** `%` is any text, `_` one character; no escapes. */
function likeOf(pattern: string): RegExp {
  const parts = Array.from(pattern, (c) =>
    c === '%' ? '.*' : c === '_' ? '.' : c.replace(/[\\^$.*+?()[\]{}|]/, '\\$&'),
  );
  return new RegExp(`^${parts.join('')}$`, 'su');
}

function compared(operator: string, a: Value, b: Value): boolean | null {
  if (a === null || b === null) return null;
  const order = compare(a, b);
  switch (operator) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

function either(a: boolean | null, b: boolean | null): boolean | null {
  if (a === true || b === true) return true;
  return a === null || b === null ? null : false;
}

function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function numberOf(value: Value): Numeric {
  if (!isNumber(value)) throw new Error(`${kindOf(value)} is not a number`);
  return value;
}

/** Days and moments with days and intervals; undefined where neither side is one. */
function temporal(operator: string, a: Value, b: Value): Value | undefined {
  if (kindOf(a) === 'date' && kindOf(b) === 'date') return BigInt(dayOfValue(a) - dayOfValue(b));
  const [time, by] = msOf(a) === undefined ? [b, a] : [a, b];
  if (msOf(time) === undefined) return undefined;
  const sign = operator === '-' ? -1 : 1;
  if (kindOf(by) === 'interval') {
    const { count, unit } = by as Interval;
    return later(time, sign * count, unit);
  }
  return { kind: 'date', day: dayOfValue(time) + sign * Number(by) };
}

/** A day or moment so many units later; units within a day make a moment of a day. */
export function later(time: Value, count: number, unit: string): Value {
  const ms = add(msOf(time)!, count, unit);
  if (kindOf(time) === 'date' && withinDay[unit] === undefined)
    return { kind: 'date', day: ms / dayMs };
  return { kind: 'timestamp', ms };
}

/**
 * S15: `/` is null on zero; a double, unless both sides are decimal (an integer literal beside one is):
 * then a decimal of scale max(6, s).
 */
export function arithmetic(
  operator: string,
  a: Numeric,
  b: Numeric,
  integerLiteral: boolean,
): Value {
  const decimals = [a, b].filter((side) => typeof side === 'object').length;
  const double = typeof a === 'number' || typeof b === 'number';
  const exactQuotient = !double && (decimals === 2 || (decimals === 1 && integerLiteral));
  if (double || (operator === '/' && !exactQuotient)) return ofDoubles(operator, a, b);
  const [x, y] = [a, b];
  const wide = Math.max(scaleOf(x), scaleOf(y));
  const [p, q] = [scaled(x, wide), scaled(y, wide)];
  const made = (units: bigint, scale: number): Value =>
    decimals === 0 ? units : { kind: 'decimal', units, scale };
  switch (operator) {
    case '+':
      return made(p + q, wide);
    case '-':
      return made(p - q, wide);
    case '*':
      return made(scaled(x, scaleOf(x)) * scaled(y, scaleOf(y)), scaleOf(x) + scaleOf(y));
    case '%':
      return q === 0n ? null : made(p % q, wide);
    default: {
      const scale = Math.max(6, wide);
      return q === 0n ? null : made(divideRounded(p * 10n ** BigInt(scale), q), scale);
    }
  }
}

function ofDoubles(operator: string, left: Numeric, right: Numeric): Value {
  const [a, b] = [toDouble(left), toDouble(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      if (b === 0) return null;
      return operator === '/' ? a / b : a % b;
  }
}

/** Whether a text can be read as a number, a day or a moment, where that is what it is cast to. */
function isReadable(value: Value, kind: string): boolean {
  if (typeof value !== 'string') return true;
  switch (kind) {
    case 'bigint':
    case 'decimal':
    case 'double':
      return /^\s*[-+]?\d+(?:\.\d*)?\s*$/.test(value);
    case 'date':
      return isDay(value);
    case 'timestamp':
      return (
        isDay(value.slice(0, 10)) && /^(?:[ T]\d{2}:\d{2}:\d{2}(?:\.\d+)?)?$/.test(value.slice(10))
      );
    default:
      return true;
  }
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text.length === 10;
}

function castTo(value: Value, type: { readonly kind: string; readonly scale?: number }): Value {
  if (value === null) return null;
  switch (type.kind) {
    case 'string':
      return textOf(value).replace('T', ' ');
    case 'double':
      return typeof value === 'string' ? Number(value) : toDouble(numberOf(value));
    case 'bigint':
    case 'decimal':
      return rounded(typeof value === 'string' ? decimalOf(value) : numberOf(value), type);
    case 'date':
      return typeof value === 'string' ? day(value) : { kind: 'date', day: dayOfValue(value) };
    case 'timestamp':
      return typeof value === 'string' ? moment(value) : { kind: 'timestamp', ms: msOf(value)! };
    default:
      return value;
  }
}

function rounded(value: Numeric, type: { readonly kind: string; readonly scale?: number }): Value {
  const scale = type.kind === 'decimal' ? (type.scale ?? 0) : 0;
  const exact = typeof value === 'number' ? decimalOf(value.toFixed(12)) : value;
  const own = scaleOf(exact);
  const units =
    own <= scale
      ? scaled(exact, scale)
      : divideRounded(scaled(exact, own), 10n ** BigInt(own - scale));
  return type.kind === 'decimal' ? { kind: 'decimal', units, scale } : units;
}
