import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';

/** A table says in words what it holds. */
export const tableIsCommented = rule<{ table: string }>({
  name: 'table-is-commented',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ table }) => `the comment of table "${table}" says nothing`,
      zh: ({ table }) => `表 "${table}" 的注释是空的`,
    },
    why: {
      en: 'People and search find a table by its comment; a table without one is built again under another name.',
      zh: '人和检索都靠注释找表；没有注释的表会被换个名字重复建设。',
    },
    hint: {
      en: () => 'say what one row is, and what is measured',
      zh: () => '写明一行是什么、统计了什么',
    },
    failing: model([customerWeek], { comment: ' ' }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target } }) {
    if (target === undefined || target.comment.trim() !== '') return;
    yield { path: '/target/comment', params: { table: target.table.join('.') } };
  },
});
