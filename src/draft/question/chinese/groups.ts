import { isPeople } from './counts.js';
import { readRows } from './numbers.js';
import {
  type Reading,
  addNumber,
  countOf,
  fieldAt,
  isAmount,
  isCountBehind,
  isMeasured,
  roleAt,
  skip,
} from './reading.js';
import type { Field } from '../frame.js';
import { clockOf, yearOf } from '../write/filters.js';
import { sameField } from '../write/writing.js';

/** 各X、Y, 按X和Y分组, 不同X. */
export function readEach(reading: Reading): boolean {
  if (isOfNamed(reading)) {
    reading.at += 1;
    return true;
  }
  skip(reading, 'each', 'by', 'stop', 'grouped');
  const rows = roleAt(reading, reading.at);
  if (rows?.kind === 'rows') {
    // 每家公司: each row. 按投资者性别: whose it is says nothing more.
    const behind = fieldAt(reading, reading.at + 1);
    if (behind === undefined) return readRows(reading);
    reading.at += 1;
  }
  for (;;) {
    const field = fieldAt(reading, reading.at);
    if (field === undefined || !isGroupable(field)) return false;
    reading.at += 1;
    const next = roleAt(reading, reading.at);
    if (isCountBehind(reading) && !isCountOfRows(reading)) {
      reading.at += 1;
      return addNumber(reading, countOf(field));
    }
    // 各国家客户: the thing behind belongs to the rest.
    const isKnown = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
    if (!isKnown)
      reading.groups.push({
        kind: 'field',
        field: { entity: field.entity, attribute: field.attribute },
      });
    reading.loose = reading.loose.filter((f) => !sameField(f, field));
    skip(reading, 'grouped');
    if (next?.kind !== 'and') return true;
    const behind = fieldAt(reading, reading.at + 1);
    if (behind === undefined || !isGroupable(behind)) return true;
    reading.at += 1;
  }
}

/** 两种类型各自的…, 电影和电视剧各有多少: of what was named. */
function isOfNamed({ tokens, at, groups }: Reading): boolean {
  const { text } = tokens[at]!;
  const next = tokens[at + 1];
  const isAsked =
    next?.kind === 'role' && (next.role.kind === 'count' || /^[是为]?多少/.test(next.text));
  // 各自地区: a part of which no column is known is no part that was named.
  const isNoun = /^(?:地区|名称|姓名|名字|月份|年份|组合?|分组)$/.test(next?.text ?? '');
  return groups.length > 0 && (text.startsWith('各自') ? !isNoun : text === '各' && isAsked);
}

/** 各年龄: whole numbers that are no amounts put rows into groups where the words say so. */
function isGroupable(field: Field): boolean {
  return !isMeasured(field) || (field.attribute.type.kind === 'bigint' && !isAmount(field));
}

/** 不同投资途径的人数, 各类别的数量: people, or rows, of each; not how many of them there are. */
function isCountOfRows({ tokens, at, measures }: Reading): boolean {
  const [each, thing, count] = [tokens[at - 2], tokens[at - 1]!, tokens[at]!];
  if (measures.length > 0 || isPeople(thing.text)) return false;
  if (/人/.test(count.text)) return true;
  return count.text.startsWith('的') && each !== undefined && /^[各每]/.test(each.text);
}

/** 每月, 按年: a column that holds it, else buckets of the only clock. */
export function readGrain(reading: Reading, grain: string): boolean {
  reading.at += 1;
  const entities = [...reading.ontology.entities.values()];
  const columns = entities.flatMap((entity) => {
    const attribute = grain === 'year' ? yearOf(entity) : entity.attributes.get(grain);
    return attribute === undefined ? [] : [{ entity, attribute }];
  });
  if (columns.length === 1) reading.groups.push({ kind: 'field', field: columns[0]! });
  else {
    const clocks = entities.flatMap((entity) => clockOf(entity) ?? []);
    if (columns.length > 1 || clocks.length === 0) return false;
    const clock = clocks.length === 1 ? { clock: clocks[0]! } : {};
    reading.groups.push({ kind: 'grain', grain, ...clock, written: true });
  }
  return true;
}
