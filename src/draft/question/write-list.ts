import { quoteName } from '../../base/name.js';
import type { Column, Order, Stage } from '../../dsl/document.js';
import type { Frame } from './frame.js';
import { rootOf } from './join.js';
import { applyFilter } from './write-filters.js';
import {
  type Conditions,
  type Writing,
  columnOf,
  entityFields,
  named,
  place,
  sameField,
  unique,
} from './writing.js';

/** The stage that lists rows, or each combination of their columns once. */
export function writeList(writing: Writing, frame: Frame): Stage | undefined {
  const { subject, order, limit } = frame;
  const ordering = order !== undefined && 'field' in order.by ? [order.by.field] : [];
  const fields = [...frame.shown, ...ordering];
  const root = rootOf(writing.ontology, [
    ...(subject === undefined ? [] : [subject]),
    ...fields.map((f) => f.entity),
  ]);
  if (root === undefined) return undefined;
  // Rows of what is listed, not of something that only knows all of it.
  if (subject !== undefined && root !== subject && !frame.distinct) return undefined;
  const conditions: Conditions = { where: [], match: [] };
  for (const filter of frame.filters) applyFilter(writing, root, filter, conditions);
  const taken = new Set<string>();
  const isRows = subject === root && !frame.distinct;
  const all = [...(isRows ? entityFields(root) : []), ...fields];
  const shown = all.filter((f, i) => all.findIndex((o) => sameField(o, f)) === i);
  if (shown.length === 0) return undefined;
  const columns = shown.map((f): Column => ({
    as: named(columnOf(f), taken),
    is: place(writing, root, f),
  }));
  const orders = ordering.map((field): Order => {
    const by = quoteName(columns[shown.findIndex((f) => sameField(f, field))]!.as);
    return { by, ...(order!.descending && { dir: 'desc' as const }) };
  });
  return {
    name: 'result',
    from: quoteName(root.name),
    ...(conditions.match.length > 0 && { match: conditions.match }),
    ...(conditions.time !== undefined && { time: conditions.time }),
    ...(conditions.where.length > 0 && { where: unique(conditions.where) }),
    ...(isRows ? { columns } : { by: columns }),
    ...(orders.length > 0 && { order: orders }),
    ...(limit !== undefined && {
      limit: { rows: limit.rows, ...(limit.ties && { ties: 'include' as const }) },
    }),
  };
}
