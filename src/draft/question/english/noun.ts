import type { Ontology } from '../../../ontology/model.js';
import { stem } from '../../lexing/fold.js';
import { literalOf } from '../../lexing/literal.js';
import { countrySpellings } from '../chinese/glossary.js';
import type { Field, Filter } from '../frame.js';
import { withAlternatives } from './alternatives.js';
import { wayTo } from '../join.js';
import { chosen, isNext, refsNext, skip, type Noun, type Reading } from './reading.js';
import { isNumeric } from '../../attribute-kinds.js';
import { type AttributeReferent, type ValueReferent } from '../referents.js';
import { wordsIn } from '../name-words.js';
import { states } from './states.js';
import { roleOf, type Token } from '../token.js';
import { namingAttribute } from '../write/writing.js';

/** What a noun phrase names: a thing, perhaps one of its columns, with conditions that stand before and behind it. */
export interface Phrase {
  readonly noun?: Noun;
  readonly field?: Field;
  /** The field holds how many there are of what was said. */
  readonly counted?: true;
  /** A value was said for the field, which is a condition then. */
  readonly filtered?: true;
  readonly distinct: boolean;
}

/**
 * Reads a noun phrase where one stands: `open businesses`, `customer state`, `domain "Physics"`,
 * `review with id 3` without what follows. Undefined, and nothing is read, where there is none.
 */
export function readPhrase(
  reading: Reading,
  ontology: Ontology,
  whose?: Noun['entity'],
): Phrase | undefined {
  const start = reading.at;
  const fail = (): undefined => {
    reading.at = start;
    return undefined;
  };
  let distinct = false;
  for (;;) {
    if (skip(reading, 'distinct')) distinct = true;
    else if (!skip(reading, 'stop', 'all', 'any')) break;
  }
  const pending: Filter[] = [];
  let noun: Noun | undefined;
  let field: Field | undefined;
  let counted = false;
  for (;;) {
    const token = reading.tokens[reading.at];
    const refs = refsNext(reading);
    const entities = refs.flatMap((r) => (r.kind === 'entity' ? [r.entity] : []));
    const attributes = refs.filter((r): r is AttributeReferent => r.kind === 'attribute');
    const values = refs.filter((r): r is ValueReferent => r.kind === 'value');
    const owner = noun?.entity;
    const own = attributes.filter((a) => a.entity === owner);
    if (field !== undefined) break;
    if (own.length > 0) {
      const one = chosen(reading, own, owner);
      if (one === undefined) return fail();
      field = one;
      counted = one.counted === true;
    } else if (entities.length > 0) {
      const [entity] = entities;
      if (entities.length > 1 || entity === undefined) return fail();
      // Business category, customer transactions: the last noun is meant.
      if (owner !== undefined && owner !== entity) {
        const ways = [wayTo(ontology, entity, owner), wayTo(ontology, owner, entity)];
        if (!ways.some((w) => w.kind === 'one') || noun!.filters.length > 0) return fail();
      }
      noun = { entity, filters: owner === entity ? noun!.filters : [] };
    } else if (attributes.length > 0) {
      const one = chosen(reading, attributes, owner);
      if (
        one === undefined ||
        (owner !== undefined && wayTo(ontology, owner, one.entity).kind !== 'one')
      )
        return fail();
      field = one;
      counted = one.counted === true;
    } else if (values.length > 0) {
      // Patrons attended: said of something else than what stands before it.
      const isOfNoun = (v: ValueReferent): boolean =>
        owner === undefined ||
        v.entity === owner ||
        wayTo(ontology, owner, v.entity).kind === 'one';
      if (!values.some(isOfNoun)) break;
      const filter = valueFilter(reading, values);
      if (filter === undefined) return fail();
      skipWordsOf(reading, filter);
      reading.at += 1;
      pending.push(withAlternatives(reading, filter, (v) => testOf(v, v.code)));
      continue;
    } else if (token?.kind === 'quoted' && noun === undefined) {
      const filter = quotedBefore(reading, token.value);
      if (filter === undefined) break;
      pending.push(filter);
    } else if (roleOf(token, 'name', 'id') !== undefined && !isWholeName(reading)) {
      const entity =
        owner ??
        whose ??
        ownerAhead(reading) ??
        reading.subject ??
        groupOf(reading) ??
        reading.nouns[0]?.entity;
      const attribute =
        entity === undefined
          ? undefined
          : isNext(reading, 'name')
            ? namingAttribute(entity)
            : entity.attributes.get(entity.key[0] ?? '');
      if (entity === undefined || attribute === undefined) break;
      field = { entity, attribute };
    } else break;
    reading.at += 1;
  }
  if (noun === undefined && field === undefined && pending.length === 0) return fail();
  // The country name is the country.
  if (field?.attribute.type.kind === 'string') skipTail(reading);
  if (noun === undefined && field === undefined) {
    // In California: a value alone is a condition.
    const [entity, ...others] = new Set(
      pending.map((f) => (f.kind === 'test' ? f.field.entity : undefined)),
    );
    if (entity === undefined || others.length > 0) return fail();
    return { noun: { entity, filters: pending }, filtered: true, distinct };
  }
  const said = literalAfter(reading, noun, field);
  if (said !== undefined) pending.push(said);
  // With low tide: a value before its own column is one of it.
  const isBefore = pending.some((f) => f.kind === 'test' && f.field.attribute === field?.attribute);
  const isFiltered = said !== undefined || isBefore;
  if (noun === undefined) {
    const of = field!;
    return {
      field: of,
      distinct,
      ...(pending.length > 0 && { noun: { entity: of.entity, filters: pending } }),
      ...(counted && { counted: true as const }),
      ...(isFiltered && { filtered: true as const }),
    };
  }
  noun.filters.push(...pending);
  return {
    noun,
    distinct,
    ...(field !== undefined && { field }),
    ...(counted && { counted: true as const }),
    ...(isFiltered && field !== undefined && { filtered: true as const }),
  };
}

