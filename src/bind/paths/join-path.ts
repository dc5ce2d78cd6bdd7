import { quoteName } from '../../base/text/name.js';
import { references } from '../../expr/visit.js';
import { indexOf } from '../../ontology/index-of.js';
import type { Context } from '../context.js';
import type { Attribute, Entity, Ontology, Relationship } from '../../ontology/model.js';
import type { SourceExpr, Step } from '../bound.js';

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
  const ending = via.filter((v) => v.at(-1)?.to.name === to.name);
  const paths = ending.length > 0 ? ending : searchPaths(ontology, from, to);
  const chosen = paths.filter((p) => via.some((v) => startsWith(p, v)));
  const candidates = oneOfEach(ontology, from, chosen.length > 0 ? chosen : paths);
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

/** As far along names of relationships as single steps lead. */
export function asFarAsSingle(ontology: Ontology, from: Entity, names: Names): Path {
  const path: Step[] = [];
  for (const name of names) {
    const relationship = (path.at(-1)?.to ?? from).relationships.get(name);
    const step = relationship && stepAlong(ontology, relationship);
    if (step === undefined) return path;
    path.push(step);
  }
  return path;
}

/**
 * The two steps of a many-to-many relationship: to the rows of its bridge, and on from there. None where
 * the bridge does not say which of its roles is which side, or its weight is no column.
 */
export function stepsAcross(
  ontology: Ontology,
  from: Entity,
  relationship: Relationship,
): readonly Step[] {
  const bridge = ontology.entities.get(relationship.through ?? '');
  const to = ontology.entities.get(relationship.to);
  if (bridge === undefined || to === undefined || from.name === to.name) return [];
  const role = (side: Entity): Relationship | undefined =>
    [...bridge.relationships.values()].find((r) => r.to === side.name && isSingle(r));
  const [back, onward] = [role(from), role(to)];
  const weight = bridge.attributes.get(relationship.weight ?? '');
  if (back === undefined || onward === undefined) return [];
  if (weight !== undefined && weight.column === undefined) return [];
  const on = back.on.map((pair) => ({ from: pair.to, to: pair.from }));
  return [
    {
      relationship: { ...relationship, to: bridge.name, on, required: false },
      to: bridge,
      many: { ...(weight !== undefined && { weight }) },
    },
    { relationship: onward, to },
  ];
}

/**
 * Remembers the values of computed attributes that a path joins on; the first of them that follows
 * relationships itself, which no join can be made on.
 */
export function computedLink(context: Context, from: Entity, path: Path): string | undefined {
  let entity = from;
  for (const { relationship, to } of path) {
    for (const on of relationship.on)
      for (const [owner, name] of [
        [entity, on.from],
        [to, on.to],
      ] as const) {
        const attribute = owner.attributes.get(name);
        if (attribute?.is === undefined) continue;
        const expr = context.expand(owner, attribute);
        const followed = references(expr).some(
          (r) => r.to.kind !== 'attribute' || r.to.path.length > 0,
        );
        if (followed) return `${owner.name}.${name}`;
        linksOf(context.ontology).set(attribute, expr);
      }
    entity = to;
  }
  return undefined;
}

/** Of computed attributes that paths join on: their values over columns of their entity, as far as a path was taken. */
export function linksOf(ontology: Ontology): Map<Attribute, SourceExpr> {
  const known = links.get(ontology) ?? new Map<Attribute, SourceExpr>();
  links.set(ontology, known);
  return known;
}

const links = new WeakMap<Ontology, Map<Attribute, SourceExpr>>();

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

/** Every leaf of every measure asks for the same few paths; an ontology never changes. */
const searched = new WeakMap<Ontology, Map<string, readonly Path[]>>();

/** The paths that matter, the shortest first: without detours, unless there are only such. */
function searchPaths(ontology: Ontology, from: Entity, to: Entity): readonly Path[] {
  const known = searched.get(ontology) ?? new Map<string, readonly Path[]>();
  searched.set(ontology, known);
  const key = JSON.stringify([from.name, to.name]);
  const paths = known.get(key) ?? freshPaths(ontology, from, to);
  known.set(key, paths);
  return paths;
}

function freshPaths(ontology: Ontology, from: Entity, to: Entity): readonly Path[] {
  const direct = search(ontology, from, to, (path) => endsInDetour(ontology, from, path));
  return direct.length > 0 ? direct : search(ontology, from, to, () => false);
}

/** So many paths are several, however they are related: a dense graph has millions. */
const enough = 64;

