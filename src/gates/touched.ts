import type { BoundDocument } from '../bind/bound.js';
import { viewsIn } from '../bind/views-in.js';
import type { Attribute, Entity, Ontology, Relationship } from '../ontology/model.js';

/** Objects of the ontology that a bound document holds, each once. */
export interface Touched {
  readonly entities: ReadonlySet<Entity>;
  readonly attributes: ReadonlySet<Attribute>;
  readonly relationships: ReadonlySet<Relationship>;
}

/**
 * What a document reads, found by walking everything that binding made of it: whatever binding learns to
 * say later is found as well. The walk stops at objects of the ontology, through which all else would be
 * reached.
 */
export function touchedBy(bound: BoundDocument, ontology: Ontology): Touched {
  const kinds = kindsOf(ontology);
  const touched = {
    entities: new Set<Entity>(),
    attributes: new Set<Attribute>(),
    relationships: new Set<Relationship>(),
  };
  const seen = new Set<object>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    switch (kinds.get(value)) {
      case 'entity':
        touched.entities.add(value as Entity);
        return;
      case 'attribute':
        touched.attributes.add(value as Attribute);
        return;
      case 'relationship':
        touched.relationships.add(value as Relationship);
        return;
      case 'other':
        return;
      case undefined:
    }
    if (value instanceof Map) for (const member of value.values()) walk(member);
    else for (const member of Object.values(value)) walk(member);
  };
  // Calendars and policies name what is in force, read or not: what reads them is in the stages.
  walk(bound.stages);
  walk(bound.target);
  for (const { document } of viewsIn(bound)) walk(document.stages);
  return touched;
}

type Kind = 'entity' | 'attribute' | 'relationship' | 'other';

const known = new WeakMap<Ontology, ReadonlyMap<object, Kind>>();

function kindsOf(ontology: Ontology): ReadonlyMap<object, Kind> {
  const found = known.get(ontology);
  if (found !== undefined) return found;
  const kinds = new Map<object, Kind>();
  for (const entity of ontology.entities.values()) {
    kinds.set(entity, 'entity');
    for (const attribute of entity.attributes.values()) kinds.set(attribute, 'attribute');
    for (const role of entity.relationships.values()) kinds.set(role, 'relationship');
  }
  for (const map of [ontology.metrics, ontology.periods, ontology.calendars, ontology.terms])
    for (const definition of map.values()) kinds.set(definition, 'other');
  known.set(ontology, kinds);
  return kinds;
}
