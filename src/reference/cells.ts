import { isCoarse, isWindowed, rowsInCell } from './cell-rows.js';
import { evaluate } from './expression.js';
import { grainKeys, grainOf, type Grain } from './grain.js';
import {
  belongsTo,
  hasSource,
  partValue,
  type Cell,
  type LeafRow,
  type StageFrame,
} from './leaf-rows.js';
import { isOwn, type Leaf } from './measure-tree.js';
import { clockOf, inStageTime, worldOf } from './source.js';
import { daysOf, parsed, spanOf } from './stage-time.js';
import { within, type Range } from './time.js';
import { identity, type Row, type Value } from './value.js';
import { Unsupported } from './unsupported.js';
import { momentOf, namesOfSource, type SourceRow } from './world.js';

type Leaves = readonly (readonly [Leaf, readonly LeafRow[]])[];

/** The result rows that a stage will have, before their measures (S4). */
export function cellsOf(frame: StageFrame, leaves: Leaves): readonly Cell[] {
  const { stage } = frame;
  const rows = hasSource(stage) ? inStageTime(frame) : [];
  if (stage.by === undefined)
    return rows.map((row) => ({ keys: {}, buckets: {}, rows: [row], members: [row] }));
  if (stage.by.length === 0) return [{ keys: {}, buckets: {}, rows, members: rows }];
  if (!hasSource(stage)) {
    const cells = unique(
      leaves.flatMap(([leaf, of]) => cellsOfLeaf(frame, leaf, of, momentsOf(frame, leaves, []))),
    );
    return filled(frame, cells, cells, leaves);
  }
  const own = grouped(frame, rows);
  const beside = leaves.some(([leaf]) => !isOwn(frame.stage, leaf) || leaf.clock !== undefined);
  if (grainKeys(stage).length === 0 || !beside) return filled(frame, own, own, leaves);
  return besidePopulation(frame, leaves, own, rows);
}

/**
 * S11: with measures over other entities a bucket of a group is shown where any of them has rows in it,
 * and where the rows of `from` have, if a measure is over them.
 */
function besidePopulation(
  frame: StageFrame,
  leaves: Leaves,
  own: readonly Cell[],
  rows: readonly SourceRow[],
): readonly Cell[] {
  const groups = byName(
    rows.map((row): Cell => ({ keys: keysOf(frame, row), buckets: {}, rows: [], members: [row] })),
  );
  const found = leaves.flatMap(([leaf, of]) => {
    if (isOwn(frame.stage, leaf))
      return leaf.clock === undefined || isWindowed(leaf)
        ? own
        : byClock(frame, leaf, rows).filter((cell) => rowsInCell(frame, leaf, of, cell).length > 0);
    return groups.flatMap((group) =>
      bucketsOf(frame, leaf, of, momentsOf(frame, leaves, rows))
        .map((buckets): Cell => ({ ...group, buckets }))
        .filter((cell) => rowsInCell(frame, leaf, of, cell).length > 0),
    );
  });
  const cells = unique(found).map((cell): Cell => ({
    ...cell,
    members: groups.find((g) => nameOf(g) === nameOf({ ...cell, buckets: {} }))!.members,
    rows: own.find((o) => nameOf(o) === nameOf(cell))?.rows ?? [],
  }));
  return filled(frame, cells, groups, leaves);
}

/** The groups of the rows of `from` by the buckets of a measure's own clock. */
function byClock(frame: StageFrame, leaf: Leaf, rows: readonly SourceRow[]): readonly Cell[] {
  return byName(
    rows.map((row): Cell => {
      const at = momentOf(
        partValue(worldOf(frame.world, frame.stage, row), leaf.clock!, row, leaf),
      );
      return {
        keys: keysOf(frame, row),
        buckets: bucketsAt(frame, at ?? null),
        rows: [],
        members: [row],
      };
    }),
  );
}

