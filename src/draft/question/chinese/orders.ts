import type { Aggregate, Field } from '../frame.js';
import {
  type Reading,
  countOf,
  fieldAt,
  isAmount,
  isHappening,
  isMeasured,
  isOfRows,
  isRowNoun,
  latestOf,
  roleAt,
  skip,
} from './reading.js';
import { testOf } from '../english/noun.js';
import { wayTo } from '../join.js';
import { namingAttribute, sameField } from '../write/writing.js';

/** 总利润最高的5个城市, 各城市…排名前三的月份. */
export function readTop(
  reading: Reading,
  { rows, ascending }: { readonly rows: number; readonly ascending: boolean },
  ties = false,
): boolean {
  if (reading.bare !== undefined && isRowsTop(reading, reading.bare))
    return readRowsTop(reading, reading.bare, { rows, ascending });
  // 哪个国家的公司最多: most of what was named.
  const most = ties && latestOf(reading) === undefined ? countedBefore(reading) : undefined;
  if (most !== undefined) {
    reading.measures.push(most);
    reading.last = most;
  }
  const latest = latestOf(reading);
  if (latest === undefined || reading.limit !== undefined) return false;
  reading.at += 1;
  if (/排/.test(reading.tokens[reading.at - 1]!.text)) reading.ranked = true;
  reading.order = { by: { measure: latest }, descending: !ascending };
  const isPer = reading.groups.length > 0;
  skip(reading, 'stop', 'unit');
  const field = fieldAt(reading, reading.at);
  if (field !== undefined && !isMeasured(field)) {
    reading.at += 1;
    const isKnown = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
    if (!isKnown)
      reading.groups.push({
        kind: 'field',
        field: { entity: field.entity, attribute: field.attribute },
      });
    if (isPer && !isKnown && reading.groups.length > 2) return false;
    reading.limit = { rows, ties, ...(isPer && !isKnown && { perFirst: true as const }) };
    return true;
  }
  if (!isPer || reading.groups.length > 2) return false;
  // 各城市每月…前三的月份: so many of each of the first.
  const isNested = reading.groups.length === 2;
  if (isNested && reading.groups[1]!.kind !== 'grain') return false;
  reading.limit = { rows, ties, ...(isNested && { perFirst: true as const }) };
  return true;
}

function countedBefore(reading: Reading): Aggregate | undefined {
  const { tokens, at, groups, ontology } = reading;
  const before = tokens[at - 1];
  if (groups.length !== 1 || !/多|少/.test(tokens[at]!.text)) return undefined;
  const [only] = ontology.entities.values();
  if (before?.kind === 'role' && before.role.kind === 'rows' && only !== undefined)
    return { kind: 'aggregate', agg: 'count', entity: only, filters: [] };
  const thing = reading.loose.at(-1);
  const isThing =
    before?.kind === 'refs' &&
    thing !== undefined &&
    before.refs.some((r) => r.kind === 'attribute' && sameField(r, thing));
  const [group] = groups;
  // 完成的课程 of students: each course once, or as often as it was done; nobody can tell.
  const isOwn =
    group?.kind !== 'field' ||
    thing === undefined ||
    wayTo(ontology, thing.entity, group.field.entity).kind === 'one';
  if (!isThing || !isOwn) return undefined;
  reading.loose = reading.loose.slice(0, -1);
  return countOf(thing);
}

/** 年龄最大的司机, 估值最高的10家公司: the column of single rows, by what stands behind. */
export function isRowsTop(reading: Reading, field: Field): boolean {
  const top = roleAt(reading, reading.at);
  if (top?.kind !== 'top' && top?.kind !== 'best') return false;
  if (reading.measures.length > 0 || reading.keeps.length > 0) return false;
  if (reading.groups.some((g) => g.kind !== 'field')) return false;
  let at = reading.at + 1;
  while (roleAt(reading, at)?.kind === 'stop' || roleAt(reading, at)?.kind === 'unit') at += 1;
  // 最长的3部电影: a value that the rows are called by.
  if (isNounOfRows(reading, at, field)) return roleAt(reading, at + 1)?.kind !== 'count';
  if (roleAt(reading, at)?.kind === 'rows') return roleAt(reading, at + 1)?.kind !== 'count';
  // 包裹里最重的5件的编号: of what was named before.
  const named = reading.loose.at(-1);
  if (roleAt(reading, at)?.kind === 'id')
    return named !== undefined && named.entity === field.entity && isOfRows(named);
  const thing = fieldAt(reading, at);
  if (thing === undefined || isMeasured(thing) || thing.entity !== field.entity) return false;
  const isGroup = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, thing));
  return (
    !isGroup &&
    (isOfRows(thing) ||
      isRowNoun(thing) ||
      isHappening(thing) ||
      (!isAmount(field) && isNamed(reading, thing)))
  );
}

