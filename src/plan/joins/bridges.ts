import type { BoundLeaf, SourceExpr, SourceLeaf, Step } from '../../bind/bound.js';
import { references } from '../../expr/visit.js';
import { pathText } from '../fingerprint.js';

/** The ways to bridges that a leaf's keys and conditions take, each once, by its text. */
export function bridgesOf(leaf: BoundLeaf): ReadonlyMap<string, readonly Step[]> {
  return bridgesIn([...leaf.keys, ...leaf.stageWhere, ...leaf.where]);
}

/** Whether an expression speaks of one of many partners. */
export function isBridged(expr: SourceExpr): boolean {
  return bridgesIn([expr]).size > 0;
}

/** The ways to bridges that expressions take, each once, by its text. */
export function bridgesIn(
  exprs: readonly (SourceExpr | undefined)[],
): ReadonlyMap<string, readonly Step[]> {
  const leaves: readonly SourceLeaf[] = exprs.flatMap((e) =>
    e === undefined ? [] : references(e).map(({ to }) => to),
  );
  const paths = leaves.flatMap((leaf) => {
    const last = leaf.kind === 'attribute' ? leaf.path.findIndex((s) => s.many !== undefined) : -1;
    return leaf.kind === 'attribute' && last >= 0 ? [leaf.path.slice(0, last + 1)] : [];
  });
  return new Map(paths.map((p) => [pathText(p), p]));
}
