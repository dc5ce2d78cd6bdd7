import type { BoundLeaf, BoundStage, SourceExpr, Step } from '../bind/bound.js';
import type { Entity } from '../ontology/model.js';
import { aggregatesOf } from './aggregates.js';
import { addPart, merge } from './merge.js';
import {
  groupLeaves,
  needsOf,
  ownBranch,
  windowText,
  type Branch,
  type LeafGroup,
} from './branch.js';
import { intervalBranch, readsOtherDays } from './intervals.js';
import { isNotNull } from '../expr/build.js';
import type { Context } from './context.js';
import { bucketsAmong, keyedRows } from './keys.js';
import { planDiagnostic } from './diagnostics.js';
import { fingerprint } from './fingerprint.js';
import { aggregate, columnOf, equal, filter, join, project } from './nodes.js';
import { reachOf } from './partition.js';
import type { Column, Made, Plan, PlanExpr } from './plan.js';
import { readStage } from './relation.js';
import { sourceRows, type SourceRows } from './source.js';
import { rowsOf } from './rows.js';
import { atEdge, snapshotText } from './snapshot.js';

/** The groups of a stage with `by`: its keys and the value of each leaf, one row per combination. */
export function groupsOf(context: Context, stage: BoundStage): Branch {
  if (stage.from === undefined)
    return merge(
      context,
      stage.name,
      groupLeaves(stage, stage.leaves).flatMap((group) => ownBranch(context, stage, group) ?? []),
      stage.at,
    );
  const rows = stage.leaves.filter((l) => l.source.kind === 'rows');
  const own = rows.filter((l) => !readsOtherDays(l));
  const windowed = rows.filter(readsOtherDays);
  const foreign = groupLeaves(stage, stage.leaves);
  const source = sourceRows(context, stage, []);
  // One row in all needs no group of its own rows beside what others aggregate; a bucket of time is shown
  // where a measure has rows in it, so without measures of its own rows none is theirs (S11).
  const grouped = stage.keys?.length !== 0 && !isBucketed(stage);
  const alone = rows.length > 0 || grouped || foreign.length === 0;
  const branches = (alone ? byRows(stage, own) : []).map((leaves) =>
    rowsBranch(context, stage, source, leaves),
  );
  if (windowed.length > 0) {
    if (foreign.length > 0) {
      const construct = "a window over the population's rows beside measures over another entity";
      context.report(planDiagnostic('not-yet', windowed[0]!.at, { construct }));
    }
    return withWindows(context, stage, branches, windowBranches(context, stage, windowed));
  }
  if (foreign.length === 0) return merge(context, stage.name, branches, stage.at);
  const population = populationOf(context, stage);
  const others = foreign.flatMap((g) => foreignBranch(context, stage, population, g) ?? []);
  const merged = merge(context, stage.name, [...branches, ...others], stage.at);
  return { ...merged, population: population.part };
}

function isBucketed(stage: BoundStage): boolean {
  return stage.keys?.some((k) => k.bucket !== undefined) === true;
}

/** Windows over the stage's own rows: of each window all rows that pass its conditions, whatever its time. */
function windowBranches(
  context: Context,
  stage: BoundStage,
  leaves: readonly BoundLeaf[],
): readonly Branch[] {
  const groups = new Map<string, BoundLeaf[]>();
  for (const leaf of leaves) {
    const id = JSON.stringify([fingerprint(leaf.clock), windowText(leaf)]);
    groups.set(id, [...(groups.get(id) ?? []), leaf]);
  }
  const { time: _, ...untimed } = stage;
  return [...groups.values()].flatMap((group) => {
    const source = sourceRows(context, untimed, []);
    const keys = (stage.keys ?? []).map((k) => k.is);
    const rows = { name: 'window', plan: source.plan, say: source.say, keys };
    return intervalBranch(context, stage, rows, group) ?? [];
  });
}

