import type { Day } from '../../../base/time/calendar-days.js';
import type { Ontology } from '../../../ontology/model.js';
import type { Field, Frame, Group, Measure } from '../frame.js';
import { wayTo } from '../join.js';
import { readAfter, readTop } from './modifiers.js';
import { readRatio } from './ratios.js';
import { readUnended } from './durations.js';
import { columnOfDimension, dimensionNext } from './dimensions.js';
import { readEach } from './groups.js';
import { type Phrase, readPhrase } from './noun.js';
import { type Said, addMeasure, readNumber } from './numbers.js';
import { readOfThem } from './of-them.js';
import { readOrder } from './orders.js';
import { readPercent, readShareOf } from './percent.js';
import { readAgain, tailNext } from './said-again.js';
import { type Noun, type Reading, isNext, newReading, skip } from './reading.js';
import { readGrain } from './times.js';
import { type Token, roleOf } from '../token.js';
import { aggregatesIn } from '../write/groups.js';
import { entityFields, namingAttribute, sameField } from '../write/writing.js';

/**
 * What a question in English asks for; undefined where a word of it is not understood in its place. The
 * grammar is that of questions to tables: what is wanted, of what, for each of what, in which order.
 */
export function readEnglish(
  tokens: readonly Token[],
  ontology: Ontology,
  asOf: Day,
  matching: 'exact' | 'like' = 'exact',
): Understood {
  const reading = newReading(tokens, ontology, asOf, matching);
  for (;;) {
    skip(reading, 'lead', 'stop', 'end', 'comma', 'rel', 'be');
    if (reading.at >= tokens.length) break;
    if (!readSentence(reading, ontology)) return { stuck: reading.at };
  }
  const frame = frameOf(reading);
  return frame === undefined ? { stuck: reading.at } : { frame };
}

/** A frame, or the token where reading ended. */
export type Understood = { readonly frame: Frame } | { readonly stuck: number };

function frameOf(reading: Reading): Frame | undefined {
  const { subject, shown, distinct, filters, keeps, order, limit, over } = reading;
  const groups = [...reading.groups, ...(over?.inner ?? [])];
  // Orders by day of the week: how many there are in each; with columns of their own nobody can tell.
  const isCounted =
    subject !== undefined &&
    reading.measures.length + keeps.length === 0 &&
    groups.length > 0 &&
    (order === undefined || !('measure' in order.by));
  if (isCounted && (shown.length > 0 || distinct)) return undefined;
  const measures: readonly Measure[] = isCounted
    ? [{ kind: 'aggregate', agg: 'count', entity: subject, filters: [] }]
    : reading.measures;
  const hasNumbers =
    measures.length > 0 || keeps.length > 0 || (order !== undefined && 'measure' in order.by);
  if (!hasNumbers && groups.length === 0 && subject === undefined && shown.length === 0)
    return undefined;
  // Customers with at most 7 invoices per country: the bound is on a number of each customer, not of each country.
  const isLost =
    subject !== undefined &&
    keeps.length > 0 &&
    groups.length > 0 &&
    !groups.some((g) => g.kind === 'entity' && g.entity === subject);
  if (isLost) return undefined;
  // A list of things of which some are chosen by a number is a list of groups.
  const asGroups: readonly Group[] =
    hasNumbers && groups.length === 0
      ? shown.length > 0 && (distinct || subject === undefined)
        ? shown.map((field) => ({ kind: 'field', field }))
        : subject === undefined
          ? []
          : [{ kind: 'entity', entity: subject }, ...extraGroups(shown, subject)]
      : groups;
  const byName = namesOfOwn(asGroups, [...measures, ...keeps.map((k) => k.measure)], order);
  return {
    ...(subject !== undefined && !hasNumbers && { subject }),
    shown: hasNumbers ? [] : shown,
    distinct,
    measures,
    groups: byName,
    filters,
    keeps,
    ...(over !== undefined && { over: { agg: over.agg, groups: reading.groups.length } }),
    ...(order !== undefined && { order }),
    ...(limit !== undefined && { limit }),
  };
}

/**
 * Treatments by average cost: of each row by itself that is its cost, so those of one name are meant, where
 * they have a name.
 */
