import type { BoundLeaf, BoundStage, SourceExpr } from '../bind/bound.js';
import { isNotNull, or } from '../expr/build.js';
import { aggregatesOf } from './aggregates.js';
import { countedRows, groupLeaves, ownBranch, windowText, type Branch } from './branch.js';
import { bridgedBranch, bridgedText } from './joins/bridged.js';
import { bridgesOf } from './joins/bridges.js';
import { windowKey } from './time/bucket.js';
import type { Context } from './context.js';
import { fingerprint } from './fingerprint.js';
import { daysOf, intervalBranch, type Bounds } from './time/intervals.js';
import { bucketsAmong, keyedRows } from './keys.js';
import { addPart, merge } from './merge.js';
import { aggregate, columnOf, filter } from './nodes.js';
import { reachOf } from './partition.js';
import {
  datedForeign,
  foreignBranch,
  isBucketed,
  populationOf,
  unmoved,
  withOwn,
} from './population.js';
import { atEdge, snapshotText } from './time/snapshot.js';
import { sourceRows, type SourceRows } from './source.js';
import { sharedBounds, type Dated } from './time/spine.js';
import { readsOtherDays } from './time/window-bounds.js';

/** The groups of a stage with `by`: its keys and the value of each leaf, one row per combination. */
export function groupsOf(context: Context, stage: BoundStage): Branch {
  const foreign = groupLeaves(context, stage, stage.leaves);
  if (stage.from === undefined) {
    const bounds = boundsOf(context, stage, () => datedGroups(context, stage));
    const branches = foreign.map((group) => ownBranch(context, stage, group, bounds));
    return within(merge(context, stage.name, branches, stage.at), bounds);
  }
  const rows = stage.leaves.filter((l) => l.source.kind === 'rows');
  const single = rows.filter((l) => bridgesOf(l).size === 0);
  const several = rows.filter((l) => bridgesOf(l).size > 0);
  const own = single.filter((l) => !readsOtherDays(l));
  const windowed = single.filter(readsOtherDays);
  const source = sourceRows(context, withOwn(stage, single), []);
  // One row in all needs no group of its own rows beside what others aggregate; a bucket of time is shown
  // where a measure has rows in it, so without measures of its own rows none is theirs (S11).
  const total = stage.keys?.length === 0;
  const alone = total
    ? own.length > 0 || foreign.length + several.length === 0
    : rows.length > 0 || !isBucketed(stage) || foreign.length === 0;
  const branches = (alone ? byRows(context, stage, own) : []).map((leaves) =>
    rowsBranch(context, stage, source, leaves),
  );
  const population = foreign.length === 0 ? undefined : populationOf(context, stage);
  const bounds = boundsOf(context, stage, () => [
    ...datedRows(context, stage),
    ...(population === undefined ? [] : datedForeign(context, stage, population)),
  ]);
  const many = severalBranches(context, stage, several, bounds);
  const windows = [
    ...windowBranches(context, withOwn(stage, single), windowed, bounds),
    ...many.filter(({ moved }) => moved).map(({ branch }) => branch),
  ];
  const credited = many.filter(({ moved }) => !moved).map(({ branch }) => branch);
  const others =
    population === undefined
      ? []
      : foreign.map((group) => foreignBranch(context, stage, population, group, bounds));
  const merged =
    windows.length > 0
      ? withWindows(context, stage, [...branches, ...credited, ...others], windows)
      : merge(context, stage.name, [...branches, ...credited, ...others], stage.at);
  const shown = within(merged, bounds);
  const all =
    population?.part ?? (windows.length > 0 ? groupsBesideWindows(context, stage) : undefined);
  return all === undefined ? shown : { ...shown, population: all };
}

/**
 * The part with the groups of the stage's rows, where gaps are filled: windows read rows beyond the stage's
 * time, whose groups are none of the population's (S4).
 */
function groupsBesideWindows(context: Context, stage: BoundStage): string | undefined {
  const lasting = (stage.keys ?? []).filter((k) => k.bucket === undefined);
  if (!isFilled(stage) || !isRanged(stage) || lasting.length === 0) return undefined;
  const source = sourceRows(context, withOwn(stage, []), []);
  const keyed = keyedRows(context, { ...stage, keys: lasting }, source, [], undefined);
  const groups: Branch = {
    name: 'groups',
    plan: aggregate(keyed.plan, keyed.keys, [], undefined, stage.at),
    keys: keyed.keys.map((k) => k.column),
    values: new Map(),
  };
  const { plan } = addPart(context, stage.name, groups, stage.at);
  if (plan.kind !== 'read') throw new Error('a part is read');
  return plan.stage;
}

