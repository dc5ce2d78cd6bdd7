import type { Ontology } from '../../../ontology/model.js';
import { attach, readComparison, readWhose } from './comparisons.js';
import type { Aggregate } from '../frame.js';
import { readEach } from './groups.js';
import { type Phrase, readPhrase } from './noun.js';
import { countOf, readNumber } from './numbers.js';
import { readBest, readOrder, readOrderItem } from './orders.js';
import { type Noun, type Reading, isNext, skip } from './reading.js';
import { readBound, readGrain, readTime, readTimed } from './times.js';
import { roleOf } from '../token.js';
import { entityFields, sameField } from '../write/writing.js';

/** top 5 X by Y, top 3 X with the most Y. */
export function readTop(
  reading: Reading,
  ontology: Ontology,
  rows: number,
  ascending: boolean,
): boolean {
  for (;;) {
    const phrase = readPhrase(reading, ontology);
    if (phrase === undefined || phrase.filtered === true) return false;
    if (!addGroupOrShown(reading, ontology, phrase)) return false;
    if (!isNext(reading, 'and')) break;
    reading.at += 1;
  }
  if (!readAfter(reading, ontology)) return false;
  const { order } = reading;
  reading.limit = { rows, ties: false };
  if (order === undefined) return false;
  reading.order = { ...order, descending: !ascending };
  return true;
}

function addGroupOrShown(reading: Reading, ontology: Ontology, phrase: Phrase): boolean {
  const { noun, field } = phrase;
  let owner = noun;
  if (field !== undefined && isNext(reading, 'of')) {
    reading.at += 1;
    const whole = readPhrase(reading, ontology);
    if (whole?.noun === undefined || whole.field !== undefined) return false;
    owner = whole.noun;
  }
  const main = owner ?? { entity: field!.entity, filters: [] };
  reading.filters.push(...main.filters);
  if (reading.nouns.length === 0)
    reading.nouns = [{ entity: main.entity, filters: reading.filters }];
  if (field === undefined) {
    reading.subject ??= main.entity;
    if (reading.subject !== main.entity) return false;
  } else if (!reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field))) {
    if (
      owner !== undefined &&
      owner.entity === field.entity &&
      entityFields(owner.entity).some((f) => sameField(f, field))
    )
      reading.subject ??= owner.entity;
    reading.shown.push(field);
  }
  return true;
}

/** The ratio of A to B, each with what was said of it. */
export function readRatio(reading: Reading, ontology: Ontology): boolean {
  reading.at += 1;
  const over = readCounted(reading, ontology);
  if (over === undefined || !skip(reading, 'to')) return false;
  // What follows both sides holds for both, unless the first had a condition of its own.
  const by = readCounted(reading, ontology, over.modified);
  if (by === undefined) return false;
  const quotient = {
    kind: 'quotient',
    over: over.measure,
    by: by.measure,
    percent: false,
  } as const;
  reading.measures.push(quotient);
  reading.nouns = [{ entity: by.measure.entity, filters: reading.filters }];
  skip(reading, 'differ');
  return true;
}

/** One side of a ratio: a number, or the count of a thing, with at most one condition behind it. */
function readCounted(
  reading: Reading,
  ontology: Ontology,
  follows = true,
): { readonly measure: Aggregate; readonly modified: boolean } | undefined {
  const number = readNumber(reading, ontology, false);
  if (number === 'stuck') return undefined;
  const said = number ?? countOf(reading, ontology);
  if (said === 'stuck') return undefined;
  const filters = [...said.noun.filters];
  if (follows && isNext(reading, 'verb', 'prep', 'with', 'rel', 'have', 'whose', 'without')) {
    const inner: Reading = {
      ...reading,
      nouns: [{ entity: said.measure.entity, filters }],
      filters,
    };
    if (!readModifier(inner, ontology)) return undefined;
    reading.at = inner.at;
    return { measure: { ...said.measure, filters }, modified: true };
  }
  return { measure: { ...said.measure, filters }, modified: false };
}

