import { isTimeZone } from '../base/time/time-zones.js';
import type { Expr } from './expr.js';
import type { Constant } from './function.js';
import { timeUnits } from './literals.js';

/** The value of an integer literal, with or without a minus; undefined for anything else. */
export function integerOf<L>(expr: Expr<L>): number | undefined {
  if (expr.kind === 'unary' && expr.operator === '-') {
    const value = integerOf(expr.operand);
    return value === undefined ? undefined : -value;
  }
  if (expr.kind !== 'literal' || expr.type.kind !== 'bigint' || expr.value === null)
    return undefined;
  return Number(expr.value);
}

/** The value of a text literal. */
export function textOf<L>(expr: Expr<L>): string | undefined {
  return expr.kind === 'literal' && expr.type.kind === 'string' && expr.value !== null
    ? expr.value
    : undefined;
}

/** What a constant argument may be: how to say it, the values where they are few, and the test of a literal. */
export interface ConstantForm {
  readonly form: string;
  readonly allowed?: readonly string[];
  readonly holds: (expr: Expr<unknown>) => boolean;
}

/** The forms of all constant arguments. */
export const constants: Readonly<Record<Constant, ConstantForm>> = {
  unit: {
    form: timeUnits.map((unit) => `'${unit}'`).join(', '),
    allowed: timeUnits,
    holds: text((value) => timeUnits.some((unit) => unit === value)),
  },
  digits: { form: '-18 … 18', holds: integer(-18, 18) },
  group: { form: '0 … 9', holds: integer(0, 9) },
  format: { form: "'yyyyMMdd', 'yyyy-MM-dd HH:mm:ss', …", holds: text(isFormat) },
  'day-format': {
    form: "yyyy, MM, dd: 'yyyyMMdd'",
    holds: text((value) => isFormat(value) && has(value, ['yyyy', 'MM', 'dd'])),
  },
  'moment-format': {
    form: "yyyy, MM, dd, HH: 'yyyy-MM-dd HH:mm:ss'",
    holds: text((value) => isFormat(value) && has(value, ['yyyy', 'MM', 'dd', 'HH'])),
  },
  pattern: { form: "a regular expression of RE2 ('^[0-9]+$')", holds: text(isPattern) },
  plain: { form: 'a text without \\ and $', holds: text((value) => !/[\\$]/.test(value)) },
  zone: { form: "an IANA name: 'UTC', 'Asia/Shanghai'", holds: text(isTimeZone) },
  path: { form: "'$.a.b[0]'", holds: text((value) => jsonPath.test(value)) },
};

const jsonPath = /^\$(?:\.[\p{L}_][\p{L}\p{M}\p{Nd}_]*|\[\d{1,9}\])+$/u;

/**
 * Formats are java.time's, of the parts that every engine can read and write. Minutes (`mm`) only
 * follow hours: alone they are a month that was meant to be `MM`.
 */
function isFormat(value: string): boolean {
  const parts: readonly string[] = value.match(/y+|M+|d+|H+|m+|s+|[A-Za-z]/g) ?? [];
  const after = (part: string, before: string): boolean =>
    !parts.includes(part) || parts.slice(0, parts.indexOf(part)).includes(before);
  return (
    parts.length > 0 &&
    parts.every((part) => ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'].includes(part)) &&
    !/['%\\]/.test(value) &&
    after('mm', 'HH') &&
    after('ss', 'mm')
  );
}

/** Each part exactly once: a day that leaves one out is not one day. */
function has(format: string, parts: readonly string[]): boolean {
  return parts.every((part) => format.split(part).length === 2);
}

/** What RE2 reads, which the engines' own languages extend: no looking around, no references back. */
function isPattern(value: string): boolean {
  if (/\(\?(?![:i])|\\[1-9]/.test(value)) return false;
  try {
    return new RegExp(value.replace(/^\(\?i\)/, '')).source !== '';
  } catch {
    return false;
  }
}

function text(is: (value: string) => boolean): (expr: Expr<unknown>) => boolean {
  return (expr) => {
    const value = textOf(expr);
    return value !== undefined && is(value);
  };
}

function integer(low: number, high: number): (expr: Expr<unknown>) => boolean {
  return (expr) => {
    const value = integerOf(expr);
    return value !== undefined && value >= low && value <= high;
  };
}
