import { filter } from '../nodes.js';
import type { Plan, PlannedDocument } from '../plan.js';
import { binary } from '../../expr/build.js';
import { boundAt, bucketWindowsOf } from './bucket-windows.js';
import { mapPlan, mapStages, withInputs } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * Rows before the window of the first bucket and after that of the last are in no window: where the
 * buckets are known, only the rows between are read.
 */
export const windowRanges: Rewrite = {
  name: 'window-ranges',
  rewrite: (document: PlannedDocument) => mapStages(document, (plan) => mapPlan(plan, bounded)),
};

function bounded(plan: Plan): Plan {
  const windows = bucketWindowsOf(plan);
  if (windows === undefined || plan.kind !== 'join') return plan;
  const where = windows.bounds.flatMap((bound) => {
    const end = boundAt(windows, bound.operator === '>=' ? 'from' : 'to', bound);
    return end === undefined ? [] : [binary(bound.operator, bound.clock, end)];
  });
  return withInputs(plan, [plan.left, filter(plan.right, where, plan.at)]);
}
