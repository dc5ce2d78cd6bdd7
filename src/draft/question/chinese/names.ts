import { boundsAt, isMeanAhead, isUnitOpen } from './comparisons.js';
import type { Aggregate, Field } from '../frame.js';
import { testOf } from '../english/noun.js';
import {
  type Reading,
  addNumber,
  aggregateOf,
  countOf,
  entityBehind,
  fieldAt,
  isAmount,
  isCountBehind,
  isHappening,
  isMeasured,
  isOfRows,
  plainNumber,
  roleAt,
  skip,
} from './reading.js';
import type { ValueReferent } from '../referents.js';
import { wordsIn } from '../name-words.js';
import { chineseValuesOf } from './glossary.js';
import { isRowsTop } from './orders.js';
import { addHas } from './lacks.js';
import { readPair } from './parts.js';
import { sameField } from '../write/writing.js';

/** A column, a thing or a value. */
export function readName(reading: Reading): boolean {
  const token = reading.tokens[reading.at]!;
  const refs = token.kind === 'refs' ? token.refs : [];
  const values = refs.filter((r): r is ValueReferent => r.kind === 'value');
  const field = fieldAt(reading, reading.at);
  if (field === undefined || isFlagSaid(reading, values)) {
    if (values.length > 0) return readValue(reading, values);
    return false;
  }
  if (reading.bare !== undefined) {
    // Columns of a list: what is named before is only shown.
    if (reading.measures.length > 0 || reading.keeps.length > 0) return false;
    reading.bares.push(reading.bare);
    delete reading.bare;
  }
  reading.at += 1;
  // 车费收入: a word for money behind an amount says nothing more.
  if (isMeasured(field) && roleAt(reading, reading.at)?.kind === 'amount') reading.at += 1;
  const next = roleAt(reading, reading.at);
  if (isMeasured(field)) {
    const pair = readPair(reading, { entity: field.entity, attribute: field.attribute });
    if (pair !== undefined) return pair;
    if (isTotalBehind(reading)) {
      reading.at += 1;
      return addNumber(reading, aggregateOf(field, 'sum'));
    }
    if (next?.kind === 'tail') {
      // 数学、阅读、写作平均分: of each of them.
      const others = roleAt(reading, reading.at - 2)?.kind === 'and' ? reading.bares.splice(0) : [];
      for (const other of others) addNumber(reading, aggregateOf(other, next.agg));
      reading.at += 1;
      return addNumber(reading, aggregateOf(field, next.agg));
    }
    const known = reading.measures.findLast(
      (m): m is Aggregate =>
        m.kind === 'aggregate' && m.of === field.attribute && m.entity === field.entity,
    );
    if (known !== undefined) {
      reading.last = known;
      return true;
    }
    // 总金额 of many rows is the sum of them, whatever the column is called.
    if (token.text.startsWith('总') && isAmount(field) && !isOneOfColumns(reading, field))
      return addNumber(reading, aggregateOf(field, 'sum'));
    reading.bare = field;
    return settleBare(reading);
  }
  if (isCountBehind(reading) || next?.kind === 'tail') {
    if (next?.kind === 'tail' && next.agg !== 'sum') return false;
    reading.at += 1;
    return addNumber(reading, countOf(field));
  }
  // 使用过促销码: rows that have one.
  const use = reading.tokens.slice(Math.max(0, reading.at - 3), reading.at - 1);
  const isUsed =
    use.some((t) => t.text === '使用') &&
    (use.at(-1)?.text === '过' ||
      (use.at(-1)?.text === '使用' && reading.tokens[reading.at]?.text === '的'));
  if (isUsed && next?.kind !== 'is') return addHas(reading, field, true);
  if (next?.kind === 'is' || next?.kind === 'not') {
    const said = valuesAt(reading, reading.at + 1, field);
    if (said !== undefined) {
      reading.at += 2;
      return addValues(reading, field, said, next.kind === 'not');
    }
  }
  return readThing(reading, field);
}

/** 成本合计最高: 合计 stands behind what it adds up, where nothing else to add up is behind it. */
function isTotalBehind(reading: Reading): boolean {
  const { tokens, at } = reading;
  const isTotal = /^的?(?:合计|总计)$/.test(tokens[at]?.text ?? '');
  const role = roleAt(reading, at);
  return isTotal && role?.kind === 'agg' && fieldAt(reading, at + 1) === undefined;
}

