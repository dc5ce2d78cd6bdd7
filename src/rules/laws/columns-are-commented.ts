import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';
import { columnAt } from '../written-at.js';

/** Every column of a table says in words what it is. */
export const columnsAreCommented = rule<{ column: string }>({
  name: 'columns-are-commented',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ column }) => `column "${column}" has no comment`,
      zh: ({ column }) => `列 "${column}" 没有注释`,
    },
    why: {
      en: 'A column that is only a name is read in two ways; the labels of the ontology become comments by themselves, computed columns need their own.',
      zh: '只有名字的列会有两种理解；本体中的标签会自动成为注释，计算列需要自己写。',
    },
    hint: {
      en: ({ column }) =>
        `add {"name": "${column}", "comment": "…"} to "columns" of the target, or a label in the ontology`,
      zh: ({ column }) =>
        `在 target 的 "columns" 中加 {"name": "${column}", "comment": "…"}，或在本体中补标签`,
    },
    failing: model([
      { ...customerWeek, compute: [{ as: 'order_avg_7d', is: 'order_cnt_7d / 7' }] },
    ]),
    passing: model(
      [{ ...customerWeek, compute: [{ as: 'order_avg_7d', is: 'order_cnt_7d / 7' }] }],
      { columns: [{ name: 'order_avg_7d', comment: '近7天日均订单数' }] },
    ),
  },
  *check({ bound: { stages, target } }) {
    const result = stages.at(-1);
    if (target === undefined || result === undefined) return;
    for (const { name, comment } of target.columns)
      if ((comment ?? '').trim() === '')
        yield { path: columnAt(result, name), params: { column: name } };
  },
});
