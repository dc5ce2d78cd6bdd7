import type { AggregateMetric, Written } from '../../ontology/model.js';
import type { LeafExpr } from '../bound.js';
import { checkFill, fillPlace } from '../stage/fill.js';
import type { Ask, MetricScope, Value } from './metric-scope.js';

/** 原子指标: one leaf over its entity's rows, with the metric's own conditions after those that are asked. */
export function bindAggregate(
  metric: AggregateMetric,
  ask: Ask,
  scope: MetricScope,
): LeafExpr | undefined {
  const entity = scope.context.ontology.entities.get(metric.entity);
  if (entity === undefined) return undefined;
  const { agg, p, percentile, snapshot, fill } = metric;
  const leaf = scope.leaf(
    {
      entity,
      agg,
      ...(metric.of !== undefined && { of: value(metric.of) }),
      ...(metric.with !== undefined && { with: value(metric.with) }),
      ...(metric.time !== undefined && { clock: metric.time }),
      ...(p !== undefined && { p }),
      ...(percentile !== undefined && { percentile }),
      ...(snapshot !== undefined && { snapshot }),
      ...(fill !== undefined && { fill }),
    },
    { ...ask, where: [...metric.where.map(value), ...ask.where] },
    metric.name,
  );
  checkFill(scope.context, leaf, fill, fillPlace(metric.source));
  return leaf;
}

function value(written: Written): Value {
  return { kind: 'written', written };
}