/** 电影 of a column of types: a value for the rows themselves, in the only table there is. */
function isNounOfRows({ tokens, ontology }: Reading, at: number, { entity }: Field): boolean {
  const token = tokens[at];
  return (
    ontology.entities.size === 1 &&
    token?.kind === 'refs' &&
    token.refs.every((r) => r.kind === 'value' && r.entity === entity) &&
    token.refs.length === 1
  );
}

/** In the only table there is, the column that its rows are called by. */
function isNamed({ ontology }: Reading, { entity, attribute }: Field): boolean {
  if (ontology.entities.size > 1) return false;
  const naming = namingAttribute(entity);
  // Without a key or a name, the first column of texts is what rows are called by.
  const [first] = [...entity.attributes.values()].filter((a) => a.type.kind === 'string');
  return naming === undefined
    ? entity.key.length === 0 && first === attribute && attribute.values === undefined
    : naming === attribute;
}

function readRowsTop(
  reading: Reading,
  field: Field,
  { rows, ascending }: { readonly rows: number; readonly ascending: boolean },
): boolean {
  delete reading.bare;
  reading.at += 1;
  skip(reading, 'stop', 'unit');
  const token = reading.tokens[reading.at];
  const [value] = token?.kind === 'refs' ? token.refs : [];
  if (value?.kind === 'value') {
    const { entity, attribute } = value;
    reading.filters.push(testOf({ entity, attribute }, value.code));
  }
  const refs = token?.kind === 'role' ? (token.refs ?? []) : [];
  const named = refs.find((r) => r.kind === 'attribute' && r.entity === field.entity);
  const thing = fieldAt(reading, reading.at) ?? (named?.kind === 'attribute' ? named : undefined);
  reading.at += 1;
  if (thing !== undefined) reading.shown.push({ entity: thing.entity, attribute: thing.attribute });
  const per = reading.groups.flatMap((g) => (g.kind === 'field' ? [g.field] : []));
  reading.perRow = true;
  reading.rows = field.entity;
  const plain = { entity: field.entity, attribute: field.attribute };
  if (per.length === 0 && rows > 1) {
    reading.order = { by: { field: plain }, descending: !ascending };
    reading.limit = { rows, ties: false };
    return true;
  }
  reading.places.push({
    kind: 'rank',
    field: plain,
    descending: !ascending,
    per,
    keep: { op: '<=', value: String(rows) },
  });
  return true;
}

/** Whether 排序 stands before the clause ends. */
export function isSortAhead(reading: Reading): boolean {
  for (let at = reading.at; at < reading.tokens.length; at++) {
    const role = roleAt(reading, at);
    if (role?.kind === 'sort' || role?.kind === 'direction') return true;
    if (role?.kind === 'ranking') return reading.perRow === true;
    if (role?.kind === 'end' || role?.kind === 'grouped') return false;
  }
  return false;
}

