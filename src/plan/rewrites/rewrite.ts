import type { PlannedDocument } from '../plan.js';
import { stagesRead } from './stage-reads.js';

/**
 * One way to say a plan so that it costs less and means the same: the rows of the result, its columns
 * and its order of rows stay. What proves it are keys and multiplicities (`plan/nodes.ts`) and what
 * follows from them (`dependencies.ts`), never the data.
 */
export interface Rewrite {
  readonly name: string;
  readonly rewrite: (document: PlannedDocument) => PlannedDocument;
}

/** The document after some rewrites, one after the other; what nobody reads any more is gone, so that nothing is asked for it. */
export function rewriteWith(
  document: PlannedDocument,
  rewrites: readonly Rewrite[],
): PlannedDocument {
  return rewrites.reduce((before, { rewrite }, i) => {
    const after = rewrite(before);
    return i > 0 && sameStages(before, after) ? before : withoutUnread(after);
  }, document);
}

function sameStages(a: PlannedDocument, b: PlannedDocument): boolean {
  return a.stages.length === b.stages.length && a.stages.every((s, i) => s === b.stages[i]);
}

function withoutUnread(document: PlannedDocument): PlannedDocument {
  const stages = stagesRead(document);
  return stages.length === document.stages.length ? document : { ...document, stages };
}