/** Everything that may stand behind what is wanted. */
export function readAfter(reading: Reading, ontology: Ontology): boolean {
  for (;;) {
    const token = reading.tokens[reading.at];
    if (token === undefined || isNext(reading, 'end')) return true;
    const before = reading.at;
    if (isNext(reading, 'comma', 'and')) {
      if (isEndBehind(reading)) {
        skip(reading, 'comma');
        return true;
      }
      if (!continues(reading)) return true;
      skip(reading, 'comma', 'and', 'stop');
    }
    if (!readModifier(reading, ontology)) {
      const at = reading.at;
      reading.at = before;
      return at === before && isNext(reading, 'comma', 'and');
    }
    if (reading.at === before) return false;
  }
}

function isEndBehind({ tokens, at }: Reading): boolean {
  let next = at;
  while (roleOf(tokens[next], 'comma') !== undefined) next += 1;
  return next >= tokens.length || roleOf(tokens[next], 'end') !== undefined;
}

/** Whether what follows a comma goes on with what was said, rather than naming another thing that is wanted. */
function continues(reading: Reading): boolean {
  let at = reading.at;
  while (roleOf(reading.tokens[at], 'comma', 'and', 'stop') !== undefined) at += 1;
  const token = reading.tokens[at];
  return (
    token?.kind === 'time' ||
    token?.kind === 'timed' ||
    roleOf(
      token,
      'order',
      'verb',
      'prep',
      'rel',
      'whose',
      'bound',
      'have',
      'with',
      'without',
      'each',
      'grain',
      'direction',
      'not',
      'based',
      'alphabetical',
    ) !== undefined
  );
}

/** What a member has paid: of any member together, or of each; nobody can tell. */
function isOfSomebody({ tokens, at }: Reading): boolean {
  const who = tokens[at + 2];
  return (
    roleOf(tokens[at], 'rel') !== undefined &&
    /^an?$/i.test(tokens[at + 1]?.text ?? '') &&
    who?.kind === 'refs' &&
    who.refs.every((r) => r.kind === 'value') &&
    roleOf(tokens[at + 3], 'have', 'verb', 'be') !== undefined
  );
}

/** Claims that were placed by policy number: what was done says nothing more where a column follows. */
function isPassive(reading: Reading): boolean {
  let { at } = reading;
  if (roleOf(reading.tokens[at], 'be', 'have') !== undefined) at += 1;
  if (roleOf(reading.tokens[at], 'verb') === undefined) return false;
  const by = roleOf(reading.tokens[at + 1], 'by', 'each', 'end');
  const next = reading.tokens[at + 2];
  const isColumn =
    next?.kind === 'refs' && next.refs.length > 0 && next.refs.every((r) => r.kind === 'attribute');
  if (by === undefined || (by.kind === 'by' && !isColumn)) return false;
  reading.at = at + 1;
  return true;
}

/** One modifier: a time, for each, in …, that …, with more than …, ordered by …. */
function readModifier(reading: Reading, ontology: Ontology): boolean {
  const token = reading.tokens[reading.at];
  if (token === undefined) return false;
  if (token.kind === 'time') return readTime(reading, token);
  if (isOfSomebody(reading)) return false;
  if (isPassive(reading)) return true;
  if (token.kind === 'timed') return readTimed(reading, token);
  const bound = roleOf(token, 'bound');
  if (bound !== undefined && reading.tokens[reading.at + 1]?.kind === 'time')
    return readBound(reading, bound);
  const grain = roleOf(token, 'grain');
  if (grain !== undefined) return readGrain(reading, grain.grain);
  const direction = roleOf(token, 'direction');
  if (direction !== undefined) {
    reading.at += 1;
    if (reading.order === undefined) return readOrderItem(reading, ontology, direction.ascending);
    reading.order = { ...reading.order, descending: !direction.ascending };
    return true;
  }
  const order = readOrder(reading, ontology);
  if (order !== undefined) return order;
  if (skip(reading, 'stop', 'any', 'be')) return true;
  if (isNext(reading, 'each', 'by', 'differ')) return readEach(reading, ontology);
  if (isNext(reading, 'based')) {
    reading.at += 1;
    return readOrderItem(reading, ontology, false);
  }
  if (isNext(reading, 'whose')) return readWhose(reading, ontology);
  if (isNext(reading, 'rel', 'verb', 'not', 'with', 'have', 'without', 'prep', 'of', 'both'))
    return readClause(reading, ontology);
  const best = roleOf(token, 'super');
  if (best !== undefined) return readBest(reading, ontology);
  if (token.kind === 'refs' || roleOf(token, 'compare') !== undefined)
    return readComparison(reading, ontology, false);
  return false;
}

