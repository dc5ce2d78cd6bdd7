import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';
import { unboundedScans } from '../unbounded-scans.js';

/** A scheduled model says which partitions it reads. */
export const modelReadsPartitions = rule<{ table: string; entity: string }>({
  name: 'model-reads-partitions',
  definition: {
    severity: 'error',
    level: 5,
    message: {
      en: ({ table, entity }) => `every partition of "${table}" (${entity}) is read, on each run`,
      zh: ({ table, entity }) => `每次运行都会扫描 "${table}"（${entity}）的全部分区`,
    },
    why: {
      en: 'The table grows by a partition a day, and so does every run; warehouses that bill by what is read, MaxCompute first, refuse such a scan.',
      zh: '表每天多一个分区，每次运行就多读一份；按扫描量计费的数仓（如 MaxCompute）默认禁止全表扫描。',
    },
    hint: {
      en: () =>
        'give the stage or the measure a "time"; a look-up goes to a stage that has a time of its own',
      zh: () => '给步骤或指标加 "time"；需要关联的明细，先放进带时间的步骤再 match',
    },
    failing: model([{ ...customerWeek, measures: [{ as: 'order_cnt', metric: 'order_cnt' }] }], {
      table: 'dws_trd_customer_nd',
    }),
    passing: model([customerWeek]),
  },
  *check(subject) {
    if (subject.bound.target === undefined) return;
    for (const { entity, at } of unboundedScans(subject))
      yield {
        path: at,
        params: { table: entity.table.name.join('.'), entity: entity.label ?? entity.name },
      };
  },
});