/** 按X降序排列. */
export function readSort(reading: Reading): boolean {
  const isGrain = roleAt(reading, reading.at)?.kind === 'grain';
  reading.at += 1;
  skip(reading, 'stop', 'each', 'own');
  const agg = roleAt(reading, reading.at);
  if (agg?.kind === 'agg') reading.at += 1;
  const named = reading.tokens[reading.at]!;
  const counted = roleAt(reading, reading.at);
  const counts = reading.measures.filter(
    (m): m is Aggregate => m.kind === 'aggregate' && m.agg.startsWith('count'),
  );
  const count = counts.at(-1);
  // 会员数和女性会员数，按数量排序: by either.
  if (counted?.kind === 'count' && counts.some((m) => m.filters.length > 0)) return false;
  if (counted?.kind === 'count' && count !== undefined) {
    reading.at += 1;
    skip(reading, 'stop');
    const way = roleAt(reading, reading.at);
    if (way?.kind === 'direction') reading.at += 1;
    skip(reading, 'stop', 'sort');
    reading[reading.limit === undefined ? 'order' : 'shownIn'] = {
      by: { measure: count },
      descending: way?.kind !== 'direction' || !way.ascending,
    };
    return true;
  }
  if (agg?.kind !== 'agg' && readSortByPart(reading)) return true;
  const field = fieldAt(reading, reading.at);
  if (field !== undefined) reading.at += 1;
  if (field === undefined && !isGrain) return false;
  const tail = roleAt(reading, reading.at);
  if (tail?.kind === 'count' || tail?.kind === 'tail') reading.at += 1;
  skip(reading, 'stop');
  const direction = roleAt(reading, reading.at);
  if (direction?.kind === 'direction') reading.at += 1;
  skip(reading, 'stop', 'sort');
  const ascending = direction?.kind === 'direction' ? direction.ascending : true;
  if (field === undefined) return true;
  // 按数量降序: of the things that were counted.
  const { last } = reading;
  if (last?.agg.startsWith('count') === true && /^(?:总?数量|个数)$/.test(named.text)) {
    reading[reading.limit === undefined ? 'order' : 'shownIn'] = {
      by: { measure: last },
      descending: !ascending,
    };
    return true;
  }
  const same = reading.measures.filter(
    (m): m is Aggregate => m.kind === 'aggregate' && m.of === field.attribute,
  );
  const measure = same.at(-1);
  if (same.some((m) => m.filters.length > 0)) return false;
  const isGroup = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
  // 十月的订单，按金额从高到低: the rows that were named.
  const isOfListed =
    reading.measures.length + reading.groups.length + reading.keeps.length === 0 &&
    reading.loose.some((f) => f.entity === field.entity && isListed(f)) &&
    isMeasured(field);
  if (isOfListed) {
    reading.perRow = true;
    reading.rows = field.entity;
  }
  if (reading.perRow === true && reading.measures.length === 0) {
    const plain = { entity: field.entity, attribute: field.attribute };
    if (roleAt(reading, reading.at)?.kind !== 'ranking') {
      reading.order = { by: { field: plain }, descending: !ascending };
      return true;
    }
    // 按估值排名: rows with one value have one place, or the next has the next place; nobody can tell.
    return false;
  }
  const slot = reading.limit === undefined ? 'order' : 'shownIn';
  if (measure !== undefined) reading[slot] = { by: { measure }, descending: !ascending };
  else if (isGroup) reading[slot] = { by: { field }, descending: !ascending };
  else if (slot === 'shownIn') return false;
  else if (tail?.kind !== 'count' && !isMeasured(field)) {
    // What it is ordered by is shown with it.
    reading.loose = reading.loose.filter((f) => !sameField(f, field));
    reading.groups.push({
      kind: 'field',
      field: { entity: field.entity, attribute: field.attribute },
    });
    reading.order = { by: { field }, descending: !ascending };
  } else return false;
  return true;
}

/** 按流失率从高到低, 按占比降序: the only part that was asked for, called as before or by what it is. */
function readSortByPart(reading: Reading): boolean {
  const parts = reading.measures.filter((m) => m.kind === 'quotient');
  const [measure] = parts;
  if (measure === undefined || parts.length > 1) return false;
  const token = reading.tokens[reading.at];
  const [test] = measure.over.filters;
  const isItsValue =
    test?.kind === 'test' &&
    token?.kind === 'refs' &&
    token.refs.some((r) => r.kind === 'value' && r.attribute === test.field.attribute);
  const named = reading.at + (isItsValue ? 1 : 0);
  const role = roleAt(reading, named)?.kind;
  if (role !== 'rate' && (isItsValue || (role !== 'ratio' && role !== 'share'))) return false;
  reading.at = named + 1;
  skip(reading, 'stop');
  const way = roleAt(reading, reading.at);
  if (way?.kind === 'direction') reading.at += 1;
  skip(reading, 'stop', 'sort');
  reading[reading.limit === undefined ? 'order' : 'shownIn'] = {
    by: { measure },
    descending: way?.kind === 'direction' && !way.ascending,
  };
  return true;
}

