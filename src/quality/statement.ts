import { branch, isNotNull, literal, reference } from '../expr/build.js';
import { types, type Type } from '../expr/type.js';
import { mapReferences } from '../expr/visit.js';
import type { From, Select, SqlExpr, SqlLeaf, SqlStatement, WithQuery } from '../sql/ast.js';
import type { CheckedTable } from './check.js';

/** How many rows of the run's partitions satisfy a condition. */
export function countRows(table: CheckedTable, where: readonly SqlExpr[]): SqlStatement {
  return failed(countOfRows, table, [...partition(table), ...where]);
}

/** 1 where the run's partitions have no row that satisfies a condition, else 0. */
export function noRows(table: CheckedTable, where: readonly SqlExpr[] = []): SqlStatement {
  const none = oneWhere([compare('=', countOfRows, zero)]);
  return failed(none, table, [...partition(table), ...where]);
}

/** How many combinations of some columns stand in more than one row of the run's partitions, of those that satisfy `where`. */
export function duplicates(
  table: CheckedTable,
  columns: readonly string[],
  where: readonly SqlExpr[] = [],
): SqlStatement {
  const keys = columns.map((name) => columnOf(table, name));
  const groups = select(
    keys.map((is, i) => ({ is, as: columns[i]! })),
    source(table),
    [...partition(table), ...where],
  );
  const repeated = { ...groups, group: keys, having: [compare('>', countOfRows, one)] };
  return answer(
    countOfRows,
    { kind: 'cte', name: 'duplicate', as: 'duplicate' },
    [],
    [{ name: 'duplicate', query: repeated }],
  );
}

/** How many rows, of those that satisfy `about`, have a value that no row of another table's column has; nulls are not counted. */
export function orphans(
  table: CheckedTable,
  columns: readonly string[],
  other: {
    readonly table: readonly string[];
    readonly columns: readonly string[];
    readonly where: readonly SqlExpr[];
  },
  about: readonly SqlExpr[] = [],
): SqlStatement {
  const own = columns.map((name) => columnOf(table, name));
  const there = (i: number, relation?: string): SqlExpr =>
    column(other.columns[i]!, own[i]!.type, relation);
  const parents = select(
    other.columns.map((name, i) => ({ is: there(i), as: name })),
    { kind: 'table', name: other.table, as: 'parent' },
    other.where,
  );
  const from: From = {
    kind: 'join',
    type: 'anti',
    left: source(table),
    right: { kind: 'subquery', as: 'other', query: parents },
    on: own.map((value, i) => compare('=', value, there(i, 'other'))),
    at: '',
  };
  return answer(countOfRows, from, [...partition(table), ...own.map(isNotNull<SqlLeaf>), ...about]);
}

/** One number over the rows of the table that satisfy conditions. */
export function failed(is: SqlExpr, table: CheckedTable, where: readonly SqlExpr[]): SqlStatement {
  return answer(is, source(table), where);
}

/** Only what this run wrote: its static partitions. */
export function partition(table: CheckedTable): readonly SqlExpr[] {
  return table.target.partition.flatMap((p) =>
    p.value === undefined ? [] : [compare('=', columnOf(table, p.as), constantSql(p.value))],
  );
}

/** A column of the checked table. */
export function columnOf({ target }: CheckedTable, name: string): SqlExpr {
  const type =
    target.columns.find((c) => c.name === name)?.type ??
    target.partition.find((p) => p.as === name)?.type;
  if (type === undefined) throw new Error(`no column "${name}" in the checked table`);
  return column(name, type, 'checked');
}

/** A comparison. */
export function compare(operator: '=' | '<' | '>', left: SqlExpr, right: SqlExpr): SqlExpr {
  return { kind: 'binary', operator, left, right, type: types.boolean };
}

/** 1 where one of the conditions holds, else 0. */
export function oneWhere(conditions: readonly SqlExpr[]): SqlExpr {
  if (conditions.length === 0) return zero;
  return {
    kind: 'case',
    whens: conditions.map((condition) => branch(condition, one)),
    otherwise: zero,
    type: types.bigint,
  };
}

/** The number nought. */
export const zero: SqlExpr = literal(types.bigint, '0');
const one: SqlExpr = literal(types.bigint, '1');

/** How many rows there are. */
export const countOfRows: SqlExpr = reference<SqlLeaf>(
  { kind: 'aggregate', agg: 'count', ties: [], where: [] },
  types.bigint,
);

/** What every check asks: one row with the one column `failed`. */
function answer(
  is: SqlExpr,
  from: From,
  where: readonly SqlExpr[],
  ctes: WithQuery['ctes'] = [],
): SqlStatement {
  return { kind: 'query', with: { ctes, query: select([{ is, as: 'failed' }], from, where) } };
}

function select(columns: Select['columns'], from: From, where: readonly SqlExpr[]): Select {
  return { kind: 'select', columns, from, where, having: [], order: [], at: '' };
}

function column(name: string, type: Type, relation?: string): SqlExpr {
  return reference<SqlLeaf>(
    { kind: 'column', ...(relation !== undefined && { relation }), name },
    type,
  );
}

function source({ target }: CheckedTable): From {
  return { kind: 'table', name: target.table, as: 'checked' };
}

function constantSql(
  value: NonNullable<CheckedTable['target']['partition'][number]['value']>,
): SqlExpr {
  return mapReferences(value, (leaf, node): SqlExpr => ({
    ...node,
    to: { kind: 'param', name: leaf.name },
  }));
}
