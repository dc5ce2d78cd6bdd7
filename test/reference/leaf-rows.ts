import type { Key, Stage } from '../../src/dsl/document.js';
import type { ParsedExpr } from '../../src/expr/expr.js';
import { evaluate, holds, type Names } from './expression.js';
import type { Leaf, Part } from './measure-tree.js';
import { daysOf, parsed, spanOf } from './stage-time.js';
import { add, shifted, startOf, windowOf, within, type Range } from './time.js';
import { compare, dayOfValue, identity, same, type Row, type Value } from './value.js';
import {
  attributeOf,
  constant,
  endOf,
  follow,
  look,
  namesOfRow,
  namesOfSource,
  pathTo,
  rowsOf,
  Unsupported,
  type EntityRow,
  type SourceRow,
  type World,
} from './world.js';

/** One result row to be: its keys by name, its bucket, and its source rows where there is a `from`. */
export interface Cell {
  readonly keys: Row;
  /** Only with a grain; null: rows without a moment. */
  readonly bucket?: number | null;
  /** Rows of the source that passed `where` and `time`. */
  readonly rows: readonly SourceRow[];
}

/** A row of a leaf, with the keys that it itself has (without `from`), and the day of its clock. */
export interface LeafRow {
  readonly row: SourceRow;
  readonly keys: Row;
  readonly day: number | null | undefined;
}

/** Everything about a stage that its leaves need. */
export interface StageFrame {
  readonly world: World;
  readonly stage: Stage;
  /** Before the stage's time; empty without a source. */
  readonly source: readonly SourceRow[];
}

/** The bucketing key of a stage. */
export function grainKeyOf(stage: Stage): Key | undefined {
  const keys = (stage.by ?? []).filter(({ grain }) => grain !== undefined);
  if (keys.length > 1) throw new Unsupported('two grains');
  const grain = keys[0]?.grain;
  if (grain !== undefined && !['day', 'week', 'month', 'quarter', 'year'].includes(grain))
    throw new Unsupported(`grain ${grain}`);
  return keys[0];
}

/** The rows that a leaf could aggregate, before times: conditions that do not read `row.` hold. */
export function leafRows(frame: StageFrame, leaf: Leaf): readonly LeafRow[] {
  const { world, stage } = frame;
  const hasSource = stage.from !== undefined || stage.union !== undefined;
  const keys = (stage.by ?? []).filter((key) => key.is !== undefined);
  const made = candidates(frame, leaf, hasSource).map((row): LeafRow => {
    const names = hasSource ? undefined : namesWithoutSource(world, row, leaf);
    return {
      row,
      keys: Object.fromEntries(
        names === undefined ? [] : keys.map((key) => [key.as, evaluate(parsed(key.is!), names)]),
      ),
      day: dayOfRow(world, row, leaf),
    };
  });
  const shared = hasSource ? [] : (stage.where ?? []).map(parsed);
  const own = leaf.where.filter(({ expr }) => !readsRow(expr));
  return made.filter(
    ({ row }) =>
      shared.every((c) => holds(c, namesWithoutSource(world, row, leaf))) &&
      own.every((part) => holds(part.expr, namesOfPart(world, part, row, leaf))),
  );
}

function candidates(frame: StageFrame, leaf: Leaf, hasSource: boolean): readonly SourceRow[] {
  const { world, stage, source } = frame;
  if (isOwn(frame, leaf)) return source;
  const entity = world.ontology.entities.get(leaf.entity!)!;
  // A semi-additive measure over a range or a bucket reads each day and takes one (S12).
  const ranged = leaf.time !== undefined || (!hasSource && stage.time !== undefined);
  const apart = leaf.snapshot !== undefined && (ranged || grainKeyOf(stage) !== undefined);
  const moved = world.asOf === undefined ? undefined : leaf.shifts.reduce(shifted, world.asOf);
  const at = apart && entity.table.mode === 'full' ? 'all' : moved;
  return rowsOf(world, entity, at).map((self) => ({ self, matches: new Map() }));
}

/** Whether a leaf aggregates the very rows of the stage's source. */
export function isOwn({ stage }: Pick<StageFrame, 'stage'>, leaf: Leaf): boolean {
  if (leaf.entity === undefined) return true;
  return leaf.entity === stage.from && leaf.on === undefined && leaf.via.length === 0;
}

function dayOfRow(world: World, row: SourceRow, leaf: Leaf): number | null | undefined {
  const value = clockValue(world, row, leaf);
  return value === undefined || value === null ? value : dayOfValue(value);
}

function clockValue(world: World, row: SourceRow, leaf: Leaf): Value | undefined {
  if (leaf.clock !== undefined)
    return evaluate(leaf.clock.expr, namesOfPart(world, leaf.clock, row, leaf));
  const { self } = row;
  if (self.kind === 'stage' || self.entity.time === undefined) return undefined;
  return attributeOf(world, self, self.entity.time);
}

/** Names of one part of a leaf: of the ontology, or of the document. */
export function namesOfPart(
  world: World,
  part: Part,
  row: SourceRow,
  leaf: Leaf,
  cellRow?: SourceRow,
): Names {
  return part.own
    ? namesOfSource(world, row, cellRow, leaf.via)
    : namesOfRow(world, row.self, leaf.via);
}

