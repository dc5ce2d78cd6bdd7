import type { Stage } from '../../dsl/document.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

const total: Stage = { ...customerWeek, by: [] };

/** What is written by key has a key. */
export const upsertHasKey = rule<{ table: string }>({
  name: 'upsert-has-key',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table }) => `"${table}" is written by key, and no column of it is its key`,
      zh: ({ table }) => `"${table}" 按主键写入，但没有主键列`,
    },
    why: {
      en: 'An upsert finds the row to replace by the key columns of the table; the key of a one-row result is empty, and partitions are not among the columns.',
      zh: 'upsert 靠表的主键列找到要替换的行；只有一行的结果主键为空，分区列也不在其中。',
    },
    failing: model([total], { table: 'dws_trd_all_7d', write: 'upsert' }),
    passing: model([total], { table: 'dws_trd_all_7d' }),
  },
  *check({ bound: { target } }) {
    if (target?.write !== 'upsert') return;
    const names = target.columns.map((c) => c.name);
    if (target.key.some((k) => names.includes(k))) return;
    yield {
      path: '/target/write',
      params: { table: target.table.join('.') },
      allowed: ['overwrite'],
    };
  },
});
