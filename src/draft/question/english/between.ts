import type { Entity, Ontology } from '../../../ontology/model.js';
import type { Filter } from '../frame.js';
import { chainTo } from '../join.js';
import type { Noun, Reading } from './reading.js';

/**
 * Vets who have seen a parrot in a completed appointment: what the two were tied by already is meant, not
 * another of its kind. The set that the one is in becomes one of it, with what it holds; undefined where
 * the entity lies between nothing that was named.
 */
export function between(reading: Reading, ontology: Ontology, entity: Entity): Noun | undefined {
  for (let i = reading.nouns.length - 1; i > 0; i--) {
    const [from, to] = [reading.nouns[i - 1]!, reading.nouns[i]!];
    const chain = chainTo(ontology, from.entity, to.entity);
    if (chain === undefined || chain === 'several') continue;
    if (!chain.slice(0, -1).some((hop) => hop.to === entity)) continue;
    const place = from.filters.findIndex((f) => f.kind === 'exists' && f.filters === to.filters);
    const set = from.filters[place];
    if (set?.kind !== 'exists') continue;
    const filters: Filter[] = [{ ...set, negated: false }];
    from.filters.splice(place, 1, { kind: 'exists', entity, filters, negated: set.negated });
    const tie = { entity, filters };
    reading.nouns = [...reading.nouns.slice(0, i), tie, ...reading.nouns.slice(i)];
    return tie;
  }
  return undefined;
}
