import type { Ontology } from '../../../ontology/model.js';
import { either, opposite } from './alternatives.js';
import { between } from './between.js';
import { readBoth } from './both.js';
import { attach, readComparison, readDimension, readWhose } from './comparisons.js';
import { dimensionNext } from './dimensions.js';
import type { Field, Filter } from '../frame.js';
import { wayTo } from '../join.js';
import { isOfSomebody, isOwnVerb, isPassive, isUnsaid } from './doing.js';
import { readEach } from './groups.js';
import { type Phrase, readPhrase } from './noun.js';
import { isExtremesOrder, readExtremesOrder } from './extremes.js';
import { orderByOnly, readBest, readOrder, readOrderItem } from './orders.js';
import { type Noun, type Reading, isNext, skip } from './reading.js';
import { isOfMany, readPresence, readWeekday } from './said-of-rows.js';
import { readBound, readGrain, readTime, readTimed } from './times.js';
import { roleOf } from '../token.js';
import { aggregatesIn } from '../write/groups.js';
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

/** Excluding cancelled shipments: rows of what was named that are not so. */
function readExcept(reading: Reading, ontology: Ontology): boolean {
  reading.at += 1;
  const phrase = readPhrase(reading, ontology);
  const [filter, ...more] = phrase?.noun?.filters ?? [];
  if (filter?.kind !== 'test' || more.length > 0) return false;
  if (phrase?.field !== undefined && phrase.filtered !== true) return false;
  const isEnd =
    reading.at >= reading.tokens.length || isNext(reading, 'end', 'comma', 'and', 'order');
  const other = opposite(filter);
  if (!isEnd || other === undefined) return false;
  const holder = reading.nouns.some((n) => n.entity === filter.field.entity);
  const measured = reading.measures
    .flatMap(aggregatesIn)
    .some((m) => m.entity === filter.field.entity);
  if (holder) return attach(reading, ontology, [other]);
  if (!measured) return false;
  reading.filters.push(other);
  return true;
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
    const counts = reading.nouns.map((n) => n.filters.length);
    if (isNext(reading, 'or')) {
      if (!readOr(reading, ontology)) return false;
      continue;
    }
    reading.last = undefined;
    const isRead = readModifier(reading, ontology);
    const added = reading.nouns.filter((n, i) => n.filters.length === (counts[i] ?? 0) + 1);
    if (isRead && added.length === 1) reading.last = added[0];
    if (!isRead) {
      const at = reading.at;
      reading.at = before;
      return at === before && isNext(reading, 'comma', 'and');
    }
    if (reading.at === before) return false;
  }
}

/** In the category "x" or with a price below 5: the condition before it or this one. */
function readOr(reading: Reading, ontology: Ontology): boolean {
  const holder = reading.last;
  const first = holder?.filters.at(-1);
  if (holder === undefined || first === undefined) return false;
  reading.at += 1;
  skip(reading, 'stop', 'be', 'rel', 'have');
  const filters: Filter[] = [];
  const inner: Reading = { ...reading, filters, nouns: [{ entity: holder.entity, filters }] };
  if (!readModifier(inner, ontology) && !readComparison(inner, ontology, true)) return false;
  const [second, ...more] = filters;
  const any = second === undefined || more.length > 0 ? undefined : either(first, second);
  // With a third condition behind them, which of them belong together is not said.
  if (any === undefined || isNext(inner, 'and', 'or')) return false;
  reading.at = inner.at;
  holder.filters.pop();
  holder.filters.push(any);
  return true;
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
  // And in how many countries: another number.
  if (roleOf(token, 'prep') !== undefined && roleOf(reading.tokens[at + 1], 'count') !== undefined)
    return false;
  return (
    isExtremesOrder({ ...reading, at }) ||
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
      'be',
      'with',
      'without',
      'compare',
      'between',
      'each',
      'by',
      'grain',
      'direction',
      'except',
      'not',
      'based',
      'alphabetical',
      'weekday',
    ) !== undefined
  );
}

