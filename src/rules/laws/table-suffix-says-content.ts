import { periodNames } from '../../bind/time/periods.js';
import type { Ontology } from '../../ontology/model.js';
import { customerWeek, model } from '../example.js';
import { bareName, namings } from '../layers.js';
import { rule } from '../rule.js';

/** Detail tables end with how rows arrive, summaries with their period. */
export const tableSuffixSaysContent = rule<{
  table: string;
  layer: string;
  suffixes: readonly string[];
}>({
  name: 'table-suffix-says-content',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ table, layer }) =>
        layer === 'dwd'
          ? `the name of ${layer} table "${table}" does not end with how its rows arrive`
          : `the name of ${layer} table "${table}" does not end with a period`,
      zh: ({ table, layer }) =>
        layer === 'dwd'
          ? `${layer} 层的表 "${table}" 的后缀没有说明增量或全量`
          : `${layer} 层的表 "${table}" 的后缀没有说明统计周期`,
    },
    why: {
      en: 'Whoever reads a table must know whether a partition holds a day or everything, and which period its numbers are of; the suffix is where the field writes it (OneData naming).',
      zh: '读表的人要知道分区是一天的增量还是全量、数字是什么周期；业界约定写在表名后缀里（OneData 命名规范）。',
    },
    hint: {
      en: ({ suffixes }) => `end it with one of ${suffixes.map((s) => `_${s}`).join(', ')}`,
      zh: ({ suffixes }) => `后缀可用 ${suffixes.map((s) => `_${s}`).join('、')}`,
    },
    failing: model([customerWeek], { table: 'dws_trd_customer' }),
    passing: model([customerWeek]),
  },
  *check({ bound: { target }, ontology }) {
    if (target === undefined) return;
    const { arrivals, period } = namings[target.layer];
    const suffixes = arrivals ?? (period ? periodSuffixes(ontology) : []);
    const table = bareName(target.table);
    if (suffixes.length === 0 || suffixes.some((s) => table.endsWith(`_${s}`))) return;
    yield { path: '/target/table', params: { table, layer: target.layer, suffixes } };
  },
});

/** `nd`: several periods in one table. */
function periodSuffixes(ontology: Ontology): readonly string[] {
  return ['nd', ...periodNames(ontology)];
}
