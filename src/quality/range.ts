import { literal } from '../expr/build.js';
import type { Type } from '../expr/type.js';
import type { Check, CheckKind } from './check.js';
import { columnOf, compare, countRows } from './statement.js';

/** A metric stays within the bounds that the ontology states: a rate in [0, 1], an amount not below 0. */
export const range: CheckKind = {
  name: 'range',
  of: (table) =>
    table.columns.flatMap((column) => {
      const { min, max } = column.metric?.range ?? {};
      const bounds = [
        ...(min === undefined ? [] : [{ operator: '<' as const, bound: min }]),
        ...(max === undefined ? [] : [{ operator: '>' as const, bound: max }]),
      ];
      return bounds.map(({ operator, bound }): Check => {
        const low = operator === '<';
        return {
          id: `${low ? 'min' : 'max'}-${column.name}`,
          kind: 'range',
          strength: 'weak',
          columns: [column.name],
          says: {
            en: `${column.name} is not ${low ? 'below' : 'above'} ${bound}`,
            zh: `${column.name} 不${low ? '小于' : '大于'} ${bound}`,
          },
          statement: countRows(table, [
            compare(operator, columnOf(table, column.name), numberOf(bound)),
          ]),
        };
      });
    }),
};

function numberOf(value: number) {
  const type: Type = Number.isInteger(value) ? { kind: 'bigint' } : { kind: 'double' };
  return literal(type, String(value));
}