function search(
  ontology: Ontology,
  from: Entity,
  to: Entity,
  isDetour: (path: Path) => boolean,
): readonly Path[] {
  const useful = entitiesThatReach(ontology, to);
  const found: Path[] = [];
  const open: Path[] = [[]];
  // In breadth, so that the shortest come first; what is added on the way is walked too.
  for (const path of open) {
    const end = path.at(-1)?.to ?? from;
    for (const step of stepsOf(ontology, end)) {
      const next = [...path, step];
      const again = step.to.name === from.name || path.some((s) => s.to.name === step.to.name);
      if (again || !useful.has(step.to.name) || isDetour(next)) continue;
      if (step.to.name === to.name) found.push(next);
      else open.push(next);
    }
    if (found.length >= enough) break;
  }
  return found;
}

/** The preferred one of each set of paths that lead to the same row. */
function oneOfEach(ontology: Ontology, from: Entity, all: readonly Path[]): readonly Path[] {
  if (all.length < 2) return all;
  const paths = all.toSorted(preferred);
  const longest = Math.max(...paths.map((p) => p.length)) + 2;
  const seen: ReadonlySet<string>[] = [];
  return paths.filter((path) => {
    const equals = equalPaths(ontology, from, path, longest);
    if (seen.some((other) => [...equals].some((e) => other.has(e)))) return false;
    seen.push(equals);
    return true;
  });
}

/** How many rewritings of a path are looked at: far more than any ontology declares of one path. */
const rewritings = 500;

/**
 * Everything a path can be rewritten to by `same_as`, in either direction: two paths may be equal only by
 * a third that is longer than both. Paths are written as names with a slash between.
 */
function equalPaths(
  ontology: Ontology,
  from: Entity,
  path: Path,
  longest: number,
): ReadonlySet<string> {
  const found = new Map<string, Path>([[keyOf(path), path]]);
  for (const known of found.values()) {
    if (found.size > rewritings) break;
    for (const next of rewritten(ontology, from, known))
      if (next.length <= longest && !found.has(keyOf(next))) found.set(keyOf(next), next);
  }
  return new Set(found.keys());
}

function rewritten(ontology: Ontology, from: Entity, path: Path): readonly Path[] {
  return [...path.keys()].flatMap((start) => {
    const entity = start === 0 ? from : path[start - 1]!.to;
    return equalWays(ontology, entity).flatMap((ways) =>
      ways
        .filter((way) => way.every((name, i) => path[start + i]?.relationship.name === name))
        .flatMap((way) =>
          ways.flatMap((other) => {
            const steps = stepsAlong(ontology, entity, other);
            if (other === way || steps === undefined) return [];
            return [[...path.slice(0, start), ...steps, ...path.slice(start + way.length)]];
          }),
        ),
    );
  });
}

function stepsAlong(ontology: Ontology, from: Entity, names: Names): Path | undefined {
  const path = asFarAsSingle(ontology, from, names);
  return path.length < names.length ? undefined : path;
}

function keyOf(path: Path): string {
  return path.map((s) => s.relationship.name).join('/');
}

function entitiesThatReach(ontology: Ontology, to: Entity): ReadonlySet<string> {
  const found = new Set([to.name]);
  for (const target of found)
    for (const name of indexOf(ontology).pointingTo.get(target) ?? []) {
      const entity = ontology.entities.get(name);
      if (entity && stepsOf(ontology, entity).some((s) => s.to.name === target)) found.add(name);
    }
  return found;
}

/** In the order of names, so that it never matters which was written first (law 9). */
function stepsOf(ontology: Ontology, entity: Entity): readonly Step[] {
  return [...entity.relationships.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((r) => stepAlong(ontology, r) ?? []);
}

function isSingle(relationship: Relationship): boolean {
  return relationship.cardinality === 'many_to_one' || relationship.cardinality === 'one_to_one';
}

/**
 * Whether a path ends with a detour: steps that lead, as some `same_as` says, to the same row as other
 * steps that are preferred. The search meets those too, so every
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
  return groups.map((group) =>
    group
      .flatMap((names) => {
        const path = stepsAlong(ontology, entity, names);
        return path === undefined ? [] : [{ names, path }];
      })
      .toSorted((x, y) => preferred(x.path, y.path))
      .map(({ names }) => names),
  );
}

/**
 * Which of two paths to the same row is taken: the shorter; then the one on which fewer rows may lack a
 * partner, since a row that is missing on the way is not found; then the earlier in the alphabet.
 */
function preferred(a: Path, b: Path): number {
  const optional = (path: Path): number => path.filter((s) => !s.relationship.required).length;
  return a.length - b.length || optional(a) - optional(b) || (keyOf(a) < keyOf(b) ? -1 : 1);
}

function equalNames(a: Names, b: Names): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((s, i) => path[i]?.relationship === s.relationship);
}
