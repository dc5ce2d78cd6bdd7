import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

/** Every column of a table says in words what it is. */
export const columnsAreCommented = rule<{ columns: readonly string[] }>({
  name: 'columns-are-commented',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ columns }) =>
        columns.length === 1
          ? `column "${columns[0]!}" has no comment`
          : `${columns.length} columns have no comment: ${columns.join(', ')}`,
      zh: ({ columns }) => `${columns.length} 列没有注释：${columns.join('、')}`,
    },
    why: {
      en: 'A column that is only a name is read in two ways; the labels of the ontology become comments by themselves, computed columns need their own.',
      zh: '只有名字的列会有两种理解；本体中的标签会自动成为注释，计算列需要自己写。',
    },
    hint: {
      en: ({ columns }) =>
        `add {"name": "${columns[0]!}", "comment": "…"} to "columns" of the target, or a label in the ontology`,
      zh: ({ columns }) =>
        `在 target 的 "columns" 中加 {"name": "${columns[0]!}", "comment": "…"}，或在本体中补标签`,
    },
    failing: model([
      { ...customerWeek, compute: [{ as: 'order_avg_7d', is: 'order_cnt_7d / 7' }] },
    ]),
    passing: model(
      [{ ...customerWeek, compute: [{ as: 'order_avg_7d', is: 'order_cnt_7d / 7' }] }],
      { columns: [{ name: 'order_avg_7d', comment: '近7天日均订单数' }] },
    ),
  },
  *check({ document, bound: { target } }) {
    const columns = (target?.columns ?? [])
      .filter(({ comment }) => (comment ?? '').trim() === '')
      .map(({ name }) => name);
    if (columns.length === 0) return;
    const path = document.target?.columns === undefined ? '/target' : '/target/columns';
    yield { path, params: { columns } };
  },
});
