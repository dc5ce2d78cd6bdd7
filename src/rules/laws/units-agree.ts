import { at } from '../../base/diagnostic.js';
import type { ResultExpr, ResultLeaf } from '../../bind/bound.js';
import type { Stage } from '../../dsl/document.js';
import type { Binary } from '../../expr/expr.js';
import { printWith } from '../../expr/print.js';
import { walk } from '../../expr/visit.js';
import { question } from '../example.js';
import { rule } from '../rule.js';
import { unitOfResult } from '../unit-of.js';

const week: Stage = {
  name: 'result',
  time: { period: '7d' },
  by: [],
  measures: [
    { as: 'refund_amt', metric: 'refund_amt' },
    { as: 'order_cnt', metric: 'order_cnt' },
  ],
};

/** Only numbers of one unit are added, subtracted or compared. */
export const unitsAgree = rule<{
  left: string;
  leftUnit: string;
  right: string;
  rightUnit: string;
}>({
  name: 'units-agree',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ left, leftUnit, right, rightUnit }) =>
        `"${left}" is in ${leftUnit}, "${right}" in ${rightUnit}`,
      zh: ({ left, leftUnit, right, rightUnit }) =>
        `"${left}" 的单位是 ${leftUnit}，"${right}" 的单位是 ${rightUnit}`,
    },
    why: {
      en: 'Yuan and fen, seconds and hours, pieces and yuan add up to a number of no unit that looks like any other.',
      zh: '元与分、秒与小时、件与元相加，得到的数没有单位，看起来却很正常。',
    },
    hint: {
      en: () => 'convert one of the two first; a product or quotient has a unit of its own',
      zh: () => '先换算成同一单位；乘除的结果另有单位',
    },
    failing: question({ ...week, compute: [{ as: 'total', is: 'refund_amt + order_cnt' }] }),
    passing: question({ ...week, compute: [{ as: 'refund_avg', is: 'refund_amt / order_cnt' }] }),
  },
  *check({ bound, ontology }) {
    for (const stage of bound.stages)
      for (const step of stage.steps) {
        if (step.kind !== 'compute') continue;
        for (const { left, right, span } of sums(step.is)) {
          const leftUnit = unitOfResult(ontology, stage, left);
          const rightUnit = unitOfResult(ontology, stage, right);
          if (leftUnit === undefined || rightUnit === undefined || leftUnit === rightUnit) continue;
          yield {
            path: at(step.at, 'is'),
            params: { left: say(left), leftUnit, right: say(right), rightUnit },
            ...(span !== undefined && { offset: span.start, length: span.end - span.start }),
          };
        }
      }
  },
});

const operators: ReadonlySet<string> = new Set(['+', '-', '=', '<>', '<', '<=', '>', '>=']);

function sums(expr: ResultExpr): readonly Binary<ResultLeaf>[] {
  const found: Binary<ResultLeaf>[] = [];
  walk(expr, (node) => {
    if (node.kind === 'binary' && operators.has(node.operator)) found.push(node);
  });
  return found;
}

function say(expr: ResultExpr): string {
  return printWith(expr, (to) => (to.kind === 'result' ? to.column : `$${to.name}`));
}
