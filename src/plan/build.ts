import { hasErrors, type Checked } from '../base/diagnostic.js';
import { distinct } from '../base/distinct.js';
import type { BoundDocument, BoundStage } from '../bind/bound.js';
import { newContext, type Context } from './context.js';
import { fillGaps } from './time/gaps.js';
import { groupsOf } from './grouped.js';
import { rowsWithLeaves } from './joins/lookups.js';
import { measuresOf } from './measures.js';
import { refusals } from './refuse.js';
import { columnOf, project } from './nodes.js';
import { overSummaries } from './summaries.js';
import type { Column, Made, Plan, PlannedDocument, PlannedTarget } from './plan.js';
import { resultOf } from './result.js';

/**
 * Plans a document: each stage a relation whose key is known, measures aggregated at the grain of
 * their own entity before they meet (design section 5, laws 1 and 2). What no plan could give
 * is refused by a code of its own. Aggregates of the same rows share one scan (law 2); `apart` gives
 * each its own, which means the same and costs more.
 */
export function planDocument(
  bound: BoundDocument,
  branches: 'merged' | 'apart' = 'merged',
): Checked<PlannedDocument> {
  const document = overSummaries(bound);
  const refused = distinct(document.stages.flatMap(refusals));
  if (refused.length > 0) return [undefined, refused];
  const context = newContext(document, branches === 'apart', (inner, stage) =>
    planStage(inner, stage, false),
  );
  document.stages.forEach((stage, i) => {
    const last = i === document.stages.length - 1;
    planStage(context, stage, last && document.target === undefined);
  });
  const found = distinct(context.diagnostics);
  if (hasErrors(found)) return [undefined, found];
  const target = targetOf(document);
  return [
    {
      stages: context.stages,
      params: document.params.map(({ name, type }) => ({ name, type })),
      ...(target !== undefined && { target }),
    },
    found,
  ];
}

function planStage(context: Context, stage: BoundStage, ordered: boolean): void {
  const result = stage.keys === undefined ? rowResult(context, stage) : groupResult(context, stage);
  const plan = resultOf(context, stage, result.plan, result.columns, ordered);
  const { name, at, key } = stage;
  context.add({ name, stage: name, plan, columns: plan.columns, key, at });
}

interface StageRows {
  readonly plan: Plan;
  readonly columns: readonly Column[];
}

/** One row per combination of the keys, with the measures. */
function groupResult(context: Context, stage: BoundStage): StageRows {
  const found = groupsOf(context, stage);
  const groups = fillGaps(context, stage, found);
  const certain = groups === found && found.plan.kind === 'aggregate' && !merged(found.plan);
  const keys = (stage.keys ?? []).map((key, i): Made => ({
    column: context.column(key.as, key.type),
    is: columnOf(groups.keys[i]!),
  }));
  const types = new Map(stage.measures.map((m) => [m.as, m.type]));
  const measures = measuresOf(stage, groups.values, certain).map((m): Made => ({
    column: context.column(m.as, types.get(m.as)!),
    is: m.is,
  }));
  const made = [...keys, ...measures];
  return { plan: project(groups.plan, made, stage.at), columns: made.map((m) => m.column) };
}

/** Whether branches were put together, so that a row may lack the value of one. */
function merged(plan: Plan): boolean {
  return plan.kind === 'aggregate' && plan.input.kind === 'union';
}

/** One row per row of `from`, with its columns and what is looked up for it. */
function rowResult(context: Context, stage: BoundStage): StageRows {
  const { source, plan, values } = rowsWithLeaves(context, stage);
  const columns = stage.columns.map((c): Made => ({
    column: context.column(c.as, c.type),
    is: source.say(c.is),
  }));
  const types = new Map(stage.measures.map((m) => [m.as, m.type]));
  const measures = measuresOf(stage, values, false).map((m): Made => ({
    column: context.column(m.as, types.get(m.as)!),
    is: m.is,
  }));
  const made = [...columns, ...measures];
  return { plan: project(plan, made, stage.at), columns: made.map((m) => m.column) };
}

function targetOf(document: BoundDocument): PlannedTarget | undefined {
  const { target } = document;
  if (target === undefined) return undefined;
  return {
    table: target.table,
    write: target.write,
    key: target.key,
    columns: target.columns.map(({ name, type }) => ({ name, type })),
    partition: target.partition.map((p) => ({
      name: p.as,
      type: p.type,
      ...(p.value !== undefined && { value: p.value }),
    })),
  };
}
