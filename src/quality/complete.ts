import { isNull } from '../expr/build.js';
import type { CheckKind } from './check.js';
import { columnOf, countRows } from './statement.js';

/** Key columns are never null. */
export const complete: CheckKind = {
  name: 'complete',
  of: (table) =>
    table.target.key
      .filter((name) => !table.target.partition.some((p) => p.as === name))
      .map((name) => ({
        id: `complete-${name}`,
        kind: 'complete',
        strength: 'strong' as const,
        columns: [name],
        says: { en: `${name} is never null`, zh: `${name} 不为空` },
        statement: countRows(table, [isNull(columnOf(table, name))]),
      })),
};
