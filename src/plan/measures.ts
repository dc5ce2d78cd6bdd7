import type { BoundLeaf, BoundStage } from '../bind/bound.js';
import { filled } from '../expr/build.js';
import { mapReferences } from '../expr/visit.js';
import { columnOf } from './nodes.js';
import type { Column, PlanExpr } from './plan.js';

/**
 * The measures of a stage as expressions over its leaves' columns (S7): counts of nothing are 0, all
 * else null, then `fill`. `certain` says that every row has a value of every leaf, so that counts
 * need no help.
 */
export function measuresOf(
  stage: BoundStage,
  values: ReadonlyMap<string, Column>,
  certain: boolean,
): readonly { readonly as: string; readonly is: PlanExpr; readonly at: BoundLeaf['at'] }[] {
  const leaves = new Map(stage.leaves.map((leaf) => [leaf.name, leaf]));
  return stage.measures.map((measure) => {
    const is = mapReferences(measure.is, (to, reference): PlanExpr => {
      if (to.kind === 'param') return { ...reference, to };
      const leaf = leaves.get(to.leaf);
      const column = values.get(to.leaf);
      if (leaf === undefined || column === undefined) throw new Error(`no leaf "${to.leaf}"`);
      return filled(columnOf(column), leaf.fill ?? (certain ? undefined : nothing(leaf)));
    });
    return { as: measure.as, is: filled(is, measure.fill), at: measure.at };
  });
}

/** What a leaf is where it has no rows. */
function nothing(leaf: BoundLeaf): number | undefined {
  return leaf.agg === 'count' || leaf.agg === 'count_distinct' ? 0 : undefined;
}