/** The country name is the country, the seniority level the seniority. */
function skipTail(reading: Reading): void {
  skip(reading, 'name');
  const token = reading.tokens[reading.at];
  const isTail = /^(?:level|category|group|type|kind)s?$/i.test(token?.text ?? '');
  if (isTail && token?.kind === 'unknown') reading.at += 1;
}

/** Italian food: behind a value, words of its own column say nothing more. */
function skipWordsOf(reading: Reading, filter: Filter): void {
  if (filter.kind !== 'test') return;
  const words = wordsIn(filter.field.attribute.name).map(stem);
  for (;;) {
    const token = reading.tokens[reading.at + 1];
    const isOwn = token?.kind === 'unknown' && words.includes(stem(token.text.toLowerCase()));
    // Low priority tickets: the column of the value, before what has it.
    const isColumn =
      refsNext(reading, 1).some(
        (r) => r.kind === 'attribute' && r.attribute === filter.field.attribute,
      ) &&
      refsNext(reading, 2).some((r) => r.kind === 'entity' && r.entity === filter.field.entity);
    if (!isOwn && !isColumn) return;
    reading.at += 1;
  }
}

/** The names of the authors, the name and rating of all shops: whose name it is, where one thing only is named or stands next. */
function ownerAhead({ tokens, at, named }: Reading): Noun['entity'] | undefined {
  let next = at + 1;
  // What else is asked of it may stand between.
  while (
    roleOf(tokens[next], 'and', 'comma', 'stop', 'name', 'id') !== undefined ||
    (tokens[next]?.kind === 'refs' && isOnlyColumns(tokens[next]))
  )
    next += 1;
  if (roleOf(tokens[next], 'of') === undefined) return named.size === 1 ? [...named][0] : undefined;
  next += 1;
  while (roleOf(tokens[next], 'stop', 'all', 'each') !== undefined) next += 1;
  const found: Noun['entity'][] = [];
  for (let token = tokens[next]; token?.kind === 'refs'; token = tokens[++next]) {
    const things = token.refs.flatMap((r) => (r.kind === 'entity' ? [r.entity] : []));
    if (things.length > 0) return things[0];
    found.push(...token.refs.map((r) => r.entity));
  }
  // Of male dogs: of what has both values.
  const [only, ...more] = new Set(found);
  return more.length === 0 ? only : undefined;
}

function isOnlyColumns(token: Token | undefined): boolean {
  return token?.kind === 'refs' && token.refs.every((r) => r.kind === 'attribute');
}

/** The thing that numbers are for. */
function groupOf(reading: Reading): Noun['entity'] | undefined {
  const found = reading.groups.flatMap((g) => (g.kind === 'entity' ? [g.entity] : []));
  return found.length === 1 ? found[0] : undefined;
}

/** `name` before a noun of its own is part of nothing that is known. */
function isWholeName(reading: Reading): boolean {
  return refsNext(reading, 1).some((r) => r.kind === 'entity');
}

/** A condition by a value: of the attribute of what is named, else of the only one that has it. */
function valueFilter(
  reading: Reading,
  found: readonly ValueReferent[],
  owner = reading.nouns.at(-1)?.entity,
): Filter | undefined {
  const values = citiesFirst(found);
  const next = refsNext(reading, 1).flatMap((r) => (r.kind === 'entity' ? [r.entity] : []))[0];
  const prefer = [next, owner, ...reading.named];
  for (const entity of prefer) {
    const own = values.filter((v) => v.entity === entity);
    if (own.length === 1) return testOf(own[0]!, own[0]!.code);
    // New York, the city and the region: rows point to the one by its name.
    const pointed = own.filter((v) => v.entity.key.join() === v.attribute.name);
    if (own.length > 1 && pointed.length === 1 && reading.nouns[0]?.entity !== entity)
      return testOf(pointed[0]!, pointed[0]!.code);
    if (own.length > 1) return undefined;
  }
  return values.length === 1 ? testOf(values[0]!, values[0]!.code) : undefined;
}

