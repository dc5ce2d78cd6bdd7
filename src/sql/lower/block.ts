import type { JsonPointer } from '../../base/diagnostic.js';
import { integerLiteral, reference } from '../../expr/build.js';
import { types } from '../../expr/type.js';
import { some } from '../../expr/visit.js';
import type { Column } from '../../plan/plan.js';
import type { Condition, From, Query, Select, SqlExpr, SqlLeaf, SqlOrder } from '../ast.js';
import type { Relations } from './relations.js';
import { uniqueNames } from '../unique-names.js';

/** What a column of the plan is in a block, and which place of the document asked for it. */
export interface Cell {
  readonly column: Column;
  readonly is: SqlExpr;
  readonly at: JsonPointer;
}

/**
 * A SELECT that is still growing: nodes of the plan that mean the same in one SELECT are merged into
 * one block, and a node that does not fit any more starts a new block around the old one.
 */
export interface Block {
  readonly from: From;
  readonly cells: ReadonlyMap<number, Cell>;
  readonly where: readonly Condition[];
  /** Absent: not grouped; []: one row in all. */
  readonly group?: readonly SqlExpr[];
  readonly having: readonly Condition[];
  readonly order: readonly SqlOrder[];
  readonly limit?: number;
  /** What it is called when it becomes a relation. */
  readonly name: string;
  readonly at: JsonPointer;
}

/** A block that is a relation and nothing else yet. */
export function blockOf(from: From, cells: readonly Cell[], name: string, at: JsonPointer): Block {
  return {
    from,
    cells: new Map(cells.map((cell) => [cell.column.id, cell])),
    where: [],
    having: [],
    order: [],
    name,
    at,
  };
}

/** Whether it has only a FROM and perhaps a WHERE, so that joins and conditions can still be added. */
export function isPlain(block: Block): boolean {
  return block.group === undefined && block.limit === undefined && !hasWindows(block);
}

/** Whether one of its columns, or its order, looks at other rows of the block. */
export function hasWindows(block: Block): boolean {
  const cells = [...block.cells.values()].map((cell) => cell.is);
  return [...cells, ...block.order.map((order) => order.by)].some((is) => some(is, isWindow));
}

/** Whether it holds an aggregate. */
export function hasAggregate(expr: SqlExpr): boolean {
  return some(expr, (node) => node.kind === 'reference' && node.to.kind === 'aggregate');
}

/** Whether a node is a window function. */
export function isWindow(expr: SqlExpr): boolean {
  return expr.kind === 'reference' && expr.to.kind === 'window';
}

/** The SELECT of a block, with these columns of it in this order. */
export function selectOf(
  block: Block,
  outputs: readonly { readonly column: Column; readonly as: string }[],
): Select {
  const { from, where, group, having, order, limit, at } = block;
  return {
    kind: 'select',
    columns: outputs.map(({ column, as }) => {
      const cell = cellOf(block, column);
      return { is: cell.is, as, at: cell.at };
    }),
    from,
    where,
    ...(group !== undefined && { group }),
    having,
    order,
    ...(limit !== undefined && { limit }),
    at,
  };
}

/** The block as a relation of its own, so that anything may follow; its order is over, and only says which rows a limit keeps. */
export function wrap(relations: Relations, block: Block): Block {
  return wrapOrdered(relations, block.limit === undefined ? { ...block, order: [] } : block, false);
}

/** The same, still in the block's order. */
export function wrapOrdered(relations: Relations, block: Block, ordered = true): Block {
  const known = [...block.cells.values()];
  const sorts = (ordered ? block.order : []).map((order, i) => {
    const column = { id: -2 - i, name: `order_${i + 1}`, type: order.by.type };
    const same = known.find((cell) => sameExpr(cell.is, order.by));
    return { order, cell: same ?? { column, is: order.by, at: block.at } };
  });
  const cells = [...new Set([...known, ...sorts.map((sort) => sort.cell)])];
  const shown = isComplete(block, cells) ? cells : [...cells, counter(block)];
  const names = uniqueNames(shown.map((cell) => cell.column.name));
  const inner: Block = {
    ...block,
    cells: new Map(shown.map((cell) => [cell.column.id, cell])),
    order: block.limit === undefined ? [] : block.order,
  };
  const query = selectOf(
    inner,
    shown.map(({ column }, i) => ({ column, as: names[i]! })),
  );
  const as = relations.add(block.name);
  const outer = new Map(
    shown.map((cell, i) => {
      const is: SqlExpr = reference(
        { kind: 'column', relation: as, name: names[i]! },
        cell.column.type,
      );
      return [cell, { ...cell, is }];
    }),
  );
  const from: From = { kind: 'subquery', query, as };
  return {
    ...blockOf(
      from,
      known.map((cell) => outer.get(cell)!),
      block.name,
      block.at,
    ),
    order: sorts.map(({ order, cell }) => ({ ...order, by: outer.get(cell)!.is })),
  };
}

/** Whether the columns make a SELECT: there must be one, and without keys an aggregate is what makes it one row. */
function isComplete(block: Block, cells: readonly Cell[]): boolean {
  return block.group?.length === 0 ? cells.some((cell) => hasAggregate(cell.is)) : cells.length > 0;
}

/** The column of a relation of which only the number of rows counts. */
function counter(block: Block): Cell {
  const is: SqlExpr =
    block.group?.length === 0
      ? reference({ kind: 'aggregate', agg: 'count', ties: [], where: [] }, types.bigint)
      : integerLiteral(1);
  return { column: { id: -1, name: 'one', type: is.type }, is, at: block.at };
}

/** The query as a relation, which has no order: without a limit it only costs. */
export function withoutOrder(query: Query): Query {
  return query.kind === 'select' && query.limit === undefined ? { ...query, order: [] } : query;
}

/** The cell of a column; a bug if the block has none. */
export function cellOf(block: Block, column: Column): Cell {
  const cell = block.cells.get(column.id);
  if (cell === undefined) throw new Error(`no column ${column.id} "${column.name}" here`);
  return cell;
}

/** Whether two expressions over the same relations are the same text. */
export function sameExpr(a: SqlExpr, b: SqlExpr): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || (a.kind === 'reference' && !sameLeaf(a.to, b))) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Most columns differ by their names: no need to write both out. */
function sameLeaf(a: SqlLeaf, b: SqlExpr): boolean {
  if (b.kind !== 'reference' || a.kind !== b.to.kind) return false;
  return a.kind !== 'column' || b.to.kind !== 'column' || a.name === b.to.name;
}
