import { unreachable } from '../base/unreachable.js';
import type { Name } from '../expr/expr.js';
import type { Attribute, Entity, Ontology, Relationship } from '../ontology/model.js';
import { evaluate, type Names } from './expression.js';
import { isVisible, maskOf } from './policies.js';
import { pathTo, type Via } from './paths.js';
import { dayMs } from './time.js';
import { momentOfClock, shownIn } from './zones.js';
import { Unsupported } from './unsupported.js';
import { compare, day, dayOfValue, identity, msOf, textOf, type Row, type Value } from './value.js';

/** Everything a document is evaluated over, and from where in it rows are seen. */
export interface World {
  readonly ontology: Ontology;
  /** Rows by the table's name; partitions are columns. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** The first moment of the as-of day. */
  readonly asOf?: number;
  readonly params: Readonly<Record<string, Value>>;
  /** The day that snapshots and versions are read at, where it is not the as-of day. */
  readonly readAt?: number;
  /** The zone whose clock the document speaks of. */
  readonly timezone?: string;
  /** The table that the document writes: rows with the day of their run, in the form yyyyMMdd, in `ds`. */
  readonly self?:
    | {
        readonly columns: readonly string[];
        readonly key: readonly string[];
        readonly rows: readonly Row[];
      }
    | undefined;
  /** The moment whose versions are looked up, where rows are counted by a clock; null: of none. */
  readonly moment?: Value;
  /** The rows of a document that an entity is the result of, by its text. */
  readonly rowsOfView: (text: string) => readonly Row[];
  /** Policies do not hold: a policy itself reads everything (S17). */
  readonly open?: true;
  /** Of the one relationship to many that is followed: the row of its bridge (null: there is none). */
  readonly bridge?: { readonly role: Relationship; readonly row: EntityRow | null };
}

/** A row of an entity; told apart by `raw`, which is the same object for the same row. */
export interface EntityRow {
  readonly kind: 'entity';
  readonly entity: Entity;
  readonly raw: Row;
}
/** A row that an earlier stage gave. */
export interface StageRow {
  readonly kind: 'stage';
  readonly raw: Row;
}
/** What a match found; `day`: of an entity that is read at a day, the first moment of that day. */
export interface Matched {
  readonly row: EntityRow | StageRow;
  readonly day?: number;
}
/** A row of a stage's source with the partners that its matches found (null: none). */
export interface SourceRow {
  readonly self: EntityRow | StageRow;
  readonly matches: ReadonlyMap<string, Matched | null>;
  /** Of many partners, by which the stage's keys group: the one it is seen with, and how much of it that has. */
  readonly bridge?: NonNullable<World['bridge']>;
  readonly share?: Value;
}

/** The rows of an entity that may be seen: of a full snapshot those of one day, of versions the valid ones (S12, S19). */
export function rowsOf(
  world: World,
  entity: Entity,
  at: number | 'all' | undefined = world.readAt ?? world.asOf,
): readonly EntityRow[] {
  const name = JSON.stringify([entity.name, at ?? null, world.open ?? false]);
  return remembered(world, name, () =>
    everyRow(world, entity).filter(
      (row) =>
        isVisible(world, entity, namesOfRow({ ...world, open: true }, row)) &&
        isReadAt(world, row, at),
    ),
  );
}

/** What was worked out of some tables before; it is the same each time. */
function remembered<T>({ tables }: World, name: string, make: () => T): T {
  const known = memory.get(tables) ?? new Map<string, unknown>();
  memory.set(tables, known);
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as T;
}

const memory = new WeakMap<World['tables'], Map<string, unknown>>();

function everyRow(world: World, entity: Entity): readonly EntityRow[] {
  return remembered(world, entity.name, () => {
    const { name, view } = entity.table;
    const rows =
      view === undefined ? (world.tables[name.join('.')] ?? []) : world.rowsOfView(view.text);
    return rows.map((raw): EntityRow => ({ kind: 'entity', entity, raw }));
  });
}

