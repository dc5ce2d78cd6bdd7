import type { BoundStage } from '../../bind/bound.js';
import type { Stage } from '../../dsl/document.js';
import { model } from '../example.js';
import { rule } from '../rule.js';

const numbered = (per: readonly string[]): Stage => ({
  name: 'result',
  from: 'orders',
  time: { period: '1d' },
  columns: [
    { as: 'order_id', is: 'order_id' },
    { as: 'customer_id', is: 'customer_id' },
  ],
  windows: [{ as: 'order_no', fn: 'row_number', per, order: [{ by: 'order_id' }] }],
});
const target = {
  table: 'dwd_trd_order_copy_di',
  layer: 'dwd',
  columns: [{ name: 'order_no', comment: '序号' }],
} as const;

/** A window over detail rows is cut into partitions. */
export const windowHasPartition = rule<{ window: string }>({
  name: 'window-has-partition',
  definition: {
    severity: 'warning',
    level: 5,
    message: {
      en: ({ window }) => `window "${window}" runs over all detail rows at once`,
      zh: ({ window }) => `窗口 "${window}" 会把全部明细行放在一起计算`,
    },
    why: {
      en: 'Without "per" one worker sorts every row of the table: what is quick on a sample does not end on a day of logs.',
      zh: '没有 "per" 时，所有行都由一个节点排序：样例上很快，一天的日志就跑不完。',
    },
    hint: {
      en: () => 'cut it with "per", or group the rows before',
      zh: () => '用 "per" 划分，或先分组汇总',
    },
    failing: model([numbered([])], target),
    passing: model([numbered(['customer_id'])], target),
  },
  *check({ bound }) {
    if (bound.target === undefined) return;
    for (const stage of bound.stages)
      for (const step of stage.steps)
        if (step.kind === 'window' && step.per.length === 0 && hasDetails(stage))
          yield { path: step.at, params: { window: step.as } };
  },
});

/** Whether the rows of a stage are rows of tables, which nobody knows the number of; groups are fewer. */
function hasDetails({ keys, from }: BoundStage): boolean {
  if (keys !== undefined) return false;
  if (from?.kind === 'stage') return hasDetails(from.stage);
  if (from?.kind === 'union') return from.stages.some(hasDetails);
  return from !== undefined;
}
