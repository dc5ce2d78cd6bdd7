import { unreachable } from '../../base/unreachable.js';
import { inputsOf } from '../inputs.js';
import { join } from '../nodes.js';
import type { Plan, PlanExpr, PlanLeaf, PlannedDocument } from '../plan.js';
import { saidOver } from './columns-read.js';
import { withInputs, withPlan } from './rebuild.js';
import type { Rewrite } from './rewrite.js';
import { readOnce, stageColumns } from './stage-reads.js';
import { rejectsNulls } from './three-values.js';

/**
 * A look-up that keeps rows without a partner need not, where a condition above is never true of such a
 * row. (Look-ups along `required` relationships are inner from the start, S3.)
 */
export const leftToInner: Rewrite = { name: 'left-to-inner', rewrite };

function rewrite(document: PlannedDocument): PlannedDocument {
  const once = readOnce(document);
  // What the only reader of a stage asks of its rows.
  const asked = new Map<string, readonly PlanExpr[]>();
  const stages = document.stages
    .toReversed()
    .map((stage) => withPlan(stage, below(stage.plan, asked.get(stage.name) ?? [])));
  return { ...document, stages: stages.toReversed() };

  /** Rows for which one of `conditions` is not true are dropped above. */
  function below(plan: Plan, conditions: readonly PlanExpr[]): Plan {
    switch (plan.kind) {
      case 'read': {
        const stage = once.get(plan.stage);
        if (stage !== undefined) {
          const columns = stageColumns(plan, stage);
          asked.set(
            stage.name,
            conditions.flatMap((c) => saidOver(c, (id) => columns.get(id))),
          );
        }
        return plan;
      }
      case 'filter':
        return withInputs(plan, [below(plan.input, [...conditions, ...plan.where])]);
      case 'project': {
        const made = new Map(plan.made.map((m) => [m.column.id, m.is]));
        const inside = conditions.flatMap((c) => saidOver(c, (id) => made.get(id)));
        return withInputs(plan, [below(plan.input, inside)]);
      }
      case 'join': {
        const right = new Set(plan.right.columns.map((c) => c.id));
        const isRight = (leaf: PlanLeaf): boolean =>
          leaf.kind === 'column' && right.has(leaf.column.id);
        const needed = plan.type === 'inner' || conditions.some((c) => rejectsNulls(c, isRight));
        const all = needed ? [...conditions, ...plan.on] : conditions;
        const inputs = [below(plan.left, all), below(plan.right, needed ? all : plan.on)];
        if (!needed || plan.type === 'inner') return withInputs(plan, inputs);
        const { on, single, because, at } = plan;
        return join('inner', inputs[0]!, inputs[1]!, on, single, because, at);
      }
      case 'semi': {
        const left = plan.anti ? conditions : [...conditions, ...plan.on];
        return withInputs(plan, [below(plan.left, left), below(plan.right, plan.on)]);
      }
      case 'aggregate': {
        const keys = new Map(plan.keys.map((k) => [k.column.id, k.is]));
        const inside = conditions.flatMap((c) => saidOver(c, (id) => keys.get(id)));
        return withInputs(plan, [below(plan.input, plan.keys.length > 0 ? inside : [])]);
      }
      case 'sorted':
        return withInputs(plan, [below(plan.input, plan.rows === undefined ? conditions : [])]);
      case 'scan':
      case 'series':
      case 'windowed':
      case 'union':
        return withInputs(
          plan,
          inputsOf(plan).map((input) => below(input, [])),
        );
      default:
        return unreachable(plan);
    }
  }
}
