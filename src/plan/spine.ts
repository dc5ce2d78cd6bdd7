import type { BoundKey, BoundStage } from '../bind/bound.js';
import type { TimeUnit } from '../expr/expr.js';
import { bucketOf } from './bucket.js';
import type { Context } from './context.js';
import { constant, plusDays } from './days.js';
import { aggregate, columnOf, series } from './nodes.js';
import type { AggregateColumn, Column, Plan, PlanExpr } from './plan.js';

/**
 * Every bucket that a stage shows (S11): those of its range; where the range is open, from the first
 * bucket of the data's clock to the last.
 */
export function spineOf(
  context: Context,
  stage: BoundStage,
  key: BoundKey,
  unit: TimeUnit,
  data: { readonly plan: Plan; readonly clock: PlanExpr },
): { readonly plan: Plan; readonly column: Column } {
  const column = context.column(key.as, key.type);
  const { from, until } = stage.shown ?? {};
  const first = from && constant(from);
  const last = until && plusDays(constant(until), -1);
  if (first !== undefined && last !== undefined) {
    const plan = series(context.relation(), column, first, last, unit, undefined, key.at);
    return { plan, column };
  }
  const of = bucketOf(key, unit, data.clock);
  const bound = (agg: 'min' | 'max'): AggregateColumn => ({
    column: context.column(agg === 'min' ? 'first_bucket' : 'last_bucket', key.type),
    agg,
    of,
    where: [],
    at: key.at,
  });
  const [low, high] = [bound('min'), bound('max')];
  const over = aggregate(data.plan, [], [low, high], undefined, key.at);
  const plan = series(
    context.relation(),
    column,
    first ?? columnOf(low.column),
    last ?? columnOf(high.column),
    unit,
    over,
    key.at,
  );
  return { plan, column };
}