/** The artist "X" has, where it stands behind its verb: how many tracks does the artist "X" have. */
function readOwner(reading: Reading, ontology: Ontology): boolean {
  let before = reading.at - 1;
  while (roleOf(reading.tokens[before], 'stop') !== undefined) before -= 1;
  if (roleOf(reading.tokens[before], 'be') === undefined) return false;
  const start = reading.at;
  const phrase = readPhrase(reading, ontology);
  const { noun } = phrase ?? {};
  const isOne = noun !== undefined && phrase?.field === undefined && noun.filters.length > 0;
  if (isOne && attachNoun(reading, ontology, noun, false)) return true;
  reading.at = start;
  return false;
}

/** by the artist "X": a thing with its name is whose it is, no key. */
function readMaker(reading: Reading, ontology: Ontology): boolean {
  const start = reading.at;
  reading.at += 1;
  const phrase = readPhrase(reading, ontology);
  const isOne =
    phrase?.noun !== undefined && phrase.field === undefined && phrase.noun.filters.length > 0;
  if (isOne && attachNoun(reading, ontology, phrase.noun, false)) return true;
  reading.at = start;
  return false;
}

/** One modifier: a time, for each, in …, that …, with more than …, ordered by …. */
export function readModifier(reading: Reading, ontology: Ontology): boolean {
  const token = reading.tokens[reading.at];
  if (token === undefined) return false;
  if (token.kind === 'time') return readTime(reading, token);
  if (isOfSomebody(reading)) return false;
  if (isPassive(reading)) return true;
  if (token.kind === 'timed') return readTimed(reading, ontology, token);
  const bound = roleOf(token, 'bound');
  const edge = reading.tokens[reading.at + 1]?.kind;
  if (bound !== undefined && (edge === 'time' || edge === 'number'))
    return readBound(reading, bound);
  const grain = roleOf(token, 'grain');
  if (grain !== undefined) return readGrain(reading, grain.grain);
  const direction = roleOf(token, 'direction');
  const days = roleOf(token, 'weekday');
  if (days !== undefined) return readWeekday(reading, days.days);
  if (direction !== undefined) {
    reading.at += 1;
    const isLast = reading.at >= reading.tokens.length || isNext(reading, 'end', 'comma', 'and');
    if (reading.order === undefined && isLast) return orderByOnly(reading, direction.ascending);
    if (reading.order === undefined) return readOrderItem(reading, ontology, direction.ascending);
    reading.order = { ...reading.order, descending: !direction.ascending };
    return true;
  }
  const order = readOrder(reading, ontology) ?? readExtremesOrder(reading, ontology);
  if (order !== undefined) return order;
  if (skip(reading, 'stop', 'any', 'be')) return true;
  if (isNext(reading, 'by') && readMaker(reading, ontology)) return true;
  if (isNext(reading, 'each', 'by', 'differ')) return readEach(reading, ontology);
  if (isNext(reading, 'based')) {
    reading.at += 1;
    return readOrderItem(reading, ontology, false);
  }
  if (isNext(reading, 'whose')) return readWhose(reading, ontology);
  if (isNext(reading, 'except')) return readExcept(reading, ontology);
  const isBehindAct = isNext(reading, 'to') && reading.tokens[reading.at - 1]?.kind === 'timed';
  if (
    isBehindAct ||
    isNext(reading, 'rel', 'verb', 'not', 'with', 'have', 'without', 'prep', 'of', 'both')
  )
    return readClause(reading, ontology);
  if (isOwnVerb(reading)) {
    reading.at += 2;
    return readComparison(reading, ontology, false);
  }
  if (/^(?:last|lasts|run|runs)$/i.test(token.text)) {
    const behind = { ...reading, at: reading.at + 1 };
    if (dimensionNext(behind)?.degree === 'more') reading.at += 1;
  }
  if (dimensionNext(reading) !== undefined) return readDimension(reading, ontology);
  const best = roleOf(token, 'super');
  if (best !== undefined) return readBest(reading, ontology);
  if (token.kind === 'refs' && readOwner(reading, ontology)) return true;
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
    else if (isNext(reading, 'both')) return !negated && readBoth(reading, ontology);
    else if (
      isNext(reading, 'to') &&
      roleOf(reading.tokens[reading.at - 1], 'verb') === undefined &&
      reading.tokens[reading.at - 1]?.kind !== 'timed'
    )
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
  if (roleOf(token, 'direction') !== undefined) return !negated && !isWith;
  if (token === undefined || isNext(reading, 'end', 'comma', 'and'))
    return !negated && !isWith && !isUnsaid(reading);
  const days = roleOf(token, 'weekday');
  if (days !== undefined) return !negated && readWeekday(reading, days.days);
  if (token.kind === 'time') return !negated && readTime(reading, token);
  const bound = roleOf(token, 'bound');
  if (bound !== undefined) return !negated && readBound(reading, bound);
  if (token.kind === 'timed') return readTimed(reading, ontology, token, negated);
  if (roleOf(token, 'each', 'grain') !== undefined) {
    const grain = roleOf(token, 'grain');
    return (
      !negated &&
      (grain === undefined ? readEach(reading, ontology) : readGrain(reading, grain.grain))
    );
  }
  const degree = dimensionNext(reading)?.degree;
  if (degree === 'more' || degree === 'so') return !negated && readDimension(reading, ontology);
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
  if (phrase.filtered === true && negated) {
    // That are not neutered: of what was named itself.
    const [filter, ...more] = noun?.filters ?? [];
    const other = filter === undefined ? undefined : opposite(filter);
    const isOwn = noun !== undefined && reading.nouns.some((n) => n.entity === noun.entity);
    return isOwn && more.length === 0 && other !== undefined && attach(reading, ontology, [other]);
  }
  if (phrase.filtered === true) return attach(reading, ontology, noun?.filters ?? [], noun);
  if (field !== undefined && (noun?.filters.length ?? 0) > 0) return false;
  const isHad =
    isWith ||
    roleOf(reading.tokens[start - 1], 'have', 'without') !== undefined ||
    previousIsArticleOf(reading, start);
  if (field !== undefined && isHad && isOfMany(reading, ontology, field))
    return attachNoun(reading, ontology, { entity: field.entity, filters: [] }, negated);
  // With their price: what is shown of each, no condition.
  const isShown = isWith && !negated && isPossessive(reading, start);
  if (field !== undefined && isShown) return showOf(reading, ontology, field);
  if (field !== undefined) return isHad && readPresence(reading, field, negated);
  return noun !== undefined && attachNoun(reading, ontology, noun, negated);
}

