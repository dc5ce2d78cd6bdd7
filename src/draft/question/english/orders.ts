import type { Attribute, Ontology } from '../../../ontology/model.js';
import { stem } from '../../lexing/fold.js';
import type { Aggregate, Field, Measure } from '../frame.js';
import { isRevenue } from './business-words.js';
import { readExtremesOrder } from './extremes.js';
import { readPhrase } from './noun.js';
import { readPlainRatio } from './plain-ratio.js';
import { type Said, addMeasure, countOf, readNumber } from './numbers.js';
import { type Reading, isNext, refsNext, skip } from './reading.js';
import { isNumeric } from '../../attribute-kinds.js';
import { wayTo } from '../join.js';
import { roleOf } from '../token.js';
import { measureKey } from '../measure-key.js';
import { entityFields, isKeyOrName } from '../write/writing.js';

/** ordered by …; undefined where nothing of an order stands. */
export function readOrder(reading: Reading, ontology: Ontology): boolean | undefined {
  if (isNext(reading, 'alphabetical')) {
    reading.at += 1;
    return orderByName(reading);
  }
  if (!isNext(reading, 'order')) return undefined;
  const ends = readExtremesOrder(reading, ontology);
  if (ends !== undefined) return ends;
  reading.at += 1;
  if (isNext(reading, 'alphabetical')) {
    reading.at += 1;
    skip(reading, 'by');
    return orderByName(reading);
  }
  skip(reading, 'by', 'stop', 'prep');
  const direction = roleOf(reading.tokens[reading.at], 'direction');
  if (direction !== undefined) reading.at += 1;
  if (
    direction !== undefined &&
    (isNext(reading, 'end', 'comma', 'and') || reading.at >= reading.tokens.length)
  )
    return reading.order !== undefined || orderByOnly(reading, direction.ascending);
  return readOrderItem(reading, ontology, direction?.ascending);
}

function orderByName(reading: Reading): boolean {
  const field =
    reading.shown[0] ?? entityFields(reading.subject ?? reading.nouns[0]!.entity).at(-1);
  if (field === undefined) return false;
  reading.order = { by: { field }, descending: false };
  return true;
}

/** By the only number there is. */
export function orderByOnly(reading: Reading, ascending: boolean): boolean {
  const [measure, ...more] = reading.measures;
  if (measure === undefined || more.length > 0) return false;
  reading.order = { by: { measure }, descending: !ascending };
  return true;
}

/** What an order is by. */
export function readOrderItem(
  reading: Reading,
  ontology: Ontology,
  ascending: boolean | undefined,
): boolean {
  skip(reading, 'stop');
  const best = roleOf(reading.tokens[reading.at], 'super');
  if (best !== undefined) {
    reading.at += 1;
    return readOrderItem(reading, ontology, ascending ?? best.ascending);
  }
  if (isNext(reading, 'ratio')) {
    const known = reading.measures.findLast((m) => m.kind === 'quotient');
    if (known === undefined) {
      // By the ratio of A to B, which is shown as well.
      if (!readPlainRatio(reading, ontology)) return false;
    } else reading.at += 1;
    const last = reading.measures.findLast((m) => m.kind === 'quotient');
    if (last === undefined) return false;
    reading.order = { by: { measure: last }, descending: ascending === false };
    return true;
  }
  const number = readNumber(reading, ontology, false);
  if (number === 'stuck') return false;
  if (number !== undefined) {
    orderByNumber(reading, number, ascending);
    return true;
  }
  const bucket = bucketNext(reading);
  if (bucket !== undefined) {
    reading.at += 1;
    reading.order = { by: { field: bucket }, descending: ascending === false };
    return true;
  }
  const phrase = readPhrase(reading, ontology);
  const field = phrase?.field;
  if (phrase === undefined || phrase.filtered === true) return false;
  if (field !== undefined && isOfOthers(reading, ontology, field)) {
    // By paid invoice amount: amounts of others are added up for each.
    const { entity, attribute } = field;
    if (!isAmount(attribute) || isDefined(ontology, field)) return false;
    const filters = phrase.noun?.filters ?? [];
    const measure: Aggregate = {
      kind: 'aggregate',
      agg: 'sum',
      entity,
      of: attribute,
      filters: [],
    };
    orderByNumber(reading, { measure, noun: { entity, filters } }, ascending);
    return true;
  }
  if (field !== undefined && (phrase.noun?.filters.length ?? 0) > 0) return false;
  if (field === undefined) {
    // From most to least sales: how many of them there are.
    const counted = reading.measures.find(
      (m) => m.kind === 'aggregate' && m.agg === 'count' && m.entity === phrase.noun!.entity,
    );
    if (counted !== undefined) {
      reading.order = { by: { measure: counted }, descending: ascending !== true };
      return true;
    }
    const name = entityFields(phrase.noun!.entity).at(-1);
    if (name === undefined) return false;
    reading.order = { by: { field: name }, descending: ascending === false };
    return true;
  }
  const measured = reading.measures.find(
    (m) => m.kind === 'aggregate' && m.of === field.attribute && m.entity === field.entity,
  );
  if (measured !== undefined)
    reading.order = { by: { measure: measured }, descending: ascending === false };
  else reading.order = { by: { field }, descending: ascending === false };
  return true;
}

/** Whether a column is of rows that look up what is listed. */
function isOfOthers(
  { subject, measures }: Reading,
  ontology: Ontology,
  { entity, attribute }: Field,
): boolean {
  const isKnown = measures.some((m) => m.kind === 'aggregate' && m.of === attribute);
  return (
    subject !== undefined &&
    subject !== entity &&
    !isKnown &&
    wayTo(ontology, subject, entity).kind !== 'one' &&
    wayTo(ontology, entity, subject).kind === 'one'
  );
}

