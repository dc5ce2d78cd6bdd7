import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

/** A run that is repeated leaves the table as one run does. */
export const rerunWritesOnce = rule<{ table: string }>({
  name: 'rerun-writes-once',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table }) => `a repeated run appends its rows to "${table}" once more`,
      zh: ({ table }) => `重跑会把同样的行再次追加到 "${table}"`,
    },
    why: {
      en: 'Schedulers retry and people backfill; only overwriting partitions, or writing by the key, gives the same table after the second run as after the first.',
      zh: '调度会重试，人会补数；只有覆盖分区或按主键写入，第二次运行后的表才与第一次相同。',
    },
    failing: model([customerWeek], { write: 'append' }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    if (target?.write !== 'append') return;
    yield {
      path: '/target/write',
      params: { table: target.table.join('.') },
      allowed: ['overwrite', 'upsert'],
    };
  },
});