/** In Los Angeles: the city, not the county that is called like it. */
function citiesFirst(values: readonly ValueReferent[]): readonly ValueReferent[] {
  const isOf = ({ attribute }: ValueReferent, word: string): boolean =>
    wordsIn(attribute.name).includes(word);
  const cities = values.filter((v) => isOf(v, 'city'));
  return values.filter((v) => !isOf(v, 'county') || !cities.some((c) => c.entity === v.entity));
}

/** 'buy' transactions, the 'Sociology' domain: a value of what follows, or its name. */
function quotedBefore(reading: Reading, value: string): Filter | undefined {
  const entity = refsNext(reading, 1).flatMap((r) => (r.kind === 'entity' ? [r.entity] : []))[0];
  if (entity === undefined) return undefined;
  const coded = [...entity.attributes.values()].filter(
    (a) => a.values !== undefined && codeLike(a.values, value) !== undefined,
  );
  if (coded.length > 1) return undefined;
  const attribute = coded[0] ?? namingAttribute(entity);
  return attribute === undefined
    ? undefined
    : testOf({ entity, attribute }, value, reading.matching);
}

/** domain "Physics", symbol `ABC`, id 3: the value of what was named. */
function literalAfter(
  reading: Reading,
  noun: Noun | undefined,
  field: Field | undefined,
): Filter | undefined {
  const start = reading.at;
  skip(reading, 'stop');
  if (isNext(reading, 'of')) {
    const behind = reading.tokens[reading.at + 1];
    const values = refsNext(reading, 1).filter((r): r is ValueReferent => r.kind === 'value');
    const isValue =
      behind?.kind === 'quoted' ||
      (field !== undefined && values.some((v) => v.attribute === field.attribute)) ||
      (field === undefined && noun !== undefined && values.some((v) => v.entity === noun.entity));
    if (isValue) reading.at += 1;
  }
  const token = reading.tokens[reading.at];
  const said =
    token?.kind === 'quoted' ||
    (token?.kind === 'number' && field !== undefined && !isNumeric(field.attribute)) ||
    (token?.kind === 'number' &&
      field !== undefined &&
      field.entity.key.includes(field.attribute.name));
  const values = refsNext(reading).filter((r): r is ValueReferent => r.kind === 'value');
  const coded = values.filter((v) =>
    field === undefined
      ? v.entity === noun?.entity
      : v.attribute === field.attribute && v.entity === field.entity,
  );
  if (coded.length === 1 && !refsNext(reading).some((r) => r.kind !== 'value')) {
    reading.at += 1;
    return testOf(coded[0]!, coded[0]!.code);
  }
  const attribute =
    field?.attribute ?? (noun === undefined ? undefined : namingAttribute(noun.entity));
  const entity = field?.entity ?? noun?.entity;
  if (!said || attribute === undefined || entity === undefined) {
    reading.at = start;
    return undefined;
  }
  reading.at += 1;
  const value = token.value;
  return testOf({ entity, attribute }, value, reading.matching);
}

/** California, where CA is written. */
function stateCode(values: ReadonlyMap<string, unknown>, value: string): string | undefined {
  return [...values.keys()].find(
    (code) => states[code.toUpperCase()]?.toLowerCase() === value.toLowerCase(),
  );
}

/** A field that has a value; a coded one as it is coded. */
export function testOf(field: Field, value: string, matching: 'exact' | 'like' = 'exact'): Filter {
  const { entity, attribute } = field;
  const code =
    attribute.values === undefined
      ? value
      : (codeLike(attribute.values, value) ?? stateCode(attribute.values, value) ?? value);
  const spellings = attribute.values === undefined ? countrySpellings.get(value) : undefined;
  if (spellings !== undefined) {
    const list = spellings.map((s) => `'${s}'`).join(', ');
    return {
      kind: 'test',
      field: { entity, attribute },
      test: (path) => `lower(${path}) in (${list})`,
    };
  }
  const literal = literalOf(attribute, code);
  const isLike =
    matching === 'like' && attribute.type.kind === 'string' && attribute.values === undefined;
  if (isLike) {
    const text = value.replaceAll("'", "''").replaceAll(/[%_\\]/g, '');
    return { kind: 'test', field, test: (path) => `${path} ilike '%${text}%'` };
  }
  return {
    kind: 'test',
    field: { entity, attribute },
    test: (path) => `${path} = ${literal}`,
  };
}

function codeLike(
  values: ReadonlyMap<string, { readonly label: string }>,
  said: string,
): string | undefined {
  const same = (text: string): boolean => text.toLowerCase() === said.toLowerCase();
  return [...values].find(([code, { label }]) => same(code) || same(label))?.[0];
}
