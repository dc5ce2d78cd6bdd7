import type { BoundKey, BoundStage } from '../../bind/bound.js';
import { isPartOfDay } from '../../expr/literals.js';
import { binary, call, integerLiteral, negate, stringLiteral } from '../../expr/build.js';
import type { TimeUnit } from '../../expr/expr.js';
import { types } from '../../expr/type.js';
import { bucketOf, isUnit } from './bucket.js';
import { calendarDays } from './calendar.js';
import { copied } from '../carried.js';
import type { Context } from '../context.js';
import { constant, plusDays } from './days.js';
import {
  aggregate,
  columnOf,
  equal,
  filter,
  join,
  project,
  semi,
  series,
  union,
} from '../nodes.js';
import type { AggregateColumn, Column, Plan, PlanExpr } from '../plan.js';
import { asDay } from '../range.js';
import { readStage } from '../relation.js';
import { allUnits, unitOf, type CalendarUnits, type WithUnit } from './units.js';

/** The buckets that a stage shows, one row each. */
export interface Spine {
  readonly plan: Plan;
  /** The bucket's value, which is the key. */
  readonly column: Column;
  /** Its first day, or moment below a day. */
  readonly start: PlanExpr;
  /** The first day or moment after it. */
  readonly end: PlanExpr;
}

/** Rows and their moments. */
export interface Dated {
  readonly plan: Plan;
  readonly clock: PlanExpr;
}

/**
 * Every bucket that a stage shows (S11): those of its range; where the range is open, from the first
 * bucket of the data to the last. The data are some rows, or a part made by `sharedBounds`.
 */
export function spineOf(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  data: Dated | string,
): Spine {
  const { from, until } = stage.shown ?? {};
  const grain = key.bucket?.grain ?? '';
  const first = from && constant(from);
  const last = until && lastBefore(constant(until), grain);
  const bounded = first !== undefined && last !== undefined;
  const over = bounded
    ? undefined
    : typeof data === 'string'
      ? sharedRow(context, data, key)
      : boundsRow(context, stage, key, data);
  if (!isUnit(grain))
    return unitsShown(context, stage, key, {
      ...(first !== undefined && { first }),
      ...(last !== undefined && { last }),
      ...(over !== undefined && { over }),
    });
  const low = first ?? columnOf(over!.low);
  const high = last ?? columnOf(over!.high);
  const column = context.column(key.as, key.type);
  const plan = series(context.relation(), column, low, high, grain, over?.plan, key.at);
  const start = columnOf(column);
  return { plan, column, start, end: afterBucket(start, grain) };
}

/** A moment of the last bucket before a day; buckets within a day go on to its end. */
function lastBefore(until: PlanExpr, grain: string): PlanExpr {
  if (!isPartOfDay(grain)) return plusDays(until, -1);
  const midnight: PlanExpr = { kind: 'cast', try: false, operand: until, type: types.timestamp };
  return call(
    'date_add',
    [stringLiteral(grain), negate(integerLiteral(1)), midnight],
    types.timestamp,
  );
}

/** The bucket after one: of the same grain. */
function afterBucket(start: PlanExpr, grain: TimeUnit): PlanExpr {
  return call('date_add', [stringLiteral(grain), integerLiteral(1), start], start.type);
}

/** The day after a day. */
export function dayAfter(day: PlanExpr): PlanExpr {
  return binary('+', day, integerLiteral(1), types.date);
}

/** The calendar's grain that a key's buckets are of. */
export function unitsOfKey(stage: BoundStage, { bucket, at }: BoundKey): CalendarUnits {
  const { calendar, grain } = bucket ?? {};
  if (calendar === undefined || grain === undefined) throw new Error('a bucket without a calendar');
  return { calendar, grain, stage: stage.name, at };
}

/** What says which units of a calendar are shown: days, and where a side is open the data's first or last unit. */
interface UnitBounds {
  readonly first?: PlanExpr;
  readonly last?: PlanExpr;
  readonly over?: BoundsRow;
}

