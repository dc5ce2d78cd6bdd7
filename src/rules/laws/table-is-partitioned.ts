import { customerWeek, model } from '../example.js';
import { tablesRead } from '../reads.js';
import { rule } from '../rule.js';

/** A table that is made from daily partitions is written by the partition. */
export const tableIsPartitioned = rule<{ table: string; layer: string; write: string }>({
  name: 'table-is-partitioned',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table, layer, write }) =>
        `${layer} table "${table}" has no partition, and each run does ${write}`,
      zh: ({ table, layer, write }) => `${layer} 层的表 "${table}" 没有分区，每次运行都 ${write}`,
    },
    why: {
      en: 'Without a partition an overwrite loses every earlier day and an append adds the same day twice; a past day cannot be computed again, and every query reads everything.',
      zh: '没有分区时，overwrite 会丢掉以前的所有日期，append 会把同一天写两次；历史日期无法重跑，每次查询都要全表扫描。',
    },
    hint: {
      en: () => 'add "partition": [{"as": "ds", "is": "$bizdate"}]; or write "upsert", by the key',
      zh: () => '加上 "partition": [{"as": "ds", "is": "$bizdate"}]；或改为按主键 "upsert"',
    },
    failing: model([customerWeek], { partition: [] }),
    passing: model([customerWeek]),
  },
  *check({ bound }) {
    const { target } = bound;
    if (target === undefined || target.layer === 'dim') return;
    if (target.partition.length > 0 || target.write === 'upsert') return;
    // What is rebuilt as a whole from tables without partitions loses nothing; its own earlier rows it would.
    const own = bound.stages.some(({ from }) => from?.kind === 'self');
    if (!own && tablesRead(bound).every(({ entity }) => entity.table.partition.length === 0))
      return;
    const { table, layer, write } = target;
    yield { path: '/target', params: { table: table.join('.'), layer, write } };
  },
});
