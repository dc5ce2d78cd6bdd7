import type { CheckKind } from './check.js';
import { noRows } from './statement.js';

/** A run that wrote nothing is an outage, not a result: strong. */
export const rowCount: CheckKind = {
  name: 'row-count',
  of: (table) => [
    {
      id: 'row-count',
      kind: 'row-count',
      strength: 'strong',
      columns: [],
      says: { en: 'the run wrote at least one row', zh: '本次运行至少写入一行' },
      statement: noRows(table),
    },
  ],
};
