import { quoteName } from '../base/name.js';
import type { Entity, Ontology, Relationship } from '../ontology/model.js';
import type { Step } from './bound.js';

/** A way from one entity to another; the empty path stays where it is. */
export type Path = readonly Step[];

/** How many ways lead from one entity to another (law 3): paths declared `same_as` each other count as one. */
export type Ways =
  | { readonly kind: 'one'; readonly path: Path }
  | { readonly kind: 'none' }
  /** At least two; the shortest first. */
  | { readonly kind: 'several'; readonly paths: readonly Path[] };

/** How many paths an ambiguity lists at most. */
const listed = 4;

/**
 * The only path from an entity to another over many-to-one and one-to-one relationships, with any
 * number of hops (S3, law 3). No path passes an entity twice: round a cycle it would have no end, and
 * who means a later turn writes the roles. `via` chooses: where candidates begin with one of its paths,
 * the others do not count.
 */
export function onlyPath(
  ontology: Ontology,
  from: Entity,
  to: Entity,
  via: readonly Path[] = [],
): Ways {
  if (from.name === to.name) return { kind: 'one', path: [] };
  const paths = searchPaths(ontology, from, to);
  const chosen = paths.filter((p) => via.some((v) => startsWith(p, v)));
  const candidates = chosen.length > 0 ? chosen : paths;
  const [first, second] = candidates;
  if (first === undefined) return { kind: 'none' };
  if (second === undefined) return { kind: 'one', path: first };
  return { kind: 'several', paths: candidates.slice(0, listed) };
}

/** The step along a relationship, where a row finds at most one partner; undefined where it may find many. */
export function stepAlong(ontology: Ontology, relationship: Relationship): Step | undefined {
  const to = ontology.entities.get(relationship.to);
  return to !== undefined && isSingle(relationship) ? { relationship, to } : undefined;
}

/** Entities that some path leads to, the nearest first, each with the shortest way there. */
export function reachableFrom(ontology: Ontology, from: Entity): ReadonlyMap<string, Path> {
  const found = new Map<string, Path>([[from.name, []]]);
  // A map iterates over what is added on the way: this walks in breadth.
  for (const [name, path] of found) {
    const entity = ontology.entities.get(name);
    if (entity === undefined) continue;
    for (const step of stepsOf(ontology, entity))
      if (!found.has(step.to.name)) found.set(step.to.name, [...path, step]);
  }
  return found;
}

/** A path as it is written: relationship names with dots between. */
export function pathText(path: Path): string {
  return path.map((s) => quoteName(s.relationship.name)).join('.');
}

/** Whether two paths take the same relationships. */
export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && startsWith(a, b);
}

function searchPaths(ontology: Ontology, from: Entity, to: Entity): readonly Path[] {
  const useful = entitiesThatReach(ontology, to);
  const found: Path[] = [];
  const open: Path[] = [[]];
  // In breadth, so that the shortest come first; what is added on the way is walked too.
  for (const path of open) {
    const end = path.at(-1)?.to ?? from;
    for (const step of stepsOf(ontology, end)) {
      const next = [...path, step];
      const again = step.to.name === from.name || path.some((s) => s.to.name === step.to.name);
      if (again || !useful.has(step.to.name) || endsInDetour(ontology, from, next)) continue;
      if (step.to.name === to.name) found.push(next);
      else open.push(next);
    }
  }
  return found;
}

function entitiesThatReach(ontology: Ontology, to: Entity): ReadonlySet<string> {
  const found = new Set([to.name]);
  for (const target of found)
    for (const entity of ontology.entities.values())
      if (stepsOf(ontology, entity).some((s) => s.to.name === target)) found.add(entity.name);
  return found;
}

function stepsOf(ontology: Ontology, entity: Entity): readonly Step[] {
  return [...entity.relationships.values()].flatMap((r) => stepAlong(ontology, r) ?? []);
}

function isSingle(relationship: Relationship): boolean {
  return relationship.cardinality === 'many_to_one' || relationship.cardinality === 'one_to_one';
}

/**
 * Whether a path ends with a detour: steps that lead, as some `same_as` says, to the same row as other
 * steps that are shorter, or as long and earlier in the alphabet. The search meets those too, so every
 * path that stays is the one that stands for all its equals.
 */
function endsInDetour(ontology: Ontology, from: Entity, path: Path): boolean {
  return path.some((_, start) => {
    const entity = start === 0 ? from : path[start - 1]!.to;
    const names = path.slice(start).map((s) => s.relationship.name);
    return equalWays(ontology, entity).some(
      (ways) => ways.some((way) => equalNames(way, names)) && !equalNames(ways[0]!, names),
    );
  });
}

type Names = readonly string[];

/** The groups of ways from an entity that lead to the same row, the preferred one first. */
function equalWays(ontology: Ontology, entity: Entity): readonly (readonly Names[])[] {
  const groups: Names[][] = [];
  for (const relationship of entity.relationships.values()) {
    if (relationship.sameAs.length === 0 || stepAlong(ontology, relationship) === undefined)
      continue;
    const ways = [[relationship.name], ...relationship.sameAs];
    const joined = groups.filter((g) => g.some((a) => ways.some((b) => equalNames(a, b))));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), ...ways]);
  }
  return groups.map((g) => g.toSorted(preferred));
}

function preferred(a: Names, b: Names): number {
  return a.length - b.length || (a.join('.') < b.join('.') ? -1 : 1);
}

function equalNames(a: Names, b: Names): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((s, i) => path[i]?.relationship === s.relationship);
}
