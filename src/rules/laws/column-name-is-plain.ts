import { customerWeek, model } from '../example.js';
import { isSnakeCase, longestName } from '../snake-case.js';
import { rule } from '../rule.js';
import { targetNames } from '../target-names.js';

/** Column names of tables are snake_case of ASCII letters and digits. */
export const columnNameIsPlain = rule<{ column: string }>({
  name: 'column-name-is-plain',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ column }) =>
        `column name "${column}" is not snake_case of at most ${longestName} letters and digits`,
      zh: ({ column }) => `列名 "${column}" 不是 ${longestName} 个字符以内的小写下划线形式`,
    },
    why: {
      en: 'Engines fold or refuse capitals and other scripts in their own ways; a column that needs quotes breaks every query that forgets them. The name for people is the comment.',
      zh: '各引擎对大写和其他文字的处理不同；需要引号的列名会让忘写引号的查询出错。给人看的名字写在注释里。',
    },
    failing: model([
      {
        ...customerWeek,
        measures: [{ as: 'orderCnt_7d', metric: 'order_cnt', time: { period: '7d' } }],
      },
    ]),
    passing: model([customerWeek]),
  },
  *check({ bound }) {
    for (const { name, path } of targetNames(bound)) {
      if (isSnakeCase(name)) continue;
      const snake = snakeCase(name);
      const allowed = isSnakeCase(snake) ? [snake] : undefined;
      yield { path, params: { column: name }, ...(allowed !== undefined && { allowed }) };
    }
  },
});

function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s\-_]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .toLowerCase();
}
