import type { Agg } from '../../../dsl/document.js';
import type { Entity } from '../../../ontology/model.js';
import {
  type Reading,
  addNumber,
  aggregateOf,
  countOf,
  fieldAt,
  isCountBehind,
  isHappening,
  isMeasured,
  isOfRows,
  roleAt,
  skip,
} from './reading.js';
import { readLate, readRate } from './parts.js';
import type { TokenZh } from './tokens.js';
import type { Field } from '../frame.js';
import { wordsIn } from '../name-words.js';
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
  if (field === undefined && !isOf) {
    // 最大值和平均值 at the end: of the number before it.
    reading.at -= 1;
    const isOver = isClauseOver(reading, reading.at + 1);
    if (isOver) return readTail(reading, agg);
  }
  if (field === undefined) return false;
  reading.at += 1;
  const next = roleAt(reading, reading.at);
  if (isMeasured(field)) {
    // 最高收入组: one of the groups, not the greatest of each.
    const behindIt = reading.tokens[reading.at]?.text ?? '';
    if ((agg === 'max' || agg === 'min') && behindIt.startsWith('组')) return false;
    if (next?.kind === 'tail' || next?.kind === 'amount') reading.at += 1;
    if (isCumulative && reading.groups.some((g) => g.kind === 'grain')) reading.cumulative = true;
    return addNumber(reading, aggregateOf(field, agg));
  }
  if (agg !== 'sum' || next?.kind !== 'count') return false;
  reading.at += 1;
  return addNumber(reading, countOf(field));
}

function isClauseOver({ tokens }: Reading, at: number): boolean {
  const rest = tokens.slice(at).filter((t) => t.kind !== 'role' || t.role.kind !== 'stop');
  return rest[0] === undefined || (rest[0].kind === 'role' && rest[0].role.kind === 'end');
}

/** 最大值、最小值和平均值: of the number before it. */
export function readTail(reading: Reading, agg: Agg): boolean {
  const { last, bare } = reading;
  // 时长、费用平均值: of each of them.
  if (bare !== undefined && isMeasured(bare) && roleAt(reading, reading.at)?.kind === 'agg') {
    for (const field of [...reading.bares.splice(0), bare])
      addNumber(reading, aggregateOf(field, agg));
    delete reading.bare;
    reading.at += 1;
    return true;
  }
  const joint = roleAt(reading, reading.at - 1);
  const isJoined = joint?.kind === 'and' || joint?.kind === 'own';
  // 作品数、平均分: as it was asked for already.
  const isAsked = reading.measures.filter((m) => m.kind === 'aggregate' && m.agg === agg).length;
  if (isJoined && isAsked === 1 && reading.order !== undefined) {
    reading.at += 1;
    return true;
  }
  if (last?.of === undefined || bare !== undefined || !isJoined) return false;
  if (!isMeasured({ entity: last.entity, attribute: last.of })) return false;
  reading.at += 1;
  return addNumber(reading, aggregateOf({ entity: last.entity, attribute: last.of }, agg));
}

/** 有多少 alone counts the thing that is named behind or before it. */
export function readCount(reading: Reading): boolean {
  const before = reading.tokens[reading.at - 1];
  reading.at += 1;
  // 订单数量有多少: it is counted already.
  if (isSameCount(reading, before) && fieldAt(reading, reading.at) === undefined) return true;
  if (before !== undefined && /数量?$/.test(before.text) && reading.last?.agg.startsWith('count'))
    return true;
  // 编号、性别、次数: as it was counted already.
  const isListed = before?.kind === 'role' && before.role.kind === 'and';
  const counted = reading.keeps.filter(
    (k) => k.measure.kind === 'aggregate' && k.measure.agg.startsWith('count'),
  );
  if (isListed && counted.length === 1) return true;
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
  // 多少人伤亡, of a column that holds how many: all of them.
  if (field?.counted === true && isCountOf(field)) {
    reading.at += 1;
    return addNumber(reading, aggregateOf(field, 'sum'));
  }
  const thing = reading.loose.at(-1);
  if (thing === undefined) return countGroups(reading);
  // 客户及其逾期次数: how many rows each of them has, not how many of them there are.
  if (isOwnCount(reading)) {
    if (isOfRows(thing) || reading.groups.length + reading.measures.length > 0) return false;
    reading.loose = reading.loose.filter((f) => f.attribute !== thing.attribute);
    const { entity, attribute } = thing;
    reading.groups.push({ kind: 'field', field: { entity, attribute } });
    return addNumber(reading, { kind: 'aggregate', agg: 'count', entity, filters: [] });
  }
  reading.loose = reading.loose.slice(0, -1);
  return addNumber(reading, countOf(thing));
}

/** `num_casualties`, `boarding_cnt`: how many; `flight_num` may be what it is called. */
function isCountOf({ attribute }: Field): boolean {
  const words = wordsIn(attribute.name);
  return ['num', 'n'].includes(words[0]!) || ['cnt', 'count', 'qty'].includes(words.at(-1)!);
}

function isOwnCount(reading: Reading): boolean {
  for (let at = reading.at - 2; at >= 0; at--) {
    const role = roleAt(reading, at);
    if (role?.kind === 'own') return true;
    if (role === undefined || !['and', 'late', 'stop'].includes(role.kind)) return false;
  }
  return false;
}

