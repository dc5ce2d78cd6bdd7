import { at } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { rule } from '../rule.js';

const firstThree: Stage = {
  name: 'result',
  by: [{ as: 'customer_id', is: 'customer.customer_id' }],
  measures: [{ as: 'order_cnt', metric: 'order_cnt', time: { period: '7d' } }],
  limit: { rows: 3 },
};

/** A limit says which rows are the first. */
export const limitHasOrder = rule<{ stage: string; key: readonly string[] }>({
  name: 'limit-has-order',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ stage, key }) =>
        key.length === 0
          ? `without an order all rows of "${stage}" share the first place, and the limit keeps them all`
          : `only the key (${key.join(', ')}) decides which rows of "${stage}" the limit keeps`,
      zh: ({ stage, key }) =>
        key.length === 0
          ? `没有排序时 "${stage}" 的所有行并列第一，limit 会全部保留`
          : `"${stage}" 的 limit 保留哪些行只由主键（${key.join('、')}）决定`,
    },
    why: {
      en: 'Without an order the rows with the smallest keys stay (S10): the same each time, and not the best of anything.',
      zh: '没有排序时保留主键最小的行（S10）：每次都一样，但不是任何意义上的“前几名”。',
    },
    hint: {
      en: () => 'add "order" to the stage',
      zh: () => '给该步骤加 "order"',
    },
    failing: question(firstThree),
    passing: question({ ...firstThree, order: [{ by: 'order_cnt', dir: 'desc' }] }),
  },
  *check({ bound }) {
    for (const { limit, order, resultKey, name, at: stage } of bound.stages) {
      // Without a key nothing decides where ties are cut, which binding says (bind/undecided-ties); one row needs no order.
      if (limit === undefined || order.length > 0 || resultKey?.length === 0) continue;
      if (resultKey === undefined && limit.ties !== 'include') continue;
      yield { path: at(stage, 'limit'), params: { stage: name, key: resultKey ?? [] } };
    }
  },
});
