import type { PlannedDocument } from '../plan/plan.js';
import type { SqlStatement } from './ast.js';

/**
 * The statement that computes a planned document: one CTE per stage, the last stage the query, an
 * INSERT where there is a target. Total: every plan has a statement; what a dialect cannot say is
 * found by `print`.
 */
export function lower(document: PlannedDocument): SqlStatement {
  throw new Error(`lower is not built yet: ${document.stages.length} stages`);
}
