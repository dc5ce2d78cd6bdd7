import { join, equal, columnOf } from '../nodes.js';
import type { Plan, PlannedDocument } from '../plan.js';
import { bucketLater, frameOf } from './bucket-frames.js';
import { bucketWindowsOf } from './bucket-windows.js';
import { mapPlan, mapStages } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * A window that is one whole bucket (its own, or one that it was moved to) holds the rows whose bucket
 * that is: engines find equal values faster than ranges, and some find nothing else.
 */
export const equalBuckets: Rewrite = {
  name: 'equal-buckets',
  rewrite: (document: PlannedDocument) => mapStages(document, (plan) => mapPlan(plan, byBucket)),
};

function byBucket(plan: Plan): Plan {
  const windows = bucketWindowsOf(plan);
  const frame = windows && frameOf(windows);
  if (frame === undefined || windows === undefined || plan.kind !== 'join') return plan;
  if (frame.from !== frame.last) return plan;
  const { buckets, bucket, rows } = windows;
  const read = bucketLater(columnOf(bucket), frame.last, buckets.unit);
  return join('inner', buckets, rows, [equal(frame.of, read)], false, plan.because, plan.at);
}
