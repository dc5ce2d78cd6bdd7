import type { Field, Frame } from '../frame.js';
import { type Reading, isHappening, isMeasured, isOfRows, roleAt } from './reading.js';
import { plain } from './parts.js';
import { sameField } from '../write/writing.js';

/**
 * A list: rows of a thing that is asked for with the columns that were named, or, where no rows are
 * meant, each combination of the columns once. None where it is open whose rows are listed.
 */
export function listOf(reading: Reading): Frame | undefined {
  const bares = [...reading.bares, ...(reading.bare === undefined ? [] : [reading.bare])];
  const { loose, groups, filters, keeps, limit, order, places, means } = reading;
  if (keeps.length > 0 || means.length > 0) return undefined;
  if (limit !== undefined && order === undefined) return undefined;
  const grouped = groups.flatMap((g) => (g.kind === 'field' ? [g.field] : []));
  if (grouped.length < groups.length) return undefined;
  // What rows are compared with an average by is shown with them.
  const compared = filters.flatMap((f) => (f.kind === 'mean' ? [f.field] : []));
  const all = [...grouped, ...reading.shown, ...loose, ...bares, ...compared];
  const chosen = all.find((f) => isWhich(reading, f));
  if (chosen !== undefined && bares.length <= 1 && limit === undefined && places.length === 0)
    return { ...once(chosen, filters), ...(order !== undefined && { order }) };
  // 私立学校的学生: what a value was said of is not listed itself.
  const named = all.filter((f) => isOfRows(f) || isHappening(f));
  const listed = named.filter((f) => !reading.described.includes(f));
  const things = listed.length > 0 ? listed : named;
  const entities = new Set(things.map((f) => f.entity));
  const [subject] = reading.perRow === true ? [reading.rows ?? rowsOf(reading)] : entities;
  // A number that is asked for without whose: a sum of all, or of each; nobody can tell.
  if (bares.length > 0 && subject === undefined) return undefined;
  if (entities.size > 1 || (all.length === 0 && reading.perRow !== true)) return undefined;
  // Only conditions and things that no row is of: each of them once, and what is said of them with them.
  const isAsked = filters.length > 0 || limit !== undefined || places.length > 0 || all.length > 1;
  if (!isAsked) return undefined;
  if (subject === undefined && places.length > 0) return undefined;
  // Orders, records: what happens has no name, so all that is known of it tells which it is.
  const isWhole = bares.length === 0 && (loose.some(isHappening) || reading.records === true);
  // 价格超过50元的课程: by what rows were chosen is seen with them.
  const tested = filters.flatMap((f) =>
    f.kind === 'test' && f.field.entity === subject && isMeasured(f.field) ? [f.field] : [],
  );
  const columns = [...all, ...tested];
  const shown = columns.filter((f, i) => columns.findIndex((o) => sameField(o, f)) === i);
  return {
    ...(subject !== undefined && { subject }),
    shown,
    ...(isWhole && subject !== undefined && { whole: true as const }),
    distinct: subject === undefined,
    measures: [],
    groups: [],
    filters,
    keeps: [],
    ...(order !== undefined && { order }),
    ...(limit !== undefined && { limit }),
    ...(places.length > 0 && { places }),
  };
}

/** Each value of a column that occurs. */
function once(field: Field, filters: Frame['filters']): Frame {
  return { shown: [field], distinct: true, measures: [], groups: [], filters, keeps: [] };
}

/** 学生来自哪些国家: values that rows have are asked for, not the rows. */
function isWhich(reading: Reading, { entity, attribute }: Field): boolean {
  if (isOfRows({ entity, attribute })) return false;
  const { tokens } = reading;
  const last = tokens.findLastIndex((t) => t.kind !== 'role' || !ends.has(t.role.kind));
  const [noun, which] = [tokens[last], roleAt(reading, last - 1)];
  return (
    which?.kind === 'which' &&
    noun?.kind === 'refs' &&
    noun.refs.some((r) => r.kind === 'attribute' && r.attribute === attribute)
  );
}

const ends: ReadonlySet<string> = new Set(['end', 'stop']);

/** 每个商店的总销售额及其规模: columns of what the groups are, shown with them. */
export function withOwnColumns(reading: Reading): void {
  if (reading.measures.length === 0) return;
  const columns = [...reading.bares, ...(reading.bare === undefined ? [] : [reading.bare])];
  const isOwn = (f: Field): boolean =>
    reading.groups.some(
      (g) => g.kind === 'field' && g.field.entity === f.entity && isOfRows(g.field),
    ) && !reading.measures.some((m) => m.kind === 'aggregate' && m.entity === f.entity);
  const told = reading.loose.filter((f) => isOwn(f) && !isOfRows(f) && reading.groups.length === 1);
  for (const field of told) reading.groups.push({ kind: 'field', field: plain(field) });
  reading.loose = reading.loose.filter((f) => !told.includes(f));
  if (columns.length === 0 || !columns.every(isOwn)) return;
  reading.bares.splice(0);
  delete reading.bare;
  for (const field of columns) reading.groups.push({ kind: 'field', field });
}

/** The rows of the only table there is. */
function rowsOf({ ontology }: Reading): Field['entity'] | undefined {
  const [entity, ...more] = ontology.entities.values();
  return more.length > 0 ? undefined : entity;
}
