import { unreachable } from '../../base/unreachable.js';
import { inputsOf } from '../inputs.js';
import { project, semi } from '../nodes.js';
import type { Plan, PlannedDocument } from '../plan.js';
import { neededBelow } from './columns-read.js';
import { withInputs, withPlan } from './rebuild.js';
import type { Rewrite } from './rewrite.js';
import { readOnce } from './stage-reads.js';

/**
 * A test for a partner needs no distinct partners (S6): the side that is only looked for is not grouped.
 * And an inner look-up of which nothing is read but whether there is a partner is such a test.
 */
export const plainTests: Rewrite = { name: 'plain-tests', rewrite };

function rewrite(document: PlannedDocument): PlannedDocument {
  const once = readOnce(document);
  const tested = new Set<string>();
  const stages = document.stages.toReversed().map((stage) => {
    const columns = new Set(stage.columns.map((c) => c.id));
    const own = tested.has(stage.name) ? ungrouped(stage.plan) : stage.plan;
    return withPlan(stage, below(own, columns));
  });
  return { ...document, stages: stages.toReversed() };

  function below(plan: Plan, needed: ReadonlySet<number>): Plan {
    const test = testOf(plan, needed);
    const inputs = inputsOf(test);
    const wanted = neededBelow(test, madeBy(test, needed));
    const right = test.kind === 'semi' ? [inputs[0]!, ungrouped(inputs[1]!)] : inputs;
    return withInputs(
      test,
      right.map((input, i) => below(input, wanted[i]!)),
    );
  }

  /** The same rows, each perhaps more often; the columns are the same. */
  function ungrouped(plan: Plan): Plan {
    switch (plan.kind) {
      case 'aggregate':
        return plan.aggregates.length === 0 && plan.keys.length > 0
          ? project(plan.input, plan.keys, plan.at)
          : plan;
      case 'read':
        if (once.has(plan.stage)) tested.add(plan.stage);
        return plan;
      case 'project':
      case 'filter':
        return withInputs(plan, [ungrouped(plan.input)]);
      case 'semi':
        return withInputs(plan, [ungrouped(plan.left), plan.right]);
      case 'scan':
      case 'series':
      case 'join':
      case 'windowed':
      case 'union':
      case 'sorted':
        return plan;
      default:
        return unreachable(plan);
    }
  }
}

/** Columns that are made are read, whoever needs them: `prune-columns` has taken the others away. */
function madeBy(plan: Plan, needed: ReadonlySet<number>): ReadonlySet<number> {
  const all = plan.kind === 'project' || plan.kind === 'union';
  return all ? new Set(plan.columns.map((c) => c.id)) : needed;
}

/** A look-up of a grouped or computed relation whose columns nobody reads is a test. */
function testOf(plan: Plan, needed: ReadonlySet<number>): Plan {
  if (plan.kind !== 'join' || plan.type !== 'inner' || !plan.single) return plan;
  // Every row has a partner along a path that is required: that is no test, and the join says so.
  const table = plan.right.kind === 'scan' || plan.right.kind === 'filter';
  const read = plan.right.columns.some((c) => needed.has(c.id));
  return table || read || plan.on.length === 0
    ? plan
    : semi(plan.left, plan.right, plan.on, false, plan.at);
}
