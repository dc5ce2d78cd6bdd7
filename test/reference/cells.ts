import type { Stage } from '../../src/dsl/document.js';
import { evaluate } from './expression.js';
import {
  bucketsShown,
  grainKeyOf,
  isWindowed,
  rowsInCell,
  type Cell,
  type LeafRow,
  type StageFrame,
} from './leaf-rows.js';
import type { Leaf } from './measure-tree.js';
import { inStageTime } from './source.js';
import { clockOf } from './source.js';
import { daysOf, parsed, spanOf } from './stage-time.js';
import { startOf, type Range } from './time.js';
import { dayOfValue, identity, type Row, type Value } from './value.js';
import { namesOfSource, type SourceRow, type World } from './world.js';

/** The result rows that a stage will have, before their measures (S4). */
export function cellsOf(
  frame: StageFrame,
  leaves: readonly (readonly [Leaf, readonly LeafRow[]])[],
): readonly Cell[] {
  const { world, stage, source } = frame;
  const hasSource = stage.from !== undefined || stage.union !== undefined;
  const rows = hasSource ? inStageTime(world, stage, source) : [];
  if (stage.by === undefined) return rows.map((row) => ({ keys: {}, rows: [row] }));
  if (stage.by.length === 0) return [{ keys: {}, rows }];
  const cells = hasSource
    ? grouped(world, stage, rows)
    : unique(leaves.flatMap(([leaf, of]) => cellsOfLeaf(frame, leaf, of)));
  return grainKeyOf(stage)?.gaps === 'fill' ? filled(frame, cells) : cells;
}

function grouped(world: World, stage: Stage, rows: readonly SourceRow[]): readonly Cell[] {
  const grain = grainKeyOf(stage)?.grain;
  const groups = new Map<string, { cell: Cell; rows: SourceRow[] }>();
  for (const row of rows) {
    const names = namesOfSource(world, row);
    const keys: Row = Object.fromEntries(
      stage
        .by!.filter((key) => key.is !== undefined)
        .map((key) => [key.as, evaluate(parsed(key.is!), names)]),
    );
    const at = grain === undefined ? null : clockOf(world, row.self);
    const cell: Cell = {
      keys,
      rows: [],
      ...(grain !== undefined && { bucket: at === null ? null : startOf(dayOfValue(at), grain) }),
    };
    const group = groups.get(nameOf(cell)) ?? { cell, rows: [] };
    group.rows.push(row);
    groups.set(nameOf(cell), group);
  }
  return [...groups.values()].map(({ cell, rows: own }) => ({ ...cell, rows: own }));
}

function nameOf({ keys, bucket }: Cell): string {
  const values: readonly Value[] = Object.values(keys);
  return JSON.stringify([values.map(identity), bucket ?? null]);
}

function unique(cells: readonly Cell[]): readonly Cell[] {
  return [...new Map(cells.map((cell) => [nameOf(cell), cell])).values()];
}

/** The combinations of keys that one aggregate has rows for. */
function cellsOfLeaf(frame: StageFrame, leaf: Leaf, rows: readonly LeafRow[]): readonly Cell[] {
  const { world, stage } = frame;
  const grain = grainKeyOf(stage)?.grain;
  const keys = unique(rows.map((row) => ({ keys: row.keys, rows: [] })));
  const possible = keys.flatMap((cell): readonly Cell[] => {
    if (grain === undefined) return [cell];
    const days = rows.flatMap(({ day }) => (typeof day === 'number' ? [day] : []));
    const shown = bucketsShown(stageRange(world, stage), days, grain);
    const none = rows.some(({ day }) => day === null) && !isWindowed(leaf);
    return [...shown, ...(none ? [null] : [])].map((bucket) => ({ ...cell, bucket }));
  });
  return possible.filter((cell) => rowsInCell(frame, leaf, rows, cell).length > 0);
}

function stageRange(world: World, stage: Stage): Range {
  return stage.time === undefined ? {} : daysOf(world, spanOf(world, stage.time));
}

/** Every bucket of the range, for each combination of the other keys. */
function filled({ world, stage }: StageFrame, cells: readonly Cell[]): readonly Cell[] {
  const { grain } = grainKeyOf(stage)!;
  const days = cells.flatMap(({ bucket }) => (typeof bucket === 'number' ? [bucket] : []));
  const buckets = bucketsShown(stageRange(world, stage), days, grain!);
  const combinations = [
    ...new Map(cells.map((cell) => [nameOf({ ...cell, bucket: null }), cell.keys])).values(),
  ];
  const others = (stage.by ?? []).length === 1 ? [{}] : combinations;
  const all = others.flatMap((keys) => buckets.map((bucket): Cell => ({ keys, bucket, rows: [] })));
  return [...new Map([...all, ...cells].map((cell) => [nameOf(cell), cell])).values()];
}
