import { unreachable } from '../../../base/unreachable.js';
import type { Ontology } from '../../../ontology/model.js';
import { readComparison } from './comparisons.js';
import type { Field, Frame, Measure } from '../frame.js';
import { readEach, readGrain } from './groups.js';
import { listOf, withOwnColumns } from './lists.js';
import { readLack } from './lacks.js';
import { readBoundOf, readName } from './names.js';
import {
  readAbsence,
  readAggregate,
  readCount,
  readHappened,
  readRows,
  readTail,
  readShare,
} from './numbers.js';
import {
  isSortAhead,
  isTopByAhead,
  readDirection,
  readTopBy,
  readRanking,
  readSort,
  readTop,
} from './orders.js';
import { readGrowth, readLate, readPart, readRate, readRunning } from './parts.js';
import { type Reading, isHappening, isOfRows, isRowNoun, plainNumber } from './reading.js';
import { withCounts } from './counts.js';
import { withOwnedKinds } from './owned-kinds.js';
import type { TokenZh } from './tokens.js';
import { chineseFormsOf } from './glossary.js';
import { attributePrefix, bareWords } from '../referents.js';
import { isTemporal } from '../../attribute-kinds.js';
import { clockOf, yearOf } from '../write/filters.js';
import { aggregatesIn } from '../write/groups.js';
import { sameField } from '../write/writing.js';

/** A frame, or the piece where reading ended. */
export type UnderstoodZh = { readonly frame: Frame } | { readonly stuck: number };

/**
 * What a question in Chinese asks for; undefined where a piece of it is not understood in its place. In
 * Chinese what is wanted stands last, and everything said of it before it.
 */
export function readChinese(written: readonly TokenZh[], ontology: Ontology): UnderstoodZh {
  const tokens = withCounts(withOwnedKinds(written), ontology);
  const reading: Reading = {
    tokens,
    ontology,
    at: 0,
    measures: [],
    groups: [],
    filters: [],
    keeps: [],
    shown: [],
    loose: [],
    described: [],
    means: [],
    places: [],
    bares: [],
  };
  while (reading.at < tokens.length)
    if (!readPiece(reading) && !readRestated(reading)) return { stuck: reading.at };
  const frame = frameOf(reading);
  return frame === undefined ? { stuck: tokens.length } : { frame };
}

function frameOf(reading: Reading): Frame | undefined {
  withOwnColumns(reading);
  const { measures, groups, filters, keeps, order, limit, loose, bare } = reading;
  // A column of rows that are cut is shown as it is.
  const isOfCut = reading.places.length > 0 && measures.length === 0;
  const only = bare === undefined || isOfCut ? undefined : plainNumber(bare);
  const numbers = [
    ...measures,
    ...(only !== undefined && measures.length === 0 && groups.length > 0 ? [only] : []),
  ];
  if (numbers.length === 0 && groups.every((g) => g.kind === 'field')) {
    const list = listOf(reading);
    if (list !== undefined || bare === undefined) return list;
  }
  if (numbers.length === 0 || (only === undefined && bare !== undefined)) return undefined;
  if (bare !== undefined && only !== undefined && numbers !== measures && numbers.length !== 1)
    return undefined;
  if (bare !== undefined && measures.length > 0) return undefined;
  // Things that stand nowhere: of what, for whom. Only the rows themselves need no part.
  const isGroup = (f: Field): boolean =>
    groups.some((g) => g.kind === 'field' && sameField(g.field, f));
  const isSaid = (f: Field): boolean =>
    isHappening(f) && numbers.flatMap(aggregatesIn).every((a) => a.entity === f.entity);
  const isFree = (f: Field): boolean =>
    isOfRows(f) || isRowNoun(f) || reading.described.includes(f);
  if (loose.some((f) => !isFree(f) && !isGroup(f) && !isSaid(f))) return undefined;
  if (reading.places.length > 0 || reading.bares.length > 0 || reading.perRow === true)
    return undefined;
  const addsUp = (m: Measure): boolean =>
    m.kind === 'aggregate' && (m.agg === 'sum' || m.agg === 'count');
  if (reading.several === true && groups.length === 0 && !numbers.every(addsUp)) return undefined;
  if (reading.means.length > 0 && groups.length === 0) return undefined;
  if (limit !== undefined && groups.length === 0) return undefined;
  // One number has no order.
  if (order !== undefined && 'measure' in order.by && groups.length === 0) return undefined;
  if (keeps.length > 0 && groups.length === 0) return undefined;
  const isChosen = limit !== undefined || keeps.length > 0 || reading.ranked === true;
  return {
    shown: [],
    distinct: false,
    measures: numbers
      .map((m) => (reading.cumulative === true ? runningOf(m) : m))
      .map((m) =>
        reading.percent === true && m.kind === 'quotient' ? { ...m, percent: true } : m,
      ),
    groups: groups.map((g) =>
      g.kind === 'field' && isOfRows(g.field) ? { kind: 'entity', entity: g.field.entity } : g,
    ),
    filters: isChosen ? [...filters, ...groups.flatMap(knownOnly)] : filters,
    keeps: reading.percent === true ? keeps.map(inHundred) : keeps,
    ...(order !== undefined && { order }),
    ...(reading.shownIn !== undefined && { shownIn: reading.shownIn }),
    ...(reading.ranked === true && { ranked: true }),
    ...(reading.means.length > 0 && { means: reading.means }),
    ...(limit !== undefined && { limit }),
  };
}

