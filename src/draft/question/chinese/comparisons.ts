import type { Aggregate, Field } from '../frame.js';
import {
  type Reading,
  addNumber,
  countOf,
  fieldAt,
  isMeasured,
  isOfRows,
  latestOf,
  roleAt,
  skip,
} from './reading.js';
import type { Comparison } from '../../lexing/mark.js';
import { sameField } from '../write/writing.js';

/** A comparison with a number. */
export interface Bounds {
  readonly op: string;
  readonly value: string;
  /** As written, with its unit. */
  readonly text: string;
}

/** 超过100万, 30天以上. */
export function boundsAt(reading: Reading, isShare = false, of?: Field): Bounds | undefined {
  const start = reading.at;
  skip(reading, 'stop');
  const compare = roleAt(reading, reading.at);
  const at = compare?.kind === 'compare' ? reading.at + 1 : reading.at;
  const number = reading.tokens[at];
  // A percentage is no number of anything that is counted or measured.
  const isPercent = number?.kind === 'number' && number.percent === true;
  const isHeld = isPercent && of !== undefined && holdsPercent(of);
  if (isPercent && !isShare && !isHeld) {
    reading.at = start;
    return undefined;
  }
  const held = (written: string): string => (isHeld ? String(Number(written) * 100) : written);
  const unit = roleAt(reading, at + 1)?.kind === 'unit' ? at + 2 : at + 1;
  const after = roleAt(reading, unit);
  if (number?.kind === 'number' && compare?.kind === 'compare') {
    // 达到6次及以上: said twice.
    const isTwice = after?.kind === 'after' && after.op === compare.op;
    reading.at = isTwice ? unit + 1 : unit;
    return { op: compare.op, value: held(number.value), text: textOf(reading, at, unit) };
  }
  if (number?.kind === 'number' && after?.kind === 'after') {
    reading.at = unit + 1;
    return { op: after.op, value: held(number.value), text: textOf(reading, at, unit) };
  }
  reading.at = start;
  return undefined;
}

/** Whether a number is read from texts like 80%. */
function holdsPercent({ attribute }: Field): boolean {
  return attribute.is?.text.includes("'%'") === true;
}

function textOf({ tokens }: Reading, first: number, end: number): string {
  return tokens
    .slice(first, end)
    .map((t) => t.text)
    .join('');
}

/** 高于该州平均金额: whether an average is what the next words compare with. */
export function isMeanAhead(reading: Reading): boolean {
  if (roleAt(reading, reading.at)?.kind !== 'compare') return false;
  for (let at = reading.at + 1; at < reading.at + 7; at++) {
    const role = roleAt(reading, at);
    if (role?.kind === 'end' || reading.tokens[at]?.kind === 'number') return false;
    if (role?.kind === 'mean') return true;
    if ((role?.kind === 'agg' || role?.kind === 'tail') && role.agg === 'avg') return true;
  }
  return false;
}

/** 超过50家公司的国家: how many of what stands behind the number each of the things behind that has. */
function readCounted(reading: Reading, bounds: Bounds): boolean {
  if (measured.test(bounds.text) || reading.bare !== undefined) return false;
  const { at, tokens, ontology } = reading;
  const [only, ...others] = ontology.entities.values();
  const of = roleAt(reading, at + 1);
  const thing = fieldAt(reading, at + 2);
  const isOf = of?.kind === 'stop' && tokens[at + 1]?.text === '的';
  if (!isOf || thing === undefined || isMeasured(thing)) return false;
  const counted = fieldAt(reading, at);
  const number: Aggregate | undefined =
    roleAt(reading, at)?.kind === 'rows' && others.length === 0
      ? { kind: 'aggregate', agg: 'count', entity: only!, filters: [] }
      : counted === undefined || isMeasured(counted) || sameField(counted, thing)
        ? undefined
        : countOf(counted);
  if (number === undefined) return false;
  reading.at += 3;
  const field = { entity: thing.entity, attribute: thing.attribute };
  const isKnown = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
  if (!isKnown) reading.groups.push({ kind: 'field', field });
  reading.keeps.push({ measure: number, op: bounds.op as '>', value: bounds.value });
  return addNumber(reading, number);
}

