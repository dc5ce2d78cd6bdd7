import { contains, partsOf, same } from '../relation.js';
import { mapNodes } from './map-nodes.js';
import type { SqlItem, SqlNode, SqlOrder, SqlSelect } from '../tree.js';

const alias = 'grouped';

/**
 * A SELECT with HAVING and windows as two, and what its rows are ordered by: windows are computed of the groups that
 * HAVING leaves, while a stage computes its windows before it drops rows (S1). Any other stays as it is.
 */
export function windowsApart(
  select: SqlSelect,
  order: readonly SqlOrder[],
): { readonly select: SqlSelect; readonly order: readonly SqlOrder[] } {
  const { items, qualify, having, group, where: _, ...rest } = select;
  const after = [...items.map((i) => i.value), ...(qualify === undefined ? [] : [qualify])];
  if (having === undefined || !after.some((n) => contains(n, 'window'))) return { select, order };
  const keys = group.map((g) => meant(g, items));
  const values = [...keys, ...[...after, ...order.map((o) => o.by)].flatMap(aggregatesIn)];
  const inner = new Map<string, SqlItem>();
  for (const value of values) {
    const known = JSON.stringify(value);
    if (!inner.has(known)) inner.set(known, { value, as: `grouped_${inner.size + 1}` });
  }
  const { qualify: __, ...groups } = select;
  const query = {
    with: [],
    arms: [{ ...groups, distinct: false, items: [...inner.values()] }],
    sets: [],
    order: [],
  };
  // What a group or an aggregate is made of is in the inner SELECT.
  const moved = (node: SqlNode): SqlNode => {
    const own = inner.get(JSON.stringify(node))?.as ?? keyNamed(node, inner);
    return own === undefined ? node : { kind: 'column', table: alias, name: own };
  };
  const outside = (node: SqlNode): SqlNode => mapNodes(moved(node), moved);
  return {
    select: {
      ...rest,
      items: items.map(({ value, as }) => {
        const name = as ?? (value.kind === 'column' ? value.name : undefined);
        return { value: outside(value), ...(name !== undefined && { as: name }) };
      }),
      from: [{ alias, query, join: 'comma' }],
      group: [],
      ...(qualify !== undefined && { qualify: outside(qualify) }),
    },
    order: order.map((o) => ({ ...o, by: outside(o.by) })),
  };
}

/** A key of GROUP BY: the nth item, the item of that alias, or itself. */
function meant(node: SqlNode, items: readonly SqlItem[]): SqlNode {
  if (node.kind === 'literal') return items[Number(node.text) - 1]?.value ?? node;
  if (node.kind !== 'column' || node.table !== undefined) return node;
  return items.find((i) => i.as !== undefined && same(i.as, node.name))?.value ?? node;
}

function aggregatesIn(node: SqlNode): readonly SqlNode[] {
  return node.kind === 'aggregate' ? [node] : partsOf(node).flatMap(aggregatesIn);
}

/** The key that a column names with or without the table before it. */
function keyNamed(node: SqlNode, inner: ReadonlyMap<string, SqlItem>): string | undefined {
  if (node.kind !== 'column' || node.table === alias) return undefined;
  const found = [...inner.values()].find(
    ({ value }) =>
      value.kind === 'column' &&
      same(value.name, node.name) &&
      (value.table === undefined || node.table === undefined || same(value.table, node.table)),
  );
  return found?.as;
}
