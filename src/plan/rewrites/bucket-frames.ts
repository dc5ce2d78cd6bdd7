import { call, integerLiteral, negate, stringLiteral } from '../../expr/build.js';
import { integerOf, textOf } from '../../expr/constants.js';
import type { TimeUnit } from '../../expr/expr.js';
import { bucketOf, liesWithin } from '../time/bucket.js';
import { plusDays } from '../time/days.js';
import type { PlanExpr, PlanLeaf } from '../plan.js';
import type { BucketWindows } from './bucket-windows.js';
import { columnIn } from './columns-read.js';

/** Whole buckets that the window of a bucket holds, so that the bucket of a row decides which windows it is in. */
export interface BucketFrame {
  /** The bucket of a row, by its clock. */
  readonly of: PlanExpr;
  /**
   * The first bucket that is read, counted from the window's own: so many later (negative: earlier), or
   * the one that begins a larger unit; absent: there is no first.
   */
  readonly from?: number | TimeUnit;
  /** The last bucket that is read, counted from the window's own. */
  readonly last: number;
}

/** The frame of windows whose bounds are starts of buckets; nothing where one lies within a bucket. */
export function frameOf({ buckets, bucket, bounds }: BucketWindows): BucketFrame | undefined {
  const { unit } = buckets;
  const [until] = bounds.filter(({ operator }) => operator === '<');
  const [from] = bounds.filter(({ operator }) => operator === '>=');
  if (until === undefined || bounds.length > (from === undefined ? 1 : 2)) return undefined;
  const { clock } = until;
  if (clock.type.kind !== 'date' && clock.type.kind !== 'timestamp') return undefined;
  if (from !== undefined && JSON.stringify(from.clock) !== JSON.stringify(clock)) return undefined;
  const end = placeOf(until.of, bucket.id, unit);
  if (end === undefined) return undefined;
  const of = bucketOf(bucket, unit, clock);
  const last = end - 1;
  if (from === undefined) return { of, last };
  const begun = unitBegun(from.of, bucket.id, unit);
  const start = placeOf(from.of, bucket.id, unit) ?? (begun === unit ? 0 : begun);
  if (start === undefined || (typeof start === 'string' && last !== 0)) return undefined;
  return { of, from: start, last };
}

/** How many buckets after a bucket a moment begins one, where it is the bucket moved by units. */
function placeOf(moment: PlanExpr, bucket: number, unit: TimeUnit): number | undefined {
  const size = sizes[unit];
  const moved = movedFrom(moment, bucket, size.of);
  return moved !== undefined && moved % size.count === 0 ? moved / size.count : undefined;
}

/** By how many seconds or months a moment is the bucket moved; months from a bucket are never clipped, for it begins one. */
function movedFrom(moment: PlanExpr, bucket: number, of: 'seconds' | 'months'): number | undefined {
  if (moment.kind === 'reference') return columnIn(moment)?.id === bucket ? 0 : undefined;
  // A day begins at midnight; a moment within a day is no day.
  if (moment.kind === 'cast')
    return moment.try || moment.operand.type.kind !== 'date'
      ? undefined
      : movedFrom(moment.operand, bucket, of);
  const step = stepOf(moment);
  if (step === undefined || sizes[step.unit].of !== of) return undefined;
  const base = movedFrom(step.base, bucket, of);
  return base === undefined ? undefined : base + step.count * sizes[step.unit].count;
}

function stepOf(
  moment: PlanExpr,
): { readonly base: PlanExpr; readonly count: number; readonly unit: TimeUnit } | undefined {
  if (moment.kind === 'binary' && moment.type.kind === 'date') {
    const count = integerOf(moment.right);
    if (count === undefined || (moment.operator !== '+' && moment.operator !== '-'))
      return undefined;
    return { base: moment.left, count: moment.operator === '-' ? -count : count, unit: 'day' };
  }
  if (moment.kind !== 'call' || moment.name !== 'date_add') return undefined;
  const [of, by, base] = moment.args;
  const unit = textOf(of!);
  const count = integerOf(by!);
  if (base === undefined || count === undefined || unit === undefined || !(unit in sizes))
    return undefined;
  return { base, count, unit: unit as TimeUnit };
}

/** The larger unit that a moment begins, where that is the one that the bucket lies in. */
function unitBegun(moment: PlanExpr, bucket: number, unit: TimeUnit): TimeUnit | undefined {
  if (moment.kind === 'cast' && !moment.try && moment.operand.type.kind === 'date')
    return unitBegun(moment.operand, bucket, unit);
  if (moment.kind !== 'call' || moment.name !== 'date_trunc') return undefined;
  const larger = textOf(moment.args[0]!);
  const [, within] = moment.args;
  if (within === undefined || larger === undefined) return undefined;
  return liesWithin(unit, larger) && liesIn(within, bucket, unit)
    ? (larger as TimeUnit)
    : undefined;
}

/** Whether a moment lies in the bucket: its first, or the day before the next one. */
function liesIn(moment: PlanExpr, bucket: number, unit: TimeUnit): boolean {
  if (placeOf(moment, bucket, unit) === 0) return true;
  const step = stepOf(moment);
  const dayBefore = step?.unit === 'day' && step.count === -1 && liesWithin('day', unit);
  return dayBefore && placeOf(step.base, bucket, unit) === 1;
}

/** A bucket so many buckets later. */
export function bucketLater(bucket: PlanExpr, count: number, unit: TimeUnit): PlanExpr {
  if (count === 0) return bucket;
  if (unit === 'day' && bucket.type.kind === 'date') return plusDays(bucket, count);
  const size = integerLiteral(Math.abs(count));
  const by = count < 0 ? negate<PlanLeaf>(size) : size;
  return call('date_add', [stringLiteral(unit), by, bucket], bucket.type);
}

/** Units of one kind are multiples of each other. */
const sizes: Readonly<
  Record<TimeUnit, { readonly of: 'seconds' | 'months'; readonly count: number }>
> = {
  second: { of: 'seconds', count: 1 },
  minute: { of: 'seconds', count: 60 },
  hour: { of: 'seconds', count: 3600 },
  day: { of: 'seconds', count: 86_400 },
  week: { of: 'seconds', count: 604_800 },
  month: { of: 'months', count: 1 },
  quarter: { of: 'months', count: 3 },
  year: { of: 'months', count: 12 },
};