/** 超过5亿 of what a text holds ($12): whether it is written in ones, thousands or billions nobody says. */
export function isUnitOpen({ attribute }: Field, bounds: Bounds): boolean {
  return (
    /[万亿]/.test(bounds.text) && attribute.is !== undefined && attribute.name.endsWith('_num')
  );
}

/** Money, time, ways: nothing that is counted by the row. */
const measured =
  /(?:元|块钱?|币|usd|rmb|cny|yuan|dollars?|euros?|年|钟|岁|天|分|公里|千米|小时|%)$|^[$¥€]/i;

/** A comparison of the number that was named last: which groups stay. */
export function readComparison(reading: Reading): boolean {
  const token = reading.tokens[reading.at]!;
  const last = reading.last;
  if (readPartBounds(reading)) return true;
  const bounds = boundsAt(reading);
  if (bounds !== undefined && last === undefined) return readCounted(reading, bounds);
  if (bounds !== undefined && last !== undefined) {
    if (last.agg.startsWith('count') && measured.test(bounds.text)) return false;
    if (last.of !== undefined && isUnitOpen({ entity: last.entity, attribute: last.of }, bounds))
      return false;
    reading.keeps.push({ measure: last, op: bounds.op as '>', value: bounds.value });
    return true;
  }
  const mean = readMean(reading);
  if (mean) return true;
  // 采用, 位于: only lead to a value.
  const next = reading.tokens[reading.at + 1];
  const isValue = next?.kind === 'refs' && next.refs.some((r) => r.kind === 'value');
  if (token.kind === 'role' && token.role.kind === 'is' && (isValue || isIdle(reading))) {
    reading.at += 1;
    return true;
  }
  // 使用优惠码的: rows that have one.
  const of = reading.tokens[reading.at + 2];
  if (token.text === '使用' && next?.kind === 'refs' && of?.text === '的') {
    reading.at += 1;
    return true;
  }
  return false;
}

/** 离职率超过20%: which groups stay by a part, or by how it changed. */
function readPartBounds(reading: Reading): boolean {
  const latest = latestOf(reading);
  if (latest?.kind !== 'quotient' || reading.bare !== undefined) return false;
  const start = reading.at;
  const number = reading.tokens.slice(start).find((t) => t.kind === 'number');
  const bounds = boundsAt(reading, true);
  if (bounds !== undefined && number?.kind === 'number' && number.percent === true) {
    reading.keeps.push({ measure: latest, op: bounds.op as '>', value: bounds.value });
    return true;
  }
  reading.at = start;
  return false;
}

/** 高于整体平均, 高于其所在国家的平均水平: the number that was named last beside that of all, or of a group. */
function readMean(reading: Reading): boolean {
  const compare = roleAt(reading, reading.at);
  const last = reading.last;
  if (compare?.kind !== 'compare') return false;
  if (reading.bare !== undefined) return readRowMean(reading, reading.bare, compare.op);
  const isRows = last !== undefined && last.agg === 'sum' && isOwnRow(reading, last);
  if (isRows && readRowMean(reading, { entity: last.entity, attribute: last.of! }, compare.op)) {
    reading.measures.splice(0);
    delete reading.last;
    return true;
  }
  if (last?.agg !== 'avg') return false;
  const start = reading.at;
  reading.at += 1;
  const stop = (): boolean => {
    reading.at = start;
    return false;
  };
  if (roleAt(reading, reading.at)?.kind === 'mean') {
    reading.at += 1;
    skipRepeated(reading, last);
    reading.means.push({ measure: last, op: compare.op });
    return true;
  }
  skip(reading, 'own', 'stop');
  const within = fieldAt(reading, reading.at);
  if (within === undefined || isMeasured(within)) return stop();
  reading.at += 1;
  skip(reading, 'stop');
  const mean = roleAt(reading, reading.at);
  if (!((mean?.kind === 'tail' || mean?.kind === 'agg') && mean.agg === 'avg')) return stop();
  reading.at += 1;
  skipRepeated(reading, last);
  const field = { entity: within.entity, attribute: within.attribute };
  const isKnown = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
  if (!isKnown) reading.groups.push({ kind: 'field', field });
  reading.means.push({ measure: last, op: compare.op, within: field });
  return true;
}