function isReadAt(world: World, row: EntityRow, at: number | 'all' | undefined): boolean {
  const { entity } = row;
  if (entity.validity !== undefined && at !== 'all') {
    if (at === undefined) throw new Unsupported('versions without a day');
    if (!isValid(world, row, { kind: 'date', day: at / dayMs })) return false;
  }
  if (entity.table.mode !== 'full' || at === 'all') return true;
  if (at === undefined) throw new Unsupported('a snapshot without a day');
  const [partition] = entity.table.partition;
  return row.raw[partition!.column] === dayText(at, partition!.format);
}

/** S19: from `from` (included) to `to` (excluded, null: still). */
function isValid(world: World, row: EntityRow, moment: Value): boolean {
  const { from, to } = row.entity.validity!;
  const [start, end] = [attributeOf(world, row, from), attributeOf(world, row, to)];
  if (start === null || moment === null) return false;
  return compare(start, moment) <= 0 && (end === null || compare(moment, end) < 0);
}

/** A day in the format of a partition. */
export function dayText(at: number, format: string): string {
  const [year, month, date] = textOf({ kind: 'date', day: at / dayMs }).split('-');
  return format.replace('yyyy', year!).replace('MM', month!).replace('dd', date!);
}

/** The value of an attribute of a row, behind its mask. */
export function attributeOf(world: World, row: EntityRow, name: string): Value {
  const attribute = row.entity.attributes.get(name);
  if (attribute === undefined) throw new Error(`no attribute ${row.entity.name}.${name}`);
  if (attribute.is !== undefined) return evaluate(attribute.is.expr, namesOfRow(world, row));
  const mask = maskOf(world, row.entity, attribute.column!);
  if (mask !== undefined) {
    const masked = evaluate(mask.expr, namesOfRow({ ...world, open: true }, row));
    return inZone(world, row.entity, attribute, masked);
  }
  return inZone(world, row.entity, attribute, row.raw[attribute.column!] ?? null);
}

/** S11: a moment as the clock of the document's zone showed it; policies see it as it is (S17). */
function inZone(world: World, { table }: Entity, attribute: Attribute, value: Value): Value {
  const to = world.timezone;
  const from = attribute.timezone ?? table.timezone ?? world.ontology.timezone ?? to;
  if (value === null || attribute.type.kind !== 'timestamp') return value;
  if (to === undefined || from === to || world.open === true) return value;
  return { kind: 'timestamp', ms: shownIn(to, momentOfClock(from!, msOf(value)!)) };
}

/** The one row that a relationship leads to; a null matches nothing, and of versions one is valid. */
function partner(world: World, row: EntityRow, role: Relationship): EntityRow | null {
  if (role.through !== undefined) return beyondBridge(world, role);
  const to = world.ontology.entities.get(role.to)!;
  const moment = to.validity === undefined ? undefined : world.moment;
  // S12: one snapshot for all readers, whatever day they are read at.
  const daily = to.table.mode === 'full' && to.validity === undefined;
  const dated = moment === undefined ? (world.readAt ?? world.asOf) : 'all';
  const at = daily ? world.asOf : dated;
  const wanted = role.on.map(({ from }) => attributeOf(world, row, from));
  if (wanted.includes(null)) return null;
  const keys = role.on.map((pair) => pair.to);
  const found = (byKey(world, to, keys, at).get(wanted.map(identity).join()) ?? []).filter(
    (other) => moment === undefined || isValid(world, other, moment),
  );
  if (found.length > 1) throw new Unsupported(`two rows of ${to.name} have one key`);
  return found[0] ?? null;
}

/** The rows of an entity by the values of some attributes. */
function byKey(
  world: World,
  entity: Entity,
  keys: readonly string[],
  at: number | 'all' | undefined,
): ReadonlyMap<string, readonly EntityRow[]> {
  const name = JSON.stringify([entity.name, keys, at ?? null, world.open ?? false]);
  return remembered(world, name, () => {
    const rows = new Map<string, readonly EntityRow[]>();
    for (const row of rowsOf(world, entity, at)) {
      const key = keys.map((k) => identity(attributeOf(world, row, k))).join();
      rows.set(key, [...(rows.get(key) ?? []), row]);
    }
    return rows;
  });
}

