import type { Ontology } from '../../../ontology/model.js';
import type { Comparison } from '../../lexing/mark.js';
import type { Aggregate, Field, Filter, Keep } from '../frame.js';
import { wayTo } from '../join.js';
import { readPhrase, testOf } from './noun.js';
import { readObject } from './objects.js';
import { addMeasure, readNumber } from './numbers.js';
import { readAge } from './ages.js';
import { withAlternatives } from './alternatives.js';
import { between } from './between.js';
import { columnOfDimension, dimensionNext } from './dimensions.js';
import { type Noun, type Reading, isNext, refsNext, skip } from './reading.js';
import { isNumeric } from '../../attribute-kinds.js';
import type { ValueReferent } from '../referents.js';
import { roleOf } from '../token.js';
import { inUnitOf, unitNamed } from './units.js';

/** whose name starts with "J", whose rating is above 4. */
export function readWhose(reading: Reading, ontology: Ontology): boolean {
  reading.at += 1;
  const owner = reading.nouns.at(-1);
  const phrase = readPhrase(reading, ontology, owner?.entity);
  const field = phrase?.field;
  if (field === undefined || owner === undefined) return false;
  if (phrase?.filtered === true) return attach(reading, ontology, phrase.noun?.filters ?? []);
  const like = readLike(reading, field);
  if (like !== undefined) return attach(reading, ontology, [like]);
  skip(reading, 'be', 'stop');
  const coded = refsNext(reading).find(
    (r): r is ValueReferent => r.kind === 'value' && r.attribute === field.attribute,
  );
  if (coded !== undefined) {
    reading.at += 1;
    const made = (v: ValueReferent): Filter => testOf(v, v.code);
    return attach(reading, ontology, [withAlternatives(reading, made(coded), made)]);
  }
  const token = reading.tokens[reading.at];
  if (token?.kind === 'quoted') {
    reading.at += 1;
    return attach(reading, ontology, [testOf(field, token.value, reading.matching)]);
  }
  const bounds = readBounds(reading);
  return bounds !== undefined && attachBounds(reading, ontology, field, bounds);
}

