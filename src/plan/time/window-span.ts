import type { BoundLeaf, BoundRange, BoundStage, ConstantExpr } from '../../bind/bound.js';
import { isPartOfDay } from '../../expr/literals.js';
import type { TimeUnit } from '../../expr/expr.js';
import { isUnit, windowKey } from './bucket.js';
import { constant, plusDays } from './days.js';
import type { PlanExpr } from '../plan.js';
import { asDay } from '../range.js';
import { movedByUnit, plus, relativeWindow, startOfMoved, truncated } from './window-bounds.js';

/**
 * Days that hold all that a leaf reads for the buckets that are shown (S11): from the window of the first
 * through that of the last. They may be a few too many; only partitions are chosen by them (S12). A side
 * is open where no first or last bucket is written, or a calendar tells the days.
 */
export function spanOfWindows(stage: BoundStage, leaf: BoundLeaf): BoundRange | undefined {
  const key = windowKey(stage);
  const grain = leaf.carry === undefined ? key?.bucket?.grain : 'day';
  const { shown } = stage;
  if (shown === undefined || grain === undefined || !isUnit(grain)) return undefined;
  const first = shown.from && windowOfDay(constant(shown.from), constant(shown.from), grain, leaf);
  const lastDay = shown.until && plusDays(constant(shown.until), -1);
  const last = lastDay && windowOfDay(lastDay, plusDays(lastDay, 1), grain, leaf);
  const from = first?.from && asDay(first.from);
  const until = last?.until && dayBeyond(last.until);
  return {
    at: shown.at,
    ...(from !== undefined && { from: from as ConstantExpr }),
    ...(until !== undefined && { until: until as ConstantExpr }),
  };
}

/** What is read for the bucket that a day lies in; a bucket within a day begins with it and ends at `end`. */
function windowOfDay(
  day: PlanExpr,
  end: PlanExpr,
  grain: TimeUnit,
  { shifts = [], trailing }: BoundLeaf,
): { readonly from?: PlanExpr; readonly until?: PlanExpr } {
  let start = grain === 'day' || isPartOfDay(grain) ? day : truncated(day, grain);
  let after = isPartOfDay(grain) ? end : plus(start, 1, grain);
  for (const shift of shifts) {
    const { unit } = shift;
    if (!isUnit(unit)) return {};
    start = movedByUnit(start, grain, shift, unit);
    after = movedByUnit(after, grain, shift, unit);
  }
  if (shifts.length > 0) {
    start = startOfMoved(start, grain, shifts);
    after = isPartOfDay(grain) ? dayBeyond(after) : plus(start, 1, grain);
  }
  if (trailing === undefined) return { from: start, until: after };
  if (trailing.mode === 'all') return { until: after };
  if (!isUnit(trailing.unit)) return {};
  return relativeWindow(trailing, trailing.unit, start, after, grain === 'day');
}

/** The day that is no earlier than a moment. */
function dayBeyond(moment: PlanExpr): PlanExpr {
  return moment.type.kind === 'date' ? moment : plusDays(asDay(moment), 1);
}
