import type { Stage } from '../dsl/document.js';
import { evaluate, holds, type Names } from './expression.js';
import { grainKeys } from './grain.js';
import { alongNames, merged, pathFromRow, waysOf, type PathOf } from './many.js';
import { isOwn, type Leaf, type Part } from './measure-tree.js';
import { endOf, pathTo } from './paths.js';
import { worldOf } from './source.js';
import { parsed } from './stage-time.js';
import { shifted } from './time.js';
import type { Row, Value } from './value.js';
import { Unsupported } from './unsupported.js';
import {
  attributeOf,
  constant,
  follow,
  look,
  momentOf,
  namesOfRow,
  namesOfSource,
  rowsOf,
  type EntityRow,
  type SourceRow,
  type World,
} from './world.js';

/** One result row to be: its keys by name, its buckets, and its source rows where there is a `from`. */
export interface Cell {
  readonly keys: Row;
  /** By the names of keys with a grain; null: rows without a moment. */
  readonly buckets: Readonly<Record<string, number | null>>;
  /** Rows of the source that passed `where` and `time`. */
  readonly rows: readonly SourceRow[];
  /** Of these, those of the same keys whatever their bucket: what other entities' rows belong to. */
  readonly members: readonly SourceRow[];
}

/** A row of a leaf, with the keys that it itself has (without `from`), and the moment of its clock. */
export interface LeafRow {
  readonly row: SourceRow;
  readonly keys: Row;
  readonly at: number | null | undefined;
  /** How much of the row belongs to its keys, where a bridge has weights. */
  readonly share?: Value;
  /** The world as seen from it: at the moment whose versions it looks up. */
  readonly world: World;
}

/** Everything about a stage that its leaves need. */
export interface StageFrame {
  readonly world: World;
  readonly stage: Stage;
  /** Before the stage's time; empty without a source. */
  readonly source: readonly SourceRow[];
  /** The days that are shown, where a measure is carried from them to coarser buckets. */
  readonly days?: readonly number[];
}

/** Whether a stage reads rows, or each measure its own. */
export function hasSource(stage: Stage): boolean {
  return stage.from !== undefined || stage.union !== undefined;
}

/**
 * The rows that a leaf could aggregate, before times: conditions that do not read `row.` hold. Of many
 * partners, keys and conditions speak of the same one, and a row counts once for each set of keys (S4).
 */
export function leafRows(frame: StageFrame, leaf: Leaf): readonly LeafRow[] {
  const { stage } = frame;
  const keys = hasSource(stage) ? [] : (stage.by ?? []).filter((key) => key.is !== undefined);
  const shared = hasSource(stage) ? [] : (stage.where ?? []).map(parsed);
  const own = leaf.where.filter((part) => !readsRow(part));
  return candidates(frame, leaf).flatMap((row) => {
    const at = clockOf(frame, row, leaf);
    const world = seenFrom(frame, leaf, row, at);
    const [without, within] = [
      pathWithoutSource(world, row, leaf),
      pathFromRow(world, row, leaf.via),
    ];
    const said = [
      ...[...keys.map((key) => parsed(key.is!)), ...shared].map((expr) => ({
        expr,
        pathOf: without,
      })),
      ...own.flatMap((part) => ('expr' in part ? [{ expr: part.expr, pathOf: within }] : [])),
    ];
    const ways = waysOf(world, row, said).filter(
      (way) =>
        shared.every((c) => holds(c, namesWithoutSource(way.world, row, leaf))) &&
        own.every((part) => partValue(way.world, part, row, leaf) === true),
    );
    const counted = ways.map((way): LeafRow => {
      const names = namesWithoutSource(way.world, row, leaf);
      const values = keys.map((key): [string, Value] => [key.as, evaluate(parsed(key.is!), names)]);
      const share = way.share !== undefined && { share: way.share };
      return { row, keys: Object.fromEntries(values), at: momentOf(at), world, ...share };
    });
    return merged(counted);
  });
}

