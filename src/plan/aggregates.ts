import type { BoundLeaf, BoundRange, SourceExpr } from '../bind/bound.js';
import { and, or } from '../expr/build.js';
import type { Context } from './context.js';
import { fingerprint } from './fingerprint.js';
import { coverOf, inRange, within } from './range.js';
import type { AggregateColumn, Column, PlanExpr } from './plan.js';

/** The aggregates of some leaves over one relation, and what all of them ask of its rows. */
export interface Aggregates {
  readonly aggregates: readonly AggregateColumn[];
  /** The column of each leaf, by the leaf's name. */
  readonly values: ReadonlyMap<string, Column>;
  /** Conditions that every leaf has: they may filter the rows before. */
  readonly common: readonly PlanExpr[];
  /** True where rows that no leaf counts can be told from the others. */
  readonly any: readonly PlanExpr[];
}

/**
 * Conditional aggregates over one scan (law 2): equal leaves are computed once, conditions common to
 * all are taken out where `share` allows it, the others stay with their aggregate.
 */
export function aggregatesOf(
  context: Context,
  leaves: readonly BoundLeaf[],
  say: (expr: SourceExpr) => PlanExpr,
  share: boolean,
): Aggregates {
  const cover = share ? coverOfLeaves(leaves) : undefined;
  const conditions = leaves.map((leaf) => [
    ...(cover === undefined || leaf.clock === undefined ? [] : inRange(say(leaf.clock), cover)),
    ...leaf.where.map((w) => say(w)),
    ...(leaf.clock === undefined ? [] : inRange(say(leaf.clock), rangeIn(leaf, cover))),
  ]);
  const { common, own } = share ? sharedOf(conditions) : { common: [], own: conditions };
  const known = new Map<string, Column>();
  const values = new Map<string, Column>();
  const aggregates: AggregateColumn[] = [];
  leaves.forEach((leaf, i) => {
    const made = aggregateOf(leaf, say, own[i]!);
    const id = leaves.length === 1 ? '' : text(made);
    const column = known.get(id) ?? context.column(leaf.name, leaf.type);
    if (!known.has(id)) aggregates.push({ ...made, column, at: leaf.at });
    known.set(id, column);
    values.set(leaf.name, column);
  });
  const any =
    own.length > 0 && own.every((list) => list.length > 0)
      ? own.length === 1
        ? own[0]!
        : [or(distinct(own.map((list) => and(list))))]
      : [];
  return { aggregates, values, common, any };
}

/** The conditions that all lists have, and what is left of each. */
function sharedOf(conditions: readonly (readonly PlanExpr[])[]): {
  readonly common: readonly PlanExpr[];
  readonly own: readonly (readonly PlanExpr[])[];
} {
  const [first = [], ...others] = conditions;
  if (others.length === 0) return { common: first, own: conditions.map(() => []) };
  const texts = others.map((list) => list.map(text));
  const common = first.filter((c) => texts.every((t) => t.includes(text(c))));
  const shared = new Set(common.map(text));
  return { common, own: conditions.map((list) => list.filter((c) => !shared.has(text(c)))) };
}

/** Where all leaves have one clock and their ranges leave no gap, one range filters the scan for all. */
function coverOfLeaves(leaves: readonly BoundLeaf[]): BoundRange | undefined {
  const clocks = new Set(leaves.map((l) => fingerprint(l.clock)));
  return clocks.size === 1 && leaves.length > 1 ? coverOf(leaves.map((l) => l.range)) : undefined;
}

function rangeIn(leaf: BoundLeaf, cover: BoundRange | undefined): BoundRange | undefined {
  return cover === undefined ? leaf.range : within(leaf.range, cover);
}

function aggregateOf(
  leaf: BoundLeaf,
  say: (expr: SourceExpr) => PlanExpr,
  where: readonly PlanExpr[],
): Omit<AggregateColumn, 'column' | 'at'> {
  return {
    agg: leaf.agg,
    ...(leaf.of !== undefined && { of: say(leaf.of) }),
    ...(leaf.with !== undefined && { with: say(leaf.with) }),
    ...tiesOf(leaf, say),
    ...(leaf.p !== undefined && { p: leaf.p }),
    ...(leaf.percentile !== undefined && { percentile: leaf.percentile }),
    where,
  };
}

/** Of equal ordering values the value decides: the least is first, the greatest last (S7). */
function tiesOf(
  { agg, of, with: by }: BoundLeaf,
  say: (expr: SourceExpr) => PlanExpr,
): Pick<AggregateColumn, 'ties'> {
  const ordered = (agg === 'first' || agg === 'last') && of !== undefined;
  return ordered && fingerprint(of) !== fingerprint(by) ? { ties: [say(of)] } : {};
}

function distinct(exprs: readonly PlanExpr[]): readonly PlanExpr[] {
  return [...new Map(exprs.map((e) => [text(e), e])).values()];
}

/** Equal for expressions that mean the same over the same columns. */
function text(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const made = JSON.stringify(value, (key, v: unknown) => (key === 'span' ? undefined : v));
  texts.set(value, made);
  return made;
}

const texts = new WeakMap<object, string>();
