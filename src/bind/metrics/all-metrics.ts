import { suggest } from '../../base/text/suggest.js';
import { unreachable } from '../../base/unreachable.js';
import type { Metric } from '../../ontology/model.js';
import type { LeafExpr } from '../bound.js';
import { bindDiagnostic } from '../diagnostics.js';
import { bindAggregate } from './aggregate.js';
import { bindComposite } from './composite.js';
import { bindConversion } from './conversion.js';
import { bindDerived } from './derived.js';
import type { Ask, MetricScope } from './metric-scope.js';

/**
 * A metric as arithmetic over leaves: every metric type is written in terms of others until only
 * aggregates are left, so that nothing after binding knows what a ratio is. Undefined after an error.
 */
export function bindMetric(name: string, ask: Ask, scope: MetricScope): LeafExpr | undefined {
  const { context, open } = scope;
  const metric = context.ontology.metrics.get(name);
  if (metric === undefined) {
    const allowed = suggest(name, context.ontology.metrics.keys());
    context.report(bindDiagnostic('unknown-metric', scope.at, { name }, { allowed }));
    return undefined;
  }
  // Circles are found where the ontology is read (`lint/cycles.ts`).
  if (open.includes(name)) throw new Error(`the metric ${name} waits for itself`);
  return bindType(metric, ask, { ...scope, open: [...open, name] });
}

function bindType(metric: Metric, ask: Ask, scope: MetricScope): LeafExpr | undefined {
  switch (metric.type) {
    case 'aggregate':
      return bindAggregate(metric, ask, scope);
    case 'derived':
      return bindDerived(metric, ask, scope);
    case 'composite':
      return bindComposite(metric, ask, scope);
    case 'conversion':
      return bindConversion(metric, ask, scope);
    default:
      return unreachable(metric);
  }
}
