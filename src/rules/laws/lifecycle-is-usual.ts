import { customerWeek, model } from '../example.js';
import { usualLifecycles } from '../lifecycles.js';
import { rule } from '../rule.js';

/** A lifecycle lies in the bounds that are usual for the layer. */
export const lifecycleIsUsual = rule<{
  days: number;
  layer: string;
  from: number;
  to: number;
}>({
  name: 'lifecycle-is-usual',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ days, layer, from, to }) =>
        `partitions that live ${days} days are unusual for ${layer} (${from} to ${to})`,
      zh: ({ days, layer, from, to }) =>
        `分区保留 ${days} 天，不在 ${layer} 层的常用范围内（${from} 到 ${to}）`,
    },
    why: {
      en: 'Too short, and a late rerun or a comparison with last month finds nothing; too long, and the storage outlives the use. Months taken for days are the usual slip.',
      zh: '太短，补数和上月对比就没有数据；太长，存储比用途活得久。常见的错误是把月数当成天数。',
    },
    hint: {
      en: () => 'lifecycle counts days',
      zh: () => 'lifecycle 的单位是天',
    },
    failing: model([customerWeek], { lifecycle: 3 }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    const days = target?.lifecycle;
    if (target === undefined || days === undefined) return;
    const { from, to } = usualLifecycles[target.layer];
    if (days >= from && days <= to) return;
    yield { path: '/target/lifecycle', params: { days, layer: target.layer, from, to } };
  },
});
