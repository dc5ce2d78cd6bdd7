import { type Reading, fieldAt, isHappening, isMeasured, roleAt, skip } from './reading-zh.js';
import { sameField } from './writing.js';

/** 总利润最高的5个城市, 各城市…排名前三的月份. */
export function readTop(
  reading: Reading,
  { rows, ascending }: { readonly rows: number; readonly ascending: boolean },
  ties = false,
): boolean {
  if (reading.last === undefined || reading.limit !== undefined) return false;
  reading.at += 1;
  if (/排/.test(reading.tokens[reading.at - 1]!.text)) reading.ranked = true;
  reading.order = { by: { measure: reading.last }, descending: !ascending };
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
  const measure = reading.measures.findLast(
    (m) => m.kind === 'aggregate' && m.of === field.attribute,
  );
  const isGroup = reading.groups.some((g) => g.kind === 'field' && sameField(g.field, field));
  if (reading.perRow === true && reading.measures.length === 0) {
    const plain = { entity: field.entity, attribute: field.attribute };
    if (roleAt(reading, reading.at)?.kind !== 'ranking') {
      reading.order = { by: { field: plain }, descending: !ascending };
      return true;
    }
    reading.at += 1;
    const per = reading.groups.flatMap((g) => (g.kind === 'field' ? [g.field] : []));
    // 按估值排名: from the highest on.
    const descending = direction?.kind === 'direction' ? !ascending : true;
    reading.places.push({ kind: 'rank', field: plain, descending, per });
    return true;
  }
  if (measure !== undefined) reading.order = { by: { measure }, descending: !ascending };
  else if (isGroup) reading.order = { by: { field }, descending: !ascending };
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

/** 从高到低: of the number that was named last. */
export function readDirection(reading: Reading, ascending: boolean): boolean {
  reading.at += 1;
  skip(reading, 'stop', 'sort');
  if (reading.last === undefined) return false;
  reading.order = { by: { measure: reading.last }, descending: !ascending };
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
  if (reading.last === undefined || !isGroupedBy(reading)) return false;
  reading.at += 1;
  reading.order = { by: { measure: reading.last }, descending: true };
  reading.ranked = true;
  return true;
}
