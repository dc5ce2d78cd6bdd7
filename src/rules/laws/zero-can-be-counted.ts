import { at } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import type { BoundLeaf, BoundStage } from '../../bind/bound.js';
import type { Stage } from '../../dsl/document.js';
import { boundOf, conditionsIn, type Bound } from '../conditions.js';
import { question } from '../example.js';
import { rule } from '../rule.js';

const inactive = (population: Pick<Stage, 'from' | 'by'>): Stage => ({
  name: 'result',
  ...population,
  measures: [{ as: 'order_cnt', metric: 'order_cnt', time: { period: '7d' } }],
  keep: ['order_cnt = 0'],
});

/** Where a count of nothing is asked for, there are groups that have nothing. */
export const zeroCanBeCounted = rule<{ column: string; stage: string }>({
  name: 'zero-can-be-counted',
  definition: {
    severity: 'error',
    level: 3,
    message: {
      en: ({ column, stage }) =>
        `"${column}" is never 0: stage "${stage}" has no "from", so it has only groups in which something is counted`,
      zh: ({ column, stage }) =>
        `"${column}" 不会为 0：步骤 "${stage}" 没有 "from"，只包含统计到数据的分组`,
    },
    why: {
      en: 'Those who have none are just those that such a stage leaves out (S4): the answer is empty, or 0, whatever the data are.',
      zh: '一个都没有的对象正好不在这样的步骤里（S4）：无论数据如何，结果总是空或 0。',
    },
    hint: {
      en: () => 'name the population: "from" lists all of its rows, also those with nothing',
      zh: () => '用 "from" 写明总体：它列出全部的行，包括没有数据的',
    },
    failing: question(inactive({ by: [{ as: 'customer_id', is: 'customer.customer_id' }] })),
    passing: question(
      inactive({ from: 'customer', by: [{ as: 'customer_id', is: 'customer_id' }] }),
    ),
  },
  *check({ document, bound }) {
    for (const [i, stage] of bound.stages.entries()) {
      const counted = countedAlone(stage);
      if (counted === undefined) continue;
      const name = quoteName(counted.column);
      for (const [j, { from, where, keep }] of document.stages.entries()) {
        const conditions = [
          ...(j === i ? conditionsIn(keep, at('/stages', j, 'keep')) : []),
          ...(from === stage.name ? conditionsIn(where, at('/stages', j, 'where')) : []),
        ];
        for (const { expr, at: path } of conditions) {
          const asked = boundOf(expr);
          if (asked?.of !== name || !isNothing(asked)) continue;
          const params = { column: counted.column, stage: stage.name };
          yield { path, params, allowed: ownersOf(counted.leaf) };
        }
      }
    }
  },
});

/** The count that alone makes the groups of a stage; one of values may be 0 beside rows without one. */
function countedAlone(
  stage: BoundStage,
): { readonly column: string; readonly leaf: BoundLeaf } | undefined {
  const { from, keys = [], measures, leaves } = stage;
  const [leaf, ...others] = leaves;
  const isAlone = from === undefined && leaf !== undefined && others.length === 0;
  const isCount = leaf?.agg === 'count' && leaf.of === undefined;
  if (!isAlone || !isCount || keys.length === 0 || keys.some((k) => k.bucket !== undefined))
    return undefined;
  const shown = measures.find((m) => m.is.kind === 'reference');
  return shown && { column: shown.as, leaf };
}

function isNothing({ values, most }: Bound): boolean {
  if (values !== undefined) return values.every((value) => Number(value) === 0);
  if (most === undefined) return false;
  return most.included ? Number(most.value) < 1 : Number(most.value) <= 1;
}

/** What the rows that are counted belong to: one of these is the population that is meant. */
function ownersOf({ source }: BoundLeaf): readonly string[] {
  if (source.kind !== 'entity') return [];
  return [...new Set([...source.entity.relationships.values()].map((r) => r.to))];
}
