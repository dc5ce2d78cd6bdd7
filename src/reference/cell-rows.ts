import { evaluate } from './expression.js';
import { grainKeys, grainOf } from './grain.js';
import {
  belongsTo,
  hasSource,
  partValue,
  readsRow,
  type Cell,
  type LeafRow,
  type StageFrame,
} from './leaf-rows.js';
import { isOwn, type Leaf } from './measure-tree.js';
import { merged } from './many.js';
import { inStageTime } from './source.js';
import { daysOf, parsed, spanOf } from './stage-time.js';
import { within, type Range } from './time.js';
import { compare, identity, same, type Value } from './value.js';
import { Unsupported } from './unsupported.js';
import { attributeOf, look, namesOfSource, type EntityRow } from './world.js';

/** The rows of a leaf that count in one cell. */
export function rowsInCell(
  frame: StageFrame,
  leaf: Leaf,
  rows: readonly LeafRow[],
  cell: Cell,
): readonly LeafRow[] {
  const days = daysOfCell(frame, leaf, cell);
  return days === undefined
    ? rowsOfBucket(frame, leaf, rows, cell)
    : days.flatMap((day) => rowsOfBucket(day.frame, day.leaf, rows, day.cell));
}

/** S11: of a measure that is carried to a coarser bucket, each day of that as a bucket of its own. */
export function daysOfCell(
  { days = [], ...frame }: StageFrame,
  { carry, ...leaf }: Leaf,
  cell: Cell,
): readonly { readonly frame: StageFrame; readonly leaf: Leaf; readonly cell: Cell }[] | undefined {
  const [key, second] = grainKeys(frame.stage);
  if (carry === undefined || key === undefined || !isCoarse(key.grain)) return undefined;
  if (second !== undefined) throw new Unsupported('days of two grains');
  const { of } = grainOf(frame.world, key.grain);
  const by = (frame.stage.by ?? []).map((k) => (k.as === key.as ? { as: k.as, grain: 'day' } : k));
  const daily: StageFrame = { ...frame, stage: { ...frame.stage, by } };
  return days
    .filter((day) => of(day) !== null && of(day) === cell.buckets[key.as])
    .map((day) => ({ frame: daily, leaf, cell: { ...cell, buckets: { [key.as]: day } } }));
}

/** Whether a bucket of a grain has several days. */
export function isCoarse(grain: string): boolean {
  return !['day', 'hour', 'minute', 'second'].includes(grain);
}

function rowsOfBucket(
  frame: StageFrame,
  leaf: Leaf,
  rows: readonly LeafRow[],
  cell: Cell,
): readonly LeafRow[] {
  const conditions = leaf.where.filter(readsRow);
  if (leaf.snapshot !== undefined && conditions.length > 0)
    throw new Unsupported('ends of days among rows that another row chooses');
  const of = cell.rows[0];
  const timed = rows.filter((one) => inTime(frame, leaf, one, cell));
  // Which day is taken does not depend on the group: it is the last that the measure has (S12).
  const taken = leaf.snapshot === undefined ? timed : endsOf(leaf.snapshot, timed);
  const counted = taken.filter(
    (one) =>
      belongs(frame, leaf, one, cell) &&
      conditions.every(
        (part) =>
          partValue(one.world, part, one.row, leaf, of && { of, world: frame.world }) === true,
      ),
  );
  return isOwn(frame.stage, leaf) ? onceEach(counted) : counted;
}

/** S4: a row that a cell has with several of its partners counts once, with all their weights. */
function onceEach(rows: readonly LeafRow[]): readonly LeafRow[] {
  const groups = new Map<unknown, LeafRow[]>();
  for (const one of rows) {
    const id = one.row.bridge === undefined ? one.row : one.row.self.raw;
    groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => merged(group));
}

