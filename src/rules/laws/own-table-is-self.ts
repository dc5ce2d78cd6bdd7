import { model } from '../example.js';
import { tableId } from '../../ontology/index-of.js';
import { tablesRead } from '../reads.js';
import { rule } from '../rule.js';

const orders = {
  name: 'result',
  from: 'orders',
  time: { period: '1d' },
  columns: [{ as: 'order_id', is: 'order_id' }],
} as const;

/** A document reads the table it writes only as `self`, of an earlier day (S12). */
export const ownTableIsSelf = rule<{ table: string; entity: string }>({
  name: 'own-table-is-self',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table, entity }) =>
        `"${entity}" is over "${table}", the table that this document writes`,
      zh: ({ table, entity }) => `「${entity}」对应的 "${table}" 正是本文档写入的表`,
    },
    why: {
      en: 'What is read and written at once depends on who is first; only `self`, at a day before $bizdate, reads what an earlier run has finished (S12).',
      zh: '同时读写一张表，结果取决于先后；只有 `self` 加上早于 $bizdate 的日期，读到的才是之前运行完成的数据（S12）。',
    },
    hint: {
      en: () => 'read it with "from": "self" and "at": "$bizdate - 1", or write another table',
      zh: () => '用 "from": "self" 和 "at": "$bizdate - 1" 读取，或写入另一张表',
    },
    failing: model([orders], { table: 'dwd_order_di', layer: 'dwd' }),
    passing: model([orders], { table: 'dwd_trd_order_copy_di', layer: 'dwd' }),
  },
  *check({ bound }) {
    const { target } = bound;
    if (target === undefined) return;
    for (const { entity, at } of tablesRead(bound))
      if (tableId(entity.table.name) === tableId(target.table))
        yield { path: at, params: { table: target.table.join('.'), entity: entity.name } };
  },
});
