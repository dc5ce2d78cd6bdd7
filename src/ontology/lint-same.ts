import type { Diagnostic } from '../base/diagnostic.js';
import { printExpr } from '../expr/print.js';
import { report } from './diagnostics.js';
import { inSource } from './lint.js';
import type { Metric, Ontology, Written } from './model.js';

/**
 * Aggregate metrics that count the same rows in the same way under two names, reported once each, at the
 * later of the two by name. Names that differ on purpose say so by a condition, a unit or a clock.
 */
export function lintSame(ontology: Ontology): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return [...ontology.metrics.values()].flatMap((metric) => {
    const definition = definitionOf(metric);
    if (definition === undefined) return [];
    const other = first.get(definition);
    if (other === undefined) {
      first.set(definition, metric.name);
      return [];
    }
    const params = { metric: metric.name, other };
    return [report('same-definition', '/metric', params, inSource(metric.source))];
  });
}

/** What decides an aggregate metric's numbers, whatever it is called. */
function definitionOf(metric: Metric): string | undefined {
  if (metric.type !== 'aggregate') return undefined;
  const {
    entity,
    agg,
    of,
    with: second,
    p,
    where,
    time,
    fill,
    snapshot,
    percentile,
    unit,
  } = metric;
  const conditions = where.map(textOf).toSorted();
  const parts = [of, second, time].map((written) => written && textOf(written));
  return JSON.stringify([entity, agg, parts, p, percentile, conditions, fill, snapshot, unit]);
}

function textOf({ expr }: Written): string {
  return printExpr(expr);
}
