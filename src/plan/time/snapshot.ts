import type { BoundLeaf, SourceExpr } from '../../bind/bound.js';
import type { Context } from '../context.js';
import { fingerprint } from '../fingerprint.js';
import { columnOf, equal, filter, windowed } from '../nodes.js';
import type { Plan, PlanExpr } from '../plan.js';

/**
 * Of rows that a semi-additive leaf counts, only those of the first or last `over` among the rows with
 * the same `per` and bucket (law 5): balances of a day add up, those of two days do not.
 */
export function atEdge(
  context: Context,
  plan: Plan,
  leaf: BoundLeaf,
  say: (expr: SourceExpr) => PlanExpr,
  buckets: readonly PlanExpr[],
): Plan {
  const { snapshot } = leaf;
  if (snapshot === undefined) return plan;
  const over = say(snapshot.over);
  const edge = context.column(`${snapshot.take}_time`, over.type);
  const marked = windowed(
    plan,
    [
      {
        column: edge,
        fn: snapshot.take === 'last' ? 'max' : 'min',
        of: over,
        per: [...snapshot.per.map((p) => say(p)), ...buckets],
        order: [],
        at: leaf.at,
      },
    ],
    leaf.at,
  );
  return filter(marked, [equal(over, columnOf(edge))], leaf.at);
}

/** What tells semi-additive leaves apart: those of one scan keep the same rows. Empty for other leaves. */
export function snapshotText({ snapshot, where, range }: BoundLeaf): string {
  if (snapshot === undefined) return '';
  const texts = [snapshot.over, ...snapshot.per, ...where].map((e) => fingerprint(e));
  const days = [range?.from, range?.until].map((d) => fingerprint(d));
  return JSON.stringify([snapshot.take, snapshot.per.length, texts, days]);
}