function namesOfOwn(
  groups: readonly Group[],
  measures: readonly Measure[],
  order: Frame['order'],
): readonly Group[] {
  const numbers = [
    ...measures,
    ...(order !== undefined && 'measure' in order.by ? [order.by.measure] : []),
  ];
  const all = numbers.flatMap(aggregatesIn);
  const isMean = all.some((m) => m.agg === 'avg');
  return groups.map((group): Group => {
    const isOwn = group.kind === 'entity' && isMean && all.every((m) => m.entity === group.entity);
    const attribute = isOwn ? namingAttribute(group.entity) : undefined;
    return attribute === undefined || group.kind !== 'entity'
      ? group
      : { kind: 'field', field: { entity: group.entity, attribute } };
  });
}

function extraGroups(shown: readonly Field[], subject: Noun['entity']): readonly Group[] {
  const own = entityFields(subject);
  return shown
    .filter((f) => !own.some((o) => sameField(o, f)))
    .map((field) => ({ kind: 'field', field }));
}

function readSentence(reading: Reading, ontology: Ontology): boolean {
  const isFirst =
    reading.measures.length === 0 && reading.subject === undefined && reading.groups.length === 0;
  // For each city, …: what numbers are for may stand first.
  if (isFirst && isNext(reading, 'each')) {
    if (!readEach(reading, ontology) || !isNext(reading, 'comma', 'lead', 'count')) return false;
    skip(reading, 'comma', 'lead', 'stop');
  }
  for (;;) {
    if (!readItem(reading, ontology, isFirst)) return false;
    if (!readAfter(reading, ontology)) return false;
    if (reading.at >= reading.tokens.length || skip(reading, 'end')) return true;
    if (!skip(reading, 'comma', 'and')) return false;
    skip(reading, 'comma', 'and', 'lead', 'stop');
  }
}

/** One thing that is wanted: a number, a thing, a column, the top few of something. */
function readItem(reading: Reading, ontology: Ontology, isFirst: boolean): boolean {
  skip(reading, 'stop', 'lead');
  // And in how many countries.
  const isWhere = isNext(reading, 'prep') && roleOf(reading.tokens[reading.at + 1], 'count');
  if (isWhere) reading.at += 1;
  skipNameOfTop(reading);
  readHowMany(reading);
  const top = roleOf(reading.tokens[reading.at], 'top');
  if (top !== undefined) {
    reading.at += 1;
    return readTop(reading, ontology, top.rows, top.ascending);
  }
  const grain = roleOf(reading.tokens[reading.at], 'grain');
  if (grain !== undefined && reading.groups.length > 0 && !readGrain(reading, grain.grain))
    return false;
  if (readAgain(reading) || readUnended(reading)) return true;
  const tail = readTail(reading);
  if (tail !== undefined) return tail;
  if (isNext(reading, 'ratio')) return readRatio(reading, ontology);
  const extreme = readExtreme(reading, ontology);
  if (extreme !== undefined) return extreme;
  const share = readShareOf(reading);
  if (share !== undefined) return share;
  if (isNext(reading, 'percent', 'fraction')) return readPercent(reading, ontology);
  const order = readOrder(reading, ontology);
  if (order !== undefined) return order;
  const both = readTwoNumbers(reading, ontology);
  if (both !== undefined) return both;
  // Monthly average price: the buckets stand before what is asked of them.
  const isBefore = grain !== undefined && isNumberBehind(reading);
  if (isBefore) reading.at += 1;
  const number = readOfThem(reading, ontology) ?? readNumber(reading, ontology, true);
  if (isBefore && typeof number === 'object') {
    addNumber(reading, number, isFirst);
    const after = reading.at;
    const isRead = readGrain(reading, grain.grain);
    reading.at = after;
    return isRead;
  }
  if (number === 'stuck') return false;
  if (number !== undefined) {
    addNumber(reading, number, isFirst);
    return number.over === undefined || readOver(reading, ontology, number.over);
  }
  const phrase = readPhrase(reading, ontology);
  if (phrase === undefined) return false;
  return addWanted(reading, ontology, phrase);
}

/** The average number of bookings per member: what follows is what each number is of. */
function readOver(reading: Reading, ontology: Ontology, agg: NonNullable<Said['over']>): boolean {
  if (reading.measures.length > 1 || reading.groups.length > 0) return false;
  const grain = roleOf(reading.tokens[reading.at], 'grain');
  const isRead =
    grain === undefined ? readEach(reading, ontology) : readGrain(reading, grain.grain);
  if (!isRead) return false;
  reading.over = { agg, inner: reading.groups.splice(0) };
  return true;
}

