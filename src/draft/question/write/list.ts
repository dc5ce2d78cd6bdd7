import { quoteName } from '../../../base/text/name.js';
import type { Column, Order, Stage, Window } from '../../../dsl/document.js';
import type { Field, Frame } from '../frame.js';
import { rootOf } from '../join.js';
import { applyFilter } from './filters.js';
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

/** What a row writes where a column is read from a text: both are shown. */
function writtenAs({ entity, attribute }: Field): readonly Field[] {
  const tail = /_(?:date|ts|num)$/.exec(attribute.name)?.[0];
  const text =
    tail === undefined ? undefined : entity.attributes.get(attribute.name.slice(0, -tail.length));
  const isRead = text !== undefined && attribute.is?.text.includes(text.name) === true;
  return isRead ? [{ entity, attribute: text }] : [];
}

/** Every column of a row that is no secret. */
function openFields(entity: Field['entity']): readonly Field[] {
  return [...entity.attributes.values()]
    .filter((attribute) => !attribute.sensitive)
    .map((attribute) => ({ entity, attribute }));
}

/** The stage that lists rows, or each combination of their columns once. */
export function writeList(writing: Writing, frame: Frame): Stage | undefined {
  const { subject, order, limit } = frame;
  const ordering = order !== undefined && 'field' in order.by ? [order.by.field] : [];
  const { places = [] } = frame;
  const fields = [...frame.shown, ...ordering, ...places.flatMap((p) => [...p.per, p.field])];
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
  const all = [
    ...(isRows ? entityFields(root) : []),
    ...fields,
    ...(isRows && frame.whole === true ? openFields(root) : []),
  ].flatMap((f) => [...(isRows ? writtenAs(f) : []), f]);
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
  // Rows that are cut for each of something: of each combination of what stands first.
  const columnFor = (f: Field): string =>
    quoteName(columns[shown.findIndex((o) => sameField(o, f))]!.as);
  const windows = places.map((one): Window => {
    const per = one.per.length > 0 ? { per: one.per.map(columnFor) } : {};
    const by = columnFor(one.field);
    const dir = one.descending ? { dir: 'desc' as const } : {};
    return one.kind === 'share'
      ? { as: named('share', taken), fn: 'share', of: by, ...per }
      : { as: named('place', taken), fn: 'rank', ...per, order: [{ by, ...dir }] };
  });
  const keep = places.flatMap((one, i) =>
    one.keep === undefined ? [] : [`${quoteName(windows[i]!.as)} ${one.keep.op} ${one.keep.value}`],
  );
  if (places.length > 0 && !isRows) return undefined;
  const ranks = places.flatMap((one, i): Order[] =>
    one.kind === 'rank'
      ? [...one.per.map((f) => ({ by: columnFor(f) })), { by: quoteName(windows[i]!.as) }]
      : [],
  );
  return {
    name: 'result',
    from: quoteName(root.name),
    ...(conditions.match.length > 0 && { match: conditions.match }),
    ...(conditions.time !== undefined && { time: conditions.time }),
    ...(conditions.where.length > 0 && { where: unique(conditions.where) }),
    ...(isRows ? { columns } : { by: columns }),
    ...(windows.length > 0 && { windows }),
    ...(keep.length > 0 && { keep }),
    ...(orders.length + ranks.length > 0 && { order: orders.length > 0 ? orders : ranks }),
    ...(limit !== undefined && {
      limit: { rows: limit.rows, ...(limit.ties && { ties: 'include' as const }) },
    }),
  };
}
