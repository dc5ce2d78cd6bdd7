import { at } from '../../base/diagnostic.js';
import type { Measure, Stage } from '../../dsl/document.js';
import { question } from '../example.js';
import { rule } from '../rule.js';

const stage = (agg: Measure['agg'] & {}): Stage => ({
  name: 'result',
  from: 'orders',
  time: { period: '7d' },
  by: [],
  measures: [{ as: 'avg_amount', agg, of: 'amount' }],
});

/** A column whose name says how it is aggregated is aggregated so. */
export const aggregateIsAsNamed = rule<{ column: string; said: string; agg: string }>({
  name: 'aggregate-is-as-named',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ column, said, agg }) => `the name "${column}" says ${said}, and it is the ${agg}`,
      zh: ({ column, said, agg }) => `列名 "${column}" 表示 ${said}，实际是 ${agg}`,
    },
    why: {
      en: 'A sum that is read as an average is wrong by a factor that nobody sees.',
      zh: '把求和当成平均来读，错的倍数谁也看不出来。',
    },
    hint: {
      en: () => 'make the name and the aggregate say the same',
      zh: () => '让列名和聚合方式一致',
    },
    failing: question(stage('sum')),
    passing: question(stage('avg')),
  },
  *check({ document }) {
    for (const [i, { measures = [] }] of document.stages.entries())
      for (const [j, { as, agg }] of measures.entries()) {
        const said = agg !== undefined && judged.has(agg) ? saidBy(as) : undefined;
        if (said === undefined || agg === undefined || said === agg) continue;
        const path = at('/stages', i, 'measures', j, 'agg');
        yield { path, params: { column: as, said, agg }, allowed: [said] };
      }
  },
});

const judged: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max']);

const words = new Map([
  ['avg', 'avg'],
  ['average', 'avg'],
  ['mean', 'avg'],
  ['max', 'max'],
  ['maximum', 'max'],
  ['highest', 'max'],
  ['min', 'min'],
  ['minimum', 'min'],
  ['lowest', 'min'],
  ['sum', 'sum'],
]);

/** The one aggregate that a name speaks of. */
function saidBy(name: string): string | undefined {
  const said = new Set(
    name
      .toLowerCase()
      .split('_')
      .flatMap((word) => words.get(word) ?? []),
  );
  const [only, second] = said;
  return second === undefined ? only : undefined;
}