/** in X, of X, that have …, who wrote …, without any X: what belongs to what was named. */
function readClause(reading: Reading, ontology: Ontology): boolean {
  let negated = false;
  let isWith = false;
  let moved = false;
  if (isNext(reading, 'verb', 'rel') && previousIs(reading, 'and', 'comma'))
    reading.nouns = reading.nouns.slice(0, 1);
  for (;;) {
    if (isNext(reading, 'not', 'without')) negated = !negated;
    else if (isNext(reading, 'with'))
      isWith = roleOf(reading.tokens[reading.at - 1], 'verb') === undefined;
    else if (isNext(reading, 'both')) return false;
    else if (isNext(reading, 'to') && roleOf(reading.tokens[reading.at - 1], 'verb') === undefined)
      break;
    else if (
      !isNext(reading, 'rel', 'verb', 'have', 'prep', 'by', 'to', 'of', 'be', 'any', 'stop', 'all')
    )
      break;
    moved = true;
    reading.at += 1;
  }
  if (!moved) return false;
  const token = reading.tokens[reading.at];
  if (token === undefined || isNext(reading, 'end', 'comma', 'and')) return !negated && !isWith;
  if (token.kind === 'time') return !negated && readTime(reading, token);
  const bound = roleOf(token, 'bound');
  if (bound !== undefined) return !negated && readBound(reading, bound);
  if (token.kind === 'timed') return !negated && readTimed(reading, token);
  if (roleOf(token, 'each', 'grain') !== undefined) {
    const grain = roleOf(token, 'grain');
    return (
      !negated &&
      (grain === undefined ? readEach(reading, ontology) : readGrain(reading, grain.grain))
    );
  }
  if (roleOf(token, 'super') !== undefined) return !negated && readBest(reading, ontology);
  const top = roleOf(token, 'top');
  if (top !== undefined) {
    reading.at += 1;
    return !negated && readTop(reading, ontology, top.rows, top.ascending);
  }
  if (roleOf(token, 'compare', 'between', 'agg', 'count') !== undefined || token.kind === 'number')
    return !negated && readComparison(reading, ontology, isWith);
  const start = reading.at;
  if (!negated) {
    const compared = readComparison(reading, ontology, isWith);
    if (compared) return true;
    reading.at = start;
  }
  const phrase = readPhrase(reading, ontology);
  if (phrase === undefined) return false;
  const { noun, field } = phrase;
  if (phrase.filtered === true)
    return !negated && attach(reading, ontology, noun?.filters ?? [], noun);
  if (field !== undefined) return false;
  return noun !== undefined && attachNoun(reading, ontology, noun, negated);
}

function previousIs(reading: Reading, ...kinds: readonly ('and' | 'comma')[]): boolean {
  return roleOf(reading.tokens[reading.at - 1], ...kinds) !== undefined;
}

/** A thing that what was named belongs to, or has. */
function attachNoun(reading: Reading, ontology: Ontology, noun: Noun, negated: boolean): boolean {
  const last = reading.nouns.at(-1);
  if (last === undefined) return false;
  if (last.entity === noun.entity) {
    last.filters.push(...noun.filters);
    return !negated;
  }
  void ontology;
  const filters = [...noun.filters];
  last.filters.push({ kind: 'exists', entity: noun.entity, filters, negated });
  reading.nouns = [...reading.nouns, { entity: noun.entity, filters }];
  return true;
}
