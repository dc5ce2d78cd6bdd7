import { isReservedWord } from '../../sql/dialects/reserved-words.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';
import { targetNames } from '../target-names.js';

/** No column of a table is called by a word of SQL. */
export const columnNameIsNotReserved = rule<{ column: string }>({
  name: 'column-name-is-not-reserved',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ column }) => `column "${column}" is called by a reserved word of SQL`,
      zh: ({ column }) => `列名 "${column}" 是 SQL 保留字`,
    },
    why: {
      en: 'What is printed here is quoted; queries that others write over the table fail until they quote it too.',
      zh: '这里生成的 SQL 会加引号，但别人查询这张表时忘写引号就会报错。',
    },
    hint: {
      en: ({ column }) => `name what it is of: customer_${column}, order_${column} …`,
      zh: ({ column }) => `写明是谁的：customer_${column}、order_${column} 等`,
    },
    failing: model([{ ...customerWeek, by: [{ as: 'user', is: 'customer.customer_id' }] }]),
    passing: model([customerWeek]),
  },
  *check({ bound }) {
    for (const { name, path } of targetNames(bound))
      if (isReservedWord(name)) yield { path, params: { column: name } };
  },
});