/** …最多的车型是什么，多少辆: at the end, how much it is that was asked for already; nothing new is named. */
function readRestated(reading: Reading): boolean {
  const { tokens, at, measures, limit } = reading;
  const rest = tokens.slice(at);
  const start = tokens
    .slice(0, at)
    .findLastIndex((t) => t.kind === 'role' && t.role.kind === 'end');
  const clause = tokens.slice(start + 1);
  const isAsked = clause.some((t) => /[几多][少个位辆部条次人]|几$/.test(t.text));
  const strange = rest.filter((t) => t.kind === 'unknown');
  const isIdle = rest.every(
    (t) =>
      t.kind === 'unknown' ||
      (t.kind === 'role' && ['count', 'stop', 'end', 'unit', 'agg'].includes(t.role.kind)),
  );
  // 其中多少…: a part of them is asked for, which is new.
  const isNew = strange.length > 2 || clause.some((t) => /^(?:其中|当中|之中|里面)$/.test(t.text));
  const isCut = limit !== undefined || reading.places.length > 0;
  if (start < 0 || measures.length > 1 || !isCut || !isAsked || !isIdle || isNew) return false;
  const ends = rest.filter((t) => t.kind === 'role' && t.role.kind === 'end');
  if (ends.length > 1) return false;
  reading.at = tokens.length;
  return true;
}

/** A part that is shown of a hundred is compared so. */
function inHundred(keep: Frame['keeps'][number]): Frame['keeps'][number] {
  const isPart = keep.measure.kind === 'quotient';
  return isPart
    ? { ...keep, value: String(Number((Number(keep.value) * 100).toPrecision(12))) }
    : keep;
}

/** Who has most is somebody: what is not known is not chosen. */
function knownOnly(group: Reading['groups'][number]): Reading['filters'] {
  if (group.kind !== 'field' || group.field.entity.key.includes(group.field.attribute.name))
    return [];
  const { attribute } = group.field;
  const isOpen = attribute.type.kind === 'string' && attribute.values === undefined;
  if (!isOpen || attribute.is !== undefined) return [];
  return [{ kind: 'test', field: group.field, test: (path) => `${path} is not null` }];
}

/** 累计 with buckets of time: all up to each of them. */
function runningOf(measure: Measure): Measure {
  return measure.kind === 'aggregate' && (measure.agg === 'sum' || measure.agg === 'count')
    ? { kind: 'running', over: measure }
    : measure;
}

function readPiece(reading: Reading): boolean {
  const token = reading.tokens[reading.at]!;
  if (token.kind === 'time') return readTime(reading, token);
  if (token.kind === 'refs') return readName(reading);
  if (token.kind === 'number') return readBoundOf(reading);
  const role = token.kind === 'role' ? token.role : undefined;
  if (role === undefined) return false;
  switch (role.kind) {
    case 'stop':
    case 'end':
    case 'and':
    case 'which':
    case 'own':
    case 'grouped':
      reading.at += 1;
      return true;
    case 'by':
      if (isTopByAhead(reading) && readTopBy(reading)) return true;
      return isSortAhead(reading) ? readSort(reading) : readEach(reading);
    case 'each':
      return readEach(reading);
    case 'grain':
      return isSortAhead(reading) && role.grain !== '' && isBy(token)
        ? readSort(reading)
        : readGrain(reading, role.grain);
    case 'agg':
      return readAggregate(reading, role.agg);
    case 'count':
      return readCount(reading);
    case 'happened':
      return readHappened(reading);
    case 'compare':
    case 'is':
      return readComparison(reading);
    case 'top':
      return readTop(reading, role);
    case 'best':
      return readTop(reading, { rows: 1, ascending: role.ascending }, true);
    case 'direction':
      return readDirection(reading, role.ascending);
    case 'rows':
      return readRows(reading);
    case 'days':
      return readDays(reading, role.days);
    case 'ranking':
      return readRanking(reading);
    case 'part':
      return readPart(reading);
    case 'growth':
      return readGrowth(reading, role.grain === 'year');
    case 'running':
      return readRunning(reading);
    case 'verb':
      return readVerb(reading);
    case 'rate':
      return readRate(reading);
    case 'not':
      return readAbsence(reading) || readLack(reading);
    case 'late':
      return readLate(reading);
    case 'id':
      return readId(reading);
    case 'amount':
      return readName(reading);
    case 'share':
      return readShare(reading);
    case 'tail':
      return readTail(reading, role.agg);
    case 'ratio':
      return readPercent(reading, role.percent === true);
    case 'after':
    case 'difference':
    case 'mean':
    case 'between':
    case 'to':
    case 'sign':
    case 'or':
    case 'sort':
    case 'unit':
      return false;
    default:
      return unreachable(role);
  }
}

