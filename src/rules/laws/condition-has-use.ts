import { printExpr } from '../../expr/print.js';
import { isConstant } from '../../expr/visit.js';
import { conditionsOf } from '../conditions.js';
import { ordersOf, question } from '../example.js';
import { rule } from '../rule.js';

/** A condition says something of rows that no other one of its list has said. */
export const conditionHasUse = rule<{ condition: string; repeated: string }>({
  name: 'condition-has-use',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ condition, repeated }) =>
        repeated === ''
          ? `"${condition}" says nothing of a row`
          : `"${condition}" stands there already`,
      zh: ({ condition, repeated }) =>
        repeated === '' ? `"${condition}" 与行无关` : `"${condition}" 已经写过`,
    },
    why: {
      en: 'Who wrote it wanted to leave rows out, and none are: mostly another condition was meant.',
      zh: '写它的人想排除一些行，实际却没有排除；多半想写的是别的条件。',
    },
    hint: {
      en: () => 'write the condition that was meant, or leave it out',
      zh: () => '写出真正的条件，或删掉它',
    },
    failing: question(ordersOf('is_paid', 'is_paid')),
    passing: question(ordersOf('is_paid', 'is_local')),
  },
  *check({ document }) {
    for (const list of conditionsOf(document)) {
      const seen = new Set<string>();
      for (const { expr, at } of list) {
        const condition = printExpr(expr);
        const repeated = seen.has(condition);
        seen.add(condition);
        if (repeated || isConstant(expr))
          yield { path: at, params: { condition, repeated: repeated ? 'yes' : '' } };
      }
    }
  },
});
