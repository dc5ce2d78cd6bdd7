import { literal } from '../expr/build.js';
import type { CheckKind } from './check.js';
import { columnOf, countRows } from './statement.js';

/** A coded column holds only codes of the ontology; nulls are the business of `complete`. */
export const acceptedValues: CheckKind = {
  name: 'accepted-values',
  of: (table) =>
    table.columns.flatMap((column) => {
      const values = column.origin.column?.attribute.values;
      if (values === undefined || values.size === 0) return [];
      const operand = columnOf(table, column.name);
      const list = [...values.keys()].map((code) => literal(column.type, code));
      return [
        {
          id: `accepted-values-${column.name}`,
          kind: 'accepted-values',
          strength: 'weak' as const,
          columns: [column.name],
          says: {
            en: `${column.name} is one of ${[...values.keys()].join(', ')}`,
            zh: `${column.name} 取值属于 ${[...values.keys()].join('、')}`,
          },
          statement: countRows(table, [
            { kind: 'in', not: true, operand, list, type: { kind: 'boolean' } },
          ]),
        },
      ];
    }),
};
