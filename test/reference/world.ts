import { unreachable } from '../../src/base/unreachable.js';
import type { Name } from '../../src/expr/expr.js';
import type { Entity, Ontology, Relationship } from '../../src/ontology/model.js';
import { evaluate, type Names } from './expression.js';
import { compare, day, dayOfValue, same, textOf, type Row, type Value } from './value.js';

/** What the reference does not evaluate, or what S1–S16 leave open: never a difference. */
export class Unsupported extends Error {}

/** Everything a document is evaluated over. */
export interface World {
  readonly ontology: Ontology;
  /** Rows by the table's name; partitions are columns. */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
  /** The as-of day, counted from 1970-01-01. */
  readonly asOf?: number;
  readonly params: Readonly<Record<string, Value>>;
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
/** A row of a stage's source with the partners that its matches found (null: none). */
export interface SourceRow {
  readonly self: EntityRow | StageRow;
  readonly matches: ReadonlyMap<string, EntityRow | StageRow | null>;
}

/** The rows of an entity: of a full snapshot those of one day, unless `all` days are asked for (S12). */
export function rowsOf(
  world: World,
  entity: Entity,
  at: number | 'all' | undefined = world.asOf,
): readonly EntityRow[] {
  const rows = (world.tables[entity.table.name.join('.')] ?? []).map((raw): EntityRow => ({
    kind: 'entity',
    entity,
    raw,
  }));
  if (at === 'all') return rows;
  if (entity.validity !== undefined) return rows.filter((row) => validAt(world, row, at));
  if (entity.table.mode !== 'full') return rows;
  if (at === undefined) throw new Unsupported('a snapshot without a day');
  const [partition] = entity.table.partition;
  const wanted = dayText(at, partition!.format);
  return rows.filter(({ raw }) => raw[partition!.column] === wanted);
}

function validAt(world: World, row: EntityRow, at: number | undefined): boolean {
  if (at === undefined) throw new Unsupported('versions without a day');
  const moment: Value = { kind: 'date', day: at };
  const { from, to } = row.entity.validity!;
  const [start, end] = [attributeOf(world, row, from), attributeOf(world, row, to)];
  return (
    start !== null && compare(start, moment) <= 0 && (end === null || compare(moment, end) < 0)
  );
}

/** A day in the format of a partition. */
export function dayText(at: number, format: string): string {
  const [year, month, date] = textOf({ kind: 'date', day: at }).split('-');
  return format.replace('yyyy', year!).replace('MM', month!).replace('dd', date!);
}

/** The value of an attribute of a row. */
export function attributeOf(world: World, row: EntityRow, name: string): Value {
  const attribute = row.entity.attributes.get(name);
  if (attribute === undefined) throw new Error(`no attribute ${row.entity.name}.${name}`);
  if (attribute.is !== undefined) return evaluate(attribute.is.expr, namesOfRow(world, row));
  return row.raw[attribute.column!] ?? null;
}

/** The one row that a relationship leads to; a null matches nothing. */
export function partner(world: World, row: EntityRow, role: Relationship): EntityRow | null {
  const to = world.ontology.entities.get(role.to)!;
  const found = rowsOf(world, to).filter((other) =>
    role.on.every((pair) => {
      const [a, b] = [attributeOf(world, row, pair.from), attributeOf(world, other, pair.to)];
      return a !== null && b !== null && same(a, b);
    }),
  );
  if (found.length > 1) throw new Unsupported(`two rows of ${to.name} have one key`);
  return found[0] ?? null;
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
  via: readonly (readonly string[])[] = [],
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

/** The only many-to-one path from an entity to another, or the one that `via` chooses. */
export function pathTo(
  world: World,
  from: Entity,
  to: string,
  via: readonly (readonly string[])[] = [],
): readonly string[] {
  if (!world.ontology.entities.has(to)) throw new Error(`no entity ${to} from ${from.name}`);
  const chosen = via.find((path) => endOf(world, from, path)?.name === to);
  if (chosen !== undefined) return chosen;
  if (from.name === to) return [];
  const paths = simplePaths(world, from, to, [from.name]);
  if (paths.length === 0) throw new Unsupported(`${from.name} does not reach ${to}`);
  if (paths.length > 1 && !declaredSame(from, paths))
    throw new Unsupported(`several paths from ${from.name} to ${to}`);
  return paths.toSorted((a, b) => a.length - b.length)[0]!;
}

/** The entity at the end of a path. */
export function endOf(world: World, from: Entity, path: readonly string[]): Entity | undefined {
  return path.reduce<Entity | undefined>((at, name) => {
    const role = at?.relationships.get(name);
    return role === undefined ? undefined : world.ontology.entities.get(role.to);
  }, from);
}

function simplePaths(
  world: World,
  from: Entity,
  to: string,
  seen: readonly string[],
): readonly (readonly string[])[] {
  return [...from.relationships.values()].flatMap((role) => {
    if (!['many_to_one', 'one_to_one'].includes(role.cardinality) || seen.includes(role.to))
      return [];
    if (role.to === to) return [[role.name]];
    const next = world.ontology.entities.get(role.to)!;
    return simplePaths(world, next, to, [...seen, role.to]).map((rest) => [role.name, ...rest]);
  });
}

/** Whether one relationship declares each of the others the same as itself. */
function declaredSame(from: Entity, paths: readonly (readonly string[])[]): boolean {
  return paths.some((path) => {
    const role = path.length === 1 ? from.relationships.get(path[0]!) : undefined;
    const others = paths.filter((other) => other !== path);
    return others.every((other) => role?.sameAs.some((s) => s.join('.') === other.join('.')));
  });
}

/** Names of an expression of the ontology: everything starts at the row. */
export function namesOfRow(
  world: World,
  row: EntityRow | StageRow,
  via: readonly (readonly string[])[] = [],
): Names {
  return (name) => {
    if (name.kind === 'path') return look(world, row, name.names, via);
    return constant(world, name);
  };
}

/** Names of an expression of a stage: a match first, then the row; `row.x` is another row's. */
export function namesOfSource(
  world: World,
  { self, matches }: SourceRow,
  row?: SourceRow,
  via: readonly (readonly string[])[] = [],
): Names {
  return (name) => {
    switch (name.kind) {
      case 'found':
        return matches.get(name.match) !== null;
      case 'row':
        return namesOfSource(world, row!)({ kind: 'path', names: name.names });
      case 'path': {
        const match = matches.get(name.names[0]!);
        if (match === undefined) return look(world, self, name.names, via);
        return match === null ? null : look(world, match, name.names.slice(1));
      }
      case 'param':
        return constant(world, name);
      default:
        return unreachable(name);
    }
  };
}

/** The value of a parameter; `$as_of` is the as-of day. */
export function constant(world: World, name: Name): Value {
  if (name.kind !== 'param') throw new Error(`no ${name.kind} here`);
  if (name.name === 'as_of' || name.name === 'bizdate') {
    if (world.asOf === undefined) throw new Unsupported('no as-of day');
    return { kind: 'date', day: world.asOf };
  }
  const value = world.params[name.name];
  if (value === undefined) throw new Unsupported(`no parameter ${name.name}`);
  return value;
}

/** The day of an ISO text, counted from 1970-01-01. */
export function dayNumber(text: string): number {
  return dayOfValue(day(text));
}
