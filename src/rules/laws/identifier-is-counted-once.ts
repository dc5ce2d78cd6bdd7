import { at } from '../../base/diagnostic.js';
import type { Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { identifierOf } from '../identifier-of.js';
import { rule } from '../rule.js';
import { measureOf } from '../written-at.js';

const stage = (agg: 'count' | 'count_distinct'): Stage => ({
  name: 'result',
  from: 'orders',
  time: { period: '7d' },
  by: [],
  measures: [{ as: 'customers', agg, of: 'customer_id' }],
});

/** What several rows can name is counted once. */
export const identifierIsCountedOnce = rule<{ attribute: string; rows: string }>({
  name: 'identifier-is-counted-once',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ attribute, rows }) =>
        `count of "${attribute}" counts rows of "${rows}", several of which may have the same one`,
      zh: ({ attribute, rows }) =>
        `对 "${attribute}" 做 count 统计的是 "${rows}" 的行数，多行的值可能相同`,
    },
    why: {
      en: 'A customer with three orders is three: rows that are read as customers are too many by a factor that nobody sees.',
      zh: '下了三单的客户会算成三个：把行数当客户数来读，多出的倍数谁也看不出来。',
    },
    hint: {
      en: () =>
        '"count_distinct" counts each once; "count" without "of", and a condition, counts rows',
      zh: () => '"count_distinct" 每个只计一次；要统计行数，用不带 "of" 的 "count" 加条件',
    },
    failing: question(stage('count')),
    passing: question(stage('count_distinct')),
  },
  *check({ bound, document }) {
    for (const one of bound.stages)
      for (const leaf of one.leaves) {
        const found = leaf.agg === 'count' ? identifierOf(one, leaf) : undefined;
        if (found === undefined || found.own || measureOf(document, leaf.at).of === undefined)
          continue;
        const { source } = leaf;
        const rows =
          source.kind === 'entity'
            ? source.entity.name
            : one.from?.kind === 'entity'
              ? one.from.entity.name
              : one.name;
        const params = { attribute: found.attribute, rows };
        yield { path: at(leaf.at, 'agg'), params, allowed: ['count_distinct'] };
      }
  },
});
