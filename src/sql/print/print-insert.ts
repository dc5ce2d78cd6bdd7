import { and, binary, reference } from '../../expr/build.js';
import type { From, Insert, Query, Select, SqlExpr, SqlLeaf, WithQuery } from '../ast.js';
import type { Dialect } from '../dialect.js';
import { foldDays } from '../rewrites/fold-days.js';
import {
  commas,
  group,
  hardline,
  join,
  line,
  marked,
  nest,
  parenthesized,
  type Doc,
} from './layout.js';
import { withPartitions, withPartitionValues } from '../rewrites/partition-values.js';
import type { Piece } from './piece.js';
import { queryPrinter, type QueryPrinter } from './print-query.js';
import { rewritten } from '../rewrites/rewrite-upsert.js';
import { uniqueNames } from '../unique-names.js';
import { unsupported } from './unsupported.js';

/** Writes rows into a table: whole, its partitions, more rows, or by key, as the dialect does that. */
export function printInsert(insert: Insert, dialect: Dialect): readonly Piece[] {
  const printer = queryPrinter(dialect);
  if (dialect.overwrite === 'insert-overwrite') return [overwriting(insert, dialect, printer)];
  const statements = replacing({ ...insert, with: withPartitions(insert) }, dialect, printer);
  if (statements.length === 1) return statements;
  return [{ frame: 'BEGIN TRANSACTION' }, ...statements, { frame: 'COMMIT' }];
}

/**
 * `INSERT OVERWRITE TABLE t PARTITION (…)`: constant partitions stand in the clause, others are the
 * last columns of the query. Columns are taken by position, in the order the table was made in.
 */
function overwriting(insert: Insert, dialect: Dialect, printer: QueryPrinter): Piece {
  // The old rows of every partition would have to be read and written again.
  if (insert.write === 'upsert' && insert.partition.some((p) => p.value === undefined))
    return {
      statement: marked(
        insert.with.query.at,
        unsupported(dialect, 'writing by key into partitions that the rows decide'),
      ),
    };
  const written = insert.write === 'upsert' ? rewritten(insert) : insert;
  const { partition, query } = dynamicLast(written, dialect);
  const clause = partition.map(({ name, value }) =>
    value === undefined
      ? dialect.quote(name)
      : [dialect.quote(name), ' = ', printer.say.whole(value)],
  );
  const verb = written.write === 'append' ? 'INSERT INTO' : 'INSERT OVERWRITE';
  return {
    statement: [
      printer.ctes(query),
      `${verb} TABLE `,
      tableName(insert.table, dialect),
      clause.length === 0 ? [] : [' PARTITION (', join(clause, ', '), ')'],
      hardline,
      printer.query(query.query),
    ],
  };
}

/** A partition clause takes constants only, and these first: from the first other value on, values are columns. */
function dynamicLast(
  insert: Insert,
  dialect: Dialect,
): { readonly partition: Insert['partition']; readonly query: WithQuery } {
  const firstDynamic = insert.partition.findIndex(
    ({ value }) => value === undefined || !dialect.constantPartition(foldDays(value)),
  );
  const fixed = firstDynamic < 0 ? insert.partition.length : firstDynamic;
  const moved = insert.partition.slice(fixed);
  return {
    partition: [
      ...insert.partition.slice(0, fixed),
      ...moved.map(({ name, type }) => ({ name, type })),
    ],
    query: withPartitionValues(insert, moved),
  };
}