/** 按金额取前十个: the rows that were named, or the groups. */
export function readTopBy(reading: Reading): boolean {
  const start = reading.at;
  reading.at += 1;
  skip(reading, 'stop');
  const field = fieldAt(reading, reading.at);
  reading.at += 1;
  skip(reading, 'stop', 'direction', 'sort', 'ranking', 'and');
  const top = roleAt(reading, reading.at);
  const measure = reading.measures.findLast(
    (m): m is Aggregate =>
      m.kind === 'aggregate' && m.of === field?.attribute && m.entity === field?.entity,
  );
  const stop = (): boolean => {
    reading.at = start;
    return false;
  };
  if (field === undefined || top?.kind !== 'top' || reading.limit !== undefined) return stop();
  if (measure !== undefined && reading.groups.length === 1) {
    reading.at += 1;
    reading.order = { by: { measure }, descending: !top.ascending };
    reading.limit = { rows: top.rows, ties: false };
    return true;
  }
  const isBehind =
    roleAt(reading, reading.at + 1)?.kind === 'rows' && reading.ontology.entities.size === 1;
  const isRows = isBehind || reading.loose.some((f) => f.entity === field.entity && isListed(f));
  const isOpen = reading.measures.length + reading.groups.length + reading.keeps.length > 0;
  if (!isRows || isOpen || !isMeasured(field)) return stop();
  reading.at += isBehind ? 2 : 1;
  if (isBehind) {
    reading.rows = field.entity;
    reading.perRow = true;
    reading.records = true;
  }
  reading.order = {
    by: { field: { entity: field.entity, attribute: field.attribute } },
    descending: !top.ascending,
  };
  reading.limit = { rows: top.rows, ties: false };
  return true;
}

function isListed(field: Field): boolean {
  return isOfRows(field) || isHappening(field);
}

/** Whether 前十 stands before the clause ends, behind one column. */
export function isTopByAhead({ tokens, at }: Reading): boolean {
  return tokens.slice(at + 1, at + 6).some((t, i, all) => {
    const isEnd = all.slice(0, i).some((o) => o.kind === 'role' && o.role.kind === 'end');
    return !isEnd && t.kind === 'role' && t.role.kind === 'top';
  });
}

/** 从高到低: of the number that was named last. */
export function readDirection(reading: Reading, ascending: boolean): boolean {
  reading.at += 1;
  skip(reading, 'stop', 'sort');
  const latest = latestOf(reading);
  if (latest === undefined || reading.limit !== undefined) return false;
  // 降序排名: with the place.
  if (roleAt(reading, reading.at)?.kind === 'ranking') {
    if (!isGroupedBy(reading)) return false;
    reading.at += 1;
    reading.ranked = true;
  }
  reading.order = { by: { measure: latest }, descending: !ascending };
  return true;
}

/** 司机总收入排名: the thing that the number is of is what is ranked. */
function isGroupedBy(reading: Reading): boolean {
  if (reading.groups.length > 0) return true;
  const thing = reading.loose.at(-1);
  if (thing === undefined || isHappening(thing)) return false;
  reading.loose = reading.loose.slice(0, -1);
  reading.groups.push({
    kind: 'field',
    field: { entity: thing.entity, attribute: thing.attribute },
  });
  return true;
}

/** …排名: from the highest on, with the place. */
export function readRanking(reading: Reading): boolean {
  // 列出…、平均分和名次: as it was ranked already.
  if (reading.ranked === true && roleAt(reading, reading.at - 1)?.kind === 'and') {
    reading.at += 1;
    return true;
  }
  const latest = latestOf(reading);
  if (latest === undefined || !isGroupedBy(reading)) return false;
  if (reading.limit !== undefined) return false;
  reading.at += 1;
  reading.order = { by: { measure: latest }, descending: true };
  reading.ranked = true;
  return true;
}
