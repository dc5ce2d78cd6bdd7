import type { ConversionMetric } from '../../ontology/model.js';
import { notYet } from '../not-yet.js';
import type { Ask, MetricScope } from './metric-scope.js';

/** 转化指标: matching steps in order is no aggregate over the rows of one entity, so it is refused by name. */
export function bindConversion(metric: ConversionMetric, _ask: Ask, scope: MetricScope): undefined {
  const construct = `the conversion metric "${metric.name}"`;
  scope.context.report(notYet('not-yet', scope.at, { construct }));
}
