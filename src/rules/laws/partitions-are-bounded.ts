import type { Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { rule } from '../rule.js';
import { unboundedScans } from '../unbounded-scans.js';

const orders: Stage = {
  name: 'result',
  from: 'orders',
  by: [],
  measures: [{ as: 'order_cnt', metric: 'order_cnt' }],
};

/** A document says which partitions of a table it reads. */
export const partitionsAreBounded = rule<{ table: string; entity: string }>({
  name: 'partitions-are-bounded',
  definition: {
    severity: 'warning',
    level: 5,
    message: {
      en: ({ table, entity }) => `every partition of "${table}" (${entity}) is read`,
      zh: ({ table, entity }) => `会扫描 "${table}"（${entity}）的全部分区`,
    },
    why: {
      en: 'It costs a read of all that was ever written, and of a partition more each day; warehouses that bill by what is read refuse such a scan unless it is forced.',
      zh: '要读取写入过的全部数据，且每天多一个分区；按扫描量计费的数仓默认禁止全表扫描。',
    },
    hint: {
      en: () =>
        'give the stage or the measure a "time"; a look-up goes to a stage that has a time of its own; in SQL, a condition on the partition',
      zh: () =>
        '给步骤或指标加 "time"；需要关联的明细，先放进带时间的步骤再 match；SQL 中则写分区条件',
    },
    failing: question(orders),
    passing: question({ ...orders, time: { period: '7d' } }),
  },
  *check(subject) {
    for (const { entity, at } of unboundedScans(subject))
      yield {
        path: at,
        params: { table: entity.table.name.join('.'), entity: entity.name },
      };
  },
});
