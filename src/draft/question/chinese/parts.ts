import { boundsAt } from './comparisons.js';
import type { Aggregate, Field, Measure } from '../frame.js';
import {
  type Reading,
  aggregateOf,
  countOf,
  fieldAt,
  isHappening,
  isMeasured,
  isOfRows,
  plainNumber,
  roleAt,
  skip,
} from './reading.js';
import { sameField } from '../write/writing.js';

/** X占该国家总X的比例: a number, or each row, as a part of what its group comes to, or of all. */
export function readPart(reading: Reading): boolean {
  reading.at += 1;
  skip(reading, 'own', 'stop', 'each');
  let within: Field | undefined = fieldAt(reading, reading.at);
  if (within !== undefined && isMeasured(within)) within = undefined;
  if (within !== undefined) reading.at += 1;
  skip(reading, 'stop', 'own');
  const whole = readWhole(reading);
  if (whole === undefined) return false;
  skip(reading, 'stop');
  const last = roleAt(reading, reading.at);
  if (last?.kind !== 'ratio' && last?.kind !== 'share') return false;
  if (last.kind === 'ratio' && last.percent === true) reading.percent = true;
  reading.at += 1;
  const { bare } = reading;
  if (bare !== undefined) {
    if (whole !== 'same' && !sameField(whole, bare)) {
      if (within !== undefined) return false;
      delete reading.bare;
      return addQuotient(reading, aggregateOf(bare, 'sum'), aggregateOf(whole, 'sum'));
    }
    delete reading.bare;
    return partOfRows(reading, bare, within);
  }
  const over = reading.last;
  if (over === undefined) return false;
  if (whole !== 'same' && !(over.of === whole.attribute && over.entity === whole.entity)) {
    return within === undefined && addQuotient(reading, over, aggregateOf(whole, 'sum'));
  }
  if (readFilteredPart(reading, over, within)) return true;
  // What the groups were chosen by leaves others out of the whole, or not: nobody can tell.
  if (reading.groups.length === 0 || reading.keeps.length > 0) return false;
  const isGroup =
    within !== undefined &&
    reading.groups.some((g) => g.kind === 'field' && sameField(g.field, within));
  if (within !== undefined && (!isGroup || reading.groups.length < 2)) return false;
  reading.measures.push({
    kind: 'quotient',
    over,
    percent: false,
    ...(within !== undefined && { within: plain(within) }),
  });
  return true;
}

/** 没有导演的内容有多少部，占全部的百分之几: those that pass the only condition, of all. */
function readFilteredPart(reading: Reading, over: Aggregate, within: Field | undefined): boolean {
  const { filters, groups, measures } = reading;
  const tests = filters.filter((f) => f.kind === 'test');
  const [test, ...more] = tests;
  const [group, ...others] = groups;
  const isOfGroup =
    within === undefined
      ? group === undefined
      : group?.kind === 'field' && sameField(group.field, within) && others.length === 0;
  if (test === undefined || more.length > 0 || !isOfGroup || measures.length !== 1) return false;
  if (!over.agg.startsWith('count') || over.filters.length > 0 || reading.keeps.length > 0)
    return false;
  if (test.field.entity !== over.entity) return false;
  filters.splice(filters.indexOf(test), 1);
  const passing: Aggregate = { ...over, filters: [test] };
  measures.splice(0, 1, passing, { kind: 'quotient', over: passing, by: over, percent: false });
  reading.last = passing;
  return true;
}

/** 总X, 总体, 总数: the same number over all, or another column that is named. */
function readWhole(reading: Reading): 'same' | Field | undefined {
  const start = reading.at;
  skip(reading, 'agg');
  const field = fieldAt(reading, reading.at);
  if (field !== undefined && isMeasured(field)) {
    reading.at += 1;
    return field;
  }
  if (roleAt(reading, reading.at)?.kind === 'rows' || isCounted(reading, field)) reading.at += 1;
  if (roleAt(reading, reading.at)?.kind === 'count') {
    reading.at += 1;
    return 'same';
  }
  return reading.at > start ? 'same' : undefined;
}

/** 总包裹数: of what was counted already. */
function isCounted({ last }: Reading, field: Field | undefined): boolean {
  if (field === undefined || last === undefined) return false;
  return isOfRows(field) && field.entity === last.entity && last.agg === 'count';
}

function partOfRows(reading: Reading, field: Field, within: Field | undefined): boolean {
  if (reading.measures.length > 0) return false;
  const token = reading.tokens.slice(reading.at).find((t) => t.kind === 'number');
  const bounds = boundsAt(reading, true);
  if (bounds !== undefined && token?.kind === 'number' && token.percent !== true) return false;
  reading.places.push({
    kind: 'share',
    field: plain(field),
    descending: true,
    per: within === undefined ? [] : [plain(within)],
    ...(bounds !== undefined && { keep: { op: bounds.op as '>', value: bounds.value } }),
  });
  return true;
}

function addQuotient(reading: Reading, over: Aggregate, by: Aggregate): boolean {
  reading.measures.push({ kind: 'quotient', over, by, percent: false });
  return true;
}

