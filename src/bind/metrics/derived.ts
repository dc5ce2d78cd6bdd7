import { at } from '../../base/diagnostic.js';
import type { DerivedMetric } from '../../ontology/model.js';
import { filled } from '../../expr/build.js';
import { references } from '../../expr/visit.js';
import type { LeafExpr } from '../bound.js';
import { bindDiagnostic } from '../diagnostics.js';
import { checkFill, fillPlace } from '../stage/fill.js';
import { readShift } from '../time/shift.js';
import { readMetricTime } from '../time/time-range.js';
import type { Ask, MetricScope } from './metric-scope.js';

/** 派生指标: its metric with more conditions, a period, a shift. */
export function bindDerived(
  metric: DerivedMetric,
  ask: Ask,
  scope: MetricScope,
): LeafExpr | undefined {
  const { context } = scope;
  const { file, document } = metric.source;
  const place = { path: at('', 'shift'), details: { file, document } };
  const time =
    metric.time && readMetricTime(context, metric.time, { file, document, path: '' }, scope.at);
  const shift = metric.shift === undefined ? undefined : readShift(context, metric.shift, place);
  const carry = ask.carry ?? metric.carry;
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
      ...(carry !== undefined && { carry }),
    },
    scope,
  );
  if (metric.carry !== undefined && inner !== undefined && leavesIn(inner) > 1) {
    const params = { metric: metric.name, of: metric.of };
    context.report(
      bindDiagnostic('carry-of-arithmetic', at('', 'carry'), params, { file, document }),
    );
    return undefined;
  }
  checkFill(context, inner, metric.fill, fillPlace(metric.source));
  return inner && filled(inner, metric.fill);
}

function leavesIn(expr: LeafExpr): number {
  return new Set(references(expr).flatMap(({ to }) => (to.kind === 'leaf' ? [to.leaf] : []))).size;
}
