import type { Attribute, Entity, Ontology } from '../../../ontology/model.js';
import { isTemporal } from '../../attribute-kinds.js';
import type { Aggregate, Filter, Since } from '../frame.js';
import { verbStem, wordsIn } from '../name-words.js';
import { roleOf, type Token } from '../token.js';
import { likeVerbs } from './business-words.js';
import { readPhrase } from './noun.js';
import type { Said } from './numbers.js';
import type { Reading } from './reading.js';

/**
 * The average time in hours between opening and closing a ticket, the average number of days from A to B,
 * on average, how many days it took to close a job: the time from one day of a row to another. Undefined
 * where nothing of that stands here; 'stuck' where it does and its two days or its unit are not clear.
 */
export function readDuration(reading: Reading, ontology: Ontology): Said | 'stuck' | undefined {
  const head = headAt(reading);
  if (head === undefined) return undefined;
  const span = betweenAt(reading, head.end) ?? takenAt(reading, ontology, head.end);
  const agg = head.agg ?? span?.agg;
  if (span === undefined || agg === undefined) return undefined;
  const [from, of] = span.days;
  const unit = from && of && unitOf(head.unit, from, of);
  if (from === undefined || of === undefined || unit === undefined) return 'stuck';
  reading.at = span.end;
  const measure: Aggregate = {
    kind: 'aggregate',
    agg,
    entity: span.entity,
    of,
    since: { attribute: from, unit },
    filters: [],
  };
  return { measure, noun: { entity: span.entity, filters: [...span.filters] } };
}

/** Ignore tickets that are still open, that have not been closed yet: a length without its end counts nowhere anyway. */
export function readUnended(reading: Reading): boolean {
  const { tokens, at, measures } = reading;
  const [except, thing] = [roleOf(tokens[at], 'except'), thingAt(tokens[at + 1])];
  const length = measures.find((m) => m.kind === 'aggregate' && m.since !== undefined);
  if (except === undefined || length?.kind !== 'aggregate' || length.entity !== thing) return false;
  let end = at + 2;
  while (end < tokens.length && roleOf(tokens[end], 'end') === undefined) end += 1;
  const said = tokens.slice(at + 2, end).map((t) => t.text.toLowerCase());
  const words = said.join(' ').replaceAll(/\s+/g, ' ');
  const isGoing = /^(?:that|which|who) (?:are|is|were) still (?:open|running|ongoing|pending)$/;
  const done =
    /^(?:that|which|who) (?:have not|has not|haven't|are not|were not)(?: been)?(?: yet)?(?: been)? ([a-z]+)(?: yet)?$/.exec(
      words,
    )?.[1];
  const ends = wordsIn(length.of?.name ?? '').map(verbStem);
  const isUndone = done !== undefined && likeVerbs(verbStem(done)).some((s) => ends.includes(s));
  if (!isGoing.test(words) && !isUndone) return false;
  reading.at = end;
  return true;
}

type Agg = 'avg' | 'max' | 'min' | 'median';

interface Head {
  readonly agg?: Agg;
  readonly unit?: string;
  readonly end: number;
}

/** The average time in hours, the maximum number of days, on average, how many days. */
function headAt({ tokens, at }: Reading): Head | undefined {
  const first = roleOf(tokens[at], 'agg');
  if (first === undefined && roleOf(tokens[at], 'count') === undefined) return undefined;
  if (first !== undefined && !isAgg(first.agg)) return undefined;
  let next = at + 1;
  let unit: string | undefined;
  let isTime = false;
  for (;;) {
    const token = tokens[next];
    const word = token?.text.toLowerCase() ?? '';
    const said = /^(day|hour|minute)s?$/.exec(word)?.[1];
    if (said !== undefined && token?.kind !== 'role') unit = said;
    else if (/^(?:time|duration|delay|gap|lag)$/.test(word)) isTime = true;
    else if (roleOf(token, 'stop', 'of', 'comma', 'count', 'prep') === undefined) break;
    // Average time from A to B: where it begins.
    else if (/^from$/i.test(word)) break;
    next += 1;
  }
  if (unit === undefined && !isTime) return undefined;
  return {
    ...(first !== undefined && isAgg(first.agg) && { agg: first.agg }),
    ...(unit !== undefined && { unit }),
    end: next,
  };
}

function isAgg(agg: string): agg is Agg {
  return ['avg', 'max', 'min', 'median'].includes(agg);
}

interface Span {
  readonly entity: Entity;
  /** One of them is missing where it is not clear. */
  readonly days: readonly [Attribute | undefined, Attribute | undefined];
  readonly filters: readonly Filter[];
  readonly agg?: Agg;
  readonly end: number;
}

