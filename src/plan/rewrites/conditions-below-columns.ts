import type { Plan, PlannedDocument } from '../plan.js';
import { filter } from '../nodes.js';
import { replaceColumns } from './columns-read.js';
import { mapPlan, mapStages, withInputs } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * Conditions stand below the columns that are computed for them, said over what those are made of: so
 * the other rewrites see what a condition reads, and a column that only a condition read is not made.
 */
export const conditionsBelowColumns: Rewrite = {
  name: 'conditions-below-columns',
  rewrite: (document: PlannedDocument) => mapStages(document, (plan) => mapPlan(plan, below)),
};

function below(plan: Plan): Plan {
  if (plan.kind !== 'filter') return plan;
  if (plan.input.kind !== 'project') return plan;
  const made = new Map(plan.input.made.map((m) => [m.column.id, m.is]));
  const where = plan.where.map((w) => replaceColumns(w, ({ id }) => made.get(id)));
  return withInputs(plan.input, [below(filter(plan.input.input, where, plan.at))]);
}
