import {
  compare,
  identity,
  isNumber,
  scaled,
  scaleOf,
  toDouble,
  type Decimal,
  type Numeric,
  type Value,
} from './value.js';
import { Unsupported } from './unsupported.js';

/** The arguments of one aggregate for one row. */
export interface Item {
  /** Absent for a count of rows. */
  readonly of?: Value;
  readonly with?: Value;
}

/** An aggregate of rows: counts of nothing are 0, all else of nothing is null (S7). */
export function aggregate(agg: string, items: readonly Item[], p = 0.5, discrete = false): Value {
  const values = items.flatMap((item) => (item.of === undefined ? [true] : [item.of]));
  const present = values.filter((value) => value !== null);
  switch (agg) {
    case 'count':
      return BigInt(present.length);
    case 'count_distinct':
      return BigInt(new Set(present.map(identity)).size);
    case 'first':
    case 'last':
      return atEnd(agg, items);
    case 'corr':
      return correlation(items);
    default:
      if (present.length === 0) return null;
      return agg === 'percentile' && discrete ? nearest(present, p) : ofSome(agg, present, p);
  }
}

function ofSome(agg: string, values: readonly Value[], p: number): Value {
  switch (agg) {
    case 'sum':
      return sum(values.filter(isNumber));
    case 'avg':
      return mean(values.filter(isNumber));
    case 'min':
      return values.toSorted(compare)[0]!;
    case 'max':
      return values.toSorted(compare).at(-1)!;
    case 'median':
      return percentile(values, 0.5);
    case 'percentile':
      return percentile(values, p);
    case 'variance':
      return variance(values);
    case 'stddev': {
      const made = variance(values);
      return made === null ? null : Math.sqrt(made);
    }
    case 'any':
      return values.includes(true);
    case 'every':
      return !values.includes(false);
    default:
      throw new Error(`no aggregate ${agg}`);
  }
}

/** The exact sum of whole numbers and decimals; a double as soon as there is one. */
export function sum(values: readonly Numeric[]): Numeric {
  const exact = values.filter((value) => typeof value !== 'number');
  if (exact.length < values.length) return values.reduce<number>((a, v) => a + toDouble(v), 0);
  const scale = Math.max(...exact.map(scaleOf));
  const units = exact.reduce<bigint>((a, v) => a + scaled(v, scale), 0n);
  return exact.every((v) => typeof v === 'bigint')
    ? units
    : ({ kind: 'decimal', units, scale } satisfies Decimal);
}

function mean(values: readonly Numeric[]): number {
  return toDouble(sum(values)) / values.length;
}

function percentile(values: readonly Value[], p: number): number {
  const sorted = values
    .filter(isNumber)
    .map(toDouble)
    .toSorted((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}

/** The least value that so large a part of the values does not exceed. */
function nearest(values: readonly Value[], p: number): Value {
  const sorted = values.toSorted(compare);
  return sorted[Math.max(Math.ceil(p * sorted.length) - 1, 0)]!;
}

/** Of a sample: divided by n − 1, null for one value. */
function variance(values: readonly Value[]): number | null {
  const numbers = values.filter(isNumber);
  if (numbers.length < 2) return null;
  const middle = mean(numbers);
  const squares = numbers.map((value) => (toDouble(value) - middle) ** 2);
  return squares.reduce((a, b) => a + b, 0) / (numbers.length - 1);
}

function correlation(items: readonly Item[]): number | null {
  const pairs = items.flatMap(({ of = null, with: other = null }) =>
    isNumber(of) && isNumber(other) ? [[toDouble(of), toDouble(other)] as const] : [],
  );
  const middle = (i: 0 | 1): number => pairs.reduce((a, pair) => a + pair[i], 0) / pairs.length;
  const [x, y] = [middle(0), middle(1)];
  const total = (of: (pair: readonly [number, number]) => number): number =>
    pairs.reduce((a, pair) => a + of(pair), 0);
  const below = Math.sqrt(total(([a]) => (a - x) ** 2) * total(([, b]) => (b - y) ** 2));
  return below === 0 || pairs.length === 0 ? null : total(([a, b]) => (a - x) * (b - y)) / below;
}

/** The value where `with` is least or greatest; rows without an ordering value do not take part. */
function atEnd(agg: string, items: readonly Item[]): Value {
  const ordered = items.filter((item) => item.with !== null && item.with !== undefined);
  const ends = ordered.filter((item) =>
    ordered.every((other) => {
      const order = compare(other.with!, item.with!);
      return agg === 'first' ? order >= 0 : order <= 0;
    }),
  );
  const values = ends.map((item) => item.of ?? null);
  if (new Set(values.map(identity)).size > 1)
    throw new Unsupported(`${agg} of values that are equally ${agg}`);
  return values[0] ?? null;
}
