import { unreachable } from '../../base/unreachable.js';
import { conjuncts } from '../../expr/build.js';
import type { Plan, PlanExpr } from '../plan.js';
import { columnIn, columnsIn } from './columns-read.js';

/** Rows that agree on `from` agree on `to`. */
interface Dependency {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * Ids of all columns that rows of a plan agree on when they agree on `known`: what keys, look-ups of at
 * most one partner, equalities and computed columns say. Nulls agree with nulls. The columns may be any
 * below that still stand for one value in each row.
 */
export function determinedBy(plan: Plan, known: Iterable<number>): ReadonlySet<number> {
  const all = dependenciesOf(plan);
  const found = new Set(known);
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const { from, to } of all)
      if (from.every((id) => found.has(id))) for (const id of to) found.add(id);
  }
  return found;
}

function dependenciesOf(plan: Plan): readonly Dependency[] {
  const ids = plan.columns.map((c) => c.id);
  const key: readonly Dependency[] = plan.key === undefined ? [] : [{ from: plan.key, to: ids }];
  switch (plan.kind) {
    case 'scan':
    case 'read':
    case 'series':
    case 'union':
      return key;
    case 'filter':
      return [...dependenciesOf(plan.input), ...key, ...equalities(plan.where)];
    case 'project':
      return [
        ...dependenciesOf(plan.input),
        ...key,
        ...plan.made.flatMap(({ column, is }): Dependency[] => {
          const passed = columnIn(is);
          return [
            { from: columnsIn([is]), to: [column.id] },
            ...(passed === undefined ? [] : [{ from: [column.id], to: [passed.id] }]),
          ];
        }),
      ];
    case 'join': {
      const left = new Set(plan.left.columns.map((c) => c.id));
      const asked = columnsIn(plan.on).filter((id) => left.has(id));
      // Of the right side nothing more is known of a left join: rows without a partner have nulls there.
      return [
        ...dependenciesOf(plan.left),
        ...key,
        ...(plan.single ? [{ from: asked, to: plan.right.columns.map((c) => c.id) }] : []),
        ...(plan.type === 'inner' ? [...dependenciesOf(plan.right), ...equalities(plan.on)] : []),
      ];
    }
    case 'semi':
      return [...dependenciesOf(plan.left), ...key];
    case 'aggregate':
      return [
        ...dependenciesOf(plan.input),
        ...key,
        ...plan.keys.flatMap(({ column, is }): Dependency[] => {
          const passed = columnIn(is);
          return passed === undefined
            ? []
            : [
                { from: [column.id], to: [passed.id] },
                { from: [passed.id], to: [column.id] },
              ];
        }),
      ];
    case 'windowed':
    case 'sorted':
      return [...dependenciesOf(plan.input), ...key];
    default:
      return unreachable(plan);
  }
}

/** Columns that conditions make equal to each other, or to a value that is the same for all rows. */
function equalities(where: readonly PlanExpr[]): readonly Dependency[] {
  return where.flatMap(conjuncts).flatMap((part): Dependency[] => {
    if (part.kind !== 'binary') return [];
    if (part.operator !== '=' && part.operator !== 'is not distinct from') return [];
    const [left, right] = [columnIn(part.left), columnIn(part.right)];
    return [
      ...(left === undefined ? [] : [{ from: columnsIn([part.right]), to: [left.id] }]),
      ...(right === undefined ? [] : [{ from: columnsIn([part.left]), to: [right.id] }]),
    ];
  });
}
