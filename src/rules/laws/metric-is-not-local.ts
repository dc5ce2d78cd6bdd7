import { at } from '../../base/diagnostic.js';
import type { PatchOperation } from '../../base/diagnostic.js';
import type { Measure } from '../../dsl/document.js';
import { parseExpr } from '../../expr/parse.js';
import { printExpr } from '../../expr/print.js';
import { indexOf } from '../../ontology/index-of.js';
import type { AggregateMetric, Ontology, Written } from '../../ontology/model.js';
import { customerWeek, model } from '../example.js';
import { rule } from '../rule.js';
import { measureOf } from '../written-at.js';

const counted = (as: Omit<Measure, 'as' | 'time'>) =>
  model([{ ...customerWeek, measures: [{ as: 'order_cnt_7d', ...as, time: { period: '7d' } }] }], {
    columns: [{ name: 'order_cnt_7d', comment: '近7天订单数' }],
  });

/** A number that a table publishes is a metric of the ontology (S7). */
export const metricIsNotLocal = rule<{ measure: string; entity: string }>({
  name: 'metric-is-not-local',
  definition: {
    severity: 'warning',
    level: 4,
    message: {
      en: ({ measure, entity }) =>
        `"${measure}" is defined only here, over the rows of "${entity}": a new local metric`,
      zh: ({ measure, entity }) => `"${measure}" 只在这里定义（基于「${entity}」），是新的局部指标`,
    },
    why: {
      en: 'A number with a definition of its own in each table is the same name with several values. A new one is for a person to approve (S7, gate G2).',
      zh: '每张表各自定义的指标，会出现同名异义。新的指标口径需要人工确认（S7，卡点 G2）。',
    },
    hint: {
      en: () => 'use a metric of the ontology, or define this one there',
      zh: () => '使用本体中的指标，或把它定义到本体中',
    },
    failing: counted({ agg: 'count', entity: 'orders' }),
    passing: counted({ metric: 'order_cnt' }),
  },
  *check({ document, bound, ontology }) {
    if (bound.target === undefined) return;
    for (const stage of bound.stages)
      for (const { at: path, metric, as } of stage.measures) {
        const leaf = stage.leaves.find((l) => l.at === path);
        const population = stage.from?.kind === 'entity' ? stage.from.entity : undefined;
        const entity = leaf?.source.kind === 'entity' ? leaf.source.entity : population;
        if (metric !== undefined || leaf === undefined || entity === undefined) continue;
        const measure = measureOf(document, path);
        const near = metricsLike(ontology, measure, entity.name);
        const [only, second] = near.filter((m) => isSame(m, measure));
        yield {
          path: at(path, 'agg'),
          params: { measure: as, entity: entity.name },
          ...(near.length > 0 && { allowed: near.map((m) => m.name) }),
          ...(only !== undefined &&
            second === undefined && { fix: replacement(measure, path, only.name) }),
        };
      }
  },
});

/** Metrics that aggregate the same entity in the same way. */
function metricsLike(
  ontology: Ontology,
  { agg }: Measure,
  entity: string,
): readonly AggregateMetric[] {
  const counting = indexOf(ontology).counting.get(entity) ?? [];
  return counting
    .map((name) => ontology.metrics.get(name))
    .filter((m): m is AggregateMetric => m?.type === 'aggregate' && m.agg === agg);
}

/** The same definition word by word; what the metric does beyond it (fill, snapshot) would change the value. */
function isSame(metric: AggregateMetric, measure: Measure): boolean {
  if (metric.fill !== undefined || metric.snapshot !== undefined) return false;
  if (metric.p !== measure.p || metric.percentile !== undefined) return false;
  const texts = (all: readonly (string | undefined)[]): string =>
    JSON.stringify(all.map((text) => text ?? '').toSorted());
  return (
    said(metric.of) === printed(measure.of) &&
    said(metric.with) === printed(measure.with) &&
    said(metric.time) === printed(measure.clock) &&
    texts(metric.where.map(said)) === texts((measure.where ?? []).map(printed))
  );
}

function said(written: Written | undefined): string | undefined {
  return written && printExpr(written.expr);
}

function printed(text: string | undefined): string | undefined {
  const expr = text === undefined ? undefined : parseExpr(text, '')[0];
  return expr && printExpr(expr);
}

function replacement(
  measure: Measure,
  path: ReturnType<typeof at>,
  metric: string,
): readonly PatchOperation[] {
  const replaced = (['agg', 'entity', 'of', 'with', 'p', 'where', 'clock'] as const).filter(
    (key) => measure[key] !== undefined,
  );
  return [
    { op: 'add', path: at(path, 'metric'), value: metric },
    ...replaced.map((key): PatchOperation => ({ op: 'remove', path: at(path, key) })),
  ];
}
