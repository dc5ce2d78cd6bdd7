import { reference } from '../../expr/build.js';
import {
  mapChildren,
  mapReferences,
  references,
  some,
  walk,
  withoutSpans,
} from '../../expr/visit.js';
import type { Column, PlanExpr, PlanOrder } from '../../plan/plan.js';
import type { SqlExpr, SqlLeaf, SqlOrder } from '../ast.js';
import { cellOf, hasAggregate, isWindow, type Block } from './block.js';

/** The expression over a block's relations: each column is what the block says it is. */
export function lowerExpr(expr: PlanExpr, block: Block): SqlExpr {
  return lowerOver(expr, (column) => cellOf(block, column).is);
}

/** The expression of a value that comes from no row: literals and parameters. */
export function lowerConstant(expr: PlanExpr): SqlExpr {
  return lowerOver(expr, (column) => {
    throw new Error(`column "${column.name}" in a value that needs no row`);
  });
}

/** A bound of a calendar: literals, parameters, and columns of the one row called `bounds`. */
export function lowerBound(expr: PlanExpr): SqlExpr {
  return lowerOver(expr, ({ name, type }) =>
    reference<SqlLeaf>({ kind: 'column', relation: 'bounds', name }, type),
  );
}

function lowerOver(expr: PlanExpr, column: (column: Column) => SqlExpr): SqlExpr {
  const lowered = mapReferences(withoutSpans(expr), (to, { type }): SqlExpr =>
    to.kind === 'column'
      ? column(to.column)
      : reference<SqlLeaf>({ kind: 'param', name: to.name }, type),
  );
  return flatten(lowered);
}

/** `coalesce(coalesce(x, 0), 0)`, which comes of a fill over a filled column, is `coalesce(x, 0)`. */
function flatten(expr: SqlExpr): SqlExpr {
  if (expr.kind === 'reference') return expr;
  const node = mapChildren<SqlLeaf, SqlLeaf>(expr, flatten);
  if (node.kind !== 'call' || node.name !== 'coalesce') return node;
  const args = node.args.flatMap((arg) =>
    arg.kind === 'call' && arg.name === 'coalesce' ? arg.args : [arg],
  );
  // What stands behind a value that is never null is never taken.
  const last = args.findIndex((arg) => arg.kind === 'literal' && arg.value !== null);
  const taken = last < 0 ? args : args.slice(0, last + 1);
  return taken.length === 1 ? taken[0]! : { ...node, args: taken };
}

/** The order over a block's relations. */
export function lowerOrder(order: PlanOrder, block: Block): SqlOrder {
  const { descending, nullsFirst } = order;
  return { by: lowerExpr(order.by, block), descending, nullsFirst };
}

/** Ids of the columns that some expressions read, one for each time they are read. */
export function columnsIn(exprs: readonly (PlanExpr | undefined)[]): readonly number[] {
  return exprs.flatMap((expr) =>
    expr === undefined
      ? []
      : references(expr).flatMap(({ to }) => (to.kind === 'column' ? [to.column.id] : [])),
  );
}

/** Whether its value is the same for every row: only literals and parameters. */
export function isFixed(expr: SqlExpr): boolean {
  return references(expr).every(({ to }) => to.kind === 'param');
}

/** Whether it is a column as a relation has it. */
export function isColumn(expr: SqlExpr): boolean {
  return expr.kind === 'reference' && expr.to.kind === 'column';
}

/** Whether it may well be written twice: short, and computed from its own row alone. */
export function isCheap(expr: SqlExpr): boolean {
  let size = 0;
  walk(expr, () => size++);
  return size <= 3 && !hasAggregate(expr) && !some(expr, isWindow);
}
