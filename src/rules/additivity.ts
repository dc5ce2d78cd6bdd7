import { remember } from '../base/remember.js';
import type { BoundLeaf, BoundStage, BoundWindow, SourceExpr } from '../bind/bound.js';
import type { Case, Expr } from '../expr/expr.js';
import { children, references } from '../expr/visit.js';

/**
 * What adding up the values of a column means: `row`, values of single rows; `additive`, sums and counts
 * of disjoint rows; `not`, numbers that add up to nothing: distinct counts, averages, ratios, percentiles,
 * shares (design law 5, S8).
 */
export type Additivity = 'row' | 'additive' | 'not';

/** What adding up a column of a stage's result means. */
export function additivityOf(stage: BoundStage, column: string): Additivity {
  return known(stage, column, () => ofColumn(stage, column));
}

const known = remember<Additivity>();

function ofColumn(stage: BoundStage, column: string): Additivity {
  const step = stage.steps.find((s) => s.as === column);
  if (step?.kind === 'window') return ofWindow(stage, step);
  if (step?.kind === 'compute')
    return ofExpr(step.is, (to) =>
      to.kind === 'result' ? additivityOf(stage, to.column) : undefined,
    );
  const measure = stage.measures.find((m) => m.as === column);
  if (measure !== undefined)
    return ofExpr(measure.is, (to) => {
      const leaf = to.kind === 'leaf' ? stage.leaves.find((l) => l.name === to.leaf) : undefined;
      return leaf && ofLeaf(leaf);
    });
  const value = stage.columns.find((c) => c.as === column);
  return value === undefined ? 'row' : additivityOfValue(stage, value.is);
}

/** What adding up an expression over a stage's source rows means. */
export function additivityOfValue(stage: BoundStage, expr: SourceExpr): Additivity {
  return ofExpr(expr, (to) => {
    if (to.kind === 'param') return undefined;
    if (to.kind === 'column') return ofReadColumn(stage, to.column);
    const match = to.kind === 'match' ? stage.matches.find((m) => m.as === to.match) : undefined;
    return to.kind === 'match' && match?.to.kind === 'stage'
      ? additivityOf(match.to.stage, to.column)
      : 'row';
  });
}

function ofReadColumn({ from }: BoundStage, column: string): Additivity {
  if (from?.kind === 'stage') return additivityOf(from.stage, column);
  if (from?.kind !== 'union') return 'row';
  return worst(from.stages.map((s) => additivityOf(s, column)));
}

const notAdditive: ReadonlySet<string> = new Set([
  'count_distinct',
  'avg',
  'median',
  'percentile',
  'stddev',
  'variance',
  'corr',
]);

/** A sum over a column that is not additive is reported where it is made, so it counts as one here. */
function ofLeaf({ agg, keys }: BoundLeaf): Additivity {
  if (notAdditive.has(agg)) return 'not';
  // A row counts in each of its groups, unless it has a share in each (law 1).
  const bridges = keys.flatMap((key) =>
    (key === undefined ? [] : references(key)).flatMap(({ to }) =>
      to.kind === 'attribute' ? to.path.flatMap((s) => s.many ?? []) : [],
    ),
  );
  if (bridges.some(({ weight }) => weight === undefined || agg !== 'sum')) return 'not';
  return agg === 'sum' || agg === 'count' ? 'additive' : 'row';
}

function ofWindow(stage: BoundStage, { fn, of }: BoundWindow): Additivity {
  if (of !== undefined && ['lag', 'lead', 'first', 'last'].includes(fn))
    return additivityOf(stage, of);
  // The total of a partition stands in each of its rows, and shares are of totals.
  return ['sum', 'count', 'avg', 'share', 'percent_rank'].includes(fn) ? 'not' : 'row';
}

/** `leaf` gives undefined for what is the same in every row. */
function ofExpr<L>(expr: Expr<L>, leaf: (to: L) => Additivity | undefined): Additivity {
  return partOf(expr, leaf) ?? 'row';
}

function partOf<L>(expr: Expr<L>, leaf: (to: L) => Additivity | undefined): Additivity | undefined {
  const parts = (all: readonly Expr<L>[]): readonly Additivity[] =>
    all.map((e) => partOf(e, leaf)).filter((p) => p !== undefined);
  if (expr.kind === 'reference') return leaf(expr.to);
  // What decides between values is not among them.
  const values = expr.kind === 'case' ? valuesOf(expr) : children(expr);
  const inside = parts(values);
  if (inside.length === 0) return undefined;
  if (expr.kind !== 'binary') return worst(inside);
  const [left, right] = [partOf(expr.left, leaf), partOf(expr.right, leaf)];
  const aggregated = inside.some((p) => p !== 'row');
  // A ratio or product of sums is not the sum of the ratios or products.
  if (expr.operator === '/' && right !== undefined && aggregated) return 'not';
  if (expr.operator === '*' && left !== undefined && right !== undefined && aggregated)
    return 'not';
  return worst(inside);
}

function valuesOf<L>({ whens, otherwise }: Case<L>): readonly Expr<L>[] {
  return [...whens.map(({ then }) => then), ...(otherwise === undefined ? [] : [otherwise])];
}

function worst(all: readonly Additivity[]): Additivity {
  if (all.includes('not')) return 'not';
  return all.includes('additive') ? 'additive' : 'row';
}
