import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';
import { unboundedScans } from '../unbounded-scans.js';

/** A scheduled model reads no table as a whole where the engine refuses that. */
export const modelReadsPartitions = rule<{ table: string; entity: string; dialect: string }>({
  name: 'model-reads-partitions',
  perDialect: true,
  definition: {
    severity: 'error',
    level: 5,
    message: {
      en: ({ table, entity, dialect }) =>
        `each run reads every partition of "${table}" (${entity}), which ${dialect} refuses`,
      zh: ({ table, entity, dialect }) =>
        `每次运行都扫描 "${table}"（${entity}）的全部分区，${dialect} 会拒绝执行`,
    },
    why: {
      en: 'The table grows by a partition a day, and so would every run; the first scheduled one fails at night instead of here.',
      zh: '表每天多一个分区，每次运行就多读一份；不在这里发现，就会在第一次夜间调度时失败。',
    },
    hint: {
      en: () =>
        'give the stage or the measure a "time"; a look-up goes to a stage that has a time of its own; in SQL, a condition on the partition',
      zh: () =>
        '给步骤或指标加 "time"；需要关联的明细，先放进带时间的步骤再 match；SQL 中则写分区条件',
    },
    failing: model([{ ...customerWeek, measures: [{ as: 'order_cnt', metric: 'order_cnt' }] }], {
      table: 'dws_trd_customer_nd',
    }),
    passing: model([customerWeek]),
  },
  *check(subject) {
    const { dialect, bound } = subject;
    if (bound.target === undefined || dialect?.refusesFullScans !== true) return;
    for (const { entity, at } of unboundedScans(subject)) {
      const params = { table: entity.table.name.join('.'), entity: entity.name };
      yield { path: at, params: { ...params, dialect: dialect.title } };
    }
  },
});