/** starts with "J", ends with 'x', contains "abc". */
function readLike(reading: Reading, field: Field): Filter | undefined {
  const how = roleOf(reading.tokens[reading.at], 'starts', 'ends', 'contains');
  const token = reading.tokens[reading.at + 1];
  // A word that nothing is called by is written out as it stands: starts with J, ends with gmail.com.
  const said =
    token?.kind === 'quoted' ? token.value : token?.kind === 'unknown' ? token.text : undefined;
  if (how === undefined || said === undefined || !/^[@.]?[\w.@-]+$|['"]/.test(token!.text))
    return undefined;
  reading.at += 2;
  const text = said.replaceAll("'", "''").replaceAll(/[%_\\]/g, '');
  const pattern =
    how.kind === 'starts' ? `${text}%` : how.kind === 'ends' ? `%${text}` : `%${text}%`;
  return { kind: 'test', field, test: (path) => `${path} ilike '${pattern}'` };
}

interface Bounds {
  readonly op: Comparison;
  readonly value: string;
  readonly to?: string;
  /** Said as money: $100. */
  readonly money: boolean;
}

/** more than 5, 5 or more, between 1 and 3. */
function readBounds(reading: Reading): Bounds | undefined {
  const start = reading.at;
  const number = (ahead: number): string | undefined => {
    const token = reading.tokens[reading.at + ahead];
    return token?.kind === 'number' ? token.value : undefined;
  };
  const isMoney = (ahead: number): boolean =>
    /^[$€]|(?:dollars|usd|euros?)$/i.test(reading.tokens[reading.at + ahead]?.text ?? '');
  skip(reading, 'stop');
  const compare = roleOf(reading.tokens[reading.at], 'compare');
  if (compare !== undefined && number(1) !== undefined) {
    const [value, money] = [number(1)!, isMoney(1)];
    reading.at += 2;
    return { op: compare.op, value, money };
  }
  if (isNext(reading, 'between') && number(1) !== undefined && number(3) !== undefined) {
    const [value, to, money] = [number(1)!, number(3)!, isMoney(1) || isMoney(3)];
    reading.at += 4;
    return { op: '>=', value, to, money };
  }
  const value = number(0);
  const after = roleOf(reading.tokens[reading.at + 1], 'after');
  if (value !== undefined && after !== undefined) {
    const money = isMoney(0);
    reading.at += 2;
    return { op: after.op, value, money };
  }
  reading.at = start;
  return undefined;
}

/** A column between bounds that may have their unit behind them: longer than 45 minutes. */
function attachBounds(
  reading: Reading,
  ontology: Ontology,
  field: Field,
  bounds: Omit<Bounds, 'money'>,
): boolean {
  const token = reading.tokens[reading.at];
  const isOwn = refsNext(reading).some(
    (r) => r.kind === 'attribute' && r.attribute === field.attribute,
  );
  const unit = token?.kind === 'unknown' || isOwn ? unitNamed(token!.text) : undefined;
  if (unit === undefined) return attach(reading, ontology, [boundsFilter(field, bounds)]);
  const value = inUnitOf(field.attribute, bounds.value, unit);
  const to = bounds.to === undefined ? undefined : inUnitOf(field.attribute, bounds.to, unit);
  if (value === undefined || (bounds.to !== undefined && to === undefined)) return false;
  reading.at += 1;
  const said = { op: bounds.op, value, ...(to !== undefined && { to }) };
  return attach(reading, ontology, [boundsFilter(field, said)]);
}

function boundsFilter(field: Field, { op, value, to }: Omit<Bounds, 'money'>): Filter {
  return {
    kind: 'test',
    field,
    test: (path) =>
      to === undefined ? `${path} ${op} ${value}` : `${path} between ${value} and ${to}`,
  };
}

/** rating > 3, with more than 5 reviews, rating of 5. */
export function readComparison(reading: Reading, ontology: Ontology, isWith: boolean): boolean {
  const start = reading.at;
  const mean = readMean(reading, ontology);
  const age = mean === undefined ? readAge(reading) : undefined;
  if (mean !== undefined || age !== undefined) return mean ?? age === true;
  const first = readBounds(reading);
  if (first !== undefined) {
    const phrase = readPhrase(reading, ontology);
    if (phrase === undefined || phrase.filtered === true) return false;
    // Loans over 2 years: a length of time, unless it is the own column of what was named.
    const isTime = /^(?:hour|day|week|month|quarter|year)s?$/i.test(
      reading.tokens[reading.at - 1]?.text ?? '',
    );
    if (isTime && !reading.nouns.some((n) => n.entity === phrase.field?.entity)) return false;
    if (phrase.field !== undefined && phrase.counted !== true && isNumeric(phrase.field.attribute))
      return attach(reading, ontology, [boundsFilter(phrase.field, first)]);
    if (phrase.noun === undefined || phrase.field !== undefined || first.to !== undefined)
      return false;
    return keepCount(reading, phrase.noun, first);
  }
  const number = readNumber(reading, ontology, false);
  if (number === 'stuck') return false;
  if (number !== undefined) {
    skip(reading, 'be', 'of', 'stop');
    const bounds = readBounds(reading);
    if (bounds === undefined || bounds.to !== undefined || number.noun.filters.length > 0)
      return false;
    // A number of things is no money.
    if (bounds.money && number.measure.agg.startsWith('count')) return false;
    reading.keeps.push({
      measure: number.measure,
      op: bounds.op,
      value: bounds.value,
    } satisfies Keep);
    addMeasure(reading, number.measure);
    return true;
  }
  const last = reading.nouns.at(-1)?.entity;
  const phrase = readPhrase(reading, ontology, isWith ? last : undefined);
  const field = phrase?.field;
  if (phrase?.filtered === true) return attach(reading, ontology, phrase.noun?.filters ?? []);
  if (field === undefined) {
    reading.at = start;
    return false;
  }
  const like = readLike(reading, field);
  if (like !== undefined) return attach(reading, ontology, [like]);
  skip(reading, 'be', 'of', 'stop');
  const bounds = readBounds(reading);
  if (bounds !== undefined && isNumeric(field.attribute))
    return attachBounds(reading, ontology, field, bounds);
  const token = reading.tokens[reading.at];
  if (isWith && token?.kind === 'number' && isNumeric(field.attribute)) {
    reading.at += 1;
    return attach(reading, ontology, [boundsFilter(field, { op: '=', value: token.value })]);
  }
  reading.at = start;
  return false;
}

/** Deeper than 20, more expensive than 100, longer than the average: a column by its dimension. */
export function readDimension(reading: Reading, ontology: Ontology): boolean {
  const dimension = dimensionNext(reading);
  const holder = reading.nouns.at(-1);
  const column =
    dimension !== undefined && holder !== undefined
      ? columnOfDimension(holder.entity, dimension)
      : undefined;
  if (dimension === undefined || holder === undefined || column === undefined) return false;
  const { attribute } = column;
  const field = { entity: holder.entity, attribute };
  reading.at += dimension.tokens;
  if (dimension.degree === 'most') {
    // Which 5 products are the heaviest: as many as were said, else the most of all and what equals it.
    if (reading.subject !== holder.entity || reading.measures.length > 0) return false;
    reading.order = { by: { field }, descending: !column.less };
    reading.limit ??= { rows: 1, ties: true };
    // Per unit, each: what its column says already.
    const piece = reading.tokens[reading.at + 1];
    if (isNext(reading, 'each') && /^(?:unit|piece)$/i.test(piece?.text ?? '')) reading.at += 2;
    return !isNext(reading, 'each') && roleOf(reading.tokens[reading.at], 'grain') === undefined;
  }
  const op = dimension.less ? '<' : '>';
  if (dimension.degree === 'so') {
    const bounds = readBounds(reading);
    return bounds !== undefined && attachBounds(reading, ontology, field, bounds);
  }
  const token = reading.tokens[reading.at];
  if (token?.kind === 'number' && isNumeric(attribute)) {
    reading.at += 1;
    return attachBounds(reading, ontology, field, { op, value: token.value });
  }
  // Than the average: of all of them, not of those that were chosen before.
  const isMean = roleOf(token, 'agg')?.agg === 'avg' && isNumeric(attribute);
  if (!isMean || reading.nouns.length > 1) return false;
  reading.at += 1;
  const isEnd = reading.at >= reading.tokens.length || isNext(reading, 'end', 'and', 'order');
  if (!isEnd || holder.filters.length > 0) return false;
  holder.filters.push({ kind: 'mean', field, op, filters: [] });
  return true;
}

/** More than the average salary: a column of what was named, beside that of all of them; undefined where none of it stands. */
function readMean(reading: Reading, ontology: Ontology): boolean | undefined {
  const { tokens, at } = reading;
  const compare = roleOf(tokens[at], 'compare');
  const holder = reading.nouns.at(-1);
  if (compare === undefined || roleOf(tokens[at + 1], 'agg')?.agg !== 'avg') return undefined;
  if (holder === undefined || reading.nouns.length > 1 || holder.filters.length > 0) return false;
  reading.at += 2;
  const phrase = readPhrase(reading, ontology, holder.entity);
  const field = phrase?.field;
  const isPlain = field !== undefined && phrase?.filtered !== true && phrase?.noun === undefined;
  const isEnd = reading.at >= tokens.length || isNext(reading, 'end', 'and', 'order');
  if (!isPlain || !isEnd || field.entity !== holder.entity || !isNumeric(field.attribute))
    return false;
  holder.filters.push({ kind: 'mean', field, op: compare.op, filters: [] });
  return true;
}

/** Groups by how many they have of something. */
function keepCount(reading: Reading, noun: Noun, { op, value, money }: Bounds): boolean {
  if (money) return false;
  const main = reading.nouns[0];
  const counted = countedMain(reading);
  if (counted !== undefined && counted.entity !== noun.entity) {
    const { entity, filters } = noun;
    counted.filters.push({ kind: 'exists', entity, filters, negated: false, times: { op, value } });
    return true;
  }
  // Countries with more than 10 shipments: a column that is shown is what they are counted for.
  const isOfColumn = reading.subject === undefined && reading.shown.length > 0;
  if (main === undefined || reading.nouns.length > 1) return false;
  if (isOfColumn === (noun.entity !== main.entity) && reading.subject === undefined) return false;
  if (reading.subject !== undefined && noun.entity === main.entity) return false;
  if (reading.measures.length > 0) return false;
  // Customers per country with at most 7 invoices: whose invoices, and the customers are to be counted.
  if (reading.groups.length > 0) return false;
  const measure: Aggregate = {
    kind: 'aggregate',
    agg: 'count',
    entity: noun.entity,
    filters: noun.filters,
  };
  reading.keeps.push({ measure, op, value });
  addMeasure(reading, measure);
  return true;
}

/** How many members have more than 8 bookings: what is counted or averaged, where a bound is on the rows of each. */
function countedMain({ measures, groups, nouns }: Reading): Noun | undefined {
  const [main, ...inner] = nouns;
  if (main === undefined || inner.length > 0 || groups.length > 0) return undefined;
  const [measure, ...more] = measures;
  const isOfMain = measure?.kind === 'aggregate' && measure.entity === main.entity;
  return isOfMain && more.length === 0 ? main : undefined;
}

/** Conditions, given to the noun that was named last and has, or reaches, what they are about. */
export function attach(
  reading: Reading,
  ontology: Ontology,
  filters: readonly Filter[],
  noun?: Noun,
): boolean {
  for (const filter of filters) {
    if (filter.kind !== 'test') return false;
    const { entity } = filter.field;
    const holder =
      reading.nouns.findLast((n) => n.entity === entity) ??
      reading.nouns.findLast((n) => wayTo(ontology, n.entity, entity).kind === 'one') ??
      between(reading, ontology, entity);
    const last = reading.nouns.at(-1);
    if (last === undefined) return false;
    if (holder !== undefined) holder.filters.push(filter);
    else {
      // Members attended a class: there is such a row of theirs, which what follows is said of.
      const of: Noun = { entity, filters: [filter] };
      last.filters.push({ kind: 'exists', entity, filters: of.filters, negated: false });
      reading.nouns = [...reading.nouns, of];
      readObject(reading, ontology, of);
    }
  }
  void noun;
  return filters.length > 0;
}
