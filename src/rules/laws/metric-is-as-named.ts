import { at } from '../../base/diagnostic.js';
import { periodNames } from '../../bind/time/periods.js';
import type { Stage } from '../../dsl/document.js';
import type { Ontology } from '../../ontology/model.js';
import { question } from '../example.js';
import { rule } from '../rule.js';

const stage = (metric: string): Stage => ({
  name: 'result',
  time: { period: '7d' },
  by: [],
  measures: [{ as: 'order_cnt', metric }],
});

/** A column that has the name of a metric holds that metric. */
export const metricIsAsNamed = rule<{ column: string; named: string; metric: string }>({
  name: 'metric-is-as-named',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ column, named, metric }) => `"${column}" is named for ${named} and holds ${metric}`,
      zh: ({ column, named, metric }) => `"${column}" 以 ${named} 命名，值却是 ${metric}`,
    },
    why: {
      en: 'A metric has one definition everywhere: under its name everybody reads it, whatever was computed.',
      zh: '指标处处一个口径：看到它的名字，人人都按它理解，不论实际算的是什么。',
    },
    hint: {
      en: ({ named }) => `ask for "${named}", or give the column a name of its own`,
      zh: ({ named }) => `改用 "${named}"，或给该列另起名字`,
    },
    failing: question(stage('refund_amt')),
    passing: question(stage('order_cnt')),
  },
  *check({ document, ontology }) {
    for (const [i, { measures = [] }] of document.stages.entries())
      for (const [j, { as, metric }] of measures.entries()) {
        if (metric === undefined || as === metric) continue;
        const named = [as, ...stemOf(ontology, as)].find((n) => ontology.metrics.has(n));
        if (named === undefined || named === metric || isMadeOf(ontology, named, metric)) continue;
        const path = at('/stages', i, 'measures', j, 'metric');
        yield { path, params: { column: as, named, metric }, allowed: [named] };
      }
  },
});

/** A name without its period. */
function stemOf(ontology: Ontology, name: string): readonly string[] {
  const period = periodNames(ontology).find((p) => name.endsWith(`_${p}`));
  return period === undefined ? [] : [name.slice(0, -period.length - 1)];
}

/**
 * A derived metric is the other one with conditions or a period, which may as well be written out; and a
 * metric called after an entity (`cate_pay_amt`) is the other one as that entity sees it.
 */
function isMadeOf({ metrics, entities }: Ontology, named: string, metric: string): boolean {
  const owner = metric.endsWith(`_${named}`) ? metric.slice(0, -named.length - 1) : undefined;
  if (
    owner !== undefined &&
    [...entities.keys()].some((e) => e.split('_').some((w) => w.startsWith(owner)))
  )
    return true;
  const [a, b] = [metrics.get(named), metrics.get(metric)];
  return (a?.type === 'derived' && a.of === metric) || (b?.type === 'derived' && b.of === named);
}
