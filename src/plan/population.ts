import type { BoundLeaf, BoundStage, SourceExpr, Step } from '../bind/bound.js';
import type { Entity } from '../ontology/model.js';
import { aggregatesOf } from './aggregates.js';
import { groupLeaves, needsOf, type Branch, type LeafGroup } from './branch.js';
import type { Context } from './context.js';
import { intervalBranch, type Bounds } from './time/intervals.js';
import { bucketsAmong, keyedRows } from './keys.js';
import { addPart } from './merge.js';
import { aggregate, columnOf, equal, filter, join, project } from './nodes.js';
import { reachBeside } from './partition.js';
import type { Column, Made, Plan, PlanExpr } from './plan.js';
import { readStage } from './relation.js';
import { rowsOf, type Rows } from './rows.js';
import { atEdge } from './time/snapshot.js';
import { sourceRows } from './source.js';
import type { Dated } from './time/spine.js';
import { readsOtherDays } from './time/window-bounds.js';

/** The rows of `from` that count, as a part of the stage: their entity's key and the group keys. */
export interface Population {
  readonly entity: Entity;
  readonly part: string;
}

/** Plans the population: the rows that count, with their keys, once. */
export function populationOf(context: Context, stage: BoundStage): Population {
  if (stage.from?.kind !== 'entity') throw new Error('a population is an entity');
  const { entity } = stage.from;
  const path: readonly Step[] = [];
  const attributes = entity.key.map((name) => ({ path, attribute: entity.attributes.get(name)! }));
  // What measures of its own rows read of many partners is none of the population's.
  const source = sourceRows(context, withOwn(stage, []), attributes);
  const own: Made[] = attributes.map(({ attribute }) => ({
    column: context.column(`key_${attribute.name}`, attribute.type),
    is: source.say({
      kind: 'reference',
      to: { kind: 'attribute', path, attribute },
      type: attribute.type,
    }),
  }));
  // A bucket is of each measure's own clock (S11), so the population has none.
  const lasting = { ...stage, keys: (stage.keys ?? []).filter((k) => k.bucket === undefined) };
  const { plan: keyed, keys } = keyedRows(context, lasting, source, [], undefined);
  const plan = project(keyed, [...own, ...keys], stage.at);
  const branch: Branch = {
    name: 'population',
    plan,
    keys: own.map((o) => o.column),
    values: new Map(keys.map((k) => [k.column.name, k.column])),
  };
  const added = addPart(context, stage.name, branch, stage.at);
  if (added.plan.kind !== 'read') throw new Error('a part is read');
  return { entity, part: added.plan.stage };
}

/** Rows of another entity, and what ties them to the population. */
interface Belonging {
  readonly rows: Rows;
  /** Those of some of the rows that belong to the population, with its keys beside them (S4). */
  readonly belonging: (plan: Plan) => Plan;
  /** Expressions over the rows, and the population's keys as columns. */
  readonly say: (expr: SourceExpr) => PlanExpr;
  /** The stage's keys, as `say` takes them; that of a bucket is of the rows' clock. */
  readonly keys: readonly (SourceExpr | undefined)[];
}

