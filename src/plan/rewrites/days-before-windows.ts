import { cast } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import { aggregate, columnOf, join } from '../nodes.js';
import type { AggregateColumn, Made, Plan, PlanExpr, PlannedDocument } from '../plan.js';
import { windowedGroups, type Bound } from './bucket-windows.js';
import { columnIn, columnsIn } from './columns-read.js';
import { freshIn, type Fresh } from './fresh.js';
import { isMadeOfParts } from './made-of-parts.js';
import { mapPlan, mapStages } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * Windows that begin and end with days are put together from days: rows are added up once for each day
 * and group, and a window of thirty days joins thirty of those, not all of their rows. It holds for
 * counts, sums, least and greatest, which are made of those of parts.
 */
export const daysBeforeWindows: Rewrite = {
  name: 'days-before-windows',
  rewrite: (document: PlannedDocument) => {
    const fresh = freshIn(document);
    return mapStages(document, (plan) => mapPlan(plan, (node) => byDays(node, fresh)));
  },
};

function byDays(plan: Plan, fresh: Fresh): Plan {
  const found = windowedGroups(plan);
  if (found === undefined) return plan;
  const { groups, windows } = found;
  const { bucket, buckets, rows, bounds } = windows;
  const [clock] = bounds.map((bound) => dayOf(bound.clock));
  const days = bounds.map(daysOf);
  const same = new Set(bounds.map((b) => JSON.stringify(b.clock))).size === 1;
  if (clock === undefined || !same || days.some((d) => d === undefined)) return plan;
  if (!groups.aggregates.every(isMadeOfParts)) return plan;
  const others = groups.keys.filter((k) => columnIn(k.is)?.id !== bucket.id);
  // A group is said by its rows alone.
  if (columnsIn(others.map((k) => k.is)).includes(bucket.id)) return plan;

  const day: Made = { column: fresh.column('clock_day', types.date), is: clock };
  const keys = others.map((k): Made => ({
    column: fresh.column(k.column.name, k.column.type),
    is: k.is,
  }));
  const parts = groups.aggregates.map((a): AggregateColumn => ({
    ...a,
    column: fresh.column(a.column.name, a.column.type),
  }));
  const each = aggregate(rows, [day, ...keys], parts, undefined, groups.at);
  const on = bounds.map(({ operator }, i): PlanExpr => ({
    kind: 'binary',
    operator,
    left: columnOf(day.column),
    right: days[i]!,
    type: types.boolean,
  }));
  if (groups.input.kind !== 'join') return plan;
  const pairs = join('inner', buckets, each, on, false, groups.input.because, groups.at);
  const whole = groups.keys.map((k): Made => {
    const other = others.indexOf(k);
    return other < 0 ? k : { column: k.column, is: columnOf(keys[other]!.column) };
  });
  const totals = groups.aggregates.map(({ column, agg, at }, i): AggregateColumn => ({
    column,
    agg: agg === 'count' ? 'sum' : agg,
    of: columnOf(parts[i]!.column),
    where: [],
    at,
  }));
  return aggregate(pairs, whole, totals, undefined, groups.at);
}

function dayOf(clock: PlanExpr): PlanExpr | undefined {
  if (clock.type.kind === 'date') return clock;
  return clock.type.kind === 'timestamp' ? cast(clock, types.date) : undefined;
}

/** The bound as a day, where it is the first moment of one. */
function daysOf({ clock, of }: Bound): PlanExpr | undefined {
  if (clock.type.kind === 'date') return of.type.kind === 'date' ? of : undefined;
  const midnight = of.kind === 'cast' && !of.try && of.operand.type.kind === 'date';
  return midnight ? of.operand : undefined;
}