/** 离职员工, 离职率: what is true of rows, not the column that says whether it is. */
function isFlagSaid(reading: Reading, values: readonly ValueReferent[]): boolean {
  const token = reading.tokens[reading.at];
  const attributes = new Set(
    token?.kind === 'refs'
      ? token.refs.flatMap((r) => (r.kind === 'entity' ? [] : [r.attribute]))
      : [],
  );
  if (values.length !== 1 || attributes.size !== 1) return false;
  const before = roleAt(reading, reading.at - 1);
  const next = roleAt(reading, reading.at + 1);
  const isColumn =
    before?.kind === 'each' ||
    before?.kind === 'by' ||
    next?.kind === 'is' ||
    next?.kind === 'grouped';
  return !isColumn && values[0]!.attribute.values?.size === 2;
}

/** 订单编号、价格和总金额: columns of rows, one after the other. */
function isOneOfColumns(reading: Reading, { entity }: Field): boolean {
  const before = roleAt(reading, reading.at - 2);
  const isRow = reading.loose.some((f) => f.entity === entity && (isOfRows(f) || isHappening(f)));
  return before?.kind === 'and' && isRow && reading.groups.length + reading.measures.length === 0;
}

/** 20年以上经验: the bound stands before its column. */
export function readBoundOf(reading: Reading): boolean {
  const bounds = boundsAt(reading);
  if (bounds === undefined) return false;
  skip(reading, 'stop');
  const field = fieldAt(reading, reading.at);
  if (field === undefined || !isMeasured(field)) return false;
  reading.at += 1;
  reading.filters.push({
    kind: 'test',
    field: { entity: field.entity, attribute: field.attribute },
    test: (path) => `${path} ${bounds.op} ${bounds.value}`,
  });
  return true;
}

/** What follows a column that measures: a comparison of rows, an order; else it waits. */
function settleBare(reading: Reading): boolean {
  const field = reading.bare!;
  const word = reading.tokens[reading.at - 1]!.text;
  const said = readSaid(reading, field);
  if (said) return true;
  const bounds = boundsAt(reading, false, field);
  if (bounds !== undefined) {
    if (isUnitOpen(field, bounds)) return false;
    const isThing = isThingAhead(reading);
    delete reading.bare;
    // 销售额超过100万的产品: of each row or of all of them together, where they are many.
    if (isAmount(field) && reading.measures.length === 0 && isThing) {
      if (!/销|营收|营业/.test(word)) return false;
      const number = aggregateOf(field, 'sum');
      reading.keeps.push({ measure: number, op: bounds.op as '>', value: bounds.value });
      return addNumber(reading, number);
    }
    reading.filters.push({
      kind: 'test',
      field: { entity: field.entity, attribute: field.attribute },
      test: (path) => `${path} ${bounds.op} ${bounds.value}`,
    });
    return true;
  }
  const number = plainNumber(field);
  const next = roleAt(reading, reading.at);
  // 各州金额高于该州平均: of each row, not of their sum.
  if (reading.measures.length === 0 && !word.startsWith('总') && isMeanAhead(reading)) return true;
  // 估值排名 of rows, 评分高于平均: no sum is meant yet.
  if (reading.perRow === true) return true;
  if (next?.kind === 'growth') return true;
  if (next?.kind === 'part' && reading.groups.length === 0) return true;
  if (isRowsTop(reading, field)) return true;
  if (next?.kind === 'compare' && reading.groups.length === 0) return true;
  const isUsed =
    next?.kind === 'top' ||
    next?.kind === 'best' ||
    next?.kind === 'share' ||
    next?.kind === 'part' ||
    reading.groups.length > 0;
  if (number === undefined || !isUsed) return true;
  delete reading.bare;
  return addNumber(reading, number);
}