/** The 5 longest tracks, the most expensive track: rows by a column; undefined where none of that stands here. */
function readExtreme(reading: Reading, ontology: Ontology): boolean | undefined {
  const start = reading.at;
  const token = reading.tokens[reading.at];
  const isCounted = token?.kind === 'number' && /^\d{1,4}$/.test(token.value);
  if (isCounted) reading.at += 1;
  const dimension = dimensionNext(reading);
  if (dimension === undefined || dimension.degree !== 'most') {
    reading.at = start;
    return undefined;
  }
  reading.at += dimension.tokens;
  const phrase = readPhrase(reading, ontology);
  const noun = phrase?.noun;
  const column = noun && columnOfDimension(noun.entity, dimension);
  if (noun === undefined || column === undefined || phrase?.field !== undefined) return false;
  // The titles of the 5 longest books: their columns stood first.
  const isOwn =
    reading.subject === undefined && reading.shown.every((f) => f.entity === noun.entity);
  if (isOwn && reading.shown.length > 0 && reading.measures.length === 0) {
    reading.subject = noun.entity;
    reading.filters.push(...noun.filters);
  } else wanted(reading, noun);
  if (reading.subject !== noun.entity || reading.measures.length > 0) return false;
  const field = { entity: noun.entity, attribute: column.attribute };
  reading.order = { by: { field }, descending: !column.less };
  reading.limit = isCounted ? { rows: Number(token.value), ties: false } : { rows: 1, ties: true };
  // The longest track of each genre is one of each.
  return (
    !isNext(reading, 'each', 'by') && roleOf(reading.tokens[reading.at], 'grain') === undefined
  );
}

/** Which 5 members paid the most: how many of them, said before what they are. */
function readHowMany(reading: Reading): void {
  const { tokens, at } = reading;
  const token = tokens[at];
  const isCounted = token?.kind === 'number' && /^[1-9]\d{0,3}$/.test(token.value);
  if (!isCounted || tokens[at + 1]?.kind !== 'refs' || reading.limit !== undefined) return;
  const end = tokens.findIndex((t, i) => i > at && roleOf(t, 'end') !== undefined);
  const rest = tokens.slice(at, end < 0 ? tokens.length : end);
  const isMost = (i: number): boolean =>
    dimensionNext({ ...reading, at: at + i })?.degree === 'most';
  if (!rest.some((t, i) => roleOf(t, 'super') !== undefined || isMost(i))) return;
  reading.at += 1;
  reading.limit = { rows: Number(token.value), ties: false };
}

/** The names of the top 3 shops: things are shown with their names. */
function skipNameOfTop(reading: Reading): void {
  const { tokens, at } = reading;
  const isName = roleOf(tokens[at], 'name', 'id') !== undefined;
  if (!isName || roleOf(tokens[at + 1], 'of') === undefined) return;
  const extreme = extremeAt(reading, at + 2);
  if (extreme !== undefined) reading.at = extreme;
}

/** Where the top few of something, or those with the most of a dimension, stand behind articles. */
function extremeAt(reading: Reading, from: number): number | undefined {
  const { tokens } = reading;
  let next = from;
  while (roleOf(tokens[next], 'stop') !== undefined) next += 1;
  const isExtreme =
    dimensionNext({ ...reading, at: next })?.degree === 'most' ||
    (tokens[next]?.kind === 'number' &&
      dimensionNext({ ...reading, at: next + 1 })?.degree === 'most');
  return roleOf(tokens[next], 'top') !== undefined || isExtreme ? next : undefined;
}

function isNumberBehind({ tokens, at }: Reading): boolean {
  return roleOf(tokens[at + 1], 'agg', 'count') !== undefined;
}

/** The earliest and latest date, the minimum and maximum price: two numbers of one column. */
function readTwoNumbers(reading: Reading, ontology: Ontology): boolean | undefined {
  const { tokens, at } = reading;
  const [first, second] = [
    roleOf(tokens[at], 'agg', 'super'),
    roleOf(tokens[at + 2], 'agg', 'super'),
  ];
  if (first === undefined || second === undefined || roleOf(tokens[at + 1], 'and') === undefined)
    return undefined;
  reading.at += 2;
  const said = readNumber(reading, ontology, true);
  if (typeof said !== 'object') return false;
  const after = reading.at;
  // The same words again, behind the first of the two.
  const again: Reading = {
    ...reading,
    tokens: [tokens[at]!, ...tokens.slice(at + 3, after)],
    at: 0,
  };
  const other = readNumber(again, ontology, true);
  if (typeof other !== 'object') return false;
  addNumber(reading, other, reading.measures.length === 0);
  addNumber(reading, said, false);
  return true;
}

