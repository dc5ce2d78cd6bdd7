import type { Entity } from '../ontology/model.js';

/**
 * The entities whose rows something bound speaks of, found by walking all of it: whatever binding learns
 * to say later is found as well. The walk stops at definitions, through which all others would be reached.
 */
export function entitiesRead(bound: unknown): ReadonlySet<Entity> {
  const found = new Set<Entity>();
  const seen = new Set<object>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if ('source' in value && 'synonyms' in value) {
      if ('relationships' in value) found.add(value as Entity);
      return;
    }
    const members = value instanceof Map ? value.values() : Object.values(value);
    for (const member of members) walk(member);
  };
  walk(bound);
  return found;
}
