import type { BoundKey, BoundStage } from '../../bind/bound.js';
import type { TimeUnit } from '../../expr/expr.js';
import { timeUnits } from '../../expr/literals.js';
import type { PlanExpr } from '../plan.js';

/** Whether a grain is a unit of time, and not a column of a calendar. */
export function isUnit(grain: string): grain is TimeUnit {
  return placeOf(grain) >= 0;
}

/** Whether every unit of a kind lies in one of the larger kind, or of its own: a day in a week, a week in no month. */
export function liesWithin(unit: string, larger: string): boolean {
  const fits = placeOf(unit) >= 0 && placeOf(larger) >= placeOf(unit);
  return fits && (unit !== 'week' || larger === 'week');
}

/** The place of a unit among all, from the smallest; negative for none. */
function placeOf(unit: string): number {
  return timeUnits.findIndex((known) => known === unit);
}

/** The bucket that windows end with: the finest where a stage has several, for it says what the others are. */
export function windowKey(stage: BoundStage): BoundKey | undefined {
  const keys = (stage.keys ?? []).filter((k) => k.bucket !== undefined);
  const fineness = ({ bucket }: BoundKey): number => {
    const place = placeOf(bucket?.grain ?? '');
    return place < 0 ? timeUnits.length : place;
  };
  return keys.toSorted((a, b) => fineness(a) - fineness(b))[0];
}

/** The first day (or moment, below a day) of the bucket that holds the clock. */
export function bucketOf(
  { type }: Pick<BoundKey, 'type'>,
  grain: TimeUnit,
  clock: PlanExpr,
): PlanExpr {
  if (grain === 'day' && clock.type.kind === 'date') return clock;
  if (grain === 'day') return { kind: 'cast', try: false, operand: clock, type };
  const unit: PlanExpr = { kind: 'literal', type: { kind: 'string' }, value: grain };
  return { kind: 'call', name: 'date_trunc', args: [unit, clock], type };
}
