import { and, binary, cast, intervalLiteral, literal, reference } from '../expr/build.js';
import { types, type Type } from '../expr/type.js';
import { mapReferences, references } from '../expr/visit.js';
import type { SqlAggregate, SqlExpr, SqlLeaf, SqlStatement } from '../sql/ast.js';
import type { CheckedTable } from './check.js';
import {
  columnOf,
  compare,
  failed,
  noRows,
  oneWhere,
  partition,
  countOfRows,
  zero,
} from './statement.js';

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** 1 where the run's partitions have fewer or more rows than the bounds say, else 0. */
export function rowsOutside(
  table: CheckedTable,
  bounds: Bounds,
  where: readonly SqlExpr[],
): SqlStatement {
  const whens = outside(countOfRows, bounds, (bound) => literal(types.bigint, String(bound)));
  return failed(oneWhere(whens), table, [...partition(table), ...where]);
}

/** 1 where no row of the run has a value in the last so many days, the run's own included, else 0. */
export function isStale(table: CheckedTable, column: string, days: number): SqlStatement {
  const value = columnOf(table, column);
  const first = earlier(days - 1);
  const bound = value.type.kind === 'timestamp' ? cast(first, types.timestamp) : first;
  return noRows(table, [binary<SqlLeaf>('>=', value, bound)]);
}

/**
 * 1 where the rows, or a column's sum, differ by more than the bounds from those of the partition of so
 * many days before; 0 where that has none to compare with. Undefined where no partition follows the run.
 */
export function changed(
  table: CheckedTable,
  { of, days, min, max }: Bounds & { readonly of?: string; readonly days: number },
): SqlStatement | undefined {
  const now = partition(table);
  const before = now.map((one) => dayBefore(one, days));
  if (before.every((one) => one === undefined)) return undefined;
  const then = before.map((one, i) => one ?? now[i]!);
  const type: Type = of === undefined ? types.bigint : columnOf(table, of).type;
  const measured = (where: readonly SqlExpr[]): SqlExpr =>
    aggregate(
      of === undefined ? { agg: 'count', where } : { agg: 'sum', of: columnOf(table, of), where },
      type,
    );
  const base = measured(then);
  const bound = (share: number): SqlExpr =>
    binary<SqlLeaf>('*', base, literal(types.double, String(1 + share)), types.double);
  const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const whens = outside(measured(now), limits, bound).map((wrong) =>
    binary<SqlLeaf>('and', compare('>', base, zero), wrong),
  );
  const either = binary<SqlLeaf>('or', and(now), and(then));
  return failed(oneWhere(whens), table, [either]);
}

function aggregate(parts: Pick<SqlAggregate, 'agg' | 'of' | 'where'>, type: Type): SqlExpr {
  return reference<SqlLeaf>({ kind: 'aggregate', ties: [], ...parts }, type);
}

function outside(
  value: SqlExpr,
  { min, max }: Bounds,
  bound: (limit: number) => SqlExpr,
): readonly SqlExpr[] {
  return [
    ...(min === undefined ? [] : [compare('<', value, bound(min))]),
    ...(max === undefined ? [] : [compare('>', value, bound(max))]),
  ];
}

/** The run's day so many days before. */
function earlier(days: number): SqlExpr {
  const day = reference<SqlLeaf>({ kind: 'param', name: 'bizdate' }, types.date);
  return days === 0 ? day : binary<SqlLeaf>('-', day, intervalLiteral(days, 'day'), types.date);
}

/** The condition on a partition as of an earlier run; undefined where it does not depend on the run's day. */
function dayBefore(condition: SqlExpr, days: number): SqlExpr | undefined {
  const isDay = (to: SqlLeaf): boolean => to.kind === 'param' && to.name === 'bizdate';
  if (!references(condition).some(({ to }) => isDay(to))) return undefined;
  return mapReferences(condition, (to, node): SqlExpr => (isDay(to) ? earlier(days) : node));
}