function bucketsAt({ world, stage }: StageFrame, at: number | null): Cell['buckets'] {
  return Object.fromEntries(
    grainKeys(stage).map(({ as, grain }) => [
      as,
      at === null ? null : grainOf(world, grain).of(at),
    ]),
  );
}

function grouped(frame: StageFrame, rows: readonly SourceRow[]): readonly Cell[] {
  const { world, stage } = frame;
  return byName(
    rows.map((row): Cell => {
      const at = grainKeys(stage).length === 0 ? null : momentOf(clockOf(world, row.self));
      const keys = keysOf(frame, row);
      return { keys, buckets: bucketsAt(frame, at ?? null), rows: [row], members: [row] };
    }),
  );
}

function keysOf({ world, stage }: StageFrame, row: SourceRow): Row {
  const names = namesOfSource(worldOf(world, stage, row), row);
  return Object.fromEntries(
    stage
      .by!.filter((key) => key.is !== undefined)
      .map((key) => [key.as, evaluate(parsed(key.is!), names)]),
  );
}

function nameOf({ keys, buckets }: Cell): string {
  const values: readonly Value[] = Object.values(keys);
  return JSON.stringify([values.map(identity), Object.values(buckets)]);
}

/** Cells of one name together. */
function byName(cells: readonly Cell[]): readonly Cell[] {
  const groups = new Map<string, { cell: Cell; rows: SourceRow[]; members: SourceRow[] }>();
  for (const cell of cells) {
    const group = groups.get(nameOf(cell)) ?? { cell, rows: [], members: [] };
    group.rows.push(...cell.rows);
    group.members.push(...cell.members);
    groups.set(nameOf(cell), group);
  }
  return [...groups.values()].map(({ cell, rows, members }) => ({ ...cell, rows, members }));
}

function unique(cells: readonly Cell[]): readonly Cell[] {
  return [...new Map(cells.map((cell) => [nameOf(cell), cell])).values()];
}

/** The combinations of keys that one aggregate has rows for. */
function cellsOfLeaf(
  frame: StageFrame,
  leaf: Leaf,
  rows: readonly LeafRow[],
  moments: readonly number[],
): readonly Cell[] {
  const keys = unique(rows.map((row) => ({ keys: row.keys, buckets: {}, rows: [], members: [] })));
  return keys
    .flatMap((cell) =>
      bucketsOf(frame, leaf, rows, moments).map((buckets): Cell => ({ ...cell, buckets })),
    )
    .filter((cell) => rowsInCell(frame, leaf, rows, cell).length > 0);
}

/** The buckets that may be shown of a leaf: its rows' own, or every one that a window could have (S11). */
function bucketsOf(
  frame: StageFrame,
  leaf: Leaf,
  rows: readonly LeafRow[],
  moments: readonly number[],
): readonly Cell['buckets'][] {
  const { world, stage } = frame;
  const keys = grainKeys(stage);
  if (keys.length === 0) return [{}];
  const grains = keys.map(({ grain }) => grainOf(world, grain));
  const range = stageRange(frame);
  const named = (buckets: readonly (number | null)[]): Cell['buckets'] =>
    Object.fromEntries(keys.map(({ as }, i) => [as, buckets[i]!]));
  const carried = leaf.carry !== undefined && keys.every(({ grain }) => isCoarse(grain));
  if (isWindowed(leaf) || carried) {
    if (keys.length > 1) throw new Unsupported('a window of two grains');
    return shown(range, moments, grains[0]!).map((bucket) => named([bucket]));
  }
  const own = rows.map(({ at }) =>
    grains.map((grain) => (typeof at === 'number' ? grain.of(at) : null)),
  );
  return [...new Map(own.map((buckets) => [JSON.stringify(buckets), buckets])).values()]
    .filter((buckets) => buckets.every((b, i) => b === null || grains[i]!.meets(b, range)))
    .map(named);
}

