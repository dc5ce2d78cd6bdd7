import type { Step } from '../bind/bound.js';
import type { Attribute, Entity } from '../ontology/model.js';
import { pathText } from './fingerprint.js';

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
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const place = (path: readonly Step[]): Place => {
    const name = root + pathText(path);
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
    const { attributes } = place(leaf.path);
    if (leaf.attribute !== undefined) attributes.set(leaf.attribute.name, leaf.attribute);
  }
  return places;
}

function need(place: Place, name: string): void {
  const attribute = place.entity.attributes.get(name);
  if (attribute !== undefined) place.attributes.set(name, attribute);
}

/** Roles make names: `supplier_nation` for the nation of the supplier, `nation` for the entity itself. */
export function scanName(place: Place): string {
  return place.path.length === 0
    ? place.entity.name
    : place.path.map((step) => step.relationship.name).join('_');
}
