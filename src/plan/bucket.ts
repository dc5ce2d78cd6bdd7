import type { BoundKey, BoundStage } from '../bind/bound.js';
import type { TimeUnit } from '../expr/expr.js';
import type { PlanExpr } from './plan.js';

const units: ReadonlySet<string> = new Set([
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
] satisfies TimeUnit[]);

/** Whether a grain is a unit of time, and not a column of a calendar. */
export function isUnit(grain: string): grain is TimeUnit {
  return units.has(grain);
}

/** The bucket that windows end with: the finest where a stage has several, for it says what the others are. */
export function windowKey(stage: BoundStage): BoundKey | undefined {
  const keys = (stage.keys ?? []).filter((k) => k.bucket !== undefined);
  const fineness = ({ bucket }: BoundKey): number => {
    const place = [...units].indexOf(bucket?.grain ?? '');
    return place < 0 ? units.size : place;
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