function addNumber(reading: Reading, { measure, noun }: Said, isFirst: boolean): void {
  if (isFirst && reading.nouns.length === 0) {
    addMeasure(reading, measure);
    reading.filters.push(...noun.filters);
    reading.nouns = [{ entity: noun.entity, filters: reading.filters }];
  } else addMeasure(reading, { ...measure, filters: [...measure.filters, ...noun.filters] });
}

/** A thing or a column that is wanted: what is listed, or what numbers are for. */
function addWanted(reading: Reading, ontology: Ontology, phrase: Phrase): boolean {
  const { noun, field, distinct } = phrase;
  if (phrase.filtered === true) return false;
  if (distinct) reading.distinct = true;
  if (field !== undefined && noun === undefined && isNext(reading, 'of')) {
    const extreme = extremeAt(reading, reading.at + 1);
    if (extreme !== undefined) {
      show(reading, field);
      reading.at = extreme;
      return readExtreme(reading, ontology) === true;
    }
  }
  if (field !== undefined && isNext(reading, 'of')) {
    // The title of the publication: the noun behind says whose.
    const at = reading.at;
    reading.at += 1;
    const whole = readPhrase(reading, ontology);
    const owner = whole?.noun;
    const isOwner =
      owner !== undefined &&
      whole?.field === undefined &&
      wayTo(ontology, owner.entity, field.entity).kind === 'one';
    if (!isOwner) {
      reading.at = at;
      return false;
    }
    wanted(reading, owner);
    show(reading, field);
    return true;
  }
  if (noun !== undefined && field === undefined && isAnother(reading, noun)) {
    // Orders and their customers: who each is of. Customers and their orders have no such row.
    if (reading.subject === undefined || noun.filters.length > 0) return false;
    if (wayTo(ontology, reading.subject, noun.entity).kind !== 'one') return false;
    for (const one of entityFields(noun.entity)) show(reading, one);
    return true;
  }
  if (noun !== undefined) wanted(reading, noun);
  if (field !== undefined) show(reading, field);
  return true;
}

/** Return the name and the rating: the last word of a column, where only one of what was named ends so. */
function readTail(reading: Reading): boolean | undefined {
  const tail = tailNext(reading);
  if (tail === undefined || tail === 'either') return tail === undefined ? undefined : false;
  reading.at = tail.end;
  if (tail.field !== undefined) show(reading, tail.field);
  return true;
}

/** Whether a thing is asked for beside what was asked for already. */
function isAnother({ subject, measures, groups, nouns }: Reading, { entity }: Noun): boolean {
  if (subject === undefined && measures.length === 0 && groups.length === 0) return false;
  const known = groups.flatMap((g) =>
    g.kind === 'entity' ? [g.entity] : g.kind === 'field' ? [g.field.entity] : [],
  );
  return ![subject, ...known, ...nouns.map((n) => n.entity)].includes(entity);
}

function wanted(reading: Reading, noun: Noun): void {
  if (
    reading.measures.length === 0 &&
    reading.groups.length === 0 &&
    reading.subject === undefined
  ) {
    reading.subject = noun.entity;
    reading.filters.push(...noun.filters);
    reading.nouns = [{ entity: noun.entity, filters: reading.filters }];
  } else if (noun.filters.length > 0) reading.filters.push(...noun.filters);
}

function show(reading: Reading, field: Field): void {
  const isKnown = reading.shown.some((f) => sameField(f, field));
  const isOfSubject = reading.subject !== undefined && reading.groups.length === 0;
  if (isOfSubject || (reading.measures.length === 0 && reading.groups.length === 0)) {
    if (!isKnown) reading.shown.push(field);
    if (reading.nouns.length === 0)
      reading.nouns = [{ entity: field.entity, filters: reading.filters }];
    return;
  }
  const isGroup = reading.groups.some((g) =>
    g.kind === 'field'
      ? sameField(g.field, field)
      : g.kind === 'entity' && entityFields(g.entity).some((f) => sameField(f, field)),
  );
  if (!isGroup) reading.groups.push({ kind: 'field', field });
}