/** The groups of the stage's own rows, with the windows that end with them (S4: only those, unless gaps are filled). */
function withWindows(
  context: Context,
  stage: BoundStage,
  own: readonly Branch[],
  windows: readonly Branch[],
): Branch {
  const filled = stage.keys?.some((k) => k.bucket?.gaps === 'fill') === true;
  if (filled) return merge(context, stage.name, [...own, ...windows], stage.at);
  const marked = own.map((branch) => {
    const bigint = { kind: 'bigint' } as const;
    const column = context.column('group_rows', bigint);
    if (branch.plan.kind !== 'aggregate') throw new Error('own rows are aggregated');
    const count = { column, agg: 'count', where: [], at: stage.at } as const;
    const { input, keys, aggregates } = branch.plan;
    const plan = aggregate(input, keys, [...aggregates, count], undefined, stage.at);
    return { ...branch, plan, values: new Map([...branch.values, [marker, column]]) };
  });
  const merged = merge(context, stage.name, [...marked, ...windows], stage.at);
  const present = isNotNull(columnOf(merged.values.get(marker)!));
  return { ...merged, plan: filter(merged.plan, [present], stage.at) };
}

/** No leaf is called so: names hold no space. */
const marker = 'group rows';

/**
 * Leaves that one grouping answers: with a bucket key those of one clock, and semi-additive ones with
 * the rows they keep. The first has all of the stage's groups, for it drops no row.
 */
function byRows(
  stage: BoundStage,
  leaves: readonly BoundLeaf[],
): readonly (readonly BoundLeaf[])[] {
  const bucketed = isBucketed(stage);
  const plain = leaves.filter((l) => l.snapshot === undefined);
  const groups = new Map<string, BoundLeaf[]>();
  if (plain.length === 0) groups.set('', []);
  for (const leaf of [...plain, ...leaves.filter((l) => l.snapshot !== undefined)]) {
    const id = JSON.stringify([bucketed ? fingerprint(leaf.clock) : '', snapshotText(leaf)]);
    groups.set(id, [...(groups.get(id) ?? []), leaf]);
  }
  return [...groups.values()];
}

/** The stage's own rows, grouped: also the groups for which no measure finds anything (S4). */
function rowsBranch(
  context: Context,
  stage: BoundStage,
  source: SourceRows,
  leaves: readonly BoundLeaf[],
): Branch {
  const [first] = leaves;
  const semi = first?.snapshot === undefined ? undefined : first;
  const made = aggregatesOf(context, leaves, source.say, semi !== undefined);
  const clock = first?.clock ?? stage.time?.clock;
  const counted = filter(source.plan, made.common, stage.at);
  const keyed = keyedRows(context, stage, { plan: counted, say: source.say }, [], clock);
  const { keys } = keyed;
  const rows =
    semi === undefined
      ? keyed.plan
      : atEdge(context, keyed.plan, semi, source.say, bucketsAmong(stage, keys));
  return {
    name: 'rows',
    plan: aggregate(rows, keys, made.aggregates, source.relation, stage.at),
    keys: keys.map((k) => k.column),
    values: made.values,
  };
}

/** The rows of `from` that count, as a part of the stage: their entity's key and the group keys. */
interface Population {
  readonly entity: Entity;
  readonly part: string;
}

function populationOf(context: Context, stage: BoundStage): Population {
  if (stage.from?.kind !== 'entity') throw new Error('a population is an entity');
  const { entity } = stage.from;
  const path: readonly Step[] = [];
  const attributes = entity.key.map((name) => ({ path, attribute: entity.attributes.get(name)! }));
  const source = sourceRows(context, stage, attributes);
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

/** Rows of another entity that belong to the population, by the stage's keys (S4). */
function foreignBranch(
  context: Context,
  stage: BoundStage,
  population: Population,
  group: LeafGroup,
): Branch | undefined {
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
    reach: reachOf(group.leaves),
    ...(group.leaves[0]!.clock !== undefined && { clock: group.leaves[0]!.clock }),
    at: stage.at,
  });
  const made = aggregatesOf(context, group.leaves, rows.say, true);
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
  const [first] = group.leaves;
  const { name } = group.entity;
  const belonging = (plan: Plan): Plan =>
    join('inner', plan, part, on, true, 'S4: rows that belong to one', stage.at);
  // The population's keys are columns there; all else is said over the entity's rows.
  const say = (expr: SourceExpr): PlanExpr =>
    expr.kind === 'reference' && expr.to.kind === 'column'
      ? columnOf(named(expr.to.column))
      : rows.say(expr);
  const of = (stage.keys ?? []).map(({ as, type, bucket }): SourceExpr | undefined =>
    bucket === undefined
      ? { kind: 'reference', to: { kind: 'column', column: as }, type }
      : undefined,
  );
  if (readsOtherDays(first!)) {
    const windows = { name, plan: belonging(rows.plan), say, keys: of };
    return intervalBranch(context, stage, windows, group.leaves);
  }
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
