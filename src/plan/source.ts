import type { BoundLeaf, BoundStage, SourceExpr, SourceLeaf, Step } from '../bind/bound.js';
import { references } from '../expr/visit.js';
import type { Attribute } from '../ontology/model.js';
import type { Context } from './context.js';
import { filter } from './nodes.js';
import { keepsDaysApart } from './partition.js';
import type { Plan, PlanExpr } from './plan.js';
import { inRange } from './range.js';
import { rowsOf } from './rows.js';

/** The rows of a stage's `from` that count (S1): matched, in the stage's time, where its conditions hold. */
export interface SourceRows {
  readonly plan: Plan;
  readonly relation: number;
  readonly say: (expr: SourceExpr, row?: (leaf: SourceLeaf) => PlanExpr) => PlanExpr;
}

/** Plans the rows that count, with everything the stage says over them, and `attributes` beside. */
export function sourceRows(
  context: Context,
  stage: BoundStage,
  attributes: readonly { readonly path: readonly Step[]; readonly attribute: Attribute }[],
): SourceRows {
  if (stage.from === undefined) throw new Error('a stage without `from` has no rows');
  const clock = stage.time?.clock;
  const rows = rowsOf(context, {
    from: stage.from,
    matches: stage.matches,
    expressions: needsOf(stage),
    attributes,
    reach: {
      ranges: [stage.time?.range],
      ...(eachDay(stage) && { eachDay: true as const }),
      ...(stage.from.kind === 'entity' && stage.from.day !== undefined && { day: stage.from.day }),
    },
    ...(clock !== undefined && { clock }),
    at: stage.at,
  });
  const timed = clock === undefined ? [] : inRange(rows.say(clock), stage.time?.range);
  const where = stage.where.map((w) => rows.say(w));
  return { ...rows, plan: filter(rows.plan, [...timed, ...where], stage.at) };
}

/** Whether everything that counts the stage's rows keeps the days of a snapshot apart. */
function eachDay(stage: BoundStage): boolean {
  const own = stage.leaves.filter((l) => l.source.kind === 'rows');
  return own.length > 0 && own.every(keepsDaysApart);
}

/** Everything that is said over the rows of `from`. */
function needsOf(stage: BoundStage): readonly SourceExpr[] {
  const own = stage.leaves.filter((l) => l.source.kind === 'rows');
  const foreign = stage.leaves.filter((l) => l.source.kind === 'entity');
  return [
    ...(stage.time === undefined ? [] : [stage.time.clock]),
    ...stage.where,
    ...(stage.keys ?? []).map((k) => k.is),
    ...stage.columns.map((c) => c.is),
    ...own.flatMap(needsOfLeaf),
    ...foreign.flatMap((l) => (l.belongs?.kind === 'on' ? l.belongs.on.map((o) => o.is) : [])),
    ...foreign.flatMap((l) => [l.of, l.with, ...l.where].flatMap(rowLeaves)),
  ].filter((e) => e !== undefined);
}

function needsOfLeaf(leaf: BoundLeaf): readonly (SourceExpr | undefined)[] {
  const { snapshot } = leaf;
  const edge = snapshot === undefined ? [] : [snapshot.over, ...snapshot.per];
  return [leaf.of, leaf.with, leaf.clock, ...leaf.where, ...edge];
}

/** The values of the row that a measure's conditions speak of, as expressions over that row. */
export function rowLeaves(expr: SourceExpr | undefined): readonly SourceExpr[] {
  if (expr === undefined) return [];
  return references(expr).flatMap((r) =>
    r.to.kind === 'row' ? [{ kind: 'reference' as const, to: r.to.to, type: r.type }] : [],
  );
}
