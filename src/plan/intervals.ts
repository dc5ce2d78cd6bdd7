import type { BoundKey, BoundLeaf, BoundShift, BoundStage, BoundTrailing } from '../bind/bound.js';
import type { SourceExpr } from '../bind/bound.js';
import { call, integerLiteral, negate, stringLiteral } from '../expr/build.js';
import type { TimeUnit } from '../expr/expr.js';
import { aggregatesOf } from './aggregates.js';
import type { Branch } from './branch.js';
import { isUnit, keyedUnit } from './bucket.js';
import type { Context } from './context.js';
import { planDiagnostic } from './diagnostics.js';
import { columnOf, aggregate, filter, join } from './nodes.js';
import { asDay, compareMoments } from './range.js';
import type { Made, Plan, PlanExpr, PlanLeaf } from './plan.js';
import { spineOf } from './spine.js';

/** Whether a leaf reads other days than those of the bucket it is shown for. */
export function readsOtherDays(leaf: BoundLeaf): boolean {
  return leaf.trailing !== undefined || leaf.shift !== undefined;
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
): Branch | undefined {
  const [first] = leaves;
  const key = stage.keys?.find((k) => k.bucket !== undefined);
  const unit = key && keyedUnit(context, key);
  if (first?.clock === undefined || key === undefined || unit === undefined) return undefined;
  const clock = rows.say(first.clock);
  const made = aggregatesOf(context, leaves, rows.say, true);
  const counted = filter(rows.plan, [...made.common, ...made.any], stage.at);
  const spine = spineOf(context, stage, key, unit, { plan: counted, clock });
  const bucket = columnOf(spine.column);
  const { from, until } = windowOf(context, key, unit, bucket, first);
  const on = [
    ...(from === undefined ? [] : [compareMoments('>=', clock, from)]),
    compareMoments('<', clock, until),
  ];
  const pairs = join('inner', spine.plan, counted, on, false, 'S11: rows of each window', stage.at);
  const keys = (stage.keys ?? []).map((k, i): Made => {
    const column = context.column(k.as, k.type);
    if (k === key) return { column, is: bucket };
    const is = rows.keys[i];
    if (is === undefined) throw new Error(`key "${k.as}" has no expression`);
    return { column, is: rows.say(is) };
  });
  return {
    name: rows.name,
    plan: aggregate(pairs, keys, made.aggregates, undefined, stage.at),
    keys: keys.map((k) => k.column),
    values: made.values,
  };
}

/** The moments [from, until) that a leaf reads for a bucket; no `from`: from the beginning. */
function windowOf(
  context: Context,
  key: BoundKey,
  grain: TimeUnit,
  bucket: PlanExpr,
  leaf: BoundLeaf,
): { readonly from?: PlanExpr; readonly until: PlanExpr } {
  const start = shiftedBucket(context, leaf.shift, grain, bucket, leaf);
  const end = plus(start, 1, grain);
  const { trailing } = leaf;
  if (trailing === undefined) return { from: start, until: end };
  if (trailing.mode === 'all') return { until: end };
  if (!isUnit(trailing.unit)) {
    report(context, trailing.at, `a window in units of the calendar (${trailing.unit})`);
    return { until: end };
  }
  return relativeWindow(trailing, trailing.unit, start, end, key);
}

function relativeWindow(
  { mode, last }: BoundTrailing,
  unit: TimeUnit,
  start: PlanExpr,
  end: PlanExpr,
  key: BoundKey,
): { readonly from: PlanExpr; readonly until: PlanExpr } {
  // Units that end with the bucket: exact for months too, because the end is the first day after it.
  if (mode === 'rolling') return { from: plus(end, -last, unit), until: end };
  // The unit that the bucket's last moment lies in; a bucket of a day or more may cross into the next.
  const lastDay = key.type.kind === 'date' ? plus(end, -1, 'day') : start;
  const current = truncated(asDay(lastDay), unit);
  if (mode === 'to_date') return { from: plus(current, 1 - last, unit), until: end };
  return { from: plus(current, -last, unit), until: current };
}

/** The bucket that is read instead: moved by units, or the one at the start of a unit. */
function shiftedBucket(
  context: Context,
  shift: BoundShift | undefined,
  grain: TimeUnit,
  bucket: PlanExpr,
  leaf: BoundLeaf,
): PlanExpr {
  if (shift === undefined) return bucket;
  if (!isUnit(shift.unit)) {
    report(context, leaf.at, `a shift in units of the calendar (${shift.unit})`);
    return bucket;
  }
  const earlier =
    shift.kind === 'by' ? plus(bucket, shift.count, shift.unit) : truncated(bucket, shift.unit);
  // A year before a Monday is no Monday: what is read is the bucket that holds that day.
  return aligned.get(grain)?.has(shift.unit) === true ? earlier : truncated(earlier, grain);
}

/** Grains whose buckets begin where units of the other kind do. */
const aligned: ReadonlyMap<TimeUnit, ReadonlySet<string>> = new Map([
  ['day', new Set(['day', 'week', 'month', 'quarter', 'year'])],
  ['week', new Set(['week'])],
  ['month', new Set(['month', 'quarter', 'year'])],
  ['quarter', new Set(['quarter', 'year'])],
  ['year', new Set(['year'])],
]);

function plus(moment: PlanExpr, count: number, unit: TimeUnit): PlanExpr {
  const inner = moved(moment, unit);
  const total = count + (inner?.count ?? 0);
  const base = inner?.base ?? moment;
  if (total === 0) return base;
  const size = integerLiteral(Math.abs(total));
  const args = [stringLiteral(unit), total < 0 ? negate<PlanLeaf>(size) : size, base];
  return call('date_add', args, moment.type);
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

function truncated(moment: PlanExpr, unit: TimeUnit): PlanExpr {
  return call('date_trunc', [stringLiteral(unit), moment], moment.type);
}

function report(context: Context, at: BoundLeaf['at'], construct: string): void {
  context.report(planDiagnostic('not-yet', at, { construct }));
}
