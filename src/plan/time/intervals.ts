import type {
  BoundKey,
  BoundLeaf,
  BoundShift,
  BoundStage,
  BoundTrailing,
} from '../../bind/bound.js';
import type { SourceExpr } from '../../bind/bound.js';
import { branch, caseWhen, isNotNull } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import { aggregatesOf } from '../aggregates.js';
import type { Branch } from '../branch.js';
import { bucketOf, isUnit, windowKey } from './bucket.js';
import type { Context } from '../context.js';
import { columnOf, aggregate, equal, filter, join, semi } from '../nodes.js';
import { asDay, compareMoments } from '../range.js';
import type { AggregateColumn, Made, Plan, PlanExpr, PlanLeaf } from '../plan.js';
import { atEdge } from './snapshot.js';
import { dayAfter, spineOf, unitsOfKey, type Spine } from './spine.js';
import {
  fromFirst,
  inUnits,
  laterPlace,
  movedInto,
  placeBefore,
  unitAt,
  unitOf,
  type CalendarUnits,
} from './units.js';
import { movedByUnit, plus, relativeWindow, startOfMoved } from './window-bounds.js';

/** Parts that say which buckets are shown, and which days where a measure is carried; absent: the rows do. */
export interface Bounds {
  readonly buckets?: string;
  readonly days?: string;
}

/** Rows to aggregate: those of an entity or of the stage, and how to say expressions over them. */
export interface IntervalRows {
  readonly name: string;
  readonly plan: Plan;
  readonly say: (expr: SourceExpr) => PlanExpr;
  /** The stage's keys over these rows; that of the bucket is not asked for. */
  readonly keys: readonly (SourceExpr | undefined)[];
}

/**
 * Aggregates over the window of each bucket (S11): every shown bucket is joined with the rows whose
 * clock falls into its window, then grouped by bucket. A row stands in as many windows as hold it, and
 * in each once, so nothing is counted twice in a group. The leaves share clock, window and shift.
 */
export function intervalBranch(
  context: Context,
  stage: BoundStage,
  rows: IntervalRows,
  leaves: readonly BoundLeaf[],
  bounds: Bounds,
): Branch {
  const [first] = leaves;
  const key = windowKey(stage);
  if (first?.carry !== undefined && key !== undefined)
    return carriedBranch(context, stage, rows, leaves, key, bounds);
  if (first?.clock === undefined || key === undefined) throw new Error('a window has a clock');
  const clock = rows.say(first.clock);
  const made = aggregatesOf(context, leaves, rows.say, true);
  const read = unitsRead(stage, key, first);
  const dated = read && inUnits(context, rows.plan, clock, read);
  const counted = filter(dated?.plan ?? rows.plan, [...made.common, ...made.any], stage.at);
  const spine = spineOf(context, stage, key, bounds.buckets ?? { plan: counted, clock });
  const bucket = columnOf(spine.column);
  const { plan, from, until, unit } = windowOf(context, stage, key, spine, first);
  const on =
    dated !== undefined && unit !== undefined
      ? [equal(dated.value, unit)]
      : [
          ...(from === undefined ? [] : [compareMoments('>=', clock, from)]),
          compareMoments('<', clock, until),
        ];
  let pairs: Plan = join('inner', plan, counted, on, false, 'S11: rows of each window', stage.at);
  const keys = (stage.keys ?? []).map((k, i): Made => {
    const column = context.column(k.as, k.type);
    if (k === key) return { column, is: bucket };
    if (k.bucket !== undefined) {
      const found = bucketOfDay(context, stage, k, pairs, spine.start);
      pairs = found.plan;
      return { column, is: found.value };
    }
    const is = rows.keys[i];
    if (is === undefined) throw new Error(`key "${k.as}" has no expression`);
    return { column, is: rows.say(is) };
  });
  return {
    name: rows.name,
    plan: aggregate(
      atEdge(context, pairs, first, rows.say, [bucket]),
      keys,
      made.aggregates,
      undefined,
      stage.at,
    ),
    keys: keys.map((k) => k.column),
    values: made.values,
  };
}

/** The bucket of another grain that a bucket lies in. */
function bucketOfDay(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  plan: Plan,
  start: PlanExpr,
): { readonly plan: Plan; readonly value: PlanExpr } {
  const grain = key.bucket?.grain ?? '';
  if (isUnit(grain)) return { plan, value: bucketOf(key, grain, start) };
  const found = unitOf(context, plan, start, unitsOfKey(stage, key));
  return { plan: found.plan, value: found.unit.value };
}

