import { branch, literal } from '../expr/build.js';
import type { Type } from '../expr/type.js';
import { mapReferences } from '../expr/visit.js';
import type { From, Query, SqlAggregate, SqlExpr, SqlStatement } from '../sql/ast.js';
import type { CheckedTable } from './check.js';

const bigint: Type = { kind: 'bigint' };
const boolean: Type = { kind: 'boolean' };

/** How many rows of the run's partitions satisfy a condition. */
export function countRows(table: CheckedTable, where: readonly SqlExpr[]): SqlStatement {
  return failed(counting([]), table, [...partition(table), ...where]);
}

/** 1 where the run's partitions have no row, else 0. */
export function noRows(table: CheckedTable): SqlStatement {
  const none: SqlExpr = {
    kind: 'case',
    whens: [branch(compare('=', counting([]), zero), one)],
    otherwise: zero,
    type: bigint,
  };
  return failed(none, table, partition(table));
}

/** How many combinations of some columns stand in more than one row of the run's partitions, of those that satisfy `where`. */
export function duplicates(
  table: CheckedTable,
  columns: readonly string[],
  where: readonly SqlExpr[] = [],
): SqlStatement {
  const keys = columns.map((name) => columnOf(table, name));
  const groups: Query = {
    kind: 'select',
    columns: keys.map((is, i) => ({ is, as: columns[i]! })),
    from: source(table),
    where: [...partition(table), ...where],
    group: keys,
    having: [compare('>', counting([]), one)],
    order: [],
    at: '',
  };
  return {
    kind: 'query',
    with: {
      ctes: [{ name: 'duplicate', query: groups }],
      query: {
        kind: 'select',
        columns: [{ is: counting([]), as: 'failed' }],
        from: { kind: 'cte', name: 'duplicate', as: 'duplicate' },
        where: [],
        having: [],
        order: [],
        at: '',
      },
    },
  };
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
  const there = (name: string, type: Type): SqlExpr => ({
    kind: 'reference',
    to: { kind: 'column', relation: 'other', name },
    type,
  });
  const types = columns.map((name) => columnOf(table, name).type);
  const right: From = {
    kind: 'subquery',
    as: 'other',
    query: {
      kind: 'select',
      columns: other.columns.map((name, i) => ({
        is: { kind: 'reference', to: { kind: 'column', name }, type: types[i]! },
        as: name,
      })),
      from: { kind: 'table', name: other.table, as: 'parent' },
      where: other.where,
      having: [],
      order: [],
      at: '',
    },
  };
  return {
    kind: 'query',
    with: {
      ctes: [],
      query: {
        kind: 'select',
        columns: [{ is: counting([]), as: 'failed' }],
        from: {
          kind: 'join',
          type: 'anti',
          left: source(table),
          right,
          on: columns.map((name, i) =>
            compare('=', columnOf(table, name), there(other.columns[i]!, types[i]!)),
          ),
          at: '',
        },
        where: [
          ...partition(table),
          ...columns.map((name) => notNull(columnOf(table, name))),
          ...about,
        ],
        having: [],
        order: [],
        at: '',
      },
    },
  };
}

/** A column of the checked table. */
export function columnOf(table: CheckedTable, name: string): SqlExpr {
  const { target } = table;
  const type =
    target.columns.find((c) => c.name === name)?.type ??
    target.partition.find((p) => p.as === name)?.type;
  if (type === undefined) throw new Error(`no column "${name}" in the checked table`);
  return { kind: 'reference', to: { kind: 'column', relation: 'checked', name }, type };
}

/** A comparison. */
export function compare(operator: '=' | '<' | '>', left: SqlExpr, right: SqlExpr): SqlExpr {
  return { kind: 'binary', operator, left, right, type: boolean };
}

/** `expr is null`. */
export function isNull(operand: SqlExpr): SqlExpr {
  return { kind: 'is-null', not: false, operand, type: boolean };
}

const zero: SqlExpr = literal(bigint, '0');
const one: SqlExpr = literal(bigint, '1');

function notNull(operand: SqlExpr): SqlExpr {
  return { kind: 'is-null', not: true, operand, type: boolean };
}

function counting(where: readonly SqlExpr[]): SqlExpr {
  const to: SqlAggregate = { kind: 'aggregate', agg: 'count', ties: [], where };
  return { kind: 'reference', to, type: bigint };
}

/** The checked table, as its columns name it. */
export function source(table: CheckedTable): From {
  return { kind: 'table', name: table.target.table, as: 'checked' };
}

/** Only what this run wrote: its static partitions. */
export function partition(table: CheckedTable): readonly SqlExpr[] {
  return table.target.partition.flatMap((p) =>
    p.value === undefined ? [] : [compare('=', columnOf(table, p.as), constantSql(p.value))],
  );
}

function constantSql(
  value: NonNullable<CheckedTable['target']['partition'][number]['value']>,
): SqlExpr {
  return mapReferences(value, (leaf, reference): SqlExpr => ({
    ...reference,
    to: { kind: 'param', name: leaf.name },
  }));
}

/** One number over the rows of the table that satisfy conditions. */
export function failed(is: SqlExpr, table: CheckedTable, where: readonly SqlExpr[]): SqlStatement {
  return {
    kind: 'query',
    with: {
      ctes: [],
      query: {
        kind: 'select',
        columns: [{ is, as: 'failed' }],
        from: source(table),
        where,
        having: [],
        order: [],
        at: '',
      },
    },
  };
}
