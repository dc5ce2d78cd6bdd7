import type { PlannedDocument } from '../plan.js';

/**
 * One way to say a plan so that it costs less and means the same: the rows of the result, its columns
 * and its order of rows stay. What proves it are keys and multiplicities (`plan/nodes.ts`) and what
 * follows from them (`dependencies.ts`), never the data.
 */
export interface Rewrite {
  readonly name: string;
  readonly rewrite: (document: PlannedDocument) => PlannedDocument;
}

/** The document after some rewrites, one after the other. */
export function rewriteWith(
  document: PlannedDocument,
  rewrites: readonly Rewrite[],
): PlannedDocument {
  return rewrites.reduce((plan, { rewrite }) => rewrite(plan), document);
}
