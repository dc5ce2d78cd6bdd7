import { at } from '../../base/diagnostic.js';
import type { BoundStage, BoundWindow, SourceExpr } from '../../bind/bound.js';
import type { Measure, Stage } from '../../dsl/document.js';
import { references } from '../../expr/visit.js';
import { additivityOf, additivityOfValue } from '../additivity.js';
import { question } from '../example.js';
import { rule } from '../rule.js';

const daily = (measure: Measure): readonly Stage[] => [
  {
    name: 'daily',
    time: { period: '7d' },
    by: [{ as: 'day', grain: 'day' }],
    measures: [measure],
  },
  {
    name: 'result',
    from: 'daily',
    by: [],
    measures: [{ as: 'total', agg: 'sum', of: measure.as }],
  },
];

/** Sums and averages are taken of numbers that add up (design law 5, S8). */
export const sumIsOfAdditive = rule<{ column: string; agg: string }>({
  name: 'sum-is-of-additive',
  definition: {
    severity: 'warning',
    level: 3,
    message: {
      en: ({ column, agg }) => `${agg} of "${column}", whose values do not add up`,
      zh: ({ column, agg }) => `对 "${column}" 做 ${agg}，而它的值不可相加`,
    },
    why: {
      en: 'Who bought on two days is counted on both, and a mean of ratios weighs small groups like large ones. It is computed as written, because sometimes that is meant (S8): a mean of daily buyers is one.',
      zh: '两天都买的人会被数两次；比率的平均把小组和大组看得一样重。有时确实要这样算（S8，如日均买家数），所以照写的计算。',
    },
    hint: {
      en: () =>
        'where the whole is meant, take the metric over all the time or all the groups at once',
      zh: () => '如果要的是整体，请直接在整段时间或全部分组上取该指标',
    },
    failing: question(
      ...daily({ as: 'buyer_cnt', agg: 'count_distinct', entity: 'orders', of: 'customer_id' }),
    ),
    passing: question(...daily({ as: 'order_cnt', metric: 'order_cnt' })),
  },
  *check({ bound }) {
    for (const stage of bound.stages) {
      const seen = new Set<string>();
      for (const { agg, of, source, at: measure } of stage.leaves) {
        if (agg !== 'sum' && agg !== 'avg') continue;
        if (source.kind !== 'rows' || of === undefined) continue;
        const column = notAdditive(stage, of) ?? overTime(stage, of);
        if (column === undefined || seen.has(column)) continue;
        seen.add(column);
        yield { path: at(measure, 'of'), params: { column, agg } };
      }
      for (const step of stage.steps) {
        if (step.kind !== 'window' || step.of === undefined || seen.has(step.of)) continue;
        if (step.fn !== 'sum' && step.fn !== 'share') continue;
        if (additivityOf(stage, step.of) !== 'not' && !overBuckets(stage, step)) continue;
        seen.add(step.of);
        yield { path: at(step.at, 'of'), params: { column: step.of, agg: step.fn } };
      }
    }
  },
});

/**
 * A column that adds up over everything but its buckets of time, where those are added up: balances of one
 * day do, those of two days do not, and windows of two days have days in common.
 */
function overTime({ from, keys }: BoundStage, of: SourceExpr): string | undefined {
  if (from?.kind !== 'stage') return undefined;
  const { stage } = from;
  const buckets = (stage.keys ?? []).filter((k) => k.bucket !== undefined).map((k) => k.as);
  const kept = new Set(
    (keys ?? []).flatMap(({ is }) =>
      is?.kind === 'reference' && is.to.kind === 'column' ? [is.to.column] : [],
    ),
  );
  if (buckets.every((bucket) => kept.has(bucket))) return undefined;
  const columns = references(of).flatMap(({ to }) => (to.kind === 'column' ? [to.column] : []));
  return columns.find((column) => isTimely(stage, column));
}

/** Whether a measure takes one day of some, or windows of days. */
function isTimely({ leaves, measures }: BoundStage, column: string): boolean {
  const timely = new Set(
    leaves
      .filter((l) => l.snapshot !== undefined || l.trailing !== undefined || l.carry !== undefined)
      .map((l) => l.name),
  );
  const measure = measures.find((m) => m.as === column);
  const read = measure === undefined ? [] : references(measure.is).map(({ to }) => to);
  return read.some((to) => to.kind === 'leaf' && timely.has(to.leaf));
}

/** Whether a window adds up, over the buckets of its own stage, what takes one day of each or days in common. */
function overBuckets(stage: BoundStage, { of, per }: BoundWindow): boolean {
  const buckets = (stage.keys ?? []).filter((k) => k.bucket !== undefined).map((k) => k.as);
  if (of === undefined || buckets.every((bucket) => per.includes(bucket))) return false;
  return isTimely(stage, of);
}

/** The column that makes a value not additive. */
function notAdditive(stage: BoundStage, of: SourceExpr): string | undefined {
  if (additivityOfValue(stage, of) !== 'not') return undefined;
  const [first] = references(of).flatMap(({ to }) => {
    if (to.kind === 'match') return [`${to.match}.${to.column}`];
    return to.kind === 'column' ? [to.column] : [];
  });
  return first;
}