function isFilled(stage: BoundStage): boolean {
  return stage.keys?.some((k) => k.bucket?.gaps === 'fill') === true;
}

/** Whether a stage's time leaves out any of its rows. */
function isRanged({ time }: BoundStage): boolean {
  return time?.range.from !== undefined || time?.range.until !== undefined;
}

/** Groups with the part that says which buckets are shown where they have gaps. */
function within(groups: Branch, { buckets }: Bounds): Branch {
  return buckets === undefined ? groups : { ...groups, buckets };
}

/** Measures of the stage's own rows that are grouped by, or ask of, many partners (law 1). */
function severalBranches(
  context: Context,
  stage: BoundStage,
  leaves: readonly BoundLeaf[],
  bounds: Bounds,
): readonly { readonly branch: Branch; readonly moved: boolean }[] {
  if (leaves.length === 0 || stage.from?.kind !== 'entity') return [];
  const { entity } = stage.from;
  const groups = new Map<string, BoundLeaf[]>();
  for (const leaf of leaves) {
    const clock = isBucketed(stage) ? fingerprint(leaf.clock) : '';
    const id = JSON.stringify([clock, windowText(leaf), snapshotText(leaf), bridgedText(leaf)]);
    groups.set(id, [...(groups.get(id) ?? []), leaf]);
  }
  return [...groups.values()].map((group) => {
    const moved = readsOtherDays(group[0]!);
    const counted = withOwn(stage, group);
    const timed = moved ? ofAllTime(counted) : counted;
    const { ranges } = reachOf(stage, group);
    const rows = sourceRows(context, timed, [], moved ? ranges : undefined);
    const keys = (stage.keys ?? []).map((k) => k.is);
    const own = group.map((leaf) => ({ ...leaf, keys, stageWhere: [] }));
    return { branch: bridgedBranch(context, stage, { entity, leaves: own }, rows, bounds), moved };
  });
}

/**
 * The parts that say which buckets (and days) are shown, where some measure reads other days and rows of
 * several kinds show buckets, or gaps are filled: a bucket of the data may have no rows in its window.
 */
function boundsOf(context: Context, stage: BoundStage, data: () => readonly Dated[]): Bounds {
  const key = windowKey(stage);
  const bounded = stage.shown?.from !== undefined && stage.shown.until !== undefined;
  if (key === undefined || bounded || !stage.leaves.some(readsOtherDays)) return {};
  if (hasOneClock(stage) && key.bucket?.gaps !== 'fill') return {};
  const carried = stage.leaves.some((l) => l.carry !== undefined);
  return {
    buckets: sharedBounds(context, stage, key, data()),
    ...(carried && { days: sharedBounds(context, stage, daysOf(key), data()) }),
  };
}

/** Whether all measures have the same rows and the same moments, so that each one's data are everyone's. */
function hasOneClock({ from, time, leaves }: BoundStage): boolean {
  const texts = new Set(leaves.map(rowsText));
  if (from === undefined) return texts.size === 1;
  const all = { source: { kind: 'rows' }, clock: time?.clock, where: [], stageWhere: [] } as const;
  return leaves.every((l) => rowsText(l) === rowsText(all));
}

/** What decides which moments a leaf's rows have. */
function rowsText({
  source,
  clock,
  where,
  stageWhere,
}: Pick<BoundLeaf, 'source' | 'where' | 'stageWhere'> & {
  readonly clock?: SourceExpr | undefined;
}): string {
  const of = source.kind === 'entity' ? source.entity.name : '';
  return JSON.stringify([of, [clock, ...where, ...stageWhere].map((e) => fingerprint(e))]);
}

/** The rows that the measures of a stage without `from` count, and their moments. */
function datedGroups(context: Context, stage: BoundStage): readonly Dated[] {
  return unmoved(context, stage).map((group) => {
    const { plan, say } = countedRows(context, stage, group);
    return { plan, clock: say(group.leaves[0]!.clock!) };
  });
}

/**
 * The stage's own rows where a measure counts them: those in its time by its clock, and those of measures
 * by another clock, or by windows, which read rows whatever the stage's time.
 */
