import { model } from '../example.js';
import { rule } from '../rule.js';
import { columnAt } from '../written-at.js';

const twoSums = [
  {
    name: 'result',
    by: [{ as: 'customer_id', is: 'customer.customer_id' }],
    measures: [
      { as: 'order_cnt_7d', metric: 'order_cnt', time: { period: '7d' } },
      {
        as: 'local_order_cnt_7d',
        metric: 'order_cnt',
        where: ['is_local'],
        time: { period: '7d' },
      },
    ],
  },
] as const;

/** Two columns of a table have two comments. */
export const commentsTellApart = rule<{ column: string; first: string; comment: string }>({
  name: 'comments-tell-apart',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ column, first, comment }) =>
        `column "${column}" has the comment of "${first}": ${comment}`,
      zh: ({ column, first, comment }) => `列 "${column}" 与 "${first}" 的注释相同：${comment}`,
    },
    why: {
      en: 'Two numbers under one description are taken for each other; whoever searches by the words finds either.',
      zh: '两个数字同一个说明（同名异义），会被当成同一个；按文字检索时分不清。',
    },
    hint: {
      en: () => 'say in "columns" of the target what tells it apart',
      zh: () => '在 target 的 "columns" 中写明区别',
    },
    failing: model(twoSums),
    passing: model(twoSums, {
      columns: [{ name: 'local_order_cnt_7d', comment: '近7天同城订单数' }],
    }),
  },
  *check({ bound: { stages, target } }) {
    const result = stages.at(-1);
    if (target === undefined || result === undefined) return;
    const seen = new Map<string, string>();
    for (const { name, comment = '' } of target.columns) {
      const said = comment.trim();
      const first = seen.get(said);
      if (first === undefined) seen.set(said, name);
      else if (said !== '')
        yield { path: columnAt(result, name), params: { column: name, first, comment: said } };
    }
  },
});
