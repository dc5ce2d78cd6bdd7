import type { Entity, Ontology } from '../../../ontology/model.js';
import type { Filter } from '../frame.js';
import { wayTo } from '../join.js';
import { namingAttribute } from '../write/writing.js';
import { readPhrase, testOf } from './noun.js';
import { type Reading, skip } from './reading.js';

/** In both A and B: there is one of each; of what can only be in one of them, there are two. */
export function readBoth(reading: Reading, ontology: Ontology): boolean {
  reading.at += 1;
  const two: Filter[] = [];
  let entity: Entity | undefined;
  const last = reading.nouns.at(-1);
  const parent = reading.nouns.at(-2);
  if (last === undefined) return false;
  while (two.length < 2) {
    skip(reading, 'stop', 'prep');
    const token = reading.tokens[reading.at];
    const known = entity ?? onlyNamed(ontology, last.entity);
    if (token?.kind === 'quoted' && known !== undefined) {
      const name = namingAttribute(known);
      if (name === undefined) return false;
      reading.at += 1;
      two.push(testOf({ entity: known, attribute: name }, token.value, reading.matching));
      entity = known;
    } else {
      const phrase = readPhrase(reading, ontology);
      const [test, ...more] = phrase?.noun?.filters ?? [];
      if (test === undefined || more.length > 0) return false;
      two.push(test);
      entity = phrase!.noun!.entity;
    }
    if (two.length === 1 && !skip(reading, 'and')) return false;
  }
  if (entity === undefined) return false;
  const isOne = wayTo(ontology, last.entity, entity).kind === 'one';
  const each = two.map((test): Filter => ({
    kind: 'exists',
    entity,
    filters: [test],
    negated: false,
  }));
  if (!isOne && parent === undefined) last.filters.push(...each);
  else if (isOne && parent !== undefined && last.filters.length === 0) {
    const at = parent.filters.findIndex((f) => f.kind === 'exists' && f.filters === last.filters);
    if (at < 0) return false;
    const of = { kind: 'exists', entity: last.entity, negated: false } as const;
    parent.filters.splice(at, 1, ...each.map((f): Filter => ({ ...of, filters: [f] })));
    reading.nouns = reading.nouns.slice(0, -1);
  } else return false;
  return true;
}

/** What a name alone is of: the only named thing that the rows look up. */
function onlyNamed(ontology: Ontology, from: Entity): Entity | undefined {
  const up = [...from.relationships.values()].flatMap((r) => ontology.entities.get(r.to) ?? []);
  const named = up.filter((e) => namingAttribute(e) !== undefined);
  return named.length === 1 ? named[0] : undefined;
}
