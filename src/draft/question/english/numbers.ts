import type { Ontology } from '../../../ontology/model.js';
import type { Aggregate, Field, Measure } from '../frame.js';
import { readDuration } from './durations.js';
import { readPhrase } from './noun.js';
import { isRevenue, revenueForms } from './business-words.js';
import { type Noun, type Reading, chosen, isNext, refsNext, skip } from './reading.js';
import { isNumeric, isTemporal } from '../../attribute-kinds.js';
import { roleOf } from '../token.js';
import { measureKey } from '../measure-key.js';

/** A number as it was said: an aggregate, or a column that already counts. */
export interface Said {
  readonly measure: Aggregate;
  /** The number of a single row, for orders of rows. */
  readonly row?: Field;
  readonly noun: Noun;
  /** It is made of this number of each of what follows. */
  readonly over?: 'avg' | 'max' | 'min' | 'median';
}

/** number of X, average Y, highest Y; 'stuck' where a number begins and is not understood. */
export function readNumber(
  reading: Reading,
  ontology: Ontology,
  heads: boolean,
): Said | 'stuck' | undefined {
  const duration = readDuration(reading, ontology);
  if (duration !== undefined) return duration;
  const token = reading.tokens[reading.at];
  const agg = roleOf(token, 'agg');
  const best = heads ? roleOf(token, 'super') : undefined;
  if (isNext(reading, 'count')) {
    reading.at += 1;
    skip(reading, 'of');
    return countOf(reading, ontology);
  }
  if (agg === undefined && best === undefined) return revenueNext(reading);
  reading.at += 1;
  skip(reading, 'stop', 'of');
  const how = agg?.agg ?? (best!.ascending ? 'min' : 'max');
  if (isNext(reading, 'count')) {
    reading.at += 1;
    const counted = countOf(reading, ontology);
    if (counted === 'stuck') return 'stuck';
    if (how === 'sum') return counted;
    if (counted.row === undefined) {
      if (agg === undefined) return counted;
      return overEach(how) && isEachNext(reading) ? { ...counted, over: how } : 'stuck';
    }
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

/** The revenue of each stall: what is earned is added up, no matter that it is not said. */
function revenueNext(reading: Reading): Said | undefined {
  const word = reading.tokens[reading.at]?.text.toLowerCase().replaceAll(/\s+/g, ' ') ?? '';
  if (!revenueForms.includes(word)) return undefined;
  const found = refsNext(reading).filter((r) => r.kind === 'attribute');
  const of = chosen(reading, found);
  if (of === undefined || !isRevenue(of.entity, of.attribute)) return undefined;
  reading.at += 1;
  const { entity, attribute } = of;
  const measure: Aggregate = { kind: 'aggregate', agg: 'sum', entity, of: attribute, filters: [] };
  return { measure, noun: { entity, filters: [] } };
}

type Over = 'avg' | 'max' | 'min' | 'median';

function overEach(how: string): how is Over {
  return ['avg', 'max', 'min', 'median'].includes(how);
}

/** The average number of bookings made per member: an average over what each has. */
function isEachNext(reading: Reading): boolean {
  while (isNext(reading, 'verb')) reading.at += 1;
  return isNext(reading, 'each') || roleOf(reading.tokens[reading.at], 'grain') !== undefined;
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