/** The days of a bucket's key. */
export function daysOf(key: BoundKey): BoundKey {
  return { ...key, type: types.date, bucket: { grain: 'day', gaps: 'leave' } };
}

/**
 * Values of days at a coarser grain: the first, last or mean of those of the bucket's days that are shown
 * and have rows in their window (S11, `carry`).
 */
function carriedBranch(
  context: Context,
  stage: BoundStage,
  rows: IntervalRows,
  leaves: readonly BoundLeaf[],
  key: BoundKey,
  bounds: Bounds,
): Branch {
  const carry = leaves[0]?.carry ?? 'last';
  const index = (stage.keys ?? []).indexOf(key);
  const daily = { ...stage, keys: (stage.keys ?? []).map((k) => (k === key ? daysOf(k) : k)) };
  const own = leaves.map((leaf): BoundLeaf => {
    const { carry: _, ...ofDay } = leaf;
    return ofDay;
  });
  const shown = bounds.days === undefined ? {} : { buckets: bounds.days };
  const days = intervalBranch(context, daily, rows, own, shown);
  const day = columnOf(days.keys[index]!);
  const bucket = bucketOfDay(context, stage, key, days.plan, day);
  const keys = days.keys.map((column, i): Made => ({
    column: context.column(column.name, i === index ? key.type : column.type),
    is: i === index ? bucket.value : columnOf(column),
  }));
  const known = new Map<number, AggregateColumn>();
  for (const leaf of leaves) {
    const of = columnOf(days.values.get(leaf.name)!);
    const id = days.values.get(leaf.name)!.id;
    if (known.has(id)) continue;
    const ordered = carry === 'avg' ? {} : { with: day };
    const column = context.column(leaf.name, leaf.type);
    known.set(id, { column, agg: carry, of, ...ordered, where: [isNotNull(of)], at: leaf.at });
  }
  return {
    name: days.name,
    plan: aggregate(
      shownOnly(context, stage, rows, own, key, bounds, bucket),
      keys,
      [...known.values()],
      undefined,
      stage.at,
    ),
    keys: keys.map((k) => k.column),
    values: new Map(
      leaves.map((leaf) => [leaf.name, known.get(days.values.get(leaf.name)!.id)!.column]),
    ),
  };
}

/** Of a calendar's buckets those that are shown: a day that it lacks is in none, and begins and ends none. */
function shownOnly(
  context: Context,
  stage: BoundStage,
  rows: IntervalRows,
  leaves: readonly BoundLeaf[],
  key: BoundKey,
  bounds: Bounds,
  { plan, value }: { readonly plan: Plan; readonly value: PlanExpr },
): Plan {
  const clock = leaves[0]?.clock;
  if (isUnit(key.bucket?.grain ?? '') || clock === undefined) return plan;
  const made = aggregatesOf(context, leaves, rows.say, true);
  const counted = filter(rows.plan, [...made.common, ...made.any], stage.at);
  const data = bounds.buckets ?? { plan: counted, clock: rows.say(clock) };
  const spine = spineOf(context, stage, key, data);
  return semi(plan, spine.plan, [equal(value, columnOf(spine.column))], false, stage.at);
}

/** The units whose days are read: those of a window in units of a calendar, and of its bucket that was moved. */
function unitsRead(stage: BoundStage, key: BoundKey, leaf: BoundLeaf): CalendarUnits | undefined {
  const { trailing } = leaf;
  if (trailing === undefined)
    return isUnit(key.bucket?.grain ?? '') ? undefined : unitsOfKey(stage, key);
  const { calendar, unit, at } = trailing;
  return calendar && { calendar, grain: unit, stage: stage.name, at };
}

/** Buckets with the moments [from, until) that are read for each; no `from`: from the beginning. */
interface Reading {
  readonly plan: Plan;
  readonly from?: PlanExpr;
  readonly until: PlanExpr;
  /** The unit of a calendar whose days are all that is read: between its first and last there may be others. */
  readonly unit?: PlanExpr;
}

function windowOf(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  spine: Spine,
  leaf: BoundLeaf,
): Reading {
  const placed = shiftedBucket(context, stage, key, spine, leaf.shifts ?? []);
  const { plan, start, end } = placed;
  const { trailing } = leaf;
  if (trailing === undefined) return { ...placed, from: start, until: end };
  if (trailing.mode === 'all') return { plan, until: end };
  const { unit, calendar, at } = trailing;
  const daily = key.bucket?.grain === 'day';
  if (isUnit(unit)) return { plan, ...relativeWindow(trailing, unit, start, end, daily) };
  const units = { calendar: calendar!, grain: unit, stage: stage.name, at };
  return unitWindow(context, trailing, units, { plan, start, end }, daily);
}

