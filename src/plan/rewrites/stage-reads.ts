import { inputsOf } from '../inputs.js';
import { columnOf } from '../nodes.js';
import type { Plan, PlanExpr, PlannedDocument, PlannedStage } from '../plan.js';

/** The stages of a document that exactly one place reads, by name; the result is none of them. */
export function readOnce(document: PlannedDocument): ReadonlyMap<string, PlannedStage> {
  const times = new Map<string, number>();
  for (const stage of stagesRead(document))
    for (const { stage: name } of readsIn(stage.plan)) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    document.stages.filter((s) => times.get(s.name) === 1).map((stage) => [stage.name, stage]),
  );
}

/** The result and every stage that it reads, directly or not: what else there is has no reader. */
export function stagesRead({ stages }: PlannedDocument): readonly PlannedStage[] {
  const found = new Set<string>();
  for (const stage of stages.toReversed())
    if (found.size === 0 || found.has(stage.name)) {
      found.add(stage.name);
      for (const { stage: name } of readsIn(stage.plan)) found.add(name);
    }
  return stages.filter((stage) => found.has(stage.name));
}

/** Every place of a plan that reads an earlier stage. */
function readsIn(plan: Plan): readonly (Plan & { readonly kind: 'read' })[] {
  return plan.kind === 'read' ? [plan] : inputsOf(plan).flatMap(readsIn);
}

/** What a place reads under each of its own columns' ids, over the stage's plan. */
export function stageColumns(
  read: Plan & { readonly kind: 'read' },
  stage: PlannedStage,
): ReadonlyMap<number, PlanExpr> {
  return new Map(
    read.columns.map((column, i) => [
      column.id,
      columnOf(stage.columns.find((c) => c.name === read.names[i])!),
    ]),
  );
}
