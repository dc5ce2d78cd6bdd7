import type { PlannedDocument } from '../plan.js';
import { conditionsBelowColumns } from './conditions-below-columns.js';
import { countsToTests } from './counts-to-tests.js';
import { daysBeforeWindows } from './days-before-windows.js';
import { denseWindows } from './dense-windows.js';
import { equalBuckets } from './equal-buckets.js';
import { fewDistinct } from './few-distinct.js';
import { inlineStages } from './inline-stages.js';
import { lateLookUps } from './late-look-ups.js';
import { leftToInner } from './left-to-inner.js';
import { plainTests } from './plain-tests.js';
import { pruneColumns } from './prune-columns.js';
import { pushConditions } from './push-conditions.js';
import { rewriteWith, type Rewrite } from './rewrite.js';
import { wantedKeys } from './wanted-keys.js';
import { windowRanges } from './window-ranges.js';

/** Every rewrite, in the order in which each finds what those before it have made plain. */
export const allRewrites: readonly Rewrite[] = [
  inlineStages,
  conditionsBelowColumns,
  pruneColumns,
  leftToInner,
  countsToTests,
  fewDistinct,
  plainTests,
  lateLookUps,
  pushConditions,
  wantedKeys,
  windowRanges,
  equalBuckets,
  denseWindows,
  daysBeforeWindows,
];

/** A planned document as it is lowered to SQL. */
export function rewritePlan(document: PlannedDocument): PlannedDocument {
  return rewriteWith(document, allRewrites);
}