/** A window in units of a calendar: by the unit that the bucket's last day lies in. */
function unitWindow(
  context: Context,
  { mode, last }: BoundTrailing,
  units: CalendarUnits,
  { plan, start, end }: Placed,
  daily: boolean,
): Reading {
  const lastDay = start.type.kind === 'date' ? plus(end, -1, 'day') : asDay(start);
  const current = unitOf(context, plan, lastDay, units);
  const { unit } = current;
  if (mode === 'to_date' && last === 1) return { plan: current.plan, from: unit.first, until: end };
  const back = mode === 'to_date' ? last - 1 : last;
  const before = unitAt(context, current.plan, placeBefore(unit.place, back), units);
  if (mode === 'to_date') return { plan: before.plan, from: before.unit.first, until: end };
  if (mode === 'complete') return { plan: before.plan, from: before.unit.first, until: unit.first };
  if (daily) {
    const next = dayAfter(movedInto(before.unit, lastDay, unit.first));
    const from = fromFirst(unit.place, last, before.unit.first, next);
    return { plan: before.plan, from, until: end };
  }
  // Rolling: units that end with the bucket. Where it ends a unit these are whole; else the day after
  // the bucket is moved back to the same place in the earlier unit.
  const whole = unitAt(context, before.plan, placeBefore(unit.place, last - 1), units);
  const ends = equal(lastDay, unit.last);
  const next = movedInto(before.unit, dayAfter(lastDay), unit.first);
  const within = fromFirst(unit.place, last, before.unit.first, next);
  const from = caseWhen<PlanLeaf>([branch(ends, whole.unit.first)], within);
  return { plan: whole.plan, from, until: end };
}

/** Buckets with the moments of the bucket that is read instead of each. */
interface Placed {
  readonly plan: Plan;
  readonly start: PlanExpr;
  readonly end: PlanExpr;
  readonly unit?: PlanExpr;
}

/** The bucket that is read instead: moved by units, one shift after the other, or to the start of a unit. */
function shiftedBucket(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  spine: Spine,
  shifts: readonly BoundShift[],
): Placed {
  const { column: _, ...own } = spine;
  if (shifts.length === 0) return own;
  const grain = key.bucket?.grain ?? '';
  const [first, ...more] = shifts;
  if (!isUnit(grain) && first?.kind === 'by' && first.unit === grain && more.length === 0) {
    // A unit of the bucket's own calendar: the bucket so many places earlier, whatever its length.
    const units = unitsOfKey(stage, key);
    const current = unitOf(context, spine.plan, spine.start, units);
    const place = laterPlace(current.unit.place, first.count);
    const { plan, unit } = unitAt(context, current.plan, place, units);
    return { plan, start: unit.first, end: dayAfter(unit.last), unit: unit.value };
  }
  let { plan } = spine;
  let day = spine.start;
  for (const shift of shifts) ({ plan, day } = movedDay(context, stage, key, plan, day, shift));
  if (isUnit(grain)) {
    const start = startOfMoved(day, grain, shifts);
    return { plan, start, end: plus(start, 1, grain) };
  }
  const { plan: found, unit } = unitOf(context, plan, day, unitsOfKey(stage, key));
  return { plan: found, start: unit.first, end: dayAfter(unit.last), unit: unit.value };
}

/** A day moved by one shift. */
function movedDay(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  plan: Plan,
  day: PlanExpr,
  shift: BoundShift,
): { readonly plan: Plan; readonly day: PlanExpr } {
  const { unit, calendar } = shift;
  if (isUnit(unit)) return { plan, day: movedByUnit(day, key.bucket?.grain ?? '', shift, unit) };
  const units = { calendar: calendar!, grain: unit, stage: stage.name, at: key.at };
  const current = unitOf(context, plan, day, units);
  if (shift.kind === 'start-of') return { plan: current.plan, day: current.unit.first };
  const place = laterPlace(current.unit.place, shift.count);
  const earlier = unitAt(context, current.plan, place, units);
  return { plan: earlier.plan, day: movedInto(earlier.unit, asDay(day), current.unit.first) };
}
