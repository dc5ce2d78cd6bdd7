import { unreachable } from '../../base/unreachable.js';
import { mapReferences, walk } from '../../expr/visit.js';
import { expressionsOf } from '../expressions.js';
import { inputsOf } from '../inputs.js';
import type { Column, Plan, PlanExpr } from '../plan.js';
import { columnOf } from '../nodes.js';

/** Ids of the columns that expressions read, one for each time they are read. */
export function columnsIn(exprs: readonly (PlanExpr | undefined)[]): readonly number[] {
  const found: number[] = [];
  for (const expr of exprs)
    if (expr !== undefined)
      walk(expr, (node) => {
        if (node.kind === 'reference' && node.to.kind === 'column') found.push(node.to.column.id);
      });
  return found;
}

/** Whether an expression reads only these columns. */
export function readsOnly(expr: PlanExpr, columns: Iterable<number>): boolean {
  const known = new Set(columns);
  return columnsIn([expr]).every((id) => known.has(id));
}

/** The column that an expression is, where it is nothing else. */
export function columnIn(expr: PlanExpr): Column | undefined {
  return expr.kind === 'reference' && expr.to.kind === 'column' ? expr.to.column : undefined;
}

/** The expression with others in the place of its columns. */
export function replaceColumns(
  expr: PlanExpr,
  by: (column: Column) => PlanExpr | undefined,
): PlanExpr {
  return mapReferences(expr, (to, reference): PlanExpr =>
    to.kind === 'column' ? (by(to.column) ?? columnOf(to.column)) : { ...reference, to },
  );
}

/** The condition over what its columns are made of; nothing where one of them is not known there. */
export function saidOver(
  condition: PlanExpr,
  by: (id: number) => PlanExpr | undefined,
): readonly PlanExpr[] {
  if (columnsIn([condition]).some((id) => by(id) === undefined)) return [];
  return [replaceColumns(condition, ({ id }) => by(id))];
}

/** Of each input of a node, in the order of `inputsOf`, what is read where `needed` is needed of the node. */
export function neededBelow(
  plan: Plan,
  needed: ReadonlySet<number>,
): readonly ReadonlySet<number>[] {
  switch (plan.kind) {
    case 'project': {
      const made = plan.made.filter((m) => needed.has(m.column.id));
      return [new Set(columnsIn(made.map((m) => m.is)))];
    }
    case 'aggregate':
      return [new Set(columnsIn(expressionsOf(plan)))];
    case 'semi': {
      const own = columnsIn(plan.on);
      return [new Set([...needed, ...own]), new Set(own)];
    }
    case 'union': {
      const places = plan.columns.flatMap((c, i) => (needed.has(c.id) ? [i] : []));
      return plan.sources.map((of) => new Set(places.map((i) => of[i]!.id)));
    }
    case 'scan':
    case 'read':
    case 'series':
    case 'filter':
    case 'join':
    case 'windowed':
    case 'sorted': {
      const all = new Set([...needed, ...columnsIn(expressionsOf(plan))]);
      return inputsOf(plan).map(() => all);
    }
    default:
      return unreachable(plan);
  }
}
