import { expressionsOf } from '../expressions.js';
import { aggregate, columnOf, join, project } from '../nodes.js';
import type { Column, Join, Made, Plan, PlannedDocument } from '../plan.js';
import { columnIn, columnsIn, replaceColumns } from './columns-read.js';
import { determinedBy } from './dependencies.js';
import { freshIn, type Fresh } from './fresh.js';
import { mapPlan, mapStages, withInputs } from './rebuild.js';
import type { Rewrite } from './rewrite.js';

/**
 * Rows are grouped by what decides the group, and what depends on it is looked up afterwards: names of
 * a customer for each customer, and not for each of the customer's orders. It holds where the keys
 * determine all that the look-ups are asked by (`dependencies.ts`), so that the groups stay the same.
 */
export const lateLookUps: Rewrite = {
  name: 'late-look-ups',
  rewrite: (document: PlannedDocument) => {
    const fresh = freshIn(document);
    return mapStages(document, (plan) =>
      mapPlan(plan, (node) => (node.kind === 'aggregate' ? grouped(node, fresh) : node)),
    );
  },
};

type Grouped = Plan & { readonly kind: 'aggregate' };

function grouped(plan: Grouped, fresh: Fresh): Plan {
  const late = lateJoins(plan);
  if (late.length === 0) return plan;
  const looked = new Set(late.flatMap((j) => j.right.columns.map((c) => c.id)));
  const isLate = (id: number): boolean => looked.has(id);
  const early = plan.keys.filter((key) => !columnsIn([key.is]).some(isLate));
  const others = plan.keys.filter((key) => columnsIn([key.is]).some(isLate));
  // What the look-ups are asked by, and what keys over them read beside them.
  const asked = columnsIn([...late.flatMap((j) => j.on), ...others.map((key) => key.is)]);
  const needed = [...new Set(asked)].filter((id) => !isLate(id));
  const known = determinedBy(
    plan.input,
    plan.keys.flatMap((key) => columnIn(key.is)?.id ?? []),
  );
  // One row in all is not what grouping by nothing that varies gives of no rows.
  if (early.length + needed.length === 0) return plan;
  if (!needed.every((id) => known.has(id))) return plan;

  const input = without(plan.input, new Set(late));
  const keyOf = new Map<number, Column>();
  for (const key of early) {
    const column = columnIn(key.is);
    if (column !== undefined && !keyOf.has(column.id)) keyOf.set(column.id, key.column);
  }
  const more = needed
    .filter((id) => !keyOf.has(id))
    .map((id): Made => {
      const column = input.columns.find((c) => c.id === id)!;
      return { column: fresh.column(column.name, column.type), is: columnOf(column) };
    });
  for (const { column, is } of more) keyOf.set(columnIn(is)!.id, column);
  const said = (expr: Made['is']): Made['is'] =>
    replaceColumns(expr, ({ id }) => {
      const key = keyOf.get(id);
      return key && columnOf(key);
    });
  const groups = aggregate(input, [...early, ...more], plan.aggregates, undefined, plan.at);
  const all = late
    .toReversed()
    .reduce<Plan>(
      (left, { type, right, on, because, at }) =>
        join(type, left, right, on.map(said), true, because, at),
      groups,
    );
  const made = plan.columns.map((column): Made => {
    const key = others.find((k) => k.column.id === column.id);
    return { column, is: key === undefined ? columnOf(column) : said(key.is) };
  });
  return project(all, made, plan.at);
}

/** The look-ups that only keys read, outermost first, and those that only such look-ups read. */
function lateJoins(plan: Grouped): readonly Join[] {
  if (plan.keys.length === 0) return [];
  const keys = columnsIn(plan.keys.map((key) => key.is));
  const inKeys = new Set(keys);
  const blocked = new Set(
    columnsIn(plan.aggregates.flatMap((a) => [a.of, a.with, ...(a.ties ?? []), ...a.where])),
  );
  const late: Join[] = [];
  let node = plan.input;
  for (;;) {
    if (node.kind === 'join') {
      const ids = node.right.columns.map((c) => c.id);
      const free = isLookUp(node) && !ids.some((id) => blocked.has(id));
      const wanted = free && (ids.some((id) => inKeys.has(id)) || feeds(ids, late));
      if (wanted) late.push(node);
      else for (const id of columnsIn(node.on)) blocked.add(id);
    } else if (node.kind === 'filter' || node.kind === 'semi')
      for (const id of columnsIn(expressionsOf(node))) blocked.add(id);
    else return late;
    node = node.kind === 'filter' ? node.input : node.left;
  }
}

function feeds(ids: readonly number[], late: readonly Join[]): boolean {
  const asked = new Set(columnsIn(late.flatMap((j) => j.on)));
  return ids.some((id) => asked.has(id));
}

/** A look-up that drops no row, or of a whole table along a required path: others would save groups. */
function isLookUp({ type, single, on, right }: Join): boolean {
  const table = right.kind === 'scan' || (right.kind === 'filter' && right.input.kind === 'scan');
  return single && on.length > 0 && (type === 'left' || table);
}

function without(plan: Plan, late: ReadonlySet<Plan>): Plan {
  if (plan.kind === 'join' || plan.kind === 'semi') {
    const left = without(plan.left, late);
    return late.has(plan) ? left : withInputs(plan, [left, plan.right]);
  }
  return plan.kind === 'filter' ? withInputs(plan, [without(plan.input, late)]) : plan;
}
