import { addUnits } from '../../../base/time/calendar-days.js';
import type { Time } from '../../../dsl/document.js';
import type { Attribute, Entity, Ontology } from '../../../ontology/model.js';
import type { Field, Group } from '../frame.js';
import { isNumeric } from '../../attribute-kinds.js';
import { wordsIn } from '../name-words.js';
import { readObject } from './objects.js';
import { besideAt } from './beside.js';
import { agoAt } from './ages.js';
import { readOften } from './often.js';
import { type Noun, type Reading, chosen, isNext, skip } from './reading.js';
import { type Token, roleOf } from '../token.js';
import { clockOf } from '../write/filters.js';
import { aggregatesIn } from '../write/groups.js';
import { sameField } from '../write/writing.js';

/** A time, of what has one; where several that were named do, it is not known whose it is. */
export function readTime(reading: Reading, token: Extract<Token, { kind: 'time' }>): boolean {
  if (
    roleOf(reading.tokens[reading.at - 1], 'verb', 'prep') !== undefined &&
    readYears(reading, token.time)
  )
    return true;
  const timed = timedNoun(reading);
  if (timed === 'several') return false;
  if (timed === undefined) {
    // What is counted may have none, while a number beside it has.
    const measured = reading.measures.flatMap((m) => (m.kind === 'aggregate' ? [m.entity] : []));
    if (!measured.some((e) => clockOf(e) !== undefined)) return false;
  }
  reading.at += 1;
  const { last, unit, mode } = token.time;
  const whole = roleOf(reading.tokens[reading.at], 'whole');
  if (whole !== undefined && (whole.unit !== unit || last === undefined || mode === 'to_date'))
    return false;
  if (whole !== undefined) reading.at += 1;
  const isLonger = isNext(reading, 'inclusive') && last !== undefined && mode === 'rolling';
  if (isNext(reading, 'inclusive') && !(isLonger && unit === 'day')) return false;
  if (isLonger) reading.at += 1;
  const time: Time = isLonger
    ? { ...token.time, last: last + 1 }
    : whole === undefined
      ? token.time
      : { ...token.time, mode: 'complete' };
  const open = onwardOf(reading, time);
  if (open === undefined) return false;
  (timed?.filters ?? reading.filters).push({ kind: 'time', time: open });
  skip(reading, 'stop');
  return true;
}

/** In 2022 or later: open to that side; the time itself where nothing of that stands, undefined where it has no such edge. */
function onwardOf(reading: Reading, time: Time): Time | undefined {
  const onward = roleOf(reading.tokens[reading.at], 'onward');
  if (onward === undefined) return time;
  reading.at += 1;
  return edgeOf(time, { side: onward.side, whole: true });
}

/** The noun whose time is meant: the one with a clock, else the only one with any time. */
export function timedNoun(reading: Reading): Noun | 'several' | undefined {
  // Who booked a class in March: the booking was in March.
  const { acted } = reading;
  if (acted !== undefined && clockOf(acted.entity) !== undefined) return acted;
  // Among appointments before July: said right behind what everything is about.
  const [main] = reading.nouns;
  const before = reading.tokens[reading.at - 1];
  const isMain =
    before?.kind === 'refs' &&
    before.refs.some((r) => r.kind === 'entity' && r.entity === main?.entity);
  if (main !== undefined && isMain && clockOf(main.entity) !== undefined) return main;
  const nouns = reading.nouns.filter(
    (n, i) => reading.nouns.findIndex((o) => o.entity === n.entity) === i,
  );
  for (const has of [
    (n: Noun) => n.entity.time !== undefined,
    (n: Noun) => clockOf(n.entity) !== undefined || n.entity.attributes.has('year'),
  ]) {
    const found = nouns.filter(has);
    if (found.length > 1) return 'several';
    const [only] = found;
    // Applications for jobs in March: days of which nobody said that they are the clock may be meant as well.
    if (only !== undefined)
      return [...reading.named].some((e) => hasDay(e) && belongsTo(e, only.entity))
        ? 'several'
        : only;
  }
  return undefined;
}

function belongsTo({ relationships }: Entity, other: Entity): boolean {
  return [...relationships.values()].some((r) => r.to === other.name);
}

function hasDay({ attributes }: Entity): boolean {
  return [...attributes.values()].some(
    ({ type, is }) => is === undefined && (type.kind === 'date' || type.kind === 'timestamp'),
  );
}

/** on or after a day: from that day on. */
export function readBound(
  reading: Reading,
  { side, whole }: { readonly side: 'from' | 'to'; readonly whole: boolean },
): boolean {
  const token = reading.tokens[reading.at + 1];
  const timed = timedNoun(reading);
  if (token?.kind === 'number') return readYearBound(reading, token.value, side, whole);
  if (token?.kind !== 'time' || timed === undefined || timed === 'several') return false;
  const time = edgeOf(token.time, { side, whole });
  if (time === undefined) return false;
  reading.at += 2;
  timed.filters.push({ kind: 'time', time });
  return true;
}

