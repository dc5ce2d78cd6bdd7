import { at } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { identifierOf } from '../identifier-of.js';
import { rule } from '../rule.js';
import { measureOf } from '../written-at.js';

const stage = (of: string): Stage => ({
  name: 'result',
  from: 'orders',
  time: { period: '7d' },
  by: [],
  measures: [{ as: 'total', agg: 'sum', of }],
});

/** Numbers that only name a row are counted, never added up or averaged. */
export const identifierIsNotSummed = rule<{ attribute: string; agg: string }>({
  name: 'identifier-is-not-summed',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ attribute, agg }) => `${agg} of "${attribute}", which only names a row`,
      zh: ({ attribute, agg }) => `对 "${attribute}" 做 ${agg}，而它只是标识`,
    },
    why: {
      en: 'The sum or mean of keys is a number that means nothing and looks like any other.',
      zh: '主键、外键的和或平均没有含义，看起来却和别的数一样。',
    },
    hint: {
      en: () => 'count them: "count", or "count_distinct" of it',
      zh: () => '改为计数："count"，或对它 "count_distinct"',
    },
    failing: question(stage('store_id')),
    passing: question(stage('amount')),
  },
  *check({ bound, document }) {
    for (const one of bound.stages)
      for (const leaf of one.leaves) {
        const attribute = added.has(leaf.agg) ? identifierOf(one, leaf)?.attribute : undefined;
        if (attribute === undefined || measureOf(document, leaf.at).of === undefined) continue;
        yield { path: at(leaf.at, 'of'), params: { attribute, agg: leaf.agg } };
      }
  },
});

const added: ReadonlySet<string> = new Set([
  'sum',
  'avg',
  'median',
  'percentile',
  'stddev',
  'variance',
]);
