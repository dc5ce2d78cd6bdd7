import { unreachable } from '../../base/unreachable.js';
import { conjuncts } from '../../expr/build.js';
import { inputsOf } from '../inputs.js';
import { columnOf, equal, semi } from '../nodes.js';
import type { Column, Plan, PlanExpr, PlannedDocument } from '../plan.js';
import { columnIn, saidOver } from './columns-read.js';
import { domainOf, relationOf, type Domain } from './domain.js';
import { freshIn } from './fresh.js';
import { mapStages, withInputs } from './rebuild.js';
import type { Rewrite } from './rewrite.js';
import { readOnce, stageColumns } from './stage-reads.js';

/**
 * An aggregate that is looked up is computed for the keys that its reader has, where a condition on
 * another table says which those are: average quantities of the parts of one brand, not of all. Rows of
 * a key are kept or left out together, so every group that is found has all of its rows.
 */
export const wantedKeys: Rewrite = { name: 'wanted-keys', rewrite };

function rewrite(document: PlannedDocument): PlannedDocument {
  const fresh = freshIn(document);
  const once = readOnce(document);
  // One restriction of a key is enough; that of the outermost reader comes first, and has the fewest.
  const done = new Set<number>();
  const plans = new Map(document.stages.map((stage) => [stage.name, stage.plan]));
  for (const stage of document.stages.toReversed())
    plans.set(stage.name, below(plans.get(stage.name)!, []));
  return mapStages(document, (_, { name }) => plans.get(name)!);

  /** `conditions` hold for every row that stays. */
  function below(plan: Plan, conditions: readonly PlanExpr[]): Plan {
    switch (plan.kind) {
      case 'filter':
        return withInputs(plan, [below(plan.input, [...conditions, ...plan.where])]);
      case 'project': {
        const columns = new Map(plan.made.map((m) => [m.column.id, m.is]));
        const inside = conditions.flatMap((c) => saidOver(c, (id) => columns.get(id)));
        return withInputs(plan, [below(plan.input, inside)]);
      }
      case 'join':
      case 'semi': {
        const kept = plan.kind === 'join' ? plan.type === 'inner' : !plan.anti;
        const known = kept ? [...conditions, ...plan.on] : conditions;
        const right = plan.kind === 'join' ? plan.single : true;
        const wanted = right ? restricted(plan, known) : plan.right;
        return withInputs(plan, [below(plan.left, known), below(wanted, plan.on)]);
      }
      case 'scan':
      case 'read':
      case 'series':
      case 'aggregate':
      case 'windowed':
      case 'union':
      case 'sorted':
        return withInputs(
          plan,
          inputsOf(plan).map((input) => below(input, [])),
        );
      default:
        return unreachable(plan);
    }
  }

  /** The right side of a look-up, computed for the keys that the left side has. */
  function restricted(
    plan: Plan & { readonly kind: 'join' | 'semi' },
    conditions: readonly PlanExpr[],
  ): Plan {
    let { right } = plan;
    for (const on of plan.on.flatMap(conjuncts)) {
      if (on.kind !== 'binary' || on.operator !== '=') continue;
      const sides = [columnIn(on.left), columnIn(on.right)];
      const key = sides.find((c) => c !== undefined && has(plan.right, c));
      const asked = sides.find((c) => c !== undefined && has(plan.left, c));
      if (key === undefined || asked === undefined) continue;
      const domain = domainOf(plan.left, asked, conditions);
      right = (domain && keyed(right, columnOf(key), domain)) ?? right;
    }
    return right;
  }

  /** The plan, whose aggregate counts only rows of keys that the domain has; nothing where it has no aggregate. */
  function keyed(plan: Plan, key: PlanExpr, domain: Domain): Plan | undefined {
    switch (plan.kind) {
      case 'project':
      case 'filter': {
        const columns = plan.kind === 'project' ? plan.made : [];
        const is = columns.find((m) => m.column.id === columnIn(key)?.id)?.is ?? key;
        const input = keyed(plan.input, is, domain);
        return input && withInputs(plan, [input]);
      }
      case 'join':
      case 'semi': {
        const left = keyed(plan.left, key, domain);
        if (left !== undefined) return withInputs(plan, [left, plan.right]);
        const other = plan.on.map((on) => otherSide(on, key)).find((side) => side !== undefined);
        const right =
          other && plan.kind === 'join' && plan.single && keyed(plan.right, other, domain);
        return right ? withInputs(plan, [plan.left, right]) : undefined;
      }
      case 'aggregate': {
        const of = plan.keys.find((k) => k.column.id === columnIn(key)?.id);
        if (of === undefined || done.has(of.column.id) || !readsTables(plan.input))
          return undefined;
        done.add(of.column.id);
        const { plan: right, column } = relationOf(domain, fresh);
        const on = [equal(of.is, columnOf(column))];
        return withInputs(plan, [semi(plan.input, right, on, false, plan.at)]);
      }
      case 'read': {
        const stage = once.get(plan.stage);
        const of = plans.get(plan.stage);
        const is = stage && stageColumns(plan, stage).get(columnIn(key)?.id ?? 0);
        const restrictedStage = of && is && keyed(of, is, domain);
        if (restrictedStage === undefined) return undefined;
        plans.set(plan.stage, restrictedStage);
        return plan;
      }
      case 'scan':
      case 'series':
      case 'windowed':
      case 'union':
      case 'sorted':
        return undefined;
      default:
        return unreachable(plan);
    }
  }
}

/** What a condition makes equal to a column. */
function otherSide(on: PlanExpr, key: PlanExpr): PlanExpr | undefined {
  if (on.kind !== 'binary' || on.operator !== '=') return undefined;
  const id = columnIn(key)?.id;
  if (columnIn(on.left)?.id === id) return on.right;
  return columnIn(on.right)?.id === id ? on.left : undefined;
}

function has(plan: Plan, column: Column): boolean {
  return plan.columns.some((c) => c.id === column.id);
}

/** Whether rows of tables are read: those of a stage are few already, or many readers' own. */
function readsTables(plan: Plan): boolean {
  return plan.kind === 'scan' || inputsOf(plan).slice(0, 1).some(readsTables);
}
