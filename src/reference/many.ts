import type { ParsedExpr } from '../expr/expr.js';
import type { Relationship } from '../ontology/model.js';
import { sum } from './aggregates.js';
import { pathTo, type Via } from './paths.js';
import { identity, isNumber, type Value } from './value.js';
import { Unsupported } from './unsupported.js';
import {
  attributeOf,
  bridgeRows,
  follow,
  type EntityRow,
  type SourceRow,
  type World,
} from './world.js';

/** Which relationships a name goes along, where that is known. */
export type PathOf = (names: readonly string[]) => readonly string[] | undefined;

/** One of the partners that a row is seen with, and its weight. */
export interface Way {
  readonly world: World;
  readonly share?: Value;
}

/**
 * S4: the ways in which a row is seen by some expressions: with each of many partners, where they name
 * a relationship to many; else one.
 */
export function waysOf(
  world: World,
  { self: row, share }: SourceRow,
  said: readonly { readonly expr: ParsedExpr; readonly pathOf: PathOf }[],
): readonly Way[] {
  if (row.kind === 'stage') return [{ world }];
  // It is seen with one of them already, by the stage's keys.
  if (world.bridge !== undefined) return [{ world, ...(share !== undefined && { share }) }];
  const many = new Map<Relationship, EntityRow | null>();
  for (const { expr, pathOf } of said)
    for (const names of namesIn(expr)) {
      const path = pathOf(names) ?? [];
      const at = path.findIndex((_, i) => roleAt(world, row, path, i)?.through !== undefined);
      if (at >= 0) many.set(roleAt(world, row, path, at)!, follow(world, row, path.slice(0, at)));
    }
  if (many.size === 0) return [{ world }];
  if (many.size > 1) throw new Unsupported('two ways to many partners');
  const [[role, owner]] = [...many] as [[Relationship, EntityRow | null]];
  const found = owner === null ? [] : bridgeRows(world, owner, role);
  if (found.length === 0) return [{ world: { ...world, bridge: { role, row: null } } }];
  return found.map((bridge) => ({
    world: { ...world, bridge: { role, row: bridge } },
    ...(role.weight !== undefined && { share: attributeOf(world, bridge, role.weight) }),
  }));
}

/** Ways whose keys are equal are one: the row counts once in each group, with all its weights. */
export function merged<
  T extends { readonly keys: Readonly<Record<string, Value>>; readonly share?: Value },
>(rows: readonly T[]): readonly T[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const name = JSON.stringify(Object.values(row.keys).map(identity));
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()].map((group) => {
    const shares = group.flatMap(({ share }) => (share === undefined ? [] : [share]));
    return shares.length === 0 ? group[0]! : { ...group[0]!, share: sum(shares.filter(isNumber)) };
  });
}

/** Which relationships a name goes along that starts at a row. */
export function pathFromRow(world: World, { self, matches }: SourceRow, via: Via = []): PathOf {
  return (names) => {
    const [first, ...rest] = names;
    if (self.kind === 'stage' || matches.has(first!)) return undefined;
    const { entity } = self;
    if (entity.attributes.has(first!) && rest.length === 0) return [];
    if (entity.relationships.has(first!)) return alongNames(world, entity.name, names);
    return [...pathTo(world, entity, first!, via), ...alongNames(world, first!, rest)];
  };
}

/** The names of a path that are relationships one after the other. */
export function alongNames(
  world: World,
  start: string,
  names: readonly string[],
): readonly string[] {
  const [first, ...rest] = names;
  const role =
    first === undefined ? undefined : world.ontology.entities.get(start)!.relationships.get(first);
  return role === undefined ? [] : [role.name, ...alongNames(world, role.to, rest)];
}

function roleAt(
  world: World,
  row: EntityRow,
  path: readonly string[],
  index: number,
): Relationship | undefined {
  let { entity } = row;
  for (const name of path.slice(0, index))
    entity = world.ontology.entities.get(entity.relationships.get(name)!.to)!;
  return entity.relationships.get(path[index]!);
}

/** The paths that an expression names. */
function namesIn(expr: ParsedExpr): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  JSON.stringify(expr, (key, value: unknown) => {
    const to = value as { readonly kind?: string; readonly names?: readonly string[] } | null;
    if (key === 'to' && to?.kind === 'path') found.push(to.names!);
    return value;
  });
  return found;
}