/**
 * Moments of the data of all measures, and of the rows of `from` where a measure is over them: between them
 * lie the buckets of an open range. A window reads rows whatever the stage's time; others count those in it.
 */
function momentsOf(
  frame: StageFrame,
  leaves: Leaves,
  rows: readonly SourceRow[],
): readonly number[] {
  if (grainKeys(frame.stage).length === 0) return [];
  const free = !hasSource(frame.stage);
  const range = (leaf: Leaf): Range => {
    if (leaf.time !== undefined && 'fixed' in leaf.time) return daysOf(frame.world, leaf.time);
    return free && !isWindowed(leaf) ? stageRange(frame) : {};
  };
  // S4: a row of another entity that belongs to no row of `from` is not the measure's.
  const isCounted = (leaf: Leaf, one: LeafRow): boolean => {
    if (free) return true;
    if (isOwn(frame.stage, leaf)) return isWindowed(leaf) || rows.includes(one.row);
    const to = belongsTo(frame, leaf, one);
    return to !== undefined && rows.some(({ self }) => self.raw === to);
  };
  const counted = leaves.flatMap(([leaf, of]) =>
    of
      .filter((one) => isCounted(leaf, one))
      .flatMap(({ at }) => (typeof at === 'number' && within(at, range(leaf)) ? [at] : [])),
  );
  const isCounting = leaves.length === 0 || leaves.some(([leaf]) => isOwn(frame.stage, leaf));
  const own = isCounting ? rows.map(({ self }) => momentOf(clockOf(frame.world, self))) : [];
  return [...counted, ...own.filter((at) => typeof at === 'number')];
}

/** The days that a stage shows, where a measure of days is carried to coarser buckets (S11). */
export function daysShown(frame: StageFrame, leaves: Leaves): readonly number[] {
  if (grainKeys(frame.stage).length === 0 || leaves.every(([{ carry }]) => carry === undefined))
    return [];
  const rows = hasSource(frame.stage) ? inStageTime(frame) : [];
  return shown(stageRange(frame), momentsOf(frame, leaves, rows), grainOf(frame.world, 'day'));
}

function stageRange({ world, stage }: StageFrame): Range {
  return stage.time === undefined ? {} : daysOf(world, spanOf(world, stage.time));
}

/** The buckets that a range shows, where it is open from the data's first bucket or to its last. */
function shown(range: Range, moments: readonly number[], grain: Grain): readonly number[] {
  const found = moments.flatMap((at) => grain.of(at) ?? []);
  return bucketsToFill(grain, range, found);
}

/** Every bucket of the range, for each combination of the other keys. */
function filled(
  frame: StageFrame,
  cells: readonly Cell[],
  groups: readonly Cell[],
  leaves: Leaves,
): readonly Cell[] {
  const { world, stage } = frame;
  const keys = grainKeys(stage);
  if (!keys.some(({ fill }) => fill)) return cells;
  if (keys.length > 1) throw new Unsupported('gaps of two grains');
  const [{ as, grain: name }] = keys as [(typeof keys)[number]];
  const grain = grainOf(world, name);
  const rows = hasSource(stage) ? inStageTime(frame) : [];
  const buckets = shown(stageRange(frame), momentsOf(frame, leaves, rows), grain);
  const none: Cell = { keys: {}, buckets: {}, rows: [], members: [] };
  const others = byName(groups.map((cell) => ({ ...cell, buckets: {}, rows: [] })));
  const all = ((stage.by ?? []).length === 1 && others.length === 0 ? [none] : others).flatMap(
    (cell) => buckets.map((bucket): Cell => ({ ...cell, buckets: { [as]: bucket } })),
  );
  return unique([...all, ...cells]);
}

function bucketsToFill(grain: Grain, range: Range, found: readonly number[]): readonly number[] {
  if (range.from !== undefined && range.until !== undefined)
    return grain.between({ from: range.from, until: range.until });
  if (found.length === 0) return [];
  return grain.spanning(found, range);
}