/** Built after 1950: by the only column of what was named last that holds a year. */
function readYearBound(
  reading: Reading,
  year: string,
  side: 'from' | 'to',
  whole: boolean,
): boolean {
  const holder = reading.nouns.at(-1);
  const attribute = holder && yearOf(holder.entity);
  if (holder === undefined || attribute === undefined || !/^[12]\d{3}$/.test(year)) return false;
  const op = (side === 'from' ? '>' : '<') + (whole ? '=' : '');
  reading.at += 2;
  const field = { entity: holder.entity, attribute };
  holder.filters.push({ kind: 'test', field, test: (path) => `${path} ${op} ${year}` });
  return true;
}

/** The only column of an entity that holds a year as a number. */
function yearOf({ attributes }: Entity): Attribute | undefined {
  const years = [...attributes.values()].filter(
    (a) => isNumeric(a) && wordsIn(a.name).includes('year'),
  );
  return years.length === 1 ? years[0] : undefined;
}

/** Built before 2000, built in 2005: whole years, by the column of years that the verb before names. */
function readYears(reading: Reading, { from, to }: Time): boolean {
  const { tokens, at } = reading;
  const verb = tokens[roleOf(tokens[at - 1], 'prep') === undefined ? at - 1 : at - 2];
  const holder = reading.nouns.at(-1);
  const attribute = holder && yearOf(holder.entity);
  if (holder === undefined || attribute === undefined || roleOf(verb, 'verb') === undefined)
    return false;
  if (!wordsIn(attribute.name).includes(verb!.text.toLowerCase())) return false;
  const first = from === undefined ? undefined : /'(\d{4})-01-01'/.exec(from)?.[1];
  const last = to === undefined ? undefined : /'(\d{4})-12-31'/.exec(to)?.[1];
  const isWhole = (from === undefined || first) && (to === undefined || last);
  if (!isWhole || (first === undefined && last === undefined)) return false;
  const bounds = [first && `>= ${first}`, last && `<= ${last}`].filter((b) => b !== undefined);
  const field = { entity: holder.entity, attribute };
  reading.at += 1;
  for (const bound of first !== undefined && first === last ? [`= ${first}`] : bounds)
    holder.filters.push({ kind: 'test', field, test: (path) => `${path} ${bound}` });
  return true;
}

/** The days from a day on, after it, or up to it. */
function edgeOf(
  { from, to }: Time,
  { side, whole }: { readonly side: 'from' | 'to'; readonly whole: boolean },
): Time | undefined {
  const edge = side === 'from' ? (whole ? from : to) : to;
  const day = /'(\d{4}-\d{2}-\d{2})'/.exec(edge ?? '')?.[1];
  if (day === undefined) return undefined;
  const first = side === 'from' && !whole ? addUnits(day, 1, 'day') : day;
  return { [side]: `date '${first}'` };
}

/** joined in the past 70 days: by the time that the verb names; who ordered: of whom there is such a row. */
export function readTimed(
  reading: Reading,
  ontology: Ontology,
  token: Extract<Token, { kind: 'timed' }>,
  negated = false,
): boolean {
  if (readMoment(reading, token, negated) || readAct(reading, ontology, token, negated))
    return true;
  // Pets are registered: where nothing of them has such a day, it says only that there are some.
  const isPlain = /^(?:registered|recorded|listed|issued|made)$/i.test(token.text);
  if (isPlain && !negated) reading.at += 1;
  return isPlain && !negated;
}

/** ordered, paid, booked: rows of what is called so belong to what was named. */
function readAct(
  reading: Reading,
  ontology: Ontology,
  { acts, refs, text }: Extract<Token, { kind: 'timed' }>,
  negated: boolean,
): boolean {
  const last = reading.nouns.at(-1);
  const isOftenNext = readOften({ ...reading, at: reading.at + 1 }) !== undefined;
  // Reserved a seat: the verb of a day that seats have, of who has seats.
  const isOther =
    acts.length === 0 &&
    refs.every((r) => r.entity !== last?.entity) &&
    (isOftenNext || refs.every((r) => isNamedNext(reading, r.entity)));
  const [entity, ...more] = isOther ? [...new Set(refs.map((r) => r.entity))] : acts;
  if (entity === undefined || more.length > 0 || last === undefined) return false;
  reading.at += 1;
  const often = readOften(reading);
  if (often === 'unclear' || (often !== undefined && negated)) return false;
  // Bookings that were booked: nothing more is said.
  if (reading.nouns.some((n) => n.entity === entity)) return !negated && often === undefined;
  const act = { entity, filters: [], verb: text };
  const times = often === undefined ? {} : { times: often };
  last.filters.push({ kind: 'exists', entity, filters: act.filters, negated, ...times });
  reading.nouns = [...reading.nouns, act];
  reading.acted = act;
  readObject(reading, ontology, act);
  return true;
}

function isNamedNext({ tokens, at }: Reading, entity: Entity): boolean {
  let next = at + 1;
  while (roleOf(tokens[next], 'stop', 'any') !== undefined) next += 1;
  const token = tokens[next];
  // Reserved most often: how many of them there are.
  if (roleOf(token, 'super') !== undefined) return true;
  return (
    token?.kind === 'refs' && token.refs.some((r) => r.kind === 'entity' && r.entity === entity)
  );
}

