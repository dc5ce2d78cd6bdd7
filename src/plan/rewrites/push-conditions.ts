import { unreachable } from '../../base/unreachable.js';
import { columnOf, filter } from '../nodes.js';
import type { Plan, PlanExpr, PlannedDocument } from '../plan.js';
import { columnIn, columnsIn, readsOnly, saidOver } from './columns-read.js';
import { mapPlan, mapStages, withInputs } from './rebuild.js';
import type { Rewrite } from './rewrite.js';
import { readOnce, stageColumns } from './stage-reads.js';

/**
 * Conditions go down to where they make less to group, rank, stack or join: below a grouping where they
 * read its keys only, below windows where they choose whole partitions, into each arm of a stack, and
 * into a stage that nobody else reads. Never to the side of a join whose rows may be missing, nor below
 * a window or a limit that would then see other rows.
 */
export const pushConditions: Rewrite = { name: 'push-conditions', rewrite };

function rewrite(document: PlannedDocument): PlannedDocument {
  const once = readOnce(document);
  const plans = new Map(document.stages.map((stage) => [stage.name, stage.plan]));
  for (const stage of document.stages.toReversed())
    plans.set(stage.name, mapPlan(plans.get(stage.name)!, pushed));
  return mapStages(document, (_, { name }) => plans.get(name)!);

  function pushed(plan: Plan): Plan {
    if (plan.kind !== 'filter') return plan;
    let { input } = plan;
    // The last first: each goes below those that are there already, so they keep their order.
    const stay = plan.where
      .toReversed()
      .filter((condition) => {
        const sunk = sink(input, condition, false);
        if (sunk !== undefined) input = sunk;
        return sunk === undefined;
      })
      .toReversed();
    return stay.length === plan.where.length ? plan : filter(input, stay, plan.at);
  }

  /**
   * The plan with the condition somewhere inside; nothing where that gains nothing. `past` says that
   * something was passed already which has less to do then.
   */
  function sink(plan: Plan, condition: PlanExpr, past: boolean): Plan | undefined {
    if (columnsIn([condition]).length === 0) return undefined;
    const into = (input: Plan, over = condition): Plan =>
      sink(input, over, true) ?? filter(input, [over], plan.at);
    switch (plan.kind) {
      case 'project': {
        const made = new Map(plan.made.map((m) => [m.column.id, m.is]));
        const [inside] = saidOver(condition, (id) => made.get(id));
        const input = inside && sink(plan.input, inside, past);
        return input && withInputs(plan, [input]);
      }
      case 'filter': {
        const input = sink(plan.input, condition, past);
        return input && withInputs(plan, [input]);
      }
      case 'join': {
        const { left, right } = plan;
        if (reads(condition, left)) {
          const input = sink(left, condition, true);
          return input && withInputs(plan, [input, right]);
        }
        if (plan.type !== 'inner' || !reads(condition, right)) return undefined;
        const input = sink(right, condition, true);
        return input && withInputs(plan, [left, input]);
      }
      case 'semi': {
        const input = sink(plan.left, condition, true);
        return input && withInputs(plan, [input, plan.right]);
      }
      case 'aggregate': {
        const keys = new Map(plan.keys.map((k) => [k.column.id, k.is]));
        const [inside] = saidOver(condition, (id) => keys.get(id));
        if (inside !== undefined) return withInputs(plan, [into(plan.input, inside)]);
        return past ? filter(plan, [condition], plan.at) : undefined;
      }
      case 'windowed': {
        const whole = plan.windows.every(({ per }) => {
          const columns = per.flatMap((e) => columnIn(e)?.id ?? []);
          return readsOnly(condition, columns);
        });
        return whole ? withInputs(plan, [into(plan.input)]) : undefined;
      }
      case 'union':
        return withInputs(
          plan,
          plan.inputs.map((input, i) => {
            const [inside] = saidOver(condition, (id) => sourceOf(plan, i, id));
            return into(input, inside);
          }),
        );
      case 'sorted': {
        const input = plan.rows === undefined ? sink(plan.input, condition, past) : undefined;
        return input && withInputs(plan, [input]);
      }
      case 'read': {
        const stage = once.get(plan.stage);
        const of = plans.get(plan.stage);
        if (stage === undefined || of === undefined) return undefined;
        const columns = stageColumns(plan, stage);
        const [inside] = saidOver(condition, (id) => columns.get(id));
        const sunk = inside && sink(of, inside, false);
        if (sunk === undefined) return undefined;
        plans.set(plan.stage, sunk);
        return plan;
      }
      case 'scan':
      case 'series':
        return undefined;
      default:
        return unreachable(plan);
    }
  }
}

function sourceOf(
  plan: Plan & { readonly kind: 'union' },
  input: number,
  id: number,
): PlanExpr | undefined {
  const place = plan.columns.findIndex((c) => c.id === id);
  const column = plan.sources[input]![place];
  return column && columnOf(column);
}

function reads(condition: PlanExpr, side: Plan): boolean {
  return readsOnly(
    condition,
    side.columns.map((c) => c.id),
  );
}