/** 为负, 为1, 在10到20之间: of each row. */
function readSaid(reading: Reading, field: Field): boolean {
  const [first, second, third, fourth] = [0, 1, 2, 3].map((i) => reading.tokens[reading.at + i]);
  const plainField = { entity: field.entity, attribute: field.attribute };
  const say = (test: (path: string) => string, pieces: number): boolean => {
    delete reading.bare;
    reading.at += pieces;
    skip(reading, 'unit');
    reading.filters.push({ kind: 'test', field: plainField, test });
    return true;
  };
  const role = first?.kind === 'role' ? first.role : undefined;
  if (role?.kind === 'sign') return say((path) => `${path} ${role.op} 0`, 1);
  if (role?.kind === 'is' && second?.kind === 'number')
    return say((path) => `${path} = ${second.value}`, 2);
  const [low, joint, high] =
    role?.kind === 'between' || role?.kind === 'stop'
      ? [second, third, fourth]
      : [first, second, third];
  const isRange =
    low?.kind === 'number' &&
    high?.kind === 'number' &&
    joint?.kind === 'role' &&
    joint.role.kind === 'to';
  if (!isRange) return false;
  const pieces = low === first ? 3 : 4;
  return say((path) => `${path} between ${low.value} and ${high.value}`, pieces);
}

function isThingAhead(reading: Reading): boolean {
  for (let at = reading.at; at < reading.tokens.length; at++) {
    if (roleAt(reading, at)?.kind === 'end') return false;
    const field = fieldAt(reading, at);
    // …的客户数量 counts rows that pass.
    if (roleAt(reading, at + 1)?.kind === 'count') return false;
    const isRow = field !== undefined && isOfRows(field) && field.entity === reading.bare?.entity;
    if (field !== undefined && !isMeasured(field) && !isRow) return true;
  }
  return false;
}

/** A thing: what is asked for behind a condition, else of what the rest is said. */
function readThing(reading: Reading, field: Field): boolean {
  const before = roleAt(reading, reading.at - 2);
  const isWanted = before?.kind === 'which' || before?.kind === 'own' || isBehindChoice(reading);
  const isKnown = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
  if (isKnown) return true;
  // 家具类产品: whose value was said; it is what the rest is of.
  const said = reading.tokens
    .slice(0, reading.at - 1)
    .findLast((t) => t.kind !== 'role' || t.role.kind !== 'stop');
  const isDescribed =
    said?.kind === 'refs' &&
    said.refs.some((r) => r.kind === 'value' && r.entity === field.entity) &&
    roleAt(reading, reading.at)?.kind !== 'share';
  if (isWanted)
    reading.groups.push({
      kind: 'field',
      field: { entity: field.entity, attribute: field.attribute },
    });
  else reading.loose.push(field);
  if (isDescribed) reading.described.push(field);
  return true;
}

/** …超过100万的产品, 最高的5个城市: the thing that a comparison or an order chooses. */
function isBehindChoice(reading: Reading): boolean {
  let at = reading.at - 2;
  while (roleAt(reading, at)?.kind === 'stop' || roleAt(reading, at)?.kind === 'unit') at -= 1;
  const role = roleAt(reading, at);
  if (role?.kind === 'top' || role?.kind === 'best' || role?.kind === 'which') return true;
  const isNumber = reading.tokens[at]?.kind === 'number' || role?.kind === 'after';
  return isNumber && reading.keeps.length > 0;
}

/** A value, with others of its column, and words of the column behind it. */
function readValue(reading: Reading, all: readonly ValueReferent[]): boolean {
  const owner = entityBehind(reading, reading.at);
  const behind = all.filter((v) => v.entity === owner);
  const values = behind.length > 0 ? behind : narrowed(reading, all);
  const columns = new Set(values.map((v) => v.attribute));
  if (columns.size !== 1) return false;
  const [first] = values;
  const codes = [...new Set(values.map((v) => v.code))];
  reading.at += 1;
  for (;;) {
    skipNounBetween(reading, first!);
    const joint = roleAt(reading, reading.at);
    const next = reading.tokens[reading.at + 1];
    const more =
      next?.kind === 'refs'
        ? next.refs.filter(
            (r): r is ValueReferent => r.kind === 'value' && r.attribute === first!.attribute,
          )
        : [];
    if ((joint?.kind !== 'and' && joint?.kind !== 'or') || more.length === 0) break;
    codes.push(...more.map((v) => v.code));
    reading.at += 2;
  }
  // 假期和非假期期间: both of a column are told apart.
  const [and, not, other] = [0, 1, 2].map((i) => reading.tokens[reading.at + i]);
  const isBoth =
    and?.kind === 'role' &&
    and.role.kind === 'and' &&
    not?.kind === 'role' &&
    not.role.kind === 'not' &&
    other?.kind === 'refs' &&
    other.text === reading.tokens[reading.at - 1]!.text;
  if (isBoth && codes.length === 1 && first!.attribute.values?.size === 2) {
    reading.at += 3;
    const field = { entity: first!.entity, attribute: first!.attribute };
    reading.groups.push({ kind: 'field', field });
    return true;
  }
  // 男性和女性分别: the values that are named are the groups.
  if (codes.length > 1) reading.several = true;
  const isListed =
    codes.length > 1 &&
    reading.tokens.some((t) => /^(?:分别|各自?的?|.*对比.*|比较)$/.test(t.text));
  if (isListed) {
    const field = { entity: first!.entity, attribute: first!.attribute };
    reading.groups.push({ kind: 'field', field });
  }
  skipColumn(reading, first!);
  return addValues(reading, first!, codes, false);
}

