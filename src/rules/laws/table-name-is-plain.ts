import { customerWeek, model } from '../example.js';
import { bareName } from '../layers.js';
import { isSnakeCase, longestName } from '../snake-case.js';
import { rule } from '../rule.js';

/** Table names are snake_case of ASCII letters and digits. */
export const tableNameIsPlain = rule<{ table: string }>({
  name: 'table-name-is-plain',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table }) =>
        `table name "${table}" is not snake_case of at most ${longestName} letters and digits`,
      zh: ({ table }) => `表名 "${table}" 不是 ${longestName} 个字符以内的小写下划线形式`,
    },
    why: {
      en: 'Engines fold or refuse capitals and other scripts in their own ways, so one table would have several names.',
      zh: '各引擎对大写和其他文字的处理不同（折叠或拒绝），同一张表会出现多个名字。',
    },
    hint: {
      en: () => 'words of a to z and digits, joined by single underscores',
      zh: () => '由小写字母和数字组成的词，用单个下划线连接',
    },
    failing: model([customerWeek], { table: 'dws_trd_Customer__7d' }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    if (target === undefined) return;
    const table = bareName(target.table);
    if (isSnakeCase(table)) return;
    const lower = target.table.join('.').toLowerCase();
    const fix = isSnakeCase(table.toLowerCase());
    yield {
      path: '/target/table',
      params: { table },
      ...(fix && { fix: [{ op: 'replace', path: '/target/table', value: lower }] }),
    };
  },
});