function isPossessive({ tokens }: Reading, at: number): boolean {
  return [tokens[at - 1], tokens[at]].some((t) => /^(?:their|its|his|her)$/i.test(t?.text ?? ''));
}

/** Columns of what is listed, one after the other. */
function showOf(reading: Reading, ontology: Ontology, field: Field): boolean {
  const { subject, measures, groups } = reading;
  if (subject === undefined || measures.length + groups.length > 0) return false;
  if (wayTo(ontology, subject, field.entity).kind !== 'one') return false;
  reading.shown.push(field);
  return true;
}

/** have a company: the article between them. */
function previousIsArticleOf({ tokens }: Reading, at: number): boolean {
  const isArticle = roleOf(tokens[at - 1], 'stop', 'any') !== undefined;
  return isArticle && roleOf(tokens[at - 2], 'have', 'with', 'without') !== undefined;
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
  const known = reading.nouns.findLast((n) => n.entity === noun.entity);
  const tie = known ?? (negated ? undefined : between(reading, ontology, noun.entity));
  if (tie !== undefined && tie !== reading.nouns[0]) {
    tie.filters.push(...noun.filters);
    return !negated;
  }
  const filters = [...noun.filters];
  last.filters.push({ kind: 'exists', entity: noun.entity, filters, negated });
  reading.nouns = [...reading.nouns, { entity: noun.entity, filters }];
  return true;
}