/** X与Y的比例, X和Y的差额: two columns, each as its sum. */
export function readPair(reading: Reading, first: Field): boolean | undefined {
  const start = reading.at;
  const joint = roleAt(reading, reading.at);
  if (joint?.kind !== 'and') return undefined;
  reading.at += 1;
  skip(reading, 'agg');
  const second = fieldAt(reading, reading.at);
  const end = roleAt(reading, reading.at + 1);
  // Columns of different rows have nothing to do with each other.
  const isPair = second !== undefined && isMeasured(second) && second.entity === first.entity;
  if (!isPair || sameField(first, second)) {
    reading.at = start;
    return undefined;
  }
  if (end?.kind !== 'ratio' && end?.kind !== 'difference') {
    reading.at = start;
    return undefined;
  }
  reading.at += 2;
  const [over, by] = [plainNumber(first) ?? aggregateOf(first, 'sum'), aggregateOf(second, 'sum')];
  const measure: Measure =
    end.kind === 'ratio'
      ? { kind: 'quotient', over, by, percent: false }
      : { kind: 'difference', over, by };
  reading.measures.push(measure);
  return true;
}

/** 增长率, 环比: of the number that was named last, from bucket to bucket of the only time among the groups. */
export function readGrowth(reading: Reading, byYear: boolean): boolean {
  reading.at += 1;
  const field = fieldAt(reading, reading.at);
  // 环比增长金额: how much more, not how many percent.
  if (field !== undefined) return false;
  const { bare } = reading;
  const number = bare === undefined ? undefined : plainNumber(bare);
  if (bare !== undefined && number === undefined) return false;
  const over = number ?? reading.last;
  const grains = reading.groups.filter((g) => g.kind === 'grain' || isYear(g));
  if (over === undefined || grains.length !== 1) return false;
  if (byYear && !grains.some((g) => isYear(g) || (g.kind === 'grain' && g.grain === 'year')))
    return false;
  delete reading.bare;
  const change: Measure = { kind: 'change', over };
  const known = reading.measures.some((m) => m.kind === 'change');
  if (!known) reading.measures.push(change);
  reading.last = over;
  const token = reading.tokens.slice(reading.at).find((t) => t.kind === 'number');
  const bounds = boundsAt(reading, true);
  if (bounds === undefined) return true;
  if (token?.kind !== 'number' || token.percent !== true) return false;
  const value = String(Number((Number(bounds.value) * 100).toPrecision(12)));
  reading.keeps.push({ measure: change, op: bounds.op as '>', value });
  return true;
}

function isYear(group: Reading['groups'][number]): boolean {
  return group.kind === 'field' && group.field.attribute.name === 'year';
}

/** 滚动汇总, 累计值: all up to each bucket of time. */
export function readRunning(reading: Reading): boolean {
  reading.at += 1;
  reading.cumulative = true;
  return reading.last !== undefined || reading.bare !== undefined;
}

/** 活跃司机占比, 批准率: the rows that pass the condition that was said last among all. */
export function readRate(reading: Reading): boolean {
  const before = reading.tokens[reading.at - 1];
  const filter = reading.filters.at(-1);
  const thing = reading.loose.at(-1);
  if (filter?.kind !== 'test' || reading.bare !== undefined) return false;
  const { entity } = filter.field;
  const isRate = roleAt(reading, reading.at)?.kind === 'rate';
  // 批准率: the value stands right before; 活跃司机占比: with whose it is between.
  const isValue = before?.kind === 'refs' && before.refs.some((r) => r.kind === 'value');
  const isRows = before?.kind === 'role' && before.role.kind === 'rows';
  const isThing =
    thing !== undefined && thing.entity === entity && (isOfRows(thing) || isHappening(thing));
  if (isRate ? !isValue : !(isValue || isRows || isThing)) return false;
  if (thing !== undefined && !isThing) return false;
  reading.at += 1;
  reading.filters.pop();
  reading.loose = thing === undefined ? reading.loose : reading.loose.slice(0, -1);
  const count = thing === undefined || isOfRows(thing) ? undefined : countOf(thing);
  const all: Aggregate = count ?? { kind: 'aggregate', agg: 'count', entity, filters: [] };
  const over: Aggregate = { ...all, filters: [filter] };
  reading.measures.push({ kind: 'quotient', over, by: all, percent: false });
  return true;
}

/** 逾期: more than no days late, by the only column that holds them; 逾期超过30天 says how many. */
export function readLate(reading: Reading): boolean {
  const columns = [...reading.ontology.entities.values()].flatMap((entity) =>
    [...entity.attributes.values()].flatMap((attribute) =>
      /(?:late|overdue|delinquent)/i.test(attribute.name) && isMeasured({ entity, attribute })
        ? [{ entity, attribute }]
        : [],
    ),
  );
  const [field] = columns;
  if (field === undefined || columns.length > 1) return false;
  reading.at += 1;
  const bounds = boundsAt(reading);
  if (bounds !== undefined && !/[天日]$/.test(bounds.text)) return false;
  const [op, value] = bounds === undefined ? ['>', '0'] : [bounds.op, bounds.value];
  reading.filters.push({ kind: 'test', field, test: (path) => `${path} ${op} ${value}` });
  return true;
}

/** A field without what the token adds to it. */
export function plain({ entity, attribute }: Field): Field {
  return { entity, attribute };
}
