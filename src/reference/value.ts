import { unreachable } from '../base/unreachable.js';

/** An exact number: `units` at `scale` places behind the point. */
export interface Decimal {
  readonly kind: 'decimal';
  readonly units: bigint;
  readonly scale: number;
}
/** A day, counted from 1970-01-01. */
export interface Day {
  readonly kind: 'date';
  readonly day: number;
}
/** A moment without a zone, in milliseconds from 1970-01-01. */
export interface Moment {
  readonly kind: 'timestamp';
  readonly ms: number;
}
/** A span of time, in whole units. */
export interface Interval {
  readonly kind: 'interval';
  readonly count: number;
  readonly unit: string;
}
/** A value: whole numbers are bigint, doubles are number. */
export type Value = null | boolean | bigint | number | string | Decimal | Day | Moment | Interval;
/** A row, by column. */
export type Row = Readonly<Record<string, Value>>;

/** A number of any kind. */
export type Numeric = bigint | number | Decimal;

const dayMs = 86_400_000;

/** Whether a value is a number. */
export function isNumber(value: Value): value is Numeric {
  return typeof value === 'bigint' || typeof value === 'number' || kindOf(value) === 'decimal';
}

/** The kind of a value, for all that need to tell them apart. */
export function kindOf(value: Value): string {
  if (value === null) return 'null';
  return typeof value === 'object' ? value.kind : typeof value;
}

/** A decimal of a text such as `-1.50`. */
export function decimalOf(text: string): Decimal {
  const [whole = '', part = ''] = text.split('.');
  return { kind: 'decimal', units: BigInt(whole + part), scale: part.length };
}

/** A number as a double. */
export function toDouble(value: Numeric): number {
  if (typeof value !== 'object') return Number(value);
  return Number(textOf(value));
}

/** A whole number or decimal with a scale of at least so much. */
export function scaled(value: bigint | Decimal, scale: number): bigint {
  const [units, own] = typeof value === 'bigint' ? [value, 0] : [value.units, value.scale];
  if (scale < own) throw new Error('a decimal would lose places');
  return units * 10n ** BigInt(scale - own);
}

/** The scale of an exact number. */
export function scaleOf(value: bigint | Decimal): number {
  return typeof value === 'bigint' ? 0 : value.scale;
}

/** a / b to the nearest whole number, halves away from zero. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const negative = a < 0n !== b < 0n;
  const [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const rounded = (2n * x + y) / (2n * y);
  return negative ? -rounded : rounded;
}

/** Less than, equal to, or greater than zero as a comes before, with or after b; neither is null. */
export function compare(a: Value, b: Value): number {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  const [x, y] = [msOf(a), msOf(b)];
  if (x === undefined || y === undefined)
    throw new Error(`cannot compare ${kindOf(a)} with ${kindOf(b)}`);
  return x - y;
}

function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' || typeof b === 'number') return toDouble(a) - toDouble(b);
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const [x, y] = [scaled(a, scale), scaled(b, scale)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Milliseconds of a day's first moment or of a moment. */
export function msOf(value: Value): number | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (value.kind === 'date') return value.day * dayMs;
  return value.kind === 'timestamp' ? value.ms : undefined;
}

/** The day that a day or a moment lies on. */
export function dayOfValue(value: Value): number {
  const ms = msOf(value);
  if (ms === undefined) throw new Error(`${kindOf(value)} is not a time`);
  return Math.floor(ms / dayMs);
}

/** Whether two values are the same, null being the same as null. */
export function same(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b;
  return compare(a, b) === 0;
}

/** One text per value, equal for equal values (1 and 1.0 too). */
export function identity(value: Value): string {
  if (value === null) return 'null';
  if (isNumber(value)) return `n${plain(textOf(value))}`;
  return `${kindOf(value)}:${textOf(value)}`;
}

function plain(text: string): string {
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
}

/** A value as text: decimals with their scale, days and moments as ISO. */
export function textOf(value: Value): string {
  if (value === null || typeof value !== 'object') return String(value);
  switch (value.kind) {
    case 'decimal': {
      const digits = (value.units < 0n ? -value.units : value.units)
        .toString()
        .padStart(value.scale + 1, '0');
      const whole = digits.slice(0, digits.length - value.scale);
      const part = digits.slice(digits.length - value.scale);
      return `${value.units < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
    }
    case 'date':
      return new Date(value.day * dayMs).toISOString().slice(0, 10);
    case 'timestamp':
      return new Date(value.ms)
        .toISOString()
        .slice(0, 23)
        .replace(/\.000$/, '');
    case 'interval':
      return `${value.count} ${value.unit}`;
    default:
      return unreachable(value);
  }
}

/** The day of an ISO text. */
export function day(text: string): Day {
  return { kind: 'date', day: Date.parse(`${text}T00:00:00Z`) / dayMs };
}

/** The moment of an ISO text, with a blank or a T. */
export function moment(text: string): Moment {
  const iso = text.length === 10 ? `${text}T00:00:00` : text.replace(' ', 'T');
  return { kind: 'timestamp', ms: Date.parse(`${iso}Z`) };
}

/** A value from plain text, read as a type of the ontology. */
export function read(text: string | null, kind: string, scale = 0): Value {
  if (text === null) return null;
  switch (kind) {
    case 'bigint':
      return BigInt(text);
    case 'double':
      return Number(text);
    case 'decimal': {
      const value = decimalOf(text);
      return { kind: 'decimal', units: scaled(value, scale), scale };
    }
    case 'boolean':
      return text === 'true';
    case 'date':
      return day(text);
    case 'timestamp':
      return moment(text);
    default:
      return text;
  }
}
