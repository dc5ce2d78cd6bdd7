import type { Agg, Entity } from '../../../ontology/model.js';
import {
  type Reading,
  addNumber,
  aggregateOf,
  countOf,
  fieldAt,
  isCountBehind,
  isMeasured,
  isOfRows,
  roleAt,
  skip,
} from './reading.js';
import { readLate, readRate } from './parts.js';
import { namingAttribute } from '../write/writing.js';

/** 平均X, 总X, 总订单数. */
export function readAggregate(reading: Reading, agg: Agg): boolean {
  const isCumulative = reading.tokens[reading.at]!.text.startsWith('累');
  reading.at += 1;
  skip(reading, 'stop', 'agg');
  // 累计逾期金额: the condition stands inside.
  if (roleAt(reading, reading.at)?.kind === 'late' && !readLate(reading)) return false;
  const thing = fieldAt(reading, reading.at);
  const behind = fieldAt(reading, reading.at + 1);
  // 平均订单金额: the thing before says of what.
  const isOf =
    thing !== undefined && !isMeasured(thing) && behind !== undefined && isMeasured(behind);
  if (isOf || roleAt(reading, reading.at)?.kind === 'rows') reading.at += 1;
  const field = isOf ? behind : fieldAt(reading, reading.at);
  if (field === undefined) return false;
  reading.at += 1;
  const next = roleAt(reading, reading.at);
  if (isMeasured(field)) {
    if (next?.kind === 'tail' || next?.kind === 'amount') reading.at += 1;
    if (isCumulative && reading.groups.some((g) => g.kind === 'grain')) reading.cumulative = true;
    return addNumber(reading, aggregateOf(field, agg));
  }
  if (agg !== 'sum' || next?.kind !== 'count') return false;
  reading.at += 1;
  return addNumber(reading, countOf(field));
}

/** 有多少 alone counts the thing that is named behind or before it. */
export function readCount(reading: Reading): boolean {
  const before = reading.tokens[reading.at - 1];
  reading.at += 1;
  // 订单数量有多少: it is counted already.
  if (before !== undefined && /数量?$/.test(before.text) && reading.last?.agg.startsWith('count'))
    return true;
  const [only, ...others] = reading.ontology.entities.values();
  if (before?.kind === 'role' && before.role.kind === 'rows' && others.length === 0) {
    delete reading.perRow;
    reading.shown.splice(0);
    return addNumber(reading, { kind: 'aggregate', agg: 'count', entity: only!, filters: [] });
  }
  const field = fieldAt(reading, reading.at);
  if (field !== undefined && !isMeasured(field)) {
    reading.at += 1;
    return addNumber(reading, countOf(field));
  }
  const thing = reading.loose.at(-1);
  if (thing === undefined) return countGroups(reading);
  reading.loose = reading.loose.slice(0, -1);
  return addNumber(reading, countOf(thing));
}

/** 各促销码的使用次数: the rows that have it. */
function countGroups(reading: Reading): boolean {
  const fields = reading.groups.flatMap((g) => (g.kind === 'field' ? [g.field] : []));
  const [entity, ...more] = new Set(fields.map((f) => f.entity));
  const isOfThem = fields.every((f) => !isOfRows(f));
  if (entity === undefined || more.length > 0 || !isOfThem) return false;
  if (reading.measures.length > 0 || reading.bare !== undefined) return false;
  return addNumber(reading, { kind: 'aggregate', agg: 'count', entity, filters: [] });
}

/** 占比 of the number before it, among all groups; else of the rows with what was said last. */
export function readShare(reading: Reading): boolean {
  if (reading.last === undefined && reading.measures.length === 0 && reading.bare === undefined)
    return readRate(reading);
  reading.at += 1;
  if (reading.last === undefined || reading.groups.length === 0) return false;
  reading.measures.push({ kind: 'quotient', over: reading.last, percent: false });
  return true;
}

/** 哪些公司, 每家公司: rows are listed, with the column that they are called by. */
function rowsSaid(reading: Reading, token: Reading['tokens'][number], entity: Entity): boolean {
  const before = reading.tokens
    .slice(0, reading.at - 1)
    .findLast((t) => t.kind !== 'role' || t.role.kind !== 'stop');
  const asked =
    before?.kind === 'role' && (before.role.kind === 'which' || before.role.kind === 'each');
  const isRanked = isRankAhead(reading);
  if (!asked && !isRanked) return true;
  const refs = token.kind === 'role' ? (token.refs ?? []) : [];
  const names = refs.filter((r) => r.kind === 'attribute' && r.entity === entity);
  const [name] = names;
  if (name?.kind === 'attribute')
    reading.shown.push({ entity: name.entity, attribute: name.attribute });
  else if (namingAttribute(entity) === undefined && entity.key.length === 0) return true;
  reading.perRow = true;
  return true;
}

/** …按估值排名: before the clause ends. */
function isRankAhead(reading: Reading): boolean {
  for (let at = reading.at; at < reading.tokens.length; at++) {
    const role = roleAt(reading, at);
    if (role?.kind === 'end' || role?.kind === 'agg' || role?.kind === 'count') return false;
    if (role?.kind === 'ranking') return reading.measures.length === 0;
  }
  return false;
}

/** 投资者, 订单: the rows of the only table there is, where nothing of it is called so. */
export function readRows(reading: Reading): boolean {
  const [entity, ...more] = reading.ontology.entities.values();
  if (entity === undefined || more.length > 0) return false;
  const token = reading.tokens[reading.at]!;
  reading.at += 1;
  if (!isCountBehind(reading)) return rowsSaid(reading, token, entity);
  reading.at += 1;
  return addNumber(reading, { kind: 'aggregate', agg: 'count', entity, filters: [] });
}
