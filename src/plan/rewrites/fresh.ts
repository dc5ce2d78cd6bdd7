import { inputsOf } from '../inputs.js';
import type { Type } from '../../expr/type.js';
import type { Column, Plan, PlannedDocument } from '../plan.js';

/** New columns and relations beside those of a document. */
export interface Fresh {
  readonly column: (name: string, type: Type) => Column;
  readonly relation: () => number;
}

/** Ids beyond all that a document uses: the same document gives the same ids. */
export function freshIn({ stages }: PlannedDocument): Fresh {
  let made: Fresh | undefined;
  // Most documents ask for none.
  const fresh = (): Fresh => (made ??= countedFrom(stages));
  return {
    column: (name, type) => fresh().column(name, type),
    relation: () => fresh().relation(),
  };
}

function countedFrom(stages: PlannedDocument['stages']): Fresh {
  let column = 0;
  let relation = 0;
  const visit = (plan: Plan): void => {
    for (const { id } of plan.columns) column = Math.max(column, id);
    for (const id of plan.repeated.keys()) relation = Math.max(relation, id);
    if ('id' in plan) relation = Math.max(relation, plan.id);
    for (const input of inputsOf(plan)) visit(input);
  };
  for (const stage of stages) visit(stage.plan);
  return {
    column: (name, type) => ({ id: ++column, name, type }),
    relation: () => ++relation,
  };
}