/** 加班员工与不加班员工: the thing stands behind each of its values. */
function skipNounBetween(reading: Reading, { attribute }: Field): void {
  const [noun, and, other] = [0, 1, 2].map((i) => reading.tokens[reading.at + i]);
  const isAnd = and?.kind === 'role' && (and.role.kind === 'and' || and.role.kind === 'or');
  const isOther =
    other?.kind === 'refs' &&
    other.refs.some((r) => r.kind === 'value' && r.attribute === attribute);
  if (!isAnd || !isOther) return;
  const field = fieldAt(reading, reading.at);
  const isRows = noun?.kind === 'role' && noun.role.kind === 'rows';
  if (isRows || (field !== undefined && (isOfRows(field) || isHappening(field)))) reading.at += 1;
}

/** Of several tables that have a value, the one whose column is named next. */
function narrowed(reading: Reading, all: readonly ValueReferent[]): readonly ValueReferent[] {
  for (const token of reading.tokens.slice(reading.at + 1)) {
    const fields = token.kind === 'refs' ? token.refs.filter((r) => r.kind === 'attribute') : [];
    const entities = new Set(fields.map((f) => f.entity));
    if (entities.size !== 1) continue;
    const own = all.filter((v) => entities.has(v.entity));
    if (own.length > 0) return own;
  }
  return all;
}

/** 信用卡支付方式, 芝加哥市: the column behind its value says nothing more. */
function skipColumn(reading: Reading, { attribute }: Field): void {
  const token = reading.tokens[reading.at];
  const isColumn =
    token?.kind === 'refs' &&
    token.refs.some((r) => r.kind === 'attribute' && r.attribute === attribute);
  if (isColumn && roleAt(reading, reading.at + 1)?.kind !== 'count') reading.at += 1;
  else if (token?.kind === 'unknown' && /[市州省国类片型区级舱]/.test(token.text)) reading.at += 1;
}

function valuesAt(reading: Reading, at: number, field: Field): readonly string[] | undefined {
  const token = reading.tokens[at];
  if (token?.kind === 'quoted') return [token.value];
  if (token?.kind === 'number' && field.attribute.values?.has(token.value) === true)
    return [token.value];
  // 为高: a value of one character, which is none but behind its column.
  if (token?.kind === 'unknown') {
    const codes = [...(field.attribute.values?.keys() ?? [])].filter((code) =>
      chineseValuesOf(wordsIn(code)).includes(token.text),
    );
    return codes.length === 1 ? codes : undefined;
  }
  const own =
    token?.kind === 'refs'
      ? token.refs.flatMap((r) =>
          r.kind === 'value' && r.attribute === field.attribute ? [r.code] : [],
        )
      : [];
  return own.length > 0 ? [...new Set(own)] : undefined;
}

function addValues(
  reading: Reading,
  field: Field,
  codes: readonly string[],
  negated: boolean,
): boolean {
  const tests = codes.map((code) => testOf(field, code));
  const of = { entity: field.entity, attribute: field.attribute };
  reading.filters.push({
    kind: 'test',
    field: of,
    test: (path) => {
      const any = tests.map((t) => (t.kind === 'test' ? t.test(path) : '')).join(' or ');
      return negated ? `not (${any})` : tests.length > 1 ? `(${any})` : any;
    },
  });
  return true;
}
