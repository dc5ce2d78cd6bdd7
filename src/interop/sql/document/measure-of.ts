import type { Agg, Measure, Window } from '../../../dsl/document.js';
import { parseExpr } from '../../../expr/parse.js';
import { printExpr } from '../../../expr/print.js';
import type { Metric, Ontology } from '../../../ontology/model.js';

/** An aggregate of SQL, its expressions written in the DSL. */
export interface AggregateText {
  readonly fn: string;
  readonly distinct: boolean;
  readonly of?: string;
  /** The other series of `corr`. */
  readonly with?: string;
  readonly where?: string;
}

/**
 * The measure that an aggregate is: a metric of the ontology where one has exactly this definition over the
 * population, else the aggregate itself. Undefined where the DSL has none of that name.
 */
export function measureOf(
  { fn, distinct, of, with: other, where }: AggregateText,
  as: string,
  ontology: Ontology,
  entity: string | undefined,
): Measure | undefined {
  const agg = distinct
    ? fn === 'count'
      ? 'count_distinct'
      : fn === 'min' || fn === 'max'
        ? fn
        : undefined
    : aggs.get(fn);
  if (agg === undefined) return undefined;
  const metric =
    where === undefined && other === undefined && entity !== undefined
      ? metricFor(ontology, entity, agg, of)
      : undefined;
  if (metric !== undefined) return { as, metric: metric.name };
  return {
    as,
    agg,
    ...(of !== undefined && { of }),
    ...(other !== undefined && { with: other }),
    ...(where !== undefined && { where: [where] }),
  };
}

const aggs = new Map<string, Agg>([
  ['count', 'count'],
  ['sum', 'sum'],
  ['avg', 'avg'],
  ['min', 'min'],
  ['max', 'max'],
  ['median', 'median'],
  ['stddev', 'stddev'],
  ['stddev_samp', 'stddev'],
  ['variance', 'variance'],
  ['var_samp', 'variance'],
  ['corr', 'corr'],
  ['bool_or', 'any'],
  ['bool_and', 'every'],
]);

/** Windows of SQL that a window of a stage means exactly. */
export const windowFunctions: ReadonlyMap<string, Window['fn']> = new Map<string, Window['fn']>([
  ['row_number', 'row_number'],
  ['rank', 'rank'],
  ['dense_rank', 'dense_rank'],
  ['percent_rank', 'percent_rank'],
  ['ntile', 'ntile'],
  ['lag', 'lag'],
  ['lead', 'lead'],
  ['first_value', 'first'],
  ['sum', 'sum'],
  ['avg', 'avg'],
  ['min', 'min'],
  ['max', 'max'],
  ['count', 'count'],
]);

/** Those that add up rows in their order. */
export const runningFunctions: ReadonlySet<Window['fn']> = new Set<Window['fn']>([
  'sum',
  'avg',
  'min',
  'max',
  'count',
]);

function metricFor(
  ontology: Ontology,
  entity: string,
  agg: Agg,
  of: string | undefined,
): Metric | undefined {
  const wanted = canonical(of);
  return [...ontology.metrics.values()].find(
    (m) =>
      m.type === 'aggregate' &&
      m.entity === entity &&
      m.agg === agg &&
      m.where.length === 0 &&
      m.snapshot === undefined &&
      m.time === undefined &&
      m.with === undefined &&
      m.p === undefined &&
      // A metric that shows 0 for nothing is another number than SQL's null.
      (m.fill === undefined || agg === 'count' || agg === 'count_distinct') &&
      canonical(m.of?.text) === wanted,
  );
}

function canonical(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const [expr] = parseExpr(text, '');
  return expr === undefined ? text : printExpr(expr);
}