function isBy(token: TokenZh): boolean {
  return token.text.startsWith('按');
}

/** 离职率是百分之多少: how the part that was asked for is written. */
function readPercent(reading: Reading, isPercent: boolean): boolean {
  const isPart = reading.measures.some((m) => m.kind === 'quotient' || m.kind === 'change');
  if (!isPercent || !isPart) return false;
  reading.at += 1;
  reading.percent = true;
  return true;
}

/** 最大的5件的编号: rows that are listed are always told apart. */
function readId(reading: Reading): boolean {
  const isListed = reading.perRow === true && reading.rows?.key.length === 1;
  if (!isListed || reading.measures.length > 0) return false;
  reading.at += 1;
  return true;
}

/** 周末, 工作日: days of the week by the only column that holds them, else of the only clock there is. */
function readDays(reading: Reading, days: readonly number[]): boolean {
  const columns = [...reading.ontology.entities.values()].flatMap((entity) =>
    [...entity.attributes.values()].flatMap((attribute) => {
      const codes = [...(attribute.values?.keys() ?? [])];
      const isDays = codes.length >= 2 && codes.every((c) => dayNumber(c) !== undefined);
      return isDays ? [{ field: { entity, attribute }, codes }] : [];
    }),
  );
  if (columns.length > 1) return false;
  if (columns.length === 1) {
    const { field, codes } = columns[0]!;
    const meant = codes.filter((c) => days.includes(dayNumber(c)!));
    if (meant.length === 0) return false;
    reading.at += 1;
    const list = meant.map((c) => `'${c.replaceAll("'", "''")}'`).join(', ');
    reading.filters.push({ kind: 'test', field, test: (path) => `${path} in (${list})` });
    return true;
  }
  const clocks = [...reading.ontology.entities.values()].flatMap((e) => clockOf(e) ?? []);
  const [clock] = clocks;
  if (clock === undefined || clocks.length > 1) return false;
  reading.at += 1;
  reading.filters.push({
    kind: 'test',
    field: clock,
    test: (path) => `day_of_week(${path}) in (${days.join(', ')})`,
  });
  return true;
}

/** Mon, Tues, Sunday: Monday is 1. */
function dayNumber(code: string): number | undefined {
  const at = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(
    /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?$/i.test(code)
      ? code.slice(0, 3).toLowerCase()
      : '',
  );
  return at < 0 ? undefined : at + 1;
}

/** 2021年加入的: the only time that is called so is the one that was said. */
function readVerb(reading: Reading): boolean {
  const verb = reading.tokens[reading.at]!.text.replace(/过$/, '');
  const called = [...reading.ontology.entities.values()].flatMap((entity) =>
    [...entity.attributes.values()]
      .filter((a) => isTemporal(a) || a === yearOf(entity))
      .filter((a) =>
        chineseFormsOf(bareWords(a, attributePrefix(entity))).some((f) => f.startsWith(verb)),
      )
      .map((attribute): Field => ({ entity, attribute })),
  );
  const [clock, ...others] = called;
  if (clock === undefined || others.length > 0) return false;
  reading.at += 1;
  const { entity, attribute } = clock;
  const isOnly = clockOf(entity)?.attribute === attribute || yearOf(entity) === attribute;
  const last = reading.filters.at(-1);
  const time = last?.kind === 'time' ? last : last?.kind === 'exists' ? last.filters[0] : undefined;
  if (time?.kind !== 'time') return isOnly;
  reading.filters.pop();
  reading.filters.push(
    isTemporal(attribute)
      ? { kind: 'time', time: time.time, of: clock }
      : { kind: 'exists', entity, filters: [time], negated: false },
  );
  return true;
}

/** A time of the only thing that has one. */
function readTime(reading: Reading, { time }: Extract<TokenZh, { kind: 'time' }>): boolean {
  const clocks = [...reading.ontology.entities.values()].filter(
    (e) => clockOf(e) !== undefined || yearOf(e) !== undefined,
  );
  const [entity] = clocks;
  if (entity === undefined) return false;
  // 2021年和2022年: no row is of both.
  if (reading.timed === true) return false;
  reading.timed = true;
  reading.at += 1;
  // Of several times, that of the rows that are counted is meant; without one it cannot be said.
  if (clocks.length > 1) {
    reading.filters.push({ kind: 'time', time });
    return true;
  }
  reading.filters.push({
    kind: 'exists',
    entity,
    filters: [{ kind: 'time', time }],
    negated: false,
  });
  return true;
}