function datedRows(context: Context, stage: BoundStage): readonly Dated[] {
  const own = stage.leaves.filter((l) => l.source.kind === 'rows');
  if (own.length === 0) return [];
  const { time } = stage;
  const isOther = (leaf: BoundLeaf): boolean =>
    fingerprint(leaf.clock) !== fingerprint(time?.clock);
  const apart = own.filter((l) => isOther(l) || (isRanged(stage) && readsOtherDays(l)));
  const distinct = new Map(
    apart.map((l) => [`${readsOtherDays(l) ? 'moved' : ''} ${rowsText(l)}`, l]),
  );
  return [
    ...(time === undefined ? [] : [datedBy(sourceRows(context, stage, []), time.clock)]),
    ...[...distinct.values()].map((leaf) => {
      const moved = readsOtherDays(leaf);
      const { ranges } = reachOf(stage, [leaf]);
      const read = withOwn(moved ? ofAllTime(stage) : stage, [leaf]);
      const rows = sourceRows(context, read, [], moved ? ranges : undefined);
      const { common, any } = aggregatesOf(context, [leaf], rows.say, true);
      const plan = filter(rows.plan, [...common, ...any], stage.at);
      return datedBy({ ...rows, plan }, leaf.clock!);
    }),
  ];
}

/** A stage whose rows are of all time: its clock still says which versions they look up (S19). */
function ofAllTime(stage: BoundStage): BoundStage {
  const { time } = stage;
  return time === undefined
    ? stage
    : { ...stage, time: { clock: time.clock, range: { at: time.range.at } } };
}

function datedBy({ plan, say }: SourceRows, clock: SourceExpr): Dated {
  return { plan, clock: say(clock) };
}

/** Windows over the stage's own rows: of each window all rows that pass its conditions, whatever its time. */
function windowBranches(
  context: Context,
  stage: BoundStage,
  leaves: readonly BoundLeaf[],
  bounds: Bounds,
): readonly Branch[] {
  const groups = new Map<string, BoundLeaf[]>();
  for (const leaf of leaves) {
    const id = JSON.stringify([fingerprint(leaf.clock), windowText(leaf), snapshotText(leaf)]);
    groups.set(id, [...(groups.get(id) ?? []), leaf]);
  }
  const untimed = ofAllTime(stage);
  return [...groups.values()].map((group) => {
    const source = sourceRows(context, untimed, [], reachOf(stage, group).ranges);
    const keys = (stage.keys ?? []).map((k) => k.is);
    const rows = { name: 'window', plan: source.plan, say: source.say, keys };
    return intervalBranch(context, stage, rows, group, bounds);
  });
}

/** Groups that have rows of their own, with the windows that end with them (S4: only those, unless gaps are filled). */
function withWindows(
  context: Context,
  stage: BoundStage,
  own: readonly Branch[],
  windows: readonly Branch[],
): Branch {
  if (isFilled(stage)) return merge(context, stage.name, [...own, ...windows], stage.at);
  const marked = own.map((branch, i) => {
    const bigint = { kind: 'bigint' } as const;
    const column = context.column('group_rows', bigint);
    if (branch.plan.kind !== 'aggregate') throw new Error('a branch is aggregated');
    const count = { column, agg: 'count', where: [], at: stage.at } as const;
    const { input, keys, aggregates } = branch.plan;
    const plan = aggregate(input, keys, [...aggregates, count], undefined, stage.at);
    return { ...branch, plan, values: new Map([...branch.values, [marker(i), column]]) };
  });
  const merged = merge(context, stage.name, [...marked, ...windows], stage.at);
  const present = marked.map((_, i) => isNotNull(columnOf(merged.values.get(marker(i))!)));
  return { ...merged, plan: filter(merged.plan, [or(present)], stage.at) };
}

/** No leaf is called so: names hold no space. */
function marker(index: number): string {
  return `group rows ${index}`;
}

/**
 * Leaves that one grouping answers: with a bucket key those of one clock, and semi-additive ones with
 * the rows they keep. The first has all of the stage's groups, for it drops no row.
 */
function byRows(
  { apart }: Context,
  stage: BoundStage,
  leaves: readonly BoundLeaf[],
): readonly (readonly BoundLeaf[])[] {
  const bucketed = isBucketed(stage);
  const plain = leaves.filter((l) => l.snapshot === undefined);
  const groups = new Map<string, BoundLeaf[]>();
  if (plain.length === 0) groups.set('', []);
  for (const leaf of [...plain, ...leaves.filter((l) => l.snapshot !== undefined)]) {
    const clock = bucketed ? fingerprint(leaf.clock) : '';
    const id = JSON.stringify([clock, snapshotText(leaf), apart ? leaf.name : '']);
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
  // A measure by another clock has buckets of its own: those in which it has rows (S11).
  const other = isBucketed(stage) && first?.otherClock === true;
  const made = aggregatesOf(context, leaves, source.say, semi !== undefined || other);
  const clock = first?.clock ?? stage.time?.clock ?? stage.leaves.find((l) => l.clock)?.clock;
  const counted = filter(source.plan, [...made.common, ...(other ? made.any : [])], stage.at);
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
