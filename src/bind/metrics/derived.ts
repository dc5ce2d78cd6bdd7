import { at } from '../../base/diagnostic.js';
import type { DerivedMetric } from '../../ontology/model.js';
import type { LeafExpr } from '../bound.js';
import { notYet } from '../not-yet.js';
import { readShift } from '../shift.js';
import { readMetricTime } from '../time-range.js';
import { filled, type Ask, type MetricScope } from './metric-scope.js';

/** 派生指标: its metric with more conditions, a period, a shift. */
export function bindDerived(
  metric: DerivedMetric,
  ask: Ask,
  scope: MetricScope,
): LeafExpr | undefined {
  const { context } = scope;
  if (metric.carry !== undefined) {
    const construct = `the metric "${metric.name}" (carry)`;
    context.report(notYet('not-yet', scope.at, { construct }));
    return undefined;
  }
  const { file, document, path } = metric.source;
  const place = { path: at(path, 'shift'), details: { file, document } };
  const time = metric.time && readMetricTime(context, metric.time, metric.source, scope.at);
  const shift = metric.shift === undefined ? undefined : readShift(context, metric.shift, place);
  const inner = scope.metric(
    metric.of,
    {
      ...ask,
      ...(time !== undefined && { time }),
      where: [
        ...metric.where.map((written) => ({ kind: 'written' as const, written })),
        ...ask.where,
      ],
      shifts: [...ask.shifts, ...(shift === undefined ? [] : [shift])],
    },
    scope,
  );
  return inner && filled(inner, metric.fill);
}