/** Units of a calendar that have a day in a range, from the first unit of the data to the last in its order. */
function unitsShown(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  { first, last, over }: UnitBounds,
): Spine {
  const of = unitsOfKey(stage, key);
  const { plan, unit, column } = allUnits(context, of);
  const made = { column, start: unit.first, end: dayAfter(unit.last) };
  const ranged = withDayBetween(context, of, { plan, unit }, first, last);
  if (over === undefined) return { ...made, plan: ranged };
  const because = 'S11: from the first bucket of the data to the last';
  const beside = join('inner', ranged, over.plan, [], true, because, key.at);
  const from = binary('>=', unit.place, columnOf(over.low), types.boolean);
  const to = binary('<=', unit.place, columnOf(over.high), types.boolean);
  const open = [...(first === undefined ? [from] : []), ...(last === undefined ? [to] : [])];
  return { ...made, plan: filter(beside, open, key.at) };
}

/** Units that have a day between two: between days of one unit there may be those of another, or of none. */
function withDayBetween(
  context: Context,
  { calendar, grain, at }: CalendarUnits,
  { plan, unit }: WithUnit,
  first: PlanExpr | undefined,
  last: PlanExpr | undefined,
): Plan {
  if (first === undefined && last === undefined) return plan;
  const days = calendarDays(context, calendar, grain, at);
  const day = asDay(columnOf(days.day));
  const within = filter(
    days.plan,
    [
      ...(first === undefined ? [] : [binary('>=', day, asDay(first), types.boolean)]),
      ...(last === undefined ? [] : [binary('<=', day, asDay(last), types.boolean)]),
    ],
    at,
  );
  return semi(plan, within, [equal(unit.value, columnOf(days.value))], false, at);
}

interface BoundsRow {
  readonly plan: Plan;
  readonly low: Column;
  readonly high: Column;
}

/** One row with the first and the last bucket of some rows; of a calendar's grain, its place. */
function boundsRow(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  { plan, clock }: Dated,
): BoundsRow {
  const grain = key.bucket?.grain ?? '';
  // A day that is in no unit of the calendar is in no bucket, so it is neither the first nor the last.
  const looked = isUnit(grain) ? undefined : unitOf(context, plan, clock, unitsOfKey(stage, key));
  const of = isUnit(grain) ? bucketOf(key, grain, clock) : looked!.unit.place;
  const bound = (agg: 'min' | 'max'): AggregateColumn => ({
    column: context.column(agg === 'min' ? 'first_bucket' : 'last_bucket', of.type),
    agg,
    of,
    where: [],
    at: key.at,
  });
  const [low, high] = [bound('min'), bound('max')];
  return {
    plan: aggregate(looked?.plan ?? plan, [], [low, high], undefined, key.at),
    low: low.column,
    high: high.column,
  };
}

function sharedRow(context: Context, part: string, key: BoundKey): BoundsRow {
  const { plan } = readStage(context, part, key.at);
  return { plan, low: plan.columns[0]!, high: plan.columns[1]! };
}

/** A part with the first and last bucket of all of some rows, for spines that must agree. */
export function sharedBounds(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  data: readonly Dated[],
): string {
  const rows = data.map((one) => boundsRow(context, stage, key, one));
  const type = rows[0]!.low.type;
  const inputs = rows.map(({ plan, low, high }) => {
    const made = copied(context, [low, high]);
    return project(plan, made, key.at);
  });
  const columns = ['first_bucket', 'last_bucket'].map((name) => context.column(name, type));
  const sources = inputs.map((input) => input.columns);
  const all = union(context.relation(), columns, inputs, sources, key.at);
  const bounds = columns.map((c, i): AggregateColumn => ({
    column: context.column(c.name, c.type),
    agg: i === 0 ? 'min' : 'max',
    of: columnOf(c),
    where: [],
    at: key.at,
  }));
  const plan = aggregate(all, [], bounds, undefined, key.at);
  const name = context.partName(stage.name, 'buckets');
  context.add({ name, stage: stage.name, plan, columns: plan.columns, key: [], at: key.at });
  return name;
}
