import { at } from '../../base/diagnostic.js';
import type { Measure, Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { rule } from '../rule.js';

const stage = (second: Measure): Stage => ({
  name: 'result',
  time: { period: '7d' },
  by: [],
  measures: [{ as: 'order_cnt', metric: 'order_cnt' }, second],
});

/** No two measures and no two keys of a stage are defined alike. */
export const columnIsNotRepeated = rule<{ column: string; first: string }>({
  name: 'column-is-not-repeated',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ column, first }) => `"${column}" is defined exactly as "${first}" is`,
      zh: ({ column, first }) => `"${column}" 的定义与 "${first}" 完全相同`,
    },
    why: {
      en: 'Two names for one thing make people look for a difference; mostly one of them was meant to have another path, condition, period or metric.',
      zh: '同一内容有两个名字，人会去找区别；多半其中一个本应有别的路径、条件、周期或指标。',
    },
    hint: {
      en: () => 'say what makes it another one, or leave it out',
      zh: () => '写明它与前者的区别，或删掉它',
    },
    failing: question(stage({ as: 'paid_cnt', metric: 'order_cnt' })),
    passing: question(stage({ as: 'paid_cnt', metric: 'order_cnt', where: ['is_paid'] })),
  },
  *check({ document }) {
    for (const [i, one] of document.stages.entries())
      for (const list of ['by', 'measures'] as const) {
        const seen = new Map<string, string>();
        for (const [j, { as, ...rest }] of (one[list] ?? []).entries()) {
          const definition = JSON.stringify(
            Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1)),
          );
          const first = seen.get(definition);
          if (first === undefined) seen.set(definition, as);
          else yield { path: at('/stages', i, list, j), params: { column: as, first } };
        }
      }
  },
});
