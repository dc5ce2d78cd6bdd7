import { unreachable } from '../../base/unreachable.js';
import { inputsOf } from '../inputs.js';
import {
  aggregate,
  filter,
  join,
  project,
  semi,
  series,
  sorted,
  union,
  windowed,
} from '../nodes.js';
import type { Plan, PlannedDocument, PlannedStage } from '../plan.js';

/** The same node over other inputs, in the order of `inputsOf`; its key and multiplicities are worked out again. */
export function withInputs(plan: Plan, inputs: readonly Plan[]): Plan {
  const before = inputsOf(plan);
  if (inputs.length !== before.length) throw new Error(`${plan.kind} has ${before.length} inputs`);
  if (inputs.every((input, i) => input === before[i])) return plan;
  const [first, second] = inputs;
  const { at } = plan;
  switch (plan.kind) {
    case 'scan':
    case 'read':
      return plan;
    case 'series':
      return series(plan.id, plan.columns[0]!, plan.from, plan.to, plan.unit, first, at);
    case 'filter':
      return filter(first!, plan.where, at);
    case 'project':
      return project(first!, plan.made, at);
    case 'join':
      return join(plan.type, first!, second!, plan.on, plan.single, plan.because, at);
    case 'semi':
      return semi(first!, second!, plan.on, plan.anti, at);
    case 'aggregate':
      return aggregate(first!, plan.keys, plan.aggregates, undefined, at);
    case 'windowed':
      return windowed(first!, plan.windows, at);
    case 'union':
      return union([...plan.repeated.keys()][0]!, plan.columns, inputs, plan.sources, at);
    case 'sorted':
      return sorted(first!, plan.order, plan.rows, at);
    default:
      return unreachable(plan);
  }
}

/** The plan with each node replaced, inner ones before those around them. */
export function mapPlan(plan: Plan, f: (plan: Plan) => Plan): Plan {
  return f(
    withInputs(
      plan,
      inputsOf(plan).map((input) => mapPlan(input, f)),
    ),
  );
}

/** The document with the plan of each stage replaced. */
export function mapStages(
  document: PlannedDocument,
  f: (plan: Plan, stage: PlannedStage) => Plan,
): PlannedDocument {
  const stages = document.stages.map((stage) => withPlan(stage, f(stage.plan, stage)));
  return { ...document, stages };
}

/** The stage with another plan; the same stage where it is the same plan, so that who asks sees that nothing changed. */
export function withPlan(stage: PlannedStage, plan: Plan): PlannedStage {
  return plan === stage.plan ? stage : { ...stage, plan };
}
