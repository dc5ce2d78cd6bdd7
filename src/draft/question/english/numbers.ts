import type { Ontology } from '../../../ontology/model.js';
import type { Aggregate, Field, Measure } from '../frame.js';
import { readPhrase } from './noun.js';
import { type Noun, type Reading, isNext, skip } from './reading.js';
import { isNumeric, isTemporal } from '../../attribute-kinds.js';
import { roleOf } from '../token.js';
import { measureKey } from '../measure-key.js';

/** A number as it was said: an aggregate, or a column that already counts. */
export interface Said {
  readonly measure: Aggregate;
  /** The number of a single row, for orders of rows. */
  readonly row?: Field;
  readonly noun: Noun;
}

/** number of X, average Y, highest Y; 'stuck' where a number begins and is not understood. */
export function readNumber(
  reading: Reading,
  ontology: Ontology,
  heads: boolean,
): Said | 'stuck' | undefined {
  const token = reading.tokens[reading.at];
  const agg = roleOf(token, 'agg');
  const best = heads ? roleOf(token, 'super') : undefined;
  if (isNext(reading, 'count')) {
    reading.at += 1;
    skip(reading, 'of');
    return countOf(reading, ontology);
  }
  if (agg === undefined && best === undefined) return undefined;
  reading.at += 1;
  skip(reading, 'stop', 'of');
  const how = agg?.agg ?? (best!.ascending ? 'min' : 'max');
  if (isNext(reading, 'count')) {
    reading.at += 1;
    const counted = countOf(reading, ontology);
    if (counted === 'stuck') return 'stuck';
    if (how === 'sum') return counted;
    if (counted.row === undefined) return agg === undefined ? counted : 'stuck';
    return { ...counted, measure: { ...counted.measure, agg: how } };
  }
  const phrase = readPhrase(reading, ontology);
  if (phrase?.field === undefined || phrase.filtered === true) return 'stuck';
  const { field } = phrase;
  const isFit =
    (isNumeric(field.attribute) && agg?.temporal !== true) ||
    (isTemporal(field.attribute) && (how === 'min' || how === 'max'));
  if (!isFit || field.entity.key.includes(field.attribute.name)) return 'stuck';
  const noun = phrase.noun ?? { entity: field.entity, filters: [] };
  const measure: Aggregate = {
    kind: 'aggregate',
    agg: how,
    entity: field.entity,
    of: field.attribute,
    filters: [],
  };
  return { measure, noun, row: field };
}

/** What is counted: rows of a thing, different values of a column, or a column that holds the count. */
export function countOf(reading: Reading, ontology: Ontology): Said | 'stuck' {
  const phrase = readPhrase(reading, ontology);
  if (phrase === undefined || phrase.filtered === true) return 'stuck';
  const { field } = phrase;
  const noun = phrase.noun ?? (field && { entity: field.entity, filters: [] });
  if (noun === undefined) return 'stuck';
  if (field !== undefined && phrase.counted === true) {
    const measure: Aggregate = {
      kind: 'aggregate',
      agg: 'sum',
      entity: field.entity,
      of: field.attribute,
      filters: [],
    };
    return { measure, noun, row: field };
  }
  if (field !== undefined) {
    const isAmount =
      isNumeric(field.attribute) &&
      !field.entity.key.includes(field.attribute.name) &&
      !phrase.distinct;
    const agg = isAmount ? 'sum' : 'count_distinct';
    return {
      measure: { kind: 'aggregate', agg, entity: field.entity, of: field.attribute, filters: [] },
      noun,
    };
  }
  // Rows that carry their own count are as many as they say.
  const own = noun.entity.attributes.get('count');
  const measure: Aggregate =
    own !== undefined && isNumeric(own)
      ? { kind: 'aggregate', agg: 'sum', entity: noun.entity, of: own, filters: [] }
      : { kind: 'aggregate', agg: 'count', entity: noun.entity, filters: [] };
  return { measure, noun };
}

/** Adds a number that is asked for, once. */
export function addMeasure(reading: Reading, measure: Measure): void {
  const key = measureKey(measure);
  if (!reading.measures.some((m) => measureKey(m) === key)) reading.measures.push(measure);
}
