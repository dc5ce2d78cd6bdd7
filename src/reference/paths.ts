import type { Entity, Relationship } from '../ontology/model.js';
import { Unsupported } from './unsupported.js';
import type { World } from './world.js';

/** Paths of relationship names that a measure has chosen. */
export type Via = readonly (readonly string[])[];

/** The only many-to-one path from an entity to another, or the one that `via` chooses; over a bridge where there is none (S3, S4). */
export function pathTo(world: World, from: Entity, to: string, via: Via = []): readonly string[] {
  if (!world.ontology.entities.has(to)) throw new Error(`no entity ${to} from ${from.name}`);
  const chosen = via.find((path) => endOf(world, from, path)?.name === to);
  if (chosen !== undefined) return chosen;
  if (from.name === to) return [];
  const paths = simplePaths(world, from, to, [from.name], single);
  const all = paths.length > 0 ? paths : simplePaths(world, from, to, [from.name], any);
  if (all.length === 0) throw new Unsupported(`${from.name} does not reach ${to}`);
  if (all.length > 1 && !declaredSame(from, all))
    throw new Unsupported(`several paths from ${from.name} to ${to}`);
  return all.toSorted((a, b) => a.length - b.length)[0]!;
}

/** The entity at the end of a path. */
export function endOf(world: World, from: Entity, path: readonly string[]): Entity | undefined {
  return path.reduce<Entity | undefined>((at, name) => {
    const role = at?.relationships.get(name);
    return role === undefined ? undefined : world.ontology.entities.get(role.to);
  }, from);
}

type Admits = (role: Relationship) => boolean;
const single: Admits = ({ cardinality }) => ['many_to_one', 'one_to_one'].includes(cardinality);
const any: Admits = (role) => single(role) || role.through !== undefined;

function simplePaths(
  world: World,
  from: Entity,
  to: string,
  seen: readonly string[],
  admits: Admits,
): readonly (readonly string[])[] {
  return [...from.relationships.values()].flatMap((role) => {
    if (!admits(role) || seen.includes(role.to)) return [];
    if (role.to === to) return [[role.name]];
    const next = world.ontology.entities.get(role.to)!;
    return simplePaths(world, next, to, [...seen, role.to], admits).map((rest) => [
      role.name,
      ...rest,
    ]);
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