/** Where the business has numbers of its own of a column, with conditions, which of them is meant is asked. */
function isDefined({ metrics }: Ontology, { entity, attribute }: Field): boolean {
  return [...metrics.values()].some(
    (m) =>
      m.type === 'aggregate' &&
      m.entity === entity.name &&
      m.of?.text === attribute.name &&
      m.where.length > 0,
  );
}

function isAmount(attribute: Attribute): boolean {
  return (
    /(?:amount|amt|total|revenue|cost|quantity|qty|sales)$/.test(attribute.name) &&
    isNumeric(attribute)
  );
}

/** Month, where numbers are of months: what their buckets are cut from. */
function bucketNext({ tokens, at, groups }: Reading): Field | undefined {
  const word = tokens[at]?.kind === 'unknown' ? stem(tokens[at].text.toLowerCase()) : '';
  const group = groups.find((g) => g.kind === 'grain' && g.grain === word);
  return group?.kind === 'grain' ? group.clock : undefined;
}

/** A number that orders: of the rows that are listed, where they have it themselves, else of groups. */
function orderByNumber(
  reading: Reading,
  { measure, row, noun }: Said,
  ascending: boolean | undefined,
): void {
  const descending = ascending !== true;
  const isOfRow =
    row !== undefined &&
    reading.measures.length === 0 &&
    reading.subject === row.entity &&
    reading.groups.length === 0;
  const isRow =
    isOfRow ||
    (row !== undefined &&
      reading.subject === undefined &&
      reading.shown.length > 0 &&
      reading.shown.every((f) => f.entity === row.entity) &&
      reading.shown.every(isKeyOrName));
  if (isRow && measure.agg !== 'avg') {
    reading.subject ??= row.entity;
    reading.order = { by: { field: row }, descending };
    return;
  }
  const known = reading.measures.find((m) => measureKey(m) === measureKey(measure));
  const by: Measure = known ?? { ...measure, filters: noun.filters };
  addMeasure(reading, by);
  reading.order = { by: { measure: by }, descending };
}

/** the highest Y of X, the most Y: the first by that number. */
export function readBest(reading: Reading, ontology: Ontology): boolean {
  const best = roleOf(reading.tokens[reading.at], 'super');
  if (best === undefined) return false;
  reading.at += 1;
  skip(reading, 'stop');
  const spent = readMoney(reading, best.ascending);
  if (spent !== undefined) return spent;
  const isCount = isCountAhead(reading);
  const number = isCount ? countOf(reading, ontology) : readNumber(reading, ontology, false);
  if (number === 'stuck') return false;
  if (number !== undefined) {
    const limit = reading.limit;
    orderByNumber(reading, number, best.ascending);
    reading.limit = limit ?? { rows: 1, ties: true };
    reading.nouns.push(
      number.noun.entity === reading.nouns[0]?.entity
        ? reading.nouns[0]
        : { entity: number.noun.entity, filters: reading.filters },
    );
    return true;
  }
  const phrase = readPhrase(reading, ontology);
  const field = phrase?.field;
  if (field === undefined || phrase?.filtered === true || !isNumeric(field.attribute)) return false;
  if (reading.subject !== field.entity || reading.measures.length > 0) return false;
  reading.order = { by: { field }, descending: !best.ascending };
  reading.limit ??= { rows: 1, ties: true };
  return true;
}

/** Who paid the most: the money of what was done; undefined where something else is the most. */
function readMoney(reading: Reading, ascending: boolean): boolean | undefined {
  const { acted, tokens } = reading;
  while (isNext(reading, 'stop')) reading.at += 1;
  const isOften = /^(?:often|frequently|times)$/i.test(tokens[reading.at]?.text ?? '');
  if (isOften) reading.at += 1;
  const isEnd =
    reading.at >= tokens.length || isNext(reading, 'end', 'prep', 'comma', 'and', 'each');
  const isTime = tokens[reading.at]?.kind === 'time';
  if (acted === undefined || !(isEnd || isTime)) return undefined;
  const { entity } = acted;
  const noun = { entity, filters: acted.filters };
  // Borrowed the most: how often, where loans have no number of pieces or money.
  const isCounted = [...entity.attributes.values()].some((a) => isAmount(a));
  if (isOften || !isCounted) {
    orderByNumber(
      reading,
      { measure: { kind: 'aggregate', agg: 'count', entity, filters: [] }, noun },
      ascending,
    );
    reading.limit ??= { rows: 1, ties: true };
    return true;
  }
  const money = [...entity.attributes.values()].filter((a) => isRevenue(entity, a));
  const [of] = money;
  // Ordered the most: how often, or for how much, is not said.
  if (of === undefined || !/^(?:paid|pay|pays)$/i.test(acted.verb)) return false;
  const measure: Aggregate = { kind: 'aggregate', agg: 'sum', entity, of, filters: [] };
  orderByNumber(reading, { measure, noun }, ascending);
  reading.limit ??= { rows: 1, ties: true };
  return true;
}

/** The most sell transactions: a thing, perhaps behind values of it, and no column of its. */
function isCountAhead(reading: Reading): boolean {
  let ahead = 0;
  const next = (): ReturnType<typeof refsNext> => refsNext(reading, ahead);
  while (next().length > 0 && next().every((r) => r.kind === 'value')) ahead += 1;
  const here = { ...reading, at: reading.at + ahead };
  return next().some((r) => r.kind === 'entity') && !isFieldAhead(here);
}

/** Whether a column of the noun that is next follows it. */
function isFieldAhead(reading: Reading): boolean {
  const entity = refsNext(reading).flatMap((r) => (r.kind === 'entity' ? [r.entity] : []))[0];
  return refsNext(reading, 1).some((r) => r.kind === 'attribute' && r.entity === entity);
}