/** DELETE and INSERT; rows that depend on what is deleted are worked out before, in a temporary table. */
function replacing(insert: Insert, dialect: Dialect, printer: QueryPrinter): readonly Piece[] {
  const name = tableName(insert.table, dialect);
  const columns = [...insert.columns, ...insert.partition.map((p) => p.name)];
  const target: Doc = [name, ' ', parenthesized(commas(columns.map(dialect.quote)))];
  const rows = [printer.ctes(insert.with), printer.query(insert.with.query)];
  if (insert.write === 'upsert') return [merging(insert, columns, name, dialect, rows)];
  if (insert.write === 'append') return [{ statement: ['INSERT INTO ', target, hardline, rows] }];
  const dynamic = insert.partition.filter((p) => p.value === undefined);
  const fixed = insert.partition.flatMap(({ name: column, value }) =>
    value === undefined ? [] : [[dialect.quote(column), ' = ', printer.say.operand(value)]],
  );
  if (dynamic.length === 0 && !reads(insert.with, insert.table))
    return [
      { statement: ['DELETE FROM ', name, where(fixed)] },
      { statement: ['INSERT INTO ', target, hardline, rows] },
    ];
  const [made] = uniqueNames([`${insert.table.at(-1)!}_rows`], namesIn(insert));
  const temporary = dialect.quote(made!);
  const written = [
    'EXISTS (SELECT 1 FROM ',
    temporary,
    ' AS incoming WHERE ',
    join(
      dynamic.map(({ name: column }) => [
        'incoming.',
        dialect.quote(column),
        ' IS NOT DISTINCT FROM ',
        dialect.quote(insert.table.at(-1)!),
        '.',
        dialect.quote(column),
      ]),
      ' AND ',
    ),
    ')',
  ];
  const list = commas(columns.map(dialect.quote));
  return [
    { statement: ['CREATE TEMPORARY TABLE ', temporary, ' AS', hardline, rows] },
    {
      statement: [
        'DELETE FROM ',
        name,
        where([...fixed, ...(dynamic.length === 0 ? [] : [written])]),
      ],
    },
    {
      statement: [
        'INSERT INTO ',
        target,
        hardline,
        group('SELECT', nest(line, list)),
        hardline,
        'FROM ',
        temporary,
      ],
    },
    { statement: ['DROP TABLE ', temporary] },
  ];
}

function where(conditions: readonly Doc[]): Doc {
  return conditions.length === 0
    ? []
    : [hardline, 'WHERE ', nest(join(conditions, [hardline, 'AND ']))];
}

/** MERGE by key: partitions belong to it, as the same key may stand in several. */
function merging(
  insert: Insert,
  columns: readonly string[],
  name: Doc,
  dialect: Dialect,
  rows: Doc,
): Piece {
  const key = [...new Set([...insert.key, ...insert.partition.map((p) => p.name)])];
  const others = columns.filter((column) => !key.includes(column));
  const of = (relation: string, column: string): SqlExpr =>
    reference<SqlLeaf>({ kind: 'column', relation, name: column }, { kind: 'unknown' });
  const { say } = queryPrinter(dialect);
  const on = and(key.map((column) => binary('=', of('target', column), of('incoming', column))));
  const sets = others.map((column) => [
    dialect.quote(column),
    ' = ',
    say.whole(of('incoming', column)),
  ]);
  return {
    statement: [
      'MERGE INTO ',
      name,
      ' AS target',
      hardline,
      'USING (',
      nest(hardline, rows),
      hardline,
      ') AS incoming',
      hardline,
      'ON ',
      say.whole(on),
      sets.length === 0
        ? []
        : [hardline, 'WHEN MATCHED THEN UPDATE SET', nest(hardline, join(sets, [',', hardline]))],
      hardline,
      'WHEN NOT MATCHED THEN INSERT ',
      parenthesized(commas(columns.map(dialect.quote))),
      hardline,
      'VALUES ',
      parenthesized(commas(columns.map((column) => say.whole(of('incoming', column))))),
    ],
  };
}

/** Whether a query reads a table, wherever inside. */
function reads({ ctes, query }: WithQuery, table: readonly string[]): boolean {
  const name = table.at(-1)!.toLowerCase();
  return [...ctes.map((cte) => cte.query), query].some((q) =>
    tablesOf(q).some((read) => read.toLowerCase() === name),
  );
}

function namesIn(insert: Insert): readonly string[] {
  const { ctes, query } = insert.with;
  return [
    insert.table.at(-1)!,
    ...ctes.map((cte) => cte.name),
    ...[...ctes.map((cte) => cte.query), query].flatMap(tablesOf),
  ];
}

function tablesOf(query: Query): readonly string[] {
  const inFrom = (from: From): readonly string[] => {
    if (from.kind === 'join') return [...inFrom(from.left), ...inFrom(from.right)];
    if (from.kind === 'subquery') return tablesOf(from.query);
    if (from.kind === 'series') return from.over === undefined ? [] : tablesOf(from.over);
    return from.kind === 'table' ? [from.name.at(-1)!] : [];
  };
  const inSelect = (select: Select): readonly string[] =>
    select.from === undefined ? [] : inFrom(select.from);
  return query.kind === 'union' ? query.inputs.flatMap(tablesOf) : inSelect(query);
}

function tableName(table: readonly string[], dialect: Dialect): Doc {
  return join(table.map(dialect.quote), '.');
}
