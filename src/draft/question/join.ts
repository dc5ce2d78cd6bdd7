import { quoteName } from '../../base/text/name.js';
import { onlyPath, pathText } from '../../bind/paths/join-path.js';
import type { Entity, Ontology, Relationship } from '../../ontology/model.js';

/** How rows of one entity lead to those of another. */
export type Way =
  /** Each row to at most one: `text` is the path without the attribute, empty for the entity itself. */
  | {
      readonly kind: 'one';
      readonly text: string;
      readonly required: boolean;
      readonly hops: number;
    }
  | { readonly kind: 'several' }
  | { readonly kind: 'none' };

/** The only path of looking up from one entity to another. */
export function wayTo(ontology: Ontology, from: Entity, to: Entity): Way {
  const ways = onlyPath(ontology, from, to);
  if (ways.kind === 'several') return usualWay(from, to);
  if (ways.kind === 'none') return { kind: 'none' };
  const required = ways.path.every((s) => s.relationship.required);
  return { kind: 'one', text: pathText(ways.path), required, hops: ways.path.length };
}

/** Of several roles, the one that is called like what it leads to. */
function usualWay(from: Entity, to: Entity): Way {
  const roles = [...from.relationships.values()].filter((r) => r.to === to.name);
  const named = roles.filter((r) => r.name === to.name);
  const [only] = named;
  return only === undefined || named.length > 1
    ? { kind: 'several' }
    : { kind: 'one', text: quoteName(only.name), required: only.required, hops: 1 };
}

/** A step between entities: along a relationship, or back to the rows that point here. */
export interface Hop {
  readonly relationship: Relationship;
  readonly back: boolean;
  readonly to: Entity;
}

/** The shortest chain of steps between two entities, back and forth; undefined where there is none, or a second as short. */
export function chainTo(
  ontology: Ontology,
  from: Entity,
  to: Entity,
): readonly Hop[] | 'several' | undefined {
  let reached: readonly { readonly at: Entity; readonly hops: readonly Hop[] }[] = [
    { at: from, hops: [] },
  ];
  const seen = new Set([from.name]);
  while (reached.length > 0) {
    const next = reached.flatMap(({ at, hops }) =>
      hopsFrom(ontology, at)
        .filter((hop) => !seen.has(hop.to.name))
        .map((hop) => ({ at: hop.to, hops: [...hops, hop] })),
    );
    const found = next.filter(({ at }) => at === to);
    if (found.length > 1) return 'several';
    if (found.length === 1) return found[0]!.hops;
    for (const { at } of next) seen.add(at.name);
    reached = next;
  }
  return undefined;
}

function hopsFrom(ontology: Ontology, at: Entity): readonly Hop[] {
  const along = [...at.relationships.values()].flatMap((relationship): Hop[] => {
    const to = ontology.entities.get(relationship.to);
    return to === undefined || !isSingle(relationship) ? [] : [{ relationship, back: false, to }];
  });
  const back = [...ontology.entities.values()].flatMap((to) =>
    [...to.relationships.values()]
      .filter((r) => r.to === at.name && isSingle(r))
      .map((relationship): Hop => ({ relationship, back: true, to })),
  );
  return [...along, ...back];
}

/**
 * The rows in which each of some entities is found once: one of them that looks up all others, else the
 * nearest bridge that does. Undefined where there is none, or two as near.
 */
export function rootOf(ontology: Ontology, needed: readonly Entity[]): Entity | undefined {
  const all = [...new Set(needed)];
  const cost = (root: Entity): number | undefined => {
    let hops = 0;
    for (const entity of all) {
      const way = wayTo(ontology, root, entity);
      if (way.kind !== 'one') return undefined;
      hops += way.hops;
    }
    return hops;
  };
  const own = all.find((entity) => cost(entity) !== undefined);
  if (own !== undefined) return own;
  const bridges = [...ontology.entities.values()].flatMap((entity) => {
    const hops = cost(entity);
    return hops === undefined ? [] : [{ entity, hops }];
  });
  const least = Math.min(...bridges.map((b) => b.hops));
  const nearest = bridges.filter((b) => b.hops === least);
  return nearest.length === 1 ? nearest[0]!.entity : undefined;
}

/** Whether each pair of rows stands in a bridge once, so that its rows may be added up by one side. */
export function pairsOnce(bridge: Entity, sides: readonly Entity[]): boolean {
  const pointers = sides.flatMap((side) =>
    [...bridge.relationships.values()].filter((r) => r.to === side.name).slice(0, 1),
  );
  if (pointers.length !== sides.length) return false;
  const columns = new Set(pointers.flatMap((r) => r.on.map((o) => o.from)));
  return bridge.key.length > 0 && bridge.key.every((k) => columns.has(k));
}

function isSingle({ cardinality }: Relationship): boolean {
  return cardinality === 'many_to_one' || cardinality === 'one_to_one';
}

/** A path and an attribute behind it. */
export function pathOf(way: string, attribute: string): string {
  return way === '' ? quoteName(attribute) : `${way}.${quoteName(attribute)}`;
}