function belongs(frame: StageFrame, leaf: Leaf, one: LeafRow, cell: Cell): boolean {
  const { world, stage } = frame;
  if (!hasSource(stage))
    return Object.entries(one.keys).every(([name, value]) => same(value, cell.keys[name]!));
  if (isOwn(frame.stage, leaf)) {
    // Buckets are of the measure's clock: of one of its own they are not those of the stage's rows.
    const other = leaf.clock !== undefined && grainKeys(stage).length > 0;
    if (!isWindowed(leaf) && !other) return cell.rows.includes(one.row);
    // S11: the stage's time chooses rows by the stage's own clock, whatever buckets the measure's has.
    if (!isWindowed(leaf) && !inStageTime(frame).includes(one.row)) return false;
    const keys = (stage.by ?? []).filter((key) => key.is !== undefined);
    const names = namesOfSource(one.world, one.row);
    return keys.every((key) => same(evaluate(parsed(key.is!), names), cell.keys[key.as]!));
  }
  const self = one.row.self as EntityRow;
  if (leaf.on !== undefined)
    return leaf.on.every(({ key, is }) => {
      const value = evaluate(parsed(is), namesOfSource(world, cell.rows[0]!));
      const theirs = attributeOf(one.world, self, key);
      return value !== null && theirs !== null && same(value, theirs);
    });
  const to = belongsTo(frame, leaf, one);
  return to !== undefined && cell.members.some((row) => row.self.raw === to);
}

/** Whether each bucket of a leaf reads other days than its own. */
export function isWindowed(leaf: Leaf): boolean {
  return (leaf.time !== undefined && 'relative' in leaf.time) || leaf.shifts.length > 0;
}

function inTime(frame: StageFrame, leaf: Leaf, one: LeafRow, cell: Cell): boolean {
  const { at } = one;
  const { world, stage } = frame;
  if (grainKeys(stage).length > 0) return inBuckets(frame, leaf, at, cell);
  const span =
    leaf.time ??
    (!hasSource(stage) && stage.time !== undefined ? spanOf(world, stage.time) : undefined);
  if (span === undefined) {
    if (leaf.snapshot === undefined || !isOwn(frame.stage, leaf)) return true;
    return inStageTime(frame).includes(one.row);
  }
  if (at === undefined) throw new Unsupported('no clock');
  return at !== null && within(at, daysOf(world, span, leaf.shifts));
}

function inBuckets(
  { world, stage }: StageFrame,
  leaf: Leaf,
  at: number | null | undefined,
  { buckets }: Cell,
): boolean {
  const chosen = isOwn(stage, leaf) && leaf.clock !== undefined;
  if (at === undefined) throw new Unsupported('no clock');
  const keys = grainKeys(stage);
  if (keys.length > 1 && isWindowed(leaf)) throw new Unsupported('a window of two grains');
  const own: Range =
    leaf.time !== undefined && 'fixed' in leaf.time
      ? daysOf(world, leaf.time, leaf.shifts)
      : stage.time === undefined || leaf.shifts.length > 0 || chosen
        ? {}
        : daysOf(world, spanOf(world, stage.time));
  if (leaf.time !== undefined && 'fixed' in leaf.time && leaf.shifts.length > 0)
    throw new Unsupported('a fixed time that is moved beside buckets');
  const ranged = leaf.time !== undefined || (stage.time !== undefined && !chosen);
  return keys.every((key) => {
    const bucket = buckets[key.as] ?? null;
    const grain = grainOf(world, key.grain);
    if (bucket === null) {
      if (isWindowed(leaf)) return false;
      return at === null ? !ranged : grain.of(at) === null && within(at, own);
    }
    if (at === null) return false;
    const moved = grain.moved(bucket, leaf.shifts);
    if (moved === null) return false;
    if (leaf.time !== undefined && 'relative' in leaf.time)
      return grain.inWindow(at, moved, leaf.time.relative);
    // A bucket that was moved is read whole: the stage's time only says which are shown.
    return grain.of(at) === moved && within(at, own);
  });
}

/** Of each combination of `per`, the rows of the first or last `over` only. */
function endsOf(
  { over, take, per }: NonNullable<Leaf['snapshot']>,
  rows: readonly LeafRow[],
): readonly LeafRow[] {
  const value = ({ world, row }: LeafRow, name: string): Value =>
    look(world, row.self, name.split('.'));
  const group = (row: LeafRow): string => per.map((p) => identity(value(row, p))).join();
  return rows.filter((row) => {
    const at = value(row, over);
    if (at === null) return false;
    return rows
      .filter((other) => group(other) === group(row))
      .every((other) => {
        const theirs = value(other, over);
        if (theirs === null) return true;
        return take === 'last' ? compare(theirs, at) <= 0 : compare(theirs, at) >= 0;
      });
  });
}
