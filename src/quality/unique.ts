import type { CheckKind } from './check.js';
import { duplicates } from './statement.js';

/** The derived key identifies a row (S5): engines without enforced keys are checked instead. */
export const unique: CheckKind = {
  name: 'unique',
  of: (table) => {
    const { key } = table.target;
    if (key.length === 0) return [];
    const columns = key.join(', ');
    return [
      {
        id: `unique-${key.join('-')}`,
        kind: 'unique',
        strength: 'strong',
        columns: key,
        says: { en: `no two rows have the same ${columns}`, zh: `${columns} 不重复` },
        statement: duplicates(table, key),
      },
    ];
  },
};