/** 哪些司机的总X: the sum over one row is the row's own. */
function isOwnRow(reading: Reading, { entity, of }: Aggregate): boolean {
  const [thing, ...more] = [
    ...reading.loose,
    ...reading.groups.flatMap((g) => (g.kind === 'field' ? [g.field] : [])),
  ];
  const isAlone = reading.measures.length === 1 && more.length === 0 && of !== undefined;
  return isAlone && thing !== undefined && thing.entity === entity && isOfRows(thing);
}

/** 评分高于平均水平, 年限高于所在城市的平均年限: a column of each row beside the average of all, or of its group. */
function readRowMean(reading: Reading, field: Field, op: Comparison): boolean {
  const start = reading.at;
  reading.at += 1;
  skip(reading, 'own', 'stop');
  let within: Field | undefined;
  const mean = (): boolean => {
    const role = roleAt(reading, reading.at);
    return (
      role?.kind === 'mean' ||
      ((role?.kind === 'tail' || role?.kind === 'agg') && role.agg === 'avg')
    );
  };
  if (!mean()) {
    within = fieldAt(reading, reading.at);
    if (within !== undefined && !isMeasured(within)) {
      reading.at += 1;
      skip(reading, 'stop', 'own');
    }
  }
  if (!mean() || (within !== undefined && isMeasured(within))) {
    reading.at = start;
    return false;
  }
  // 高于全国平均: of all there are, whatever else is said of the rows; 高于平均: of those that are meant.
  const isOfAll = roleAt(reading, reading.at)?.kind === 'mean';
  reading.at += 1;
  skipRepeated(reading, field);
  // 超过平均利润3000元以上: by how much more.
  const more = reading.tokens[reading.at];
  let plus: string | undefined;
  if (more?.kind === 'number') {
    if (more.percent === true || op !== '>') {
      reading.at = start;
      return false;
    }
    plus = more.value;
    reading.at += 1;
    skip(reading, 'unit', 'after');
  }
  delete reading.bare;
  reading.filters.push({
    kind: 'mean',
    field: { entity: field.entity, attribute: field.attribute },
    op,
    ...(plus !== undefined && { plus }),
    filters: isOfAll ? [] : reading.filters.filter((f) => f.kind !== 'mean'),
    ...(within !== undefined && {
      within: { entity: within.entity, attribute: within.attribute },
    }),
  });
  return true;
}

/** …的平均逾期天数: of the same column. */
function skipRepeated(reading: Reading, of: Aggregate | Field): void {
  const attribute = 'attribute' in of ? of.attribute : of.of;
  const isOf = (field: Field | undefined): boolean =>
    field !== undefined && field.attribute === attribute && field.entity === of.entity;
  // 平均订单金额: the thing before the column says nothing more.
  const thing = fieldAt(reading, reading.at);
  const isThing =
    roleAt(reading, reading.at)?.kind === 'rows' || (thing !== undefined && !isMeasured(thing));
  if (isThing && isOf(fieldAt(reading, reading.at + 1))) reading.at += 1;
  if (isOf(fieldAt(reading, reading.at))) reading.at += 1;
}

/** 是多少, 是哪些: nothing more is said. */
function isIdle(reading: Reading): boolean {
  const next = roleAt(reading, reading.at + 1);
  return next === undefined
    ? reading.at + 1 >= reading.tokens.length
    : ['stop', 'end', 'which', 'count', 'ratio'].includes(next.kind);
}
