import type { BoundLeaf, BoundStage, SourceExpr } from '../bind/bound.js';
import { references } from '../expr/visit.js';
import type { Entity } from '../ontology/model.js';
import { aggregatesOf } from './aggregates.js';
import { bridgedBranch, bridgedText } from './joins/bridged.js';
import { bridgesOf } from './joins/bridges.js';
import type { Context } from './context.js';
import { intervalBranch, type Bounds } from './time/intervals.js';
import { fingerprint, pathText } from './fingerprint.js';
import { bucketsAmong, keyedRows } from './keys.js';
import { aggregate, filter } from './nodes.js';
import { reachOf } from './partition.js';
import type { Column, Plan } from './plan.js';
import { rowsOf, type Rows } from './rows.js';
import { atEdge, snapshotText } from './time/snapshot.js';
import { readsOtherDays } from './time/window-bounds.js';

/** An aggregate of one source at the grain of some keys, one of several that a stage puts together. */
export interface Branch {
  /** Names the part of the stage it becomes. */
  readonly name: string;
  readonly plan: Plan;
  /** In the order of the stage's keys. */
  readonly keys: readonly Column[];
  /** The column of each leaf, by the leaf's name. */
  readonly values: ReadonlyMap<string, Column>;
  /** The part that holds all groups of a population, whatever a bucket of time finds of them. */
  readonly population?: string;
  /** The part with the data's first and last bucket, where rows that are found do not tell (S11). */
  readonly buckets?: string;
}

/** Leaves that one scan can answer: same source, same tie to the stage, same keys. */
export interface LeafGroup {
  readonly entity: Entity;
  readonly leaves: readonly BoundLeaf[];
}

/** Puts leaves over entities into groups of one scan each, in the order of their first leaf (law 2). */
export function groupLeaves(
  { apart }: Pick<Context, 'apart'>,
  stage: BoundStage,
  leaves: readonly BoundLeaf[],
): readonly LeafGroup[] {
  const groups = new Map<string, { entity: Entity; leaves: BoundLeaf[] }>();
  const bucketed = stage.keys?.some((k) => k.bucket !== undefined) === true;
  for (const leaf of leaves) {
    if (leaf.source.kind !== 'entity') continue;
    const { entity } = leaf.source;
    const id = JSON.stringify([
      entity.name,
      tieText(leaf),
      leaf.keys.map((k) => fingerprint(k)),
      leaf.stageWhere.map((w) => fingerprint(w)),
      bucketed ? fingerprint(leaf.clock) : '',
      windowText(leaf),
      snapshotText(leaf),
      fingerprint(leaf.day),
      looksUpVersions(leaf) ? `as of ${fingerprint(leaf.clock)}` : '',
      bridgedText(leaf),
      apart ? leaf.name : '',
    ]);
    const group = groups.get(id) ?? { entity, leaves: [] };
    group.leaves.push(leaf);
    groups.set(id, group);
  }
  return [...groups.values()];
}

/** Whether a leaf looks up versions: it sees those of the moment that it is counted at (S19). */
function looksUpVersions(leaf: BoundLeaf): boolean {
  const paths = needsOf(leaf)
    .flatMap((expr) => references(expr))
    .flatMap(({ to }) => (to.kind === 'attribute' ? [to.path] : []));
  const way = leaf.belongs?.kind === 'path' ? [leaf.belongs.path.slice(0, -1)] : [];
  return [...paths, ...way].some((path) => path.some(({ to }) => to.validity !== undefined));
}

/** What tells the windows of leaves apart: leaves of one branch read the same days for a bucket. */
export function windowText(leaf: BoundLeaf): string {
  return readsOtherDays(leaf)
    ? JSON.stringify([leaf.trailing, leaf.shifts, leaf.carry], namesOnly)
    : '';
}

/** Of a calendar its name is enough. */
function namesOnly(key: string, value: unknown): unknown {
  return key === 'calendar' ? (value as { readonly name: string }).name : key === 'at' ? '' : value;
}

function tieText(leaf: BoundLeaf): string {
  const tie = leaf.belongs;
  if (tie === undefined) return '';
  return tie.kind === 'path'
    ? pathText(tie.path)
    : JSON.stringify(tie.on.map((o) => [fingerprint(o.key), fingerprint(o.is)]));
}

/** Every expression a leaf needs of its rows. */
export function needsOf(leaf: BoundLeaf): readonly SourceExpr[] {
  const { snapshot } = leaf;
  return [
    leaf.of,
    leaf.with,
    leaf.clock,
    ...leaf.where,
    ...leaf.stageWhere,
    ...leaf.keys,
    ...(snapshot === undefined ? [] : [snapshot.over, ...snapshot.per]),
  ].filter((e) => e !== undefined);
}

/** A branch of a stage without `from`: the entity's own rows, by the stage's keys as seen from it (S3, S4). */
export function ownBranch(
  context: Context,
  stage: BoundStage,
  group: LeafGroup,
  bounds: Bounds,
): Branch {
  const [first] = group.leaves;
  const rows = rowsOfGroup(context, stage, group);
  if (group.leaves.some((leaf) => bridgesOf(leaf).size > 0))
    return bridgedBranch(context, stage, group, rows, bounds);
  if (readsOtherDays(first!)) {
    const counted = filter(
      rows.plan,
      first!.stageWhere.map((w) => rows.say(w)),
      stage.at,
    );
    const { say } = rows;
    const { name } = group.entity;
    const windows = { name, plan: counted, say, keys: first!.keys };
    return intervalBranch(context, stage, windows, group.leaves, bounds);
  }
  const made = aggregatesOf(context, group.leaves, rows.say, true);
  // A group that no leaf has rows for is not in the result, so rows no leaf counts must go.
  const where = [...first!.stageWhere.map((w) => rows.say(w)), ...made.common, ...made.any];
  const counted = filter(rows.plan, where, stage.at);
  const keyed = { plan: counted, say: rows.say };
  const { plan, keys } = keyedRows(context, stage, keyed, first!.keys, first!.clock);
  return {
    name: group.entity.name,
    plan: aggregate(
      atEdge(context, plan, first!, rows.say, bucketsAmong(stage, keys)),
      keys,
      made.aggregates,
      rows.relation,
      stage.at,
    ),
    keys: keys.map((k) => k.column),
    values: made.values,
  };
}

/** The rows that some leaves of a stage without `from` count, and how to say expressions over them. */
export function countedRows(
  context: Context,
  stage: BoundStage,
  group: LeafGroup,
): Pick<Rows, 'plan' | 'say'> {
  const [first] = group.leaves;
  const { plan, say } = rowsOfGroup(context, stage, group);
  const made = aggregatesOf(context, group.leaves, say, true);
  const where = [...first!.stageWhere.map((w) => say(w)), ...made.common, ...made.any];
  return { plan: filter(plan, where, stage.at), say };
}

/** The rows of a group's own entity, with all that its leaves need of them. */
function rowsOfGroup(context: Context, stage: BoundStage, group: LeafGroup): Rows {
  const [first] = group.leaves;
  return rowsOf(context, {
    from: { kind: 'entity', entity: group.entity },
    matches: stage.matches,
    expressions: group.leaves.flatMap(needsOf),
    reach: reachOf(stage, group.leaves),
    ...(first!.clock !== undefined && { clock: first!.clock }),
    at: stage.at,
  });
}
