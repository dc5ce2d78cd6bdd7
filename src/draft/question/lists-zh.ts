import type { Field, Frame } from './frame.js';
import { type Reading, isHappening, isOfRows } from './reading-zh.js';
import { sameField } from './writing.js';

/**
 * A list: rows of a thing that is asked for with the columns that were named, or, where no rows are
 * meant, each combination of the columns once. None where it is open whose rows are listed.
 */
export function listOf(reading: Reading): Frame | undefined {
  const { loose, bares, groups, filters, keeps, limit, order, places, means } = reading;
  if (keeps.length > 0 || means.length > 0 || limit !== undefined || reading.bare !== undefined)
    return undefined;
  const grouped = groups.flatMap((g) => (g.kind === 'field' ? [g.field] : []));
  if (grouped.length < groups.length) return undefined;
  const all = [...grouped, ...reading.shown, ...loose, ...bares];
  const things = all.filter((f) => isOfRows(f) || isHappening(f));
  const entities = new Set(things.map((f) => f.entity));
  const [subject] = reading.perRow === true ? [rowsOf(reading)] : entities;
  if (entities.size > 1 || all.length === 0) return undefined;
  // Only conditions and things that no row is of: each of them once, and what is said of them with them.
  const isAsked = filters.length > 0 || places.length > 0 || all.length > 1;
  if (!isAsked) return undefined;
  if (subject === undefined && places.length > 0) return undefined;
  const shown = all.filter((f, i) => all.findIndex((o) => sameField(o, f)) === i);
  return {
    ...(subject !== undefined && { subject }),
    shown,
    distinct: subject === undefined,
    measures: [],
    groups: [],
    filters,
    keeps: [],
    ...(order !== undefined && { order }),
    ...(places.length > 0 && { places }),
  };
}

/** The rows of the only table there is. */
function rowsOf({ ontology }: Reading): Field['entity'] | undefined {
  const [entity, ...more] = ontology.entities.values();
  return more.length > 0 ? undefined : entity;
}
