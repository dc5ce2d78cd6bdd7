import type { BoundLeaf, BoundStage, SourceExpr, SourceLeaf, Step } from '../bind/bound.js';
import { reference } from '../expr/build.js';
import { references } from '../expr/visit.js';
import type { Attribute } from '../ontology/model.js';
import type { Context } from './context.js';
import { bridgesIn, isBridged } from './joins/bridges.js';
import { equal, filter, semi } from './nodes.js';
import { keepsDaysApart, type Reach } from './partition.js';
import type { Plan, PlanExpr } from './plan.js';
import { inRange } from './range.js';
import { rowsOf } from './rows.js';

/** The rows of a stage's `from` that count (S1): matched, in the stage's time, where its conditions hold. */
export interface SourceRows {
  readonly plan: Plan;
  readonly relation: number;
  readonly say: (expr: SourceExpr, row?: (leaf: SourceLeaf) => PlanExpr) => PlanExpr;
}

/** Plans the rows that count, with everything the stage says over them, and `attributes` beside; all are in `ranges`. */
export function sourceRows(
  context: Context,
  stage: BoundStage,
  attributes: readonly { readonly path: readonly Step[]; readonly attribute: Attribute }[],
  ranges: Reach['ranges'] = [stage.time?.range],
): SourceRows {
  if (stage.from === undefined) throw new Error('a stage without `from` has no rows');
  const clock = stage.time?.clock;
  // Where a key is of many partners, conditions choose among these; else they ask whether there is one (law 1).
  const several = (stage.keys ?? []).some((k) => k.is !== undefined && isBridged(k.is));
  const asking = several ? [] : stage.where.filter(isBridged);
  const plainly = stage.where.filter((w) => !asking.includes(w));
  const rows = rowsOf(context, {
    from: stage.from,
    matches: stage.matches,
    expressions: needsOf({ ...stage, where: plainly }),
    attributes,
    reach: {
      ranges,
      ...(eachDay(stage) && { eachDay: true as const }),
      ...(stage.from.kind === 'entity' && stage.from.day !== undefined && { day: stage.from.day }),
    },
    ...(clock !== undefined && { clock }),
    at: stage.at,
  });
  const timed = clock === undefined ? [] : inRange(rows.say(clock), stage.time?.range);
  const where = plainly.map((w) => rows.say(w));
  const counted = filter(rows.plan, [...timed, ...where], stage.at);
  return { ...rows, plan: withPartners(context, stage, asking, { ...rows, plan: counted }) };
}

/** Rows that have a partner for which some conditions hold; those over one bridge are of one partner. */
function withPartners(
  context: Context,
  stage: BoundStage,
  asking: readonly SourceExpr[],
  rows: SourceRows,
): Plan {
  const ways = new Map<string, SourceExpr[]>();
  for (const condition of asking) {
    const way = [...bridgesIn([condition]).keys()].join();
    ways.set(way, [...(ways.get(way) ?? []), condition]);
  }
  if (ways.size === 0 || stage.from?.kind !== 'entity') return rows.plan;
  const { entity, day } = stage.from;
  const key = entity.key.map((name): SourceExpr => {
    const attribute = entity.attributes.get(name)!;
    return reference({ kind: 'attribute', path: [], attribute }, attribute.type);
  });
  return [...ways.values()].reduce((plan, conditions) => {
    const partners = rowsOf(context, {
      from: stage.from!,
      matches: [],
      expressions: [...conditions, ...key],
      reach: { ranges: [stage.time?.range], ...(day !== undefined && { day }) },
      at: stage.at,
    });
    const holding = filter(
      partners.plan,
      conditions.map((c) => partners.say(c)),
      stage.at,
    );
    const on = key.map((k) => equal(rows.say(k), partners.say(k)));
    return semi(plan, holding, on, false, stage.at);
  }, rows.plan);
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
