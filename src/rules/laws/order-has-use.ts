import { at } from '../../base/diagnostic.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

/** An order is of rows that people see, or of those that a limit takes (S10). */
export const orderHasUse = rule<{ stage: string }>({
  name: 'order-has-use',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ stage }) => `the order of stage "${stage}" changes nothing`,
      zh: ({ stage }) => `步骤 "${stage}" 的排序不起作用`,
    },
    why: {
      en: 'A table and the rows of a stage have no order; only the result of a question and a limit have. Often the limit was forgotten.',
      zh: '表和中间步骤的行没有顺序，只有提问的结果和 limit 才有。常见的原因是忘了写 limit。',
    },
    hint: {
      en: () => 'add the limit that was meant, or leave the order out',
      zh: () => '补上 limit，或去掉排序',
    },
    failing: model([{ ...customerWeek, order: [{ by: 'order_cnt_7d', dir: 'desc' }] }]),
    passing: model([customerWeek]),
  },
  *check({ bound }) {
    const shown = bound.target === undefined ? bound.stages.at(-1) : undefined;
    for (const stage of bound.stages) {
      if (stage === shown || stage.limit !== undefined || stage.order.length === 0) continue;
      const path = at(stage.at, 'order');
      // No fix: as often as not it is the limit that was forgotten.
      yield { path, params: { stage: stage.name } };
    }
  },
});
