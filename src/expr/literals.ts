import { isDay } from '../base/time/calendar-days.js';
import type { Literal, ParsedExpr, TimeUnit } from './expr.js';
import { types } from './type.js';

/** Units that intervals, buckets and date functions count in, smallest first. */
export const timeUnits: readonly TimeUnit[] = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
];

/** Whether a unit is a part of a day: moved by it, a day becomes a moment. */
export function isPartOfDay(unit: string): boolean {
  return ['second', 'minute', 'hour'].includes(unit);
}

/** The unit of a word, singular or plural, in any case. */
export function timeUnitOf(word: string): TimeUnit | undefined {
  const singular = word.toLowerCase().replace(/s$/, '');
  return timeUnits.find((unit) => unit === singular);
}

/** A number as the tokens hold it; its type by its form (S15): `1` bigint, `1.5` decimal(2,1), `1e5` double. */
export function numberLiteral(value: string): Literal | undefined {
  if (value.includes('e'))
    return Number.isFinite(Number(value))
      ? { kind: 'literal', type: types.double, value }
      : undefined;
  const [whole = '', fraction] = value.split('.');
  // A zero in front of the point is no digit of the value: 0.05 has two.
  const digits = (whole === '0' ? '' : whole).length;
  if (fraction === undefined && BigInt(whole) <= 9_223_372_036_854_775_807n)
    return { kind: 'literal', type: types.bigint, value };
  const scale = fraction?.length ?? 0;
  const precision = digits + scale;
  return precision > 38
    ? undefined
    : { kind: 'literal', type: types.decimal(Math.max(precision, 1), scale), value };
}

/** An ISO day that exists. */
export function dateLiteralOf(text: string): Literal | undefined {
  const day = text.trim();
  return isDay(day) ? { kind: 'literal', type: types.date, value: day } : undefined;
}

/**
 * A moment without a time zone, as `yyyy-MM-dd HH:mm:ss[.ffffff]`. A `T` between, missing seconds and
 * a bare day (its first moment) are read too; a zone is not: the document has one.
 */
export function timestampLiteralOf(text: string): Literal | undefined {
  const [, day, hour = '00', minute = '00', second = '00', fraction = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?)?$/.exec(
      text.trim(),
    ) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const rest = fraction.replace(/0+$/, '');
  const value = `${day} ${hour}:${minute}:${second}${rest === '' ? '' : `.${rest}`}`;
  return { kind: 'literal', type: types.timestamp, value };
}

/** So many units: `3 day`, `-1 months`. */
export function intervalLiteralOf(text: string): Literal | undefined {
  const [, digits, word = ''] = /^\s*(-?\d{1,9})\s+([a-zA-Z]+)\s*$/.exec(text) ?? [];
  const unit = timeUnitOf(word);
  if (digits === undefined || unit === undefined) return undefined;
  const count = Number(digits) + 0; // -0 is 0
  return {
    kind: 'literal',
    type: types.interval,
    value: `${count} ${unit}`,
    interval: { count, unit },
  };
}

/** The day that a number's digits or a difference of three numbers looks like: `20260131`, `2026-01-31`. */
export function dayWritten(node: ParsedExpr): ParsedExpr | undefined {
  const number = (part: ParsedExpr): string | undefined =>
    part.kind === 'literal' && part.type.kind === 'bigint' ? (part.value ?? undefined) : undefined;
  const minus = (part: ParsedExpr): readonly [ParsedExpr, ParsedExpr] | undefined =>
    part.kind === 'binary' && part.operator === '-' ? [part.left, part.right] : undefined;
  const [head, day] = minus(node) ?? [];
  const [year, month] = (head && minus(head)) ?? [];
  const digits = number(node);
  const parts =
    digits === undefined
      ? [year, month, day].map((part) => part && number(part))
      : [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  const [y, m, d] = parts;
  if (y?.length !== 4 || m === undefined || d === undefined) return undefined;
  const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isDay(iso) ? { kind: 'literal', type: types.date, value: iso } : undefined;
}
