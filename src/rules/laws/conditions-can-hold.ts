import { printExpr } from '../../expr/print.js';
import { boundOf, conditionsOf, excludes } from '../conditions.js';
import { ordersOf, question } from '../example.js';
import { rule } from '../rule.js';

/** Conditions that must all hold leave some value over. */
export const conditionsCanHold = rule<{ first: string; second: string }>({
  name: 'conditions-can-hold',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ first, second }) => `no row satisfies both "${first}" and "${second}"`,
      zh: ({ first, second }) => `没有行能同时满足 "${first}" 和 "${second}"`,
    },
    why: {
      en: 'All conditions of a list must hold: two that exclude each other leave no rows, and an empty result looks like quiet business.',
      zh: '列表中的条件必须同时成立；互相排斥的条件留不下任何行，而空结果看起来像是没有业务。',
    },
    hint: {
      en: () => 'either of two values is written in one condition: x in (…), or with "or"',
      zh: () => '两个值取其一写成一个条件：x in (…)，或用 or',
    },
    failing: question(ordersOf("status = 'paid'", "status = 'closed'")),
    passing: question(ordersOf("status in ('paid', 'closed')")),
  },
  *check({ document }) {
    for (const list of conditionsOf(document)) {
      const known = list.flatMap(({ expr, at }) => {
        const bound = boundOf(expr);
        return bound === undefined ? [] : [{ bound, at, text: printExpr(expr) }];
      });
      for (const [i, second] of known.entries()) {
        const first = known.slice(0, i).find((one) => excludes(one.bound, second.bound));
        if (first === undefined) continue;
        yield { path: second.at, params: { first: first.text, second: second.text } };
        break;
      }
    }
  },
});
