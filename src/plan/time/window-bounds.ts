import type { BoundLeaf, BoundShift, BoundTrailing } from '../../bind/bound.js';
import { isPartOfDay } from '../../expr/literals.js';
import { call, integerLiteral, negate, stringLiteral } from '../../expr/build.js';
import type { TimeUnit } from '../../expr/expr.js';
import { types } from '../../expr/type.js';
import { liesWithin } from './bucket.js';
import type { PlanExpr, PlanLeaf } from '../plan.js';
import { asDay } from '../range.js';

/** Whether a leaf reads other days than those of the bucket it is shown for. */
export function readsOtherDays(leaf: BoundLeaf): boolean {
  return leaf.trailing !== undefined || leaf.shifts !== undefined || leaf.carry !== undefined;
}

/** The moments [from, until) of the window that ends with a bucket, in units of time. */
export function relativeWindow(
  { mode, last }: BoundTrailing,
  unit: TimeUnit,
  start: PlanExpr,
  end: PlanExpr,
  daily: boolean,
): { readonly from: PlanExpr; readonly until: PlanExpr } {
  // A day is an as-of day: months back from it are clipped, and begin the day after.
  const clipped = daily && ['month', 'quarter', 'year'].includes(unit);
  if (mode === 'rolling' && clipped)
    return { from: plus(added(start, -last, unit), 1, 'day'), until: end };
  // Units that end with the bucket: exact for months too, because the end is the first day after it.
  if (mode === 'rolling') return { from: plus(end, -last, unit), until: end };
  // The unit that the bucket's last moment lies in; a bucket of a day or more may cross into the next.
  const lastDay = start.type.kind === 'date' ? plus(end, -1, 'day') : start;
  const current = truncated(
    isPartOfDay(unit) ? lastMoment(start, end, unit) : asDay(lastDay),
    unit,
  );
  if (mode === 'to_date') return { from: plus(current, 1 - last, unit), until: end };
  return { from: plus(current, -last, unit), until: current };
}

/** The last unit below a day before the end of a bucket. */
function lastMoment(start: PlanExpr, end: PlanExpr, unit: TimeUnit): PlanExpr {
  return start.type.kind === 'date' ? plus(end, -1, unit) : start;
}

/** A day moved by one shift in units of time, from the start of a bucket of some grain. */
export function movedByUnit(
  day: PlanExpr,
  grain: string,
  shift: BoundShift,
  unit: TimeUnit,
): PlanExpr {
  if (shift.kind === 'start-of') return truncated(day, unit);
  // Months are clipped to their end, so moving twice is not moving by the sum, but for starts of units.
  return adds(grain, unit) ? plus(day, shift.count, unit) : added(day, shift.count, unit);
}

/** The start of the bucket that holds a bucket's start after some shifts: a year before a Monday is no Monday. */
export function startOfMoved(
  day: PlanExpr,
  grain: TimeUnit,
  shifts: readonly BoundShift[],
): PlanExpr {
  return shifts.every((s) => liesWithin(grain, s.unit)) ? day : truncated(day, grain);
}

/** Whether moves of a bucket's start by a unit add up: by days always, by months from starts of months. */
function adds(grain: string, unit: TimeUnit): boolean {
  const byDays = unit === 'week' || unit === 'day' || isPartOfDay(unit);
  return byDays || ['month', 'quarter', 'year'].includes(grain);
}

/** A start of a bucket moved by units: two moves of one unit are one. */
export function plus(moment: PlanExpr, count: number, unit: TimeUnit): PlanExpr {
  const inner = moved(moment, unit);
  const total = count + (inner?.count ?? 0);
  const base = inner?.base ?? moment;
  return total === 0 ? base : added(base, total, unit);
}

/** A part of a day is added to a moment: a day is its first. */
function added(moment: PlanExpr, count: number, unit: TimeUnit): PlanExpr {
  const base: PlanExpr =
    isPartOfDay(unit) && moment.type.kind === 'date'
      ? { kind: 'cast', try: false, operand: moment, type: types.timestamp }
      : moment;
  const size = integerLiteral(Math.abs(count));
  const args = [stringLiteral(unit), count < 0 ? negate<PlanLeaf>(size) : size, base];
  return call('date_add', args, base.type);
}

/** A start of a bucket moved by whole buckets is a start again, so two moves of one unit are one. */
function moved(
  moment: PlanExpr,
  unit: TimeUnit,
): { readonly base: PlanExpr; readonly count: number } | undefined {
  if (moment.kind !== 'call' || moment.name !== 'date_add') return undefined;
  const [of, count, base] = moment.args;
  if (of?.kind !== 'literal' || of.value !== unit || base === undefined) return undefined;
  const size = count?.kind === 'unary' ? count.operand : count;
  if (size?.kind !== 'literal') return undefined;
  return { base, count: Number(size.value) * (count?.kind === 'unary' ? -1 : 1) };
}

/** The start of the unit that holds a moment. */
export function truncated(moment: PlanExpr, unit: TimeUnit): PlanExpr {
  return call('date_trunc', [stringLiteral(unit), moment], moment.type);
}
