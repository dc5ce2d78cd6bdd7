import type { Ontology } from '../../../ontology/model.js';
import { wayTo } from '../join.js';
import { readPhrase } from './noun.js';
import type { Noun, Reading } from './reading.js';

/** Booked a class, rented the film "X": what it was done to, where that stands behind what was done. */
export function readObject(reading: Reading, ontology: Ontology, act: Noun): void {
  const start = reading.at;
  const phrase = readPhrase(reading, ontology);
  const object = phrase?.noun;
  const isObject =
    object !== undefined &&
    phrase?.field === undefined &&
    (object.entity === act.entity || wayTo(ontology, act.entity, object.entity).kind === 'one');
  if (!isObject) {
    reading.at = start;
    return;
  }
  if (object.entity === act.entity) act.filters.push(...object.filters);
  else {
    const { entity } = object;
    const filters = [...object.filters];
    act.filters.push({ kind: 'exists', entity, filters, negated: false });
    reading.nouns = [...reading.nouns, { entity, filters }];
  }
}
