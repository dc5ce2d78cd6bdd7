import { boundsAt } from './comparisons-zh.js';
import type { Aggregate, Field } from './frame.js';
import { testOf } from './noun.js';
import {
  type Reading,
  addNumber,
  aggregateOf,
  countOf,
  entityBehind,
  fieldAt,
  isAmount,
  isCountBehind,
  isMeasured,
  isOfRows,
  plainNumber,
  roleAt,
} from './reading-zh.js';
import type { ValueReferent } from './referents.js';
import { sameField } from './writing.js';

/** A column, a thing or a value. */
export function readName(reading: Reading): boolean {
  const token = reading.tokens[reading.at]!;
  const refs = token.kind === 'refs' ? token.refs : [];
  const values = refs.filter((r): r is ValueReferent => r.kind === 'value');
  const field = fieldAt(reading, reading.at);
  if (field === undefined) {
    if (values.length > 0) return readValue(reading, values);
    return false;
  }
  if (reading.bare !== undefined) return false;
  reading.at += 1;
  const next = roleAt(reading, reading.at);
  if (isMeasured(field)) {
    if (next?.kind === 'tail') {
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
    if (token.text.startsWith('总') && isAmount(field))
      return addNumber(reading, aggregateOf(field, 'sum'));
    reading.bare = field;
    return settleBare(reading);
  }
  if (isCountBehind(reading) || next?.kind === 'tail') {
    if (next?.kind === 'tail' && next.agg !== 'sum') return false;
    reading.at += 1;
    return addNumber(reading, countOf(field));
  }
  if (next?.kind === 'is' || next?.kind === 'not') {
    const said = valuesAt(reading, reading.at + 1, field);
    if (said !== undefined) {
      reading.at += 2;
      return addValues(reading, field, said, next.kind === 'not');
    }
  }
  return readThing(reading, field);
}

/** What follows a column that measures: a comparison of rows, an order; else it waits. */
function settleBare(reading: Reading): boolean {
  const field = reading.bare!;
  const bounds = boundsAt(reading);
  if (bounds !== undefined) {
    delete reading.bare;
    // 销售额超过100万的产品: of each row or of all of them together, where they are many.
    if (isAmount(field) && reading.measures.length === 0 && isThingAhead(reading)) return false;
    reading.filters.push({
      kind: 'test',
      field: { entity: field.entity, attribute: field.attribute },
      test: (path) => `${path} ${bounds.op} ${bounds.value}`,
    });
    return true;
  }
  const number = plainNumber(field);
  const next = roleAt(reading, reading.at);
  const isUsed =
    next?.kind === 'top' ||
    next?.kind === 'best' ||
    next?.kind === 'share' ||
    reading.groups.length > 0;
  if (number === undefined || !isUsed) return true;
  delete reading.bare;
  return addNumber(reading, number);
}

function isThingAhead(reading: Reading): boolean {
  for (let at = reading.at; at < reading.tokens.length; at++) {
    if (roleAt(reading, at)?.kind === 'end') return false;
    const field = fieldAt(reading, at);
    // …的客户数量 counts rows that pass.
    if (roleAt(reading, at + 1)?.kind === 'count') return false;
    if (field !== undefined && !isMeasured(field) && !isOfRows(field)) return true;
  }
  return false;
}

/** A thing: what is asked for behind a condition, else of what the rest is said. */
function readThing(reading: Reading, field: Field): boolean {
  const before = roleAt(reading, reading.at - 2);
  const isWanted = before?.kind === 'which' || before?.kind === 'own' || isBehindChoice(reading);
  const isKnown = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
  if (isKnown) return true;
  if (isWanted)
    reading.groups.push({
      kind: 'field',
      field: { entity: field.entity, attribute: field.attribute },
    });
  else reading.loose.push(field);
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
  const values = behind.length > 0 ? behind : all;
  const columns = new Set(values.map((v) => v.attribute));
  if (columns.size !== 1) return false;
  const [first] = values;
  const codes = [...new Set(values.map((v) => v.code))];
  reading.at += 1;
  for (;;) {
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
  skipColumn(reading, first!);
  return addValues(reading, first!, codes, false);
}

/** 信用卡支付方式, 芝加哥市: the column behind its value says nothing more. */
function skipColumn(reading: Reading, { attribute }: Field): void {
  const token = reading.tokens[reading.at];
  const isColumn =
    token?.kind === 'refs' &&
    token.refs.some((r) => r.kind === 'attribute' && r.attribute === attribute);
  if (isColumn && roleAt(reading, reading.at + 1)?.kind !== 'count') reading.at += 1;
  else if (token?.kind === 'unknown' && /[市州省国类]/.test(token.text)) reading.at += 1;
}

function valuesAt(reading: Reading, at: number, field: Field): readonly string[] | undefined {
  const token = reading.tokens[at];
  if (token?.kind === 'quoted') return [token.value];
  if (token?.kind === 'number' && field.attribute.values?.has(token.value) === true)
    return [token.value];
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
