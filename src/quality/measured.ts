import { binary, branch, cast, intervalLiteral, literal, reference } from '../expr/build.js';
import { types, type Type } from '../expr/type.js';
import { mapReferences, references } from '../expr/visit.js';
import type { SqlAggregate, SqlExpr, SqlStatement } from '../sql/ast.js';
import type { CheckedTable } from './check.js';
import { columnOf, compare, failed, partition } from './statement.js';

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
  const rows = aggregate({ agg: 'count' }, types.bigint);
  const whens = outside(rows, bounds, (bound) => literal(types.bigint, String(bound)));
  return failed(oneWhere(whens), table, [...partition(table), ...where]);
}

/** 1 where no row of the run has a value in the last so many days, the run's own included, else 0. */
export function isStale(table: CheckedTable, column: string, days: number): SqlStatement {
  const value = columnOf(table, column);
  const first = earlier(days - 1);
  const bound = value.type.kind === 'timestamp' ? cast(first, types.timestamp) : first;
  const fresh = binary<SqlExprLeaf>('>=', value, bound);
  const rows = aggregate({ agg: 'count' }, types.bigint);
  return failed(oneWhere([compare('=', rows, zero)]), table, [...partition(table), fresh]);
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
    binary<SqlExprLeaf>('*', base, literal(types.double, String(1 + share)), types.double);
  const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const whens = outside(measured(now), limits, bound).map((wrong) =>
    binary<SqlExprLeaf>('and', compare('>', base, zero), wrong),
  );
  const either = binary<SqlExprLeaf>('or', all(now), all(then));
  return failed(oneWhere(whens), table, [either]);
}

type SqlExprLeaf = Extract<SqlExpr, { readonly kind: 'reference' }>['to'];

const zero: SqlExpr = literal(types.bigint, '0');
const one: SqlExpr = literal(types.bigint, '1');

function aggregate(
  parts: Pick<SqlAggregate, 'agg' | 'of'> & Partial<Pick<SqlAggregate, 'where'>>,
  type: Type,
): SqlExpr {
  return reference<SqlExprLeaf>({ kind: 'aggregate', ties: [], where: [], ...parts }, type);
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

function oneWhere(conditions: readonly SqlExpr[]): SqlExpr {
  if (conditions.length === 0) return zero;
  return {
    kind: 'case',
    whens: conditions.map((condition) => branch(condition, one)),
    otherwise: zero,
    type: types.bigint,
  };
}

function all(conditions: readonly SqlExpr[]): SqlExpr {
  return conditions.reduce((left, right) => binary<SqlExprLeaf>('and', left, right));
}

/** The run's day so many days before. */
function earlier(days: number): SqlExpr {
  const day = reference<SqlExprLeaf>({ kind: 'param', name: 'bizdate' }, types.date);
  return days === 0 ? day : binary<SqlExprLeaf>('-', day, intervalLiteral(days, 'day'), types.date);
}

/** The condition on a partition as of an earlier run; undefined where it does not depend on the run's day. */
function dayBefore(condition: SqlExpr, days: number): SqlExpr | undefined {
  const isDay = (to: SqlExprLeaf): boolean => to.kind === 'param' && to.name === 'bizdate';
  if (!references(condition).some(({ to }) => isDay(to))) return undefined;
  return mapReferences(condition, (to, node): SqlExpr => (isDay(to) ? earlier(days) : node));
}
