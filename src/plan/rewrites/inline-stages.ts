import { unreachable } from '../../base/unreachable.js';
import { some } from '../../expr/visit.js';
import { inputsOf } from '../inputs.js';
import { project } from '../nodes.js';
import type { Plan, PlanExpr, PlannedDocument } from '../plan.js';
import { columnIn, columnsIn } from './columns-read.js';
import { withInputs, withPlan } from './rebuild.js';
import type { Rewrite } from './rewrite.js';
import { readOnce, stageColumns, stagesRead } from './stage-reads.js';

/**
 * A stage that only chooses rows and columns becomes part of the only stage that reads it. Stages that
 * group, rank or limit stay what they are called: a SELECT of their own says them best.
 */
export const inlineStages: Rewrite = { name: 'inline-stages', rewrite };

function rewrite(document: PlannedDocument): PlannedDocument {
  const once = readOnce(document);
  const plans = new Map<string, Plan>();
  const gone = new Set<string>();
  const stages = stagesRead(document).map((stage) => {
    const plan = inlined(stage.plan, true);
    plans.set(stage.name, plan);
    return withPlan(stage, plan);
  });
  return { ...document, stages: stages.filter((stage) => !gone.has(stage.name)) };

  /** `main`: its rows are the rows of the SELECT around it; elsewhere it would stand in a subquery. */
  function inlined(plan: Plan, main: boolean): Plan {
    if (plan.kind !== 'read')
      return withInputs(
        plan,
        inputsOf(plan).map((input, i) => inlined(input, main && i === 0 && !apart.has(plan.kind))),
      );
    const stage = once.get(plan.stage);
    const of = plans.get(plan.stage);
    if (!main || stage === undefined || of === undefined || !onlyChooses(of)) return plan;
    gone.add(stage.name);
    const columns = stageColumns(plan, stage);
    const made = plan.columns.map((column) => ({ column, is: columns.get(column.id)! }));
    const rows = project(of, made, plan.at);
    // The stage is a relation for those who count its rows.
    return { ...rows, repeated: new Map([...rows.repeated, [plan.id, false]]) };
  }
}

/** Inputs of these are queries of their own. */
const apart: ReadonlySet<Plan['kind']> = new Set(['union', 'series']);

/** Rows of tables and stages, looked up and filtered, with columns that may be written where they are read. */
function onlyChooses(plan: Plan): boolean {
  switch (plan.kind) {
    case 'scan':
    case 'read':
      return true;
    case 'filter':
      return onlyChooses(plan.input);
    case 'project':
      return plan.made.every(({ is }) => isShort(is)) && onlyChooses(plan.input);
    case 'join':
    case 'semi':
      return onlyChooses(plan.left);
    case 'aggregate':
    case 'windowed':
    case 'union':
    case 'sorted':
    case 'series':
      return false;
    default:
      return unreachable(plan);
  }
}

/** Reads one column at most once, so it may stand wherever its column is read. */
function isShort(is: PlanExpr): boolean {
  return columnIn(is) !== undefined || (columnsIn([is]).length <= 1 && !some(is, isCase));
}

function isCase(expr: PlanExpr): boolean {
  return expr.kind === 'case';
}
