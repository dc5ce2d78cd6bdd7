import { printType } from '../../expr/print-type.js';
import type { Type } from '../../expr/type.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';
import { statedTypeAt } from '../written-at.js';

const average = (type: string) =>
  model([{ ...customerWeek, compute: [{ as: 'order_avg_7d', is: 'order_cnt_7d / 7' }] }], {
    columns: [{ name: 'order_avg_7d', comment: '近7天日均订单数', type }],
  });

/** The type that a table states for a column holds every value of it. */
export const statedTypeKeepsValues = rule<{ column: string; stated: string; derived: string }>({
  name: 'stated-type-keeps-values',
  definition: {
    severity: 'error',
    level: 4,
    message: {
      en: ({ column, stated, derived }) =>
        `"${column}" is ${derived}; written as ${stated} it loses part of its value`,
      zh: ({ column, stated, derived }) =>
        `"${column}" 的类型是 ${derived}，写成 ${stated} 会丢失一部分值`,
    },
    why: {
      en: 'Writing converts to the stated type, and engines round or cut in their own ways: amounts without cents look right and are wrong.',
      zh: '写入时会转换为所写的类型，各引擎有的四舍五入、有的截断：没有小数的金额看起来正确，其实是错的。',
    },
    hint: {
      en: ({ stated }) => `convert it in the document where that is meant: cast(x as ${stated})`,
      zh: ({ stated }) => `确实需要时，在文档中显式转换：cast(x as ${stated})`,
    },
    failing: average('bigint'),
    passing: average('decimal(18,6)'),
  },
  *check({ document, bound: { stages, target } }) {
    for (const { name, type } of target?.columns ?? []) {
      const derived = stages.at(-1)?.output.find((o) => o.name === name)?.type;
      const path = statedTypeAt(document, name);
      if (derived === undefined || path === undefined || !loses(derived, type)) continue;
      const params = { column: name, stated: printType(type), derived: printType(derived) };
      yield { path, params };
    }
  },
});

/** Digits in front of the point are a bound and not a loss: a sum is wider than it will ever be. */
function loses(from: Type, to: Type): boolean {
  if (from.kind === 'unknown' || to.kind === 'unknown' || to.kind === 'string') return false;
  if (from.kind === 'decimal' && to.kind === 'decimal') return to.scale < from.scale;
  if (from.kind === 'decimal' || from.kind === 'double') return to.kind === 'bigint';
  if (from.kind === 'timestamp') return to.kind !== 'timestamp';
  // No engine writes a day as a number in the way of another.
  if (from.kind === 'date') return to.kind !== 'date' && to.kind !== 'timestamp';
  return from.kind === 'string' || (to.kind === 'boolean' && from.kind !== 'boolean');
}