function belongingRows(
  context: Context,
  stage: BoundStage,
  population: Population,
  group: LeafGroup,
): Belonging {
  const tie = group.leaves[0]!.belongs;
  if (tie?.kind !== 'path') throw new Error('a grouped measure belongs by a path');
  const last = tie.path.at(-1)!;
  const before = tie.path.slice(0, -1);
  const owner = before.at(-1)?.to ?? group.entity;
  const links = last.relationship.on.map(({ from, to }) => ({
    attribute: owner.attributes.get(from)!,
    to,
  }));
  const rows = rowsOf(context, {
    from: { kind: 'entity', entity: group.entity },
    matches: [],
    expressions: group.leaves.flatMap(needsOf),
    attributes: links.map(({ attribute }) => ({ path: before, attribute })),
    reach: reachBeside(stage, group.leaves),
    ...(group.leaves[0]!.clock !== undefined && { clock: group.leaves[0]!.clock }),
    at: stage.at,
  });
  const part = readStage(context, population.part, stage.at).plan;
  const named = (name: string): Column => part.columns.find((c) => c.name === name)!;
  const on = links.map(({ attribute, to }) =>
    equal(
      rows.say({
        kind: 'reference',
        to: { kind: 'attribute', path: before, attribute },
        type: attribute.type,
      }),
      columnOf(named(`key_${to}`)),
    ),
  );
  return {
    rows,
    belonging: (plan) =>
      join('inner', plan, part, on, true, 'S4: rows that belong to one', stage.at),
    // The population's keys are columns there; all else is said over the entity's rows.
    say: (expr) =>
      expr.kind === 'reference' && expr.to.kind === 'column'
        ? columnOf(named(expr.to.column))
        : rows.say(expr),
    keys: (stage.keys ?? []).map(({ as, type, bucket }): SourceExpr | undefined =>
      bucket === undefined
        ? { kind: 'reference', to: { kind: 'column', column: as }, type }
        : undefined,
    ),
  };
}

/** Rows of another entity that belong to the population, by the stage's keys (S4). */
export function foreignBranch(
  context: Context,
  stage: BoundStage,
  population: Population,
  group: LeafGroup,
  bounds: Bounds,
): Branch {
  const { rows, belonging, say, keys: of } = belongingRows(context, stage, population, group);
  const [first] = group.leaves;
  const { name } = group.entity;
  if (readsOtherDays(first!)) {
    const windows = { name, plan: belonging(rows.plan), say, keys: of };
    return intervalBranch(context, stage, windows, group.leaves, bounds);
  }
  const made = aggregatesOf(context, group.leaves, rows.say, true);
  const bucketed = isBucketed(stage);
  const counted = filter(rows.plan, [...made.common, ...made.any], stage.at);
  const kept = bucketed ? counted : atEdge(context, counted, first!, rows.say, []);
  const joined = { plan: belonging(kept), say };
  const { plan, keys } = keyedRows(context, stage, joined, of, first!.clock);
  const buckets = bucketsAmong(stage, keys);
  const edge = bucketed ? atEdge(context, plan, first!, rows.say, buckets) : plan;
  return {
    name,
    plan: aggregate(edge, keys, made.aggregates, rows.relation, stage.at),
    keys: keys.map((k) => k.column),
    values: made.values,
  };
}

/** The rows of other entities that belong to the population, and their moments. */
export function datedForeign(
  context: Context,
  stage: BoundStage,
  population: Population,
): readonly Dated[] {
  return unmoved(context, stage).map((group) => {
    const { rows, belonging } = belongingRows(context, stage, population, group);
    const made = aggregatesOf(context, group.leaves, rows.say, true);
    const counted = filter(rows.plan, [...made.common, ...made.any], stage.at);
    return { plan: belonging(counted), clock: rows.say(group.leaves[0]!.clock!) };
  });
}

/** A stage with only some of the measures of its own rows. */
export function withOwn(stage: BoundStage, own: readonly BoundLeaf[]): BoundStage {
  const leaves = stage.leaves.filter((l) => l.source.kind !== 'rows' || own.includes(l));
  return { ...stage, leaves };
}

/** Leaves as if each read its own days: those of the same rows are one group. */
export function unmoved(context: Context, stage: BoundStage): readonly LeafGroup[] {
  const leaves = stage.leaves.map((leaf): BoundLeaf => {
    const { trailing: _, shifts: __, carry: ___, ...own } = leaf;
    return own;
  });
  return groupLeaves(context, stage, leaves);
}

/** Whether a key is a bucket of time. */
export function isBucketed(stage: BoundStage): boolean {
  return stage.keys?.some((k) => k.bucket !== undefined) === true;
}