/** 国家及其数量: what was counted for them already. */
function isSameCount({ last, groups, loose }: Reading, before: TokenZh | undefined): boolean {
  const isOwn =
    before?.kind === 'role' && (before.role.kind === 'own' || before.role.kind === 'and');
  return isOwn && last?.agg.startsWith('count') === true && groups.length > 0 && loose.length === 0;
}

/** 没有下过订单的客户: rows of a thing that no row of another belongs to. */
export function readAbsence(reading: Reading): boolean {
  const start = reading.at;
  reading.at += 1;
  skip(reading, 'is', 'stop', 'happened');
  const event = entityNamed(reading);
  const of = reading.tokens[reading.at + 1];
  reading.at += 2;
  const thing = entityNamed(reading);
  reading.at -= 1;
  if (event === undefined || thing === undefined || event === thing || of?.text !== '的') {
    reading.at = start;
    return false;
  }
  reading.filters.push({ kind: 'exists', entity: event, filters: [], negated: true });
  return true;
}

/** The thing that a piece names as such: a table, or what tells its rows apart. */
function entityNamed(reading: Reading): Entity | undefined {
  const token = reading.tokens[reading.at];
  const named = token?.kind === 'refs' ? token.refs : [];
  const tables = named.flatMap((r) => (r.kind === 'entity' ? [r.entity] : []));
  if (tables.length > 0) return tables.length === 1 ? tables[0] : undefined;
  const field = fieldAt(reading, reading.at);
  return field !== undefined && isOfRows(field) ? field.entity : undefined;
}

/** 接单次数: of the only thing that happens and is told apart by a number, else of the only rows there are. */
export function readHappened(reading: Reading): boolean {
  const entities = [...reading.ontology.entities.values()];
  const [only, ...others] = entities;
  const happening = entities.filter((entity) =>
    entity.key.some((key) => {
      const attribute = entity.attributes.get(key);
      return attribute !== undefined && isHappening({ entity, attribute });
    }),
  );
  const entity = others.length === 0 ? only : happening.length === 1 ? happening[0] : undefined;
  if (entity === undefined) return false;
  reading.at += 1;
  return addNumber(reading, { kind: 'aggregate', agg: 'count', entity, filters: [] });
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
  if (!asked && !isRanked && !isAskedBehind(reading)) return true;
  const refs = token.kind === 'role' ? (token.refs ?? []) : [];
  const names = refs.filter((r) => r.kind === 'attribute' && r.entity === entity);
  const [name] = names;
  if (name?.kind === 'attribute')
    reading.shown.push({ entity: name.entity, attribute: name.attribute });
  else if (namingAttribute(entity) === undefined && entity.key.length === 0) return true;
  reading.perRow = true;
  return true;
}

/** 找出…的电影, …的电影有哪些: what the clause comes to, where no number was asked for. */
function isAskedBehind({ tokens, at, measures, groups, filters, bare, places }: Reading): boolean {
  if (measures.length + places.length > 0 || bare !== undefined || filters.length === 0)
    return false;
  // 各部门中高于部门平均的员工: of each group those that are beside its average.
  const isBeside = filters.at(-1)?.kind === 'mean';
  if (groups.length > 0 && !isBeside) return false;
  const rest = tokens.slice(at).filter((t) => t.kind !== 'role' || t.role.kind !== 'stop');
  const isFound = tokens.some((t) => /^(?:列出|列举|找出|筛选出?|查找|查询)$/.test(t.text));
  const isOver = rest.every(
    (t) => t.kind === 'role' && (t.role.kind === 'end' || t.role.kind === 'which'),
  );
  return (
    isOver &&
    (isFound || isBeside || rest.some((t) => t.kind === 'role' && t.role.kind === 'which'))
  );
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

/** 超过平均值的记录: of several tables, the rows that the condition right before is about. */
function recordsOf({ tokens, at, filters, measures, keeps }: Reading): Entity | undefined {
  const filter = filters.at(-1);
  if (measures.length + keeps.length > 0 || !/^(?:记录|数据)$/.test(tokens[at]!.text))
    return undefined;
  return filter?.kind === 'mean' || filter?.kind === 'test' ? filter.field.entity : undefined;
}

/** 投资者, 订单: the rows of the only table there is, where nothing of it is called so. */
export function readRows(reading: Reading): boolean {
  const [first, ...more] = reading.ontology.entities.values();
  const entity = more.length === 0 ? first : recordsOf(reading);
  if (entity === undefined) return false;
  const token = reading.tokens[reading.at]!;
  reading.at += 1;
  if (more.length > 0) {
    const thing = reading.loose.at(-1);
    const isOfThem = thing !== undefined && thing.entity === entity && isOfRows(thing);
    if (isCountBehind(reading) && isOfThem) {
      // 高于平均的报名记录数.
      reading.loose = reading.loose.slice(0, -1);
      reading.at += 1;
      return addNumber(reading, { kind: 'aggregate', agg: 'count', entity, filters: [] });
    }
    if (isCountBehind(reading)) return false;
    reading.rows = entity;
    reading.perRow = true;
    reading.records = true;
    return true;
  }
  if (/^(?:记录|样本|数据)$/.test(token.text)) reading.records = true;
  if (!isCountBehind(reading)) return rowsSaid(reading, token, entity);
  reading.at += 1;
  return addNumber(reading, { kind: 'aggregate', agg: 'count', entity, filters: [] });
}
