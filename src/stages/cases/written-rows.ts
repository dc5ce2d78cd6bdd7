import type { BoundDocument } from '../../bind/bound.js';
import { mapReferences } from '../../expr/visit.js';
import type { Query, SqlExpr, SqlStatement } from '../../sql/ast.js';
import type { Type } from '../../expr/type.js';

/** All columns of the rows that a run of a table wrote: those of its static partitions. */
export function writtenRows(target: NonNullable<BoundDocument['target']>): SqlStatement {
  const column = (name: string, type: Type): SqlExpr => ({
    kind: 'reference',
    to: { kind: 'column', relation: 'written', name },
    type,
  });
  const columns = [
    ...target.columns,
    ...target.partition.map((p) => ({ name: p.as, type: p.type })),
  ];
  const query: Query = {
    kind: 'select',
    columns: columns.map(({ name, type }) => ({ is: column(name, type), as: name })),
    from: { kind: 'table', name: target.table, as: 'written' },
    where: target.partition.flatMap(({ as, type, value }): SqlExpr[] => {
      if (value === undefined) return [];
      const right = mapReferences(value, (leaf, reference): SqlExpr => ({
        ...reference,
        to: { kind: 'param', name: leaf.name },
      }));
      const left = column(as, type);
      return [{ kind: 'binary', operator: '=', left, right, type: { kind: 'boolean' } }];
    }),
    having: [],
    // By key, so that the first rows that people are shown are the same every time.
    order: target.key.map((name) => {
      const type = columns.find((c) => c.name === name)!.type;
      return { by: column(name, type), descending: false, nullsFirst: false };
    }),
    at: '',
  };
  return { kind: 'query', with: { ctes: [], query } };
}