function candidates(frame: StageFrame, leaf: Leaf): readonly SourceRow[] {
  const { stage, source } = frame;
  if (isOwn(frame.stage, leaf)) return source;
  const world = readFrom(frame, leaf);
  const entity = world.ontology.entities.get(leaf.entity!)!;
  // A semi-additive measure over a range or a bucket reads each day and takes one (S12).
  const ranged = leaf.time !== undefined || (!hasSource(stage) && stage.time !== undefined);
  const apart = leaf.snapshot !== undefined && (ranged || grainKeys(stage).length > 0);
  const all = apart && entity.table.mode === 'full';
  return rowsOf(world, entity, all ? 'all' : undefined).map((self) => ({
    self,
    matches: new Map(),
  }));
}

/** The world of a leaf: a shift that moves no bucket moves the day that it is computed as of. */
function readFrom({ world, stage }: StageFrame, leaf: Leaf): World {
  const day = world.readAt ?? world.asOf;
  if (day === undefined || leaf.shifts.length === 0 || grainKeys(stage).length > 0) return world;
  return { ...world, readAt: leaf.shifts.reduce(shifted, day) };
}

/** S19: a row that is counted by its clock looks up the versions of then; a row of `from` is counted by the stage. */
function seenFrom(frame: StageFrame, leaf: Leaf, row: SourceRow, at: Value | undefined): World {
  const { stage } = frame;
  if (isOwn(frame.stage, leaf)) return worldOf(frame.world, stage, row);
  const world = readFrom(frame, leaf);
  const inherited = stage.time !== undefined && !hasSource(stage);
  const timed = leaf.time !== undefined || inherited || grainKeys(stage).length > 0;
  return timed && at !== undefined ? { ...world, moment: at } : world;
}

function clockOf({ world }: StageFrame, row: SourceRow, leaf: Leaf): Value | undefined {
  if (leaf.clock !== undefined) return partValue(world, leaf.clock, row, leaf);
  const { self } = row;
  if (self.kind === 'stage' || self.entity.time === undefined) return undefined;
  return attributeOf(world, self, self.entity.time);
}

/** The value of a part of a leaf for a row. */
export function partValue(
  world: World,
  part: Part,
  row: SourceRow,
  leaf: Leaf,
  cellRow?: { readonly of: SourceRow; readonly world: World },
): Value {
  if ('of' in part) return part.of(row.self as EntityRow);
  return evaluate(
    part.expr,
    part.own ? namesOfSource(world, row, cellRow, leaf.via) : namesOfRow(world, row.self, leaf.via),
  );
}

/** Which relationships a name goes along, where every path starts with an entity (S3). */
function pathWithoutSource(world: World, { self }: SourceRow, { via }: Leaf): PathOf {
  const { entity } = self as EntityRow;
  return ([first, ...rest]) => [
    ...pathTo(world, entity, first!, via),
    ...alongNames(world, world.ontology.entities.get(first!)!.name, rest),
  ];
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

/** Whether a part names the row that it is computed for. */
export function readsRow(part: Part): boolean {
  return 'expr' in part && JSON.stringify(part.expr).includes('"kind":"row"');
}

/** The row of `from` that a row of a leaf belongs to (S4): the one with the key that its path leads to. */
export function belongsTo({ world, stage }: StageFrame, leaf: Leaf, one: LeafRow): Row | undefined {
  const self = one.row.self as EntityRow;
  const from = world.ontology.entities.get(stage.from!);
  if (from === undefined) throw new Unsupported('an entity beside the rows of a stage');
  const chosen = leaf.via.find((path) => endOf(world, self.entity, path)?.name === from.name);
  const path = chosen ?? pathTo(world, self.entity, from.name, leaf.via);
  const before = follow(one.world, self, path.slice(0, -1));
  // S19: its own version is that of the day which `from` is read at.
  return before === null ? undefined : follow(world, before, path.slice(-1))?.raw;
}