function beyondBridge(world: World, role: Relationship): EntityRow | null {
  if (world.bridge?.role !== role) throw new Unsupported('many partners where one is read');
  const { row } = world.bridge;
  if (row === null) return null;
  const on = [...row.entity.relationships.values()].filter((r) => r.to === role.to);
  if (on.length !== 1) throw new Unsupported('a bridge with two ways on');
  return partner(world, row, on[0]!);
}

/** The rows of a bridge that belong to a row which a relationship to many starts at. */
export function bridgeRows(world: World, row: EntityRow, role: Relationship): readonly EntityRow[] {
  const bridge = world.ontology.entities.get(role.through!)!;
  const back = [...bridge.relationships.values()].filter((r) => r.to === row.entity.name);
  if (back.length !== 1) throw new Unsupported('a bridge with two ways back');
  return rowsOf(world, bridge).filter((b) => partner(world, b, back[0]!)?.raw === row.raw);
}

/** The row at the end of a path of relationship names. */
export function follow(world: World, row: EntityRow, path: readonly string[]): EntityRow | null {
  return path.reduce<EntityRow | null>(
    (at, name) => (at === null ? null : partner(world, at, at.entity.relationships.get(name)!)),
    row,
  );
}

/** The value of a path that starts at a row (S3); null where a partner is missing. */
export function look(
  world: World,
  row: EntityRow | StageRow,
  names: readonly string[],
  via: Via = [],
): Value {
  const [first, ...rest] = names as [string, ...string[]];
  if (row.kind === 'stage') {
    if (!(first in row.raw)) throw new Error(`no column ${first}`);
    return row.raw[first]!;
  }
  if (rest.length === 0 && row.entity.attributes.has(first)) return attributeOf(world, row, first);
  const role = row.entity.relationships.get(first);
  const path = role === undefined ? pathTo(world, row.entity, first, via) : [first];
  const end = follow(world, row, path);
  return end === null ? null : look(world, end, rest);
}

/** Names of an expression of the ontology: everything starts at the row. */
export function namesOfRow(world: World, row: EntityRow | StageRow, via: Via = []): Names {
  return (name) => {
    if (name.kind === 'path') return look(world, row, name.names, via);
    return constant(world, name);
  };
}

/** Names of an expression of a stage: a match first, then the row; `row.x` is another row's. */
export function namesOfSource(
  world: World,
  { self, matches }: SourceRow,
  row?: { readonly of: SourceRow; readonly world: World },
  via: Via = [],
): Names {
  return (name) => {
    switch (name.kind) {
      case 'found':
        return matches.get(name.match) !== null;
      case 'row':
        return namesOfSource(row!.world, row!.of)({ kind: 'path', names: name.names });
      case 'path': {
        const match = matches.get(name.names[0]!);
        if (match === undefined) return look(world, self, name.names, via);
        if (match === null) return null;
        return look(behindMatch(world, match.day), match.row, name.names.slice(1));
      }
      case 'param':
        return constant(world, name);
      default:
        return unreachable(name);
    }
  };
}

/** S19: the world behind a match: of one that is read at a day as of that day, else as its reader sees it. */
export function behindMatch(world: World, readAt: number | undefined): World {
  if (readAt === undefined) return world;
  const { moment: _, ...undated } = world;
  return { ...undated, readAt };
}

/** The value of a parameter; `$as_of` is the as-of day. */
export function constant(world: World, name: Name): Value {
  if (name.kind !== 'param') throw new Error(`no ${name.kind} here`);
  if (name.name === 'as_of' || name.name === 'bizdate') {
    if (world.asOf === undefined) throw new Unsupported('no as-of day');
    return { kind: 'date', day: world.asOf / dayMs };
  }
  const value = world.params[name.name];
  if (value === undefined) throw new Unsupported(`no parameter ${name.name}`);
  return value;
}

/** The first moment of the day of an ISO text. */
export function startOfDay(text: string): number {
  return dayOfValue(day(text)) * dayMs;
}

/** The moment of a value that is a time or null; undefined stays. */
export function momentOf(value: Value | undefined): number | null | undefined {
  if (value === undefined || value === null) return value;
  const ms = msOf(value);
  if (ms === undefined) throw new Unsupported('a clock that is no time');
  return ms;
}
