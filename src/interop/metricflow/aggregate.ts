import type { Diagnostic } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { printExpr } from '../../expr/print.js';
import type { RawAggregate } from '../../ontology/read/raw.js';
import { interopDiagnostic } from '../diagnostics.js';
import { metricOfMeasure, type Library, type Measured } from './library.js';
import { located } from './read-value.js';

/** The aggregate metric that a measure becomes; undefined, and reported, where it cannot be said. */
export function aggregate(
  library: Library,
  { measure, model }: Measured,
  found: Diagnostic[],
): RawAggregate | undefined {
  const lose = (reason: string): undefined => {
    const params = { what: 'measure', name: measure.name, reason };
    found.push(
      located(interopDiagnostic('not-carried', measure.place.path, params), measure.place),
    );
    return undefined;
  };
  const agg = aggs[measure.agg];
  if (agg === undefined) return lose(`the aggregate ${measure.agg} has no counterpart`);
  const of = model.say(measure.expr, measure.place);
  if (of === undefined) return lose('its expression cannot be said');
  const { percentile, nonAdditive, time } = measure;
  if (percentile?.approximate === true && percentile.discrete)
    return lose('an approximate discrete percentile has no counterpart');
  const said = printExpr(of);
  const rows = measure.agg === 'count' && of.kind === 'literal';
  return {
    metric: metricOfMeasure(library, measure.name),
    ...(measure.label !== undefined && { label: measure.label }),
    type: 'aggregate',
    entity: model.model.name,
    agg,
    ...(!rows && {
      of:
        measure.agg === 'sum_boolean'
          ? `case when ${said} then 1 when not (${said}) then 0 end`
          : said,
    }),
    ...(percentile !== undefined && {
      p: percentile.p,
      percentile: percentile.approximate
        ? ('approximate' as const)
        : percentile.discrete
          ? ('discrete' as const)
          : ('continuous' as const),
    }),
    ...(time !== undefined && time !== model.model.time && { time: quoteName(time) }),
    ...(nonAdditive !== undefined && {
      snapshot: {
        over: nonAdditive.dimension,
        take: nonAdditive.take,
        ...(nonAdditive.per.length > 0 && { per: nonAdditive.per }),
      },
    }),
  };
}

/** Aggregates by their names in manifests. */
const aggs: Readonly<Record<string, string>> = {
  sum: 'sum',
  sum_boolean: 'sum',
  count: 'count',
  count_distinct: 'count_distinct',
  average: 'avg',
  min: 'min',
  max: 'max',
  median: 'median',
  percentile: 'percentile',
};