/** Without `from`, every path starts with an entity (S3). */
function namesWithoutSource(world: World, row: SourceRow, leaf: Leaf): Names {
  return (name) => {
    if (name.kind !== 'path') return constant(world, name);
    const self = row.self as EntityRow;
    const end = follow(world, self, pathTo(world, self.entity, name.names[0]!, leaf.via));
    return end === null ? null : look(world, end, name.names.slice(1));
  };
}

/** Whether an expression names the row that it is computed for. */
export function readsRow(expr: ParsedExpr): boolean {
  return JSON.stringify(expr).includes('"kind":"row"');
}

/** The rows of a leaf that count in one cell. */
export function rowsInCell(
  frame: StageFrame,
  leaf: Leaf,
  rows: readonly LeafRow[],
  cell: Cell,
): readonly SourceRow[] {
  const { world } = frame;
  const conditions = leaf.where.filter(({ expr }) => readsRow(expr));
  const counted = rows
    .filter((one) => belongs(frame, leaf, one, cell) && inTime(frame, leaf, one, cell))
    .map(({ row }) => row)
    .filter((row) =>
      conditions.every((part) =>
        holds(part.expr, namesOfPart(world, part, row, leaf, cell.rows[0])),
      ),
    );
  return leaf.snapshot === undefined ? counted : endsOf(world, leaf.snapshot, counted);
}

function belongs(frame: StageFrame, leaf: Leaf, one: LeafRow, cell: Cell): boolean {
  const { world, stage } = frame;
  if (stage.from === undefined && stage.union === undefined)
    return Object.entries(one.keys).every(([name, value]) => same(value, cell.keys[name]!));
  if (isOwn(frame, leaf)) {
    if (!isWindowed(leaf)) return cell.rows.includes(one.row);
    const keys = (stage.by ?? []).filter((key) => key.is !== undefined);
    const names = namesOfSource(world, one.row);
    return keys.every((key) => same(evaluate(parsed(key.is!), names), cell.keys[key.as]!));
  }
  if (leaf.on !== undefined)
    return leaf.on.every(({ key, is }) => {
      const value = evaluate(parsed(is), namesOfSource(world, cell.rows[0]!));
      const theirs = attributeOf(world, one.row.self as EntityRow, key);
      return value !== null && theirs !== null && same(value, theirs);
    });
  const self = one.row.self as EntityRow;
  const from = world.ontology.entities.get(stage.from!);
  if (from === undefined) throw new Unsupported('an entity beside the rows of a stage');
  const chosen = leaf.via.find((path) => endOf(world, self.entity, path)?.name === from.name);
  const to = follow(world, self, chosen ?? pathTo(world, self.entity, from.name, leaf.via));
  return to !== null && cell.rows.some((row) => row.self.raw === to.raw);
}

/** Whether each bucket of a leaf reads other days than its own. */
export function isWindowed(leaf: Leaf): boolean {
  return leaf.time !== undefined || leaf.shifts.length > 0;
}

function inTime(frame: StageFrame, leaf: Leaf, { day }: LeafRow, cell: Cell): boolean {
  const { world, stage } = frame;
  const key = grainKeyOf(stage);
  if (key !== undefined) {
    if (stage.from !== undefined && !isOwn(frame, leaf))
      throw new Unsupported('buckets of an entity beside the population');
    return inBucket(frame, leaf, day, cell.bucket ?? null, key.grain!);
  }
  const ofStage =
    stage.from === undefined && stage.union === undefined && stage.time !== undefined
      ? spanOf(world, stage.time)
      : undefined;
  const span = leaf.time ?? ofStage;
  if (span === undefined) return true;
  if (day === undefined) throw new Unsupported('no clock');
  return day !== null && within(day, daysOf(world, span, leaf.shifts));
}

function inBucket(
  { world, stage }: StageFrame,
  leaf: Leaf,
  day: number | null | undefined,
  bucket: number | null,
  grain: string,
): boolean {
  if (day === undefined) throw new Unsupported('no clock');
  if (bucket === null) {
    return day === null && stage.time === undefined && !isWindowed(leaf);
  }
  if (day === null) return false;
  const moved = startOf(leaf.shifts.reduce(shifted, bucket), grain);
  if (leaf.time !== undefined) {
    if (!('relative' in leaf.time)) throw new Unsupported('a fixed time beside buckets');
    return within(day, windowOf(leaf.time.relative, moved, grain));
  }
  const span = stage.time === undefined ? undefined : spanOf(world, stage.time);
  // A bucket that was moved is read whole: the stage's time only says which are shown.
  const cut = span === undefined || leaf.shifts.length > 0 ? {} : daysOf(world, span);
  return startOf(day, grain) === moved && within(day, cut);
}

/** Of each combination of `per`, the rows of the first or last `over` only. */
function endsOf(
  world: World,
  { over, take, per }: NonNullable<Leaf['snapshot']>,
  rows: readonly SourceRow[],
): readonly SourceRow[] {
  const value = (row: SourceRow, name: string): Value => look(world, row.self, name.split('.'));
  const group = (row: SourceRow): string => per.map((p) => identity(value(row, p))).join();
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

/** The buckets that a range shows, where it is open from the data's first or to its last. */
export function bucketsShown(
  range: Range,
  days: readonly number[],
  grain: string,
): readonly number[] {
  const first = range.from ?? (days.length === 0 ? undefined : Math.min(...days));
  const last = range.until === undefined ? Math.max(...days) : range.until - 1;
  if (first === undefined || !Number.isFinite(last)) return [];
  const found: number[] = [];
  for (let at = startOf(first, grain); at <= last; at = add(at, 1, grain)) found.push(at);
  return found;
}
