import type { Agg } from '../../ontology/model.js';
import {
  type Reading,
  addNumber,
  aggregateOf,
  countOf,
  fieldAt,
  isMeasured,
  roleAt,
  skip,
} from './reading-zh.js';

/** 平均X, 总X, 总订单数. */
export function readAggregate(reading: Reading, agg: Agg): boolean {
  reading.at += 1;
  skip(reading, 'stop', 'agg');
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
    if (next?.kind === 'tail') reading.at += 1;
    return addNumber(reading, aggregateOf(field, agg));
  }
  if (agg !== 'sum' || next?.kind !== 'count') return false;
  reading.at += 1;
  return addNumber(reading, countOf(field));
}

/** 有多少 alone counts the thing that is named behind or before it. */
export function readCount(reading: Reading): boolean {
  reading.at += 1;
  const field = fieldAt(reading, reading.at);
  if (field !== undefined && !isMeasured(field)) {
    reading.at += 1;
    return addNumber(reading, countOf(field));
  }
  const thing = reading.loose.at(-1);
  if (thing === undefined) return false;
  reading.loose = reading.loose.slice(0, -1);
  return addNumber(reading, countOf(thing));
}

/** 占比 of the number before it, among all groups. */
export function readShare(reading: Reading): boolean {
  reading.at += 1;
  if (reading.last === undefined || reading.groups.length === 0) return false;
  reading.measures.push({ kind: 'quotient', over: reading.last, percent: false });
  return true;
}

/** 投资者, 订单: the rows of the only table there is, where nothing of it is called so. */
export function readRows(reading: Reading): boolean {
  const [entity, ...more] = reading.ontology.entities.values();
  if (entity === undefined || more.length > 0) return false;
  reading.at += 1;
  if (roleAt(reading, reading.at)?.kind !== 'count') return true;
  reading.at += 1;
  return addNumber(reading, { kind: 'aggregate', agg: 'count', entity, filters: [] });
}
