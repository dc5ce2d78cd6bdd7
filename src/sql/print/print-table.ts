import type { ColumnDefinition, TableDefinition } from '../ast.js';
import type { Dialect } from '../dialect.js';
import { hardline, join, nest, type Doc } from './layout.js';
import { stringLiteral } from '../../expr/build.js';
import type { Piece } from './piece.js';

/**
 * CREATE TABLE: columns, comments, partitions, lifecycle. Keys are not declared: warehouses do not
 * enforce them, and DuckDB refuses to write a key again in the transaction that deleted it; they are
 * the business of data quality checks.
 */
export function printTable(
  table: TableDefinition,
  ifNotExists: boolean,
  dialect: Dialect,
): readonly Piece[] {
  const name = join(table.name.map(dialect.quote), '.');
  const columns = dialect.partitioned ? table.columns : [...table.columns, ...table.partition];
  const create = [
    `CREATE TABLE ${ifNotExists ? 'IF NOT EXISTS ' : ''}`,
    name,
    ' (',
    nest(
      hardline,
      join(
        columns.map((column) => columnDoc(column, dialect)),
        [',', hardline],
      ),
    ),
    hardline,
    ')',
    tableOptions(table, dialect),
  ];
  return [{ statement: create }, ...commentStatements(table, name, dialect)];
}

function columnDoc(column: ColumnDefinition, dialect: Dialect): Doc {
  return [
    dialect.quote(column.name),
    ' ',
    dialect.type(column.type),
    column.required ? ' NOT NULL' : '',
    dialect.inlineComments ? commentDoc(column.comment, dialect) : '',
  ];
}

/** A partition column has no NOT NULL of its own: its value is the partition's name. */
function partitionDoc(column: ColumnDefinition, dialect: Dialect): Doc {
  return [
    dialect.quote(column.name),
    ' ',
    dialect.type(column.type),
    commentDoc(column.comment, dialect),
  ];
}

function commentDoc(comment: string | undefined, dialect: Dialect): Doc {
  return comment === undefined ? '' : [' COMMENT ', dialect.literal(stringLiteral(comment))];
}

function tableOptions(table: TableDefinition, dialect: Dialect): Doc {
  const comment =
    dialect.inlineComments && table.comment !== undefined
      ? [hardline, 'COMMENT ', dialect.literal(stringLiteral(table.comment))]
      : '';
  const partition =
    dialect.partitioned && table.partition.length > 0
      ? [
          hardline,
          'PARTITIONED BY (',
          join(
            table.partition.map((column) => partitionDoc(column, dialect)),
            ', ',
          ),
          ')',
        ]
      : '';
  const lifecycle =
    dialect.lifecycle !== undefined && table.lifecycle !== undefined
      ? [hardline, dialect.lifecycle(table.lifecycle)]
      : '';
  return [comment, partition, lifecycle];
}

function commentStatements(table: TableDefinition, name: Doc, dialect: Dialect): readonly Piece[] {
  if (dialect.inlineComments) return [];
  const on = (what: Doc, comment: string | undefined): readonly Piece[] =>
    comment === undefined
      ? []
      : [{ statement: ['COMMENT ON ', what, ' IS ', dialect.literal(stringLiteral(comment))] }];
  return [
    ...on(['TABLE ', name], table.comment),
    ...[...table.columns, ...table.partition].flatMap((column) =>
      on(['COLUMN ', name, '.', dialect.quote(column.name)], column.comment),
    ),
  ];
}