/** Between A and B, from A to B. */
function betweenAt({ tokens }: Reading, at: number): Span | undefined {
  const isBetween = roleOf(tokens[at], 'between') !== undefined;
  if (!isBetween && !/^from$/i.test(tokens[at]?.text ?? '')) return undefined;
  const first = daysAt(tokens, at + 1);
  if (first === undefined || roleOf(tokens[first.end], isBetween ? 'and' : 'to') === undefined)
    return undefined;
  const second = daysAt(tokens, first.end + 1);
  if (second === undefined) return undefined;
  const said = second.entity ?? first.entity;
  const entities = new Set(
    first.days
      .map((d) => d.entity)
      .filter((e) => (said ?? e) === e && second.days.some((d) => d.entity === e)),
  );
  const [entity, ...more] = entities;
  if (entity === undefined || more.length > 0) return undefined;
  const own = (days: Days['days']): Attribute | undefined => {
    const found = days.filter((d) => d.entity === entity);
    return found.length === 1 ? found[0]!.attribute : undefined;
  };
  return { entity, days: [own(first.days), own(second.days)], filters: [], end: second.end };
}

interface Days {
  readonly days: readonly { readonly entity: Entity; readonly attribute: Attribute }[];
  /** The thing behind it. */
  readonly entity?: Entity;
  readonly end: number;
}

/** Opening, being hired, the due date, closing a ticket: the days that it can be. */
function daysAt(tokens: readonly Token[], from: number): Days | undefined {
  let at = from;
  const isFiller = (token: Token | undefined): boolean =>
    roleOf(token, 'stop', 'be') !== undefined || /^getting$/i.test(token?.text ?? '');
  while (isFiller(tokens[at])) at += 1;
  const token = tokens[at];
  if (token?.kind !== 'refs' && token?.kind !== 'timed') return undefined;
  const days = token.refs.flatMap((r) =>
    r.kind === 'attribute' && isTemporal(r.attribute) ? [r] : [],
  );
  if (days.length === 0) return undefined;
  let end = at + 1;
  let behind = end;
  while (roleOf(tokens[behind], 'stop', 'of') !== undefined) behind += 1;
  const entity = thingAt(tokens[behind]);
  if (entity !== undefined && days.some((d) => d.entity === entity)) end = behind + 1;
  return { days, end, ...(end > at + 1 && entity !== undefined && { entity }) };
}

function thingAt(token: Token | undefined): Entity | undefined {
  if (token?.kind !== 'refs') return undefined;
  return token.refs.flatMap((r) => (r.kind === 'entity' ? [r.entity] : []))[0];
}

/** Did it take to close a job, taken to close a job: from the only other day that it has. */
function takenAt(reading: Reading, ontology: Ontology, at: number): Span | undefined {
  const { tokens } = reading;
  let next = at;
  let agg: Agg | undefined;
  let isTaken = false;
  for (;;) {
    const said = roleOf(tokens[next], 'agg')?.agg;
    if (said !== undefined && isAgg(said)) agg = said;
    else if (/^(?:take|takes|took|taken|needed)$/i.test(tokens[next]?.text ?? '')) isTaken = true;
    else if (roleOf(tokens[next], 'be', 'stop') === undefined) break;
    next += 1;
  }
  if (!isTaken || roleOf(tokens[next], 'to') === undefined) return undefined;
  const verb = tokens[next + 1]?.text.toLowerCase() ?? '';
  const inner: Reading = { ...reading, at: next + 2 };
  const phrase = readPhrase(inner, ontology);
  const noun = phrase?.noun;
  if (noun === undefined || phrase?.field !== undefined) return undefined;
  const { entity } = noun;
  const days = [...entity.attributes.values()].filter(isTemporal);
  const stems = likeVerbs(verbStem(verb));
  const ends = days.filter((d) => wordsIn(d.name).some((w) => stems.includes(verbStem(w))));
  const [of, ...others] = ends;
  if (of === undefined || others.length > 0) return undefined;
  const [start, ...more] = days.filter((d) => d !== of);
  const from = more.length === 0 && start?.name === entity.time ? start : undefined;
  return {
    entity,
    days: [from, of],
    filters: noun.filters,
    end: inner.at,
    ...(agg !== undefined && { agg }),
  };
}

/** Between two days there are days, between two moments hours and minutes; of anything else it is not said how it is rounded. */
function unitOf(
  said: string | undefined,
  from: Attribute,
  to: Attribute,
): Since['unit'] | undefined {
  const [a, b] = [from.type.kind, to.type.kind];
  if (a === 'date' && b === 'date') return said === undefined || said === 'day' ? 'day' : undefined;
  if (a !== 'timestamp' || b !== 'timestamp') return undefined;
  return said === 'hour' || said === 'minute' ? said : undefined;
}
