import { customerTable, customerWeek, model, modelOf } from '../example.js';
import { usualLifecycles } from '../lifecycles.js';
import { rule } from '../rule.js';

const { lifecycle: _, ...withoutLifecycle } = customerTable;

/** A partitioned table says how long its partitions live. */
export const lifecycleIsStated = rule<{ table: string; layer: string; from: number; to: number }>({
  name: 'lifecycle-is-stated',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table }) => `nothing says how many days the partitions of "${table}" live`,
      zh: ({ table }) => `没有说明表 "${table}" 的分区保留多少天`,
    },
    why: {
      en: 'Partitions that nobody removes are paid for every day, and what may be removed is not known later.',
      zh: '没人清理的分区每天都在花钱，而事后没有人知道哪些可以删。',
    },
    hint: {
      en: ({ layer, from, to }) =>
        `add "lifecycle" to the target; ${from} to ${to} days are usual for ${layer}`,
      zh: ({ layer, from, to }) =>
        `在 target 中加 "lifecycle"；${layer} 层通常为 ${from} 到 ${to} 天`,
    },
    failing: modelOf([customerWeek], withoutLifecycle),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    if (target === undefined || target.partition.length === 0) return;
    if (target.lifecycle !== undefined) return;
    const { layer, table } = target;
    yield {
      path: '/target',
      params: { table: table.join('.'), layer, ...usualLifecycles[layer] },
    };
  },
});
