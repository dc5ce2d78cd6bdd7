import type { BoundTarget } from '../bind/bound.js';
import type { SqlStatement, TableDefinition } from '../sql/ast.js';

/** The table a document wants: its columns with comments, partitions, key and lifecycle. */
export function tableOf(target: BoundTarget): TableDefinition {
  return {
    name: target.table,
    comment: target.comment,
    columns: target.columns.map((c) => ({
      name: c.name,
      type: c.type,
      ...(c.comment !== undefined && { comment: c.comment }),
      // A group key may be null where rows have no partner (law 7); whether it is, data quality checks say.
      required: false,
    })),
    partition: target.partition.map((p) => ({ name: p.as, type: p.type, required: true })),
    key: target.key,
    ...(target.lifecycle !== undefined && { lifecycle: target.lifecycle }),
  };
}

/** The statement that creates the table where it does not exist. */
export function createTable(target: BoundTarget): SqlStatement {
  return { kind: 'create-table', table: tableOf(target), ifNotExists: true };
}
