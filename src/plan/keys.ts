import type { BoundKey, BoundStage, SourceExpr } from '../bind/bound.js';
import { bucketOf, isUnit } from './time/bucket.js';
import { calendarDays } from './time/calendar.js';
import type { Context } from './context.js';
import { columnOf, equal, join } from './nodes.js';
import type { Made, Plan, PlanExpr } from './plan.js';
import { asDay } from './range.js';

/** Rows with a value for each of a stage's keys. */
export interface KeyedRows {
  /** The rows given, with days of calendars looked up where a bucket needs them. */
  readonly plan: Plan;
  readonly keys: readonly Made[];
}

/**
 * A stage's keys over some rows: their expressions (`is`, in the order of the keys), and the bucket that
 * the rows' clock falls into (S11). A custom grain looks its day up in the calendar: many-to-one.
 */
export function keyedRows(
  context: Context,
  stage: BoundStage,
  rows: { readonly plan: Plan; readonly say: (expr: SourceExpr) => PlanExpr },
  is: readonly (SourceExpr | undefined)[],
  clock: SourceExpr | undefined,
): KeyedRows {
  let { plan } = rows;
  const keys = (stage.keys ?? []).map((key, i): Made => {
    const column = context.column(key.as, key.type);
    if (key.bucket === undefined) {
      const expr = is[i] ?? key.is;
      if (expr === undefined) throw new Error(`key "${key.as}" has no expression`);
      return { column, is: rows.say(expr) };
    }
    if (clock === undefined) throw new Error('a bucket of rows without a clock');
    const { grain } = key.bucket;
    if (isUnit(grain)) return { column, is: bucketOf(key, grain, rows.say(clock)) };
    const looked = lookUpDay(context, plan, key, rows.say(clock));
    ({ plan } = looked);
    return { column, is: looked.value };
  });
  return { plan, keys };
}

/** The expressions of the keys that are buckets of time. */
export function bucketsAmong(stage: BoundStage, keys: readonly Made[]): readonly PlanExpr[] {
  return keys.filter((_, i) => stage.keys?.[i]?.bucket !== undefined).map((k) => k.is);
}

function lookUpDay(
  context: Context,
  plan: Plan,
  key: BoundKey,
  clock: PlanExpr,
): { readonly plan: Plan; readonly value: PlanExpr } {
  const { grain, calendar } = key.bucket!;
  const days = calendarDays(context, calendar!, grain, key.at);
  const on = [equal(asDay(clock), columnOf(days.day))];
  return {
    plan: join('left', plan, days.plan, on, true, 'S3: a day outside the calendar', key.at),
    value: columnOf(days.value),
  };
}
