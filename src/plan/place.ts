import type { BoundDocument, Step } from '../bind/bound.js';
import { references } from '../expr/visit.js';
import type { Attribute, Entity } from '../ontology/model.js';
import { placeName } from './column-keys.js';

/** A relation in the join tree: one entity at one path, with the attributes needed of it. */
export interface Place {
  readonly path: readonly Step[];
  readonly entity: Entity;
  readonly attributes: Map<string, Attribute>;
}

/** Every relation that leaves reach from an entity, by path, each after those it hangs on. */
export function placesOf(
  entity: Entity,
  root: string,
  leaves: readonly { readonly path: readonly Step[]; readonly attribute?: Attribute }[],
  links: BoundDocument['links'],
): ReadonlyMap<string, Place> {
  const need = (of: Place, name: string): void => {
    const attribute = of.entity.attributes.get(name);
    if (attribute !== undefined) add(of, attribute, links);
  };
  const places = new Map<string, Place>();
  const place = (path: readonly Step[]): Place => {
    const name = placeName(root, path);
    const known = places.get(name);
    if (known !== undefined) return known;
    const last = path.at(-1);
    const parent = last === undefined ? undefined : place(path.slice(0, -1));
    for (const { from } of last?.relationship.on ?? []) need(parent!, from);
    const made: Place = { path, entity: last?.to ?? entity, attributes: new Map() };
    for (const { to } of last?.relationship.on ?? []) need(made, to);
    const { validity } = made.entity;
    if (validity !== undefined) {
      need(made, validity.from);
      need(made, validity.to);
    }
    const { weight } = last?.many ?? {};
    if (weight !== undefined) made.attributes.set(weight.name, weight);
    places.set(name, made);
    return made;
  };
  const base = place([]);
  for (const key of entity.key) need(base, key);
  for (const leaf of leaves) {
    place(leaf.path);
    if (leaf.attribute !== undefined) add(place(leaf.path), leaf.attribute, links);
  }
  return places;
}

/** An attribute, with those that it is computed from where a join is on it. */
function add({ attributes }: Place, attribute: Attribute, links: BoundDocument['links']): void {
  attributes.set(attribute.name, attribute);
  const of = links.get(attribute);
  for (const { to } of of === undefined ? [] : references(of))
    if (to.kind === 'attribute') attributes.set(to.attribute.name, to.attribute);
}

/** Roles make names: `supplier_nation` for the nation of the supplier, `nation` for the entity itself. */
export function scanName(place: Place): string {
  return place.path.length === 0
    ? place.entity.name
    : place.path.map((step) => step.relationship.name).join('_');
}