/** Have been terminated, are not shipped: there is such a day, or none. */
function readDone(reading: Reading, holder: Noun, of: Field, negated: boolean): boolean {
  // Loans that were returned; loans returned.
  const last = reading.tokens[reading.at - 1];
  const isBehindThing =
    last?.kind === 'refs' && last.refs.some((r) => r.kind === 'entity' && r.entity === of.entity);
  const before = isBehindThing || roleOf(last, 'be', 'have', 'not') !== undefined;
  let behind = reading.at + 1;
  while (roleOf(reading.tokens[behind], 'stop') !== undefined) behind += 1;
  const next = reading.tokens[behind];
  const isEnd =
    next === undefined || roleOf(next, 'end', 'and', 'comma', 'order', 'to', 'each') !== undefined;
  if (!before || !isEnd || holder.entity !== of.entity) return false;
  if (holder.entity.time === of.attribute.name) return false;
  reading.at += 1;
  const is = negated ? 'is null' : 'is not null';
  holder.filters.push({ kind: 'test', field: of, test: (path) => `${path} ${is}` });
  return true;
}

function readMoment(
  reading: Reading,
  token: Extract<Token, { kind: 'timed' }>,
  negated: boolean,
): boolean {
  const noun = reading.nouns.at(-1);
  const one = chosen(reading, token.refs, noun?.entity);
  const next = reading.tokens[reading.at + 1];
  const bound = roleOf(next, 'bound');
  const grain = roleOf(next, 'grain');
  const isPrep = roleOf(next, 'prep', 'stop') !== undefined;
  const time = isPrep ? reading.tokens[reading.at + 2] : next;
  if (one === undefined || noun === undefined) return false;
  const of = { entity: one.entity, attribute: one.attribute };
  const holder = reading.nouns.findLast((n) => n.entity === one.entity) ?? noun;
  if (!negated && grain !== undefined && one.entity === noun.entity) {
    addGroup(reading, { kind: 'grain', grain: grain.grain, clock: of });
    reading.at += 2;
    return true;
  }
  const behind = reading.tokens[reading.at + 2];
  const edge = bound && behind?.kind === 'time' ? edgeOf(behind.time, bound) : undefined;
  if (edge !== undefined && !negated) {
    reading.at += 3;
    holder.filters.push({ kind: 'time', time: edge, of });
    return true;
  }
  const other = negated ? undefined : besideAt(reading, reading.at + 1, of);
  if (other !== undefined && holder.entity === one.entity) {
    reading.at = other.end;
    holder.filters.push(other.filter);
    return true;
  }
  const ago = negated ? undefined : agoAt(reading, reading.at + 1, one.attribute);
  if (ago !== undefined) {
    reading.at = ago.end;
    const { op, day } = ago;
    holder.filters.push({ kind: 'test', field: of, test: (path) => `${path} ${op} date '${day}'` });
    return true;
  }
  if (time?.kind !== 'time') return readDone(reading, holder, of, negated);
  if (negated) return false;
  reading.at += isPrep ? 3 : 2;
  const open = onwardOf(reading, time.time);
  if (open === undefined) return false;
  holder.filters.push({ kind: 'time', time: open, of });
  return true;
}

/** each month: a column that holds it, else buckets of the clock. */
export function readGrain(reading: Reading, grain: string): boolean {
  reading.at += 1;
  skip(reading, 'stop');
  const measured = reading.measures.flatMap(aggregatesIn).map((a) => a.entity);
  const known = [...new Set([...reading.nouns.map((n) => n.entity), ...measured])];
  const holding = known.filter((e) => held(e, grain) !== undefined);
  const entity = holding.length === 1 ? holding[0] : known[0];
  const attribute = entity === undefined ? undefined : held(entity, grain);
  if (entity === undefined || holding.length > 1) return false;
  if (attribute !== undefined) addGroup(reading, { kind: 'field', field: { entity, attribute } });
  else {
    const clock = clockOf(entity);
    if (clock === undefined) return false;
    addGroup(reading, { kind: 'grain', grain, clock });
  }
  return true;
}

/** A column that holds a part of time: of the days of the week also one of their names. */
function held({ attributes }: Entity, grain: string): Attribute | undefined {
  if (grain !== 'weekday') return attributes.get(grain);
  const day = ['weekday', 'day_of_week', 'day'].flatMap((name) => attributes.get(name) ?? []);
  return day.find((a) => a.type.kind === 'string');
}

/** Adds a key of the result, once. */
export function addGroup(reading: Reading, group: Group): void {
  const isSame = (g: Group): boolean => {
    if (g.kind === 'grain' || group.kind === 'grain')
      return g.kind === 'grain' && group.kind === 'grain' && g.grain === group.grain;
    if (g.kind === 'field' && group.kind === 'field') return sameField(g.field, group.field);
    return g.kind === 'entity' && group.kind === 'entity' && g.entity === group.entity;
  };
  if (!reading.groups.some(isSame)) reading.groups.push(group);
}
