import { binary, reference } from '../../expr/build.js';
import type { Condition, Insert, Query, Select, SqlExpr, SqlLeaf } from '../ast.js';
import { uniqueNames } from '../unique-names.js';

/**
 * Writing by key where a table can only be written again: the new rows, and those old ones whose key
 * no new row has. In a partitioned table that is the one partition that is written.
 */
export function rewritten(insert: Insert): Insert {
  const { ctes, query } = insert.with;
  const { columns } = insert;
  const [made] = uniqueNames(['new_rows'], [insert.table.at(-1)!, ...ctes.map((cte) => cte.name)]);
  const name = made!;
  const { at } = query;
  const of = (relation: string, column: string): SqlExpr =>
    reference<SqlLeaf>({ kind: 'column', relation, name: column }, { kind: 'unknown' });
  const rowsOf = (relation: string): Select['columns'] =>
    columns.map((column) => ({ is: of(relation, column), as: column }));
  const bare = { kind: 'select', having: [], order: [], at } as const;
  const news: Select = {
    ...bare,
    columns: rowsOf(name),
    from: { kind: 'cte', name, as: name },
    where: [],
  };
  const key = insert.key.filter((column) => columns.includes(column));
  const olds: Select = {
    ...bare,
    columns: rowsOf('kept'),
    from: {
      kind: 'join',
      type: 'anti',
      left: { kind: 'table', name: insert.table, as: 'kept' },
      right: { kind: 'cte', name, as: name },
      on: key.map((column) => binary('=', of('kept', column), of(name, column))),
      at,
    },
    where: insert.partition.flatMap(({ name: column, value }): readonly Condition[] =>
      value === undefined ? [] : [binary('=', of('kept', column), value)],
    ),
  };
  const both: Query = { kind: 'union', inputs: [news, olds], at };
  return { ...insert, write: 'overwrite', with: { ctes: [...ctes, { name, query }], query: both } };
}
