import { quoteName } from '../../base/name.js';
import type { Diagnostic } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import { printExpr } from '../../expr/print.js';
import type { Expr, Name, ParsedExpr } from '../../expr/expr.js';
import type { RawAggregate, RawInput, RawMetric } from '../../ontology/read/raw.js';
import { interopDiagnostic } from '../diagnostics.js';
import { relationshipOf, type ImportedModel } from './entities.js';
import type {
  Filter,
  Manifest,
  ManifestMetric,
  Measure,
  MeasureInput,
  SemanticModel,
} from './manifest.js';
import { located } from './read-value.js';
import { resolve } from './resolve.js';
import { conditionOf, type Element, type MetricElement } from './template.js';
import { clockOfStep, expressionOf, isBelowDay, ratioInputs, shiftOf } from './metric-parts.js';
import { pathTo } from './path.js';

/** What metrics are imported with. */
export interface Library {
  readonly manifest: Manifest;
  readonly models: ReadonlyMap<string, ImportedModel>;
  /** Names of custom grains. */
  readonly custom: ReadonlySet<string>;
  /** Tables whose data repeat what their manifest calls a key; empty where nobody looked. */
  readonly repeated: ReadonlySet<string>;
  /** First and last day of each time spine in the data, by its name; empty where nobody looked. */
  readonly spans: ReadonlyMap<string, readonly [first: string, last: string]>;
}

/** A measure and the table it counts rows of. */
export interface Measured {
  readonly measure: Measure;
  readonly model: ImportedModel;
}

/** The measure of a name. */
export function measured({ models }: Library, name: string): Measured | undefined {
  for (const model of models.values()) {
    const measure = model.model.measures.find((m) => m.name === name);
    if (measure !== undefined) return { measure, model };
  }
  return undefined;
}

/** The name of the aggregate metric that a measure becomes: its own, unless a metric of that name means more. */
export function metricOfMeasure({ manifest }: Library, measure: string): string {
  const named = manifest.metrics.find(({ name }) => name === measure);
  const same =
    named === undefined ||
    (named.type === 'simple' &&
      named.input.measure === measure &&
      named.filters.length === 0 &&
      named.input.filters.length === 0 &&
      named.input.fill === undefined);
  return same ? measure : `${measure}_measure`;
}

/** All measures and metrics as metrics of ours; what cannot be said is reported and left out. */
export function importMetrics(library: Library, found: Diagnostic[]): readonly RawMetric[] {
  const base = [...library.models.values()].flatMap((model) =>
    model.model.measures.flatMap((measure) => {
      const raw = aggregate(library, { measure, model }, found);
      return raw === undefined ? [] : [raw];
    }),
  );
  const names = new Set(base.map(({ metric }) => metric));
  const others = library.manifest.metrics.flatMap((metric) => {
    if (names.has(metric.name)) return [];
    const raw = importMetric(library, metric, found);
    return raw === undefined ? [] : [raw];
  });
  return withoutLost([...base, ...others], library.manifest, found);
}

/** Metrics that read a metric that is not there are left out, too, until none does. */
function withoutLost(
  metrics: readonly RawMetric[],
  manifest: Manifest,
  found: Diagnostic[],
): readonly RawMetric[] {
  const names = new Set(metrics.map(({ metric }) => metric));
  const lost = metrics.filter((m) => readBy(m).some((name) => !names.has(name)));
  if (lost.length === 0) return metrics;
  for (const { metric } of lost) {
    const place = manifest.metrics.find((m) => m.name === metric)?.place;
    if (place === undefined) continue;
    const reason = 'a metric that it reads is not carried over';
    const params = { what: 'metric', name: metric, reason };
    found.push(located(interopDiagnostic('not-carried', place.path, params), place));
  }
  return withoutLost(
    metrics.filter((m) => !lost.includes(m)),
    manifest,
    found,
  );
}

function readBy(metric: RawMetric): readonly string[] {
  if (metric.type === 'derived') return [metric.of];
  return metric.type === 'composite' ? (metric.inputs ?? []).map((input) => input.metric) : [];
}

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

function aggregate(
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

function importMetric(
  library: Library,
  metric: ManifestMetric,
  found: Diagnostic[],
): RawMetric | undefined {
  const lose = (reason: string): undefined => {
    const params = { what: 'metric', name: metric.name, reason };
    found.push(located(interopDiagnostic('not-carried', metric.place.path, params), metric.place));
    return undefined;
  };
  const head = {
    metric: metric.name,
    ...(metric.label !== undefined && { label: metric.label }),
    ...(metric.description !== undefined && { description: metric.description }),
  };
  const where = (model: SemanticModel, filters: readonly Filter[]): readonly string[] | undefined =>
    conditions(library, model, filters, found);
  const input = (one: MeasureInput) => {
    const of = measured(library, one.measure);
    return of === undefined
      ? undefined
      : { of, said: where(of.model.model, [...one.filters, ...metric.filters]) };
  };
  const fill = (one: MeasureInput) => (one.fill === undefined ? {} : { fill: one.fill });
  switch (metric.type) {
    case 'simple': {
      const read = input(metric.input);
      if (read === undefined) return lose(`there is no measure ${metric.input.measure}`);
      if (read.said === undefined) return lose('its condition cannot be said');
      const base = aggregate(library, read.of, []);
      if (base === undefined) return lose('its measure is not carried over');
      return {
        ...base,
        ...head,
        ...(read.said.length > 0 && { where: read.said }),
        ...fill(metric.input),
      };
    }
    case 'cumulative': {
      const read = input(metric.input);
      if (read === undefined) return lose(`there is no measure ${metric.input.measure}`);
      if (read.said === undefined) return lose('its condition cannot be said');
      const unit = metric.window?.unit ?? metric.toDate;
      if (unit !== undefined && isBelowDay(unit)) return lose(`a window by the ${unit}`);
      const time =
        metric.window !== undefined
          ? { last: metric.window.count, unit: metric.window.unit, mode: 'rolling' as const }
          : metric.toDate !== undefined
            ? { last: 1, unit: metric.toDate, mode: 'to_date' as const }
            : { period: allTime };
      return {
        ...head,
        type: 'derived',
        of: metricOfMeasure(library, metric.input.measure),
        ...(read.said.length > 0 && { where: read.said }),
        time,
        ...fill(metric.input),
        carry: metric.at === 'average' ? 'avg' : metric.at,
      };
    }
    case 'ratio':
    case 'derived': {
      const inputs =
        metric.type === 'ratio' ? ratioInputs(metric.over, metric.under) : metric.inputs;
      const made: RawInput[] = [];
      for (const one of inputs) {
        const unit = one.offset?.unit ?? one.toGrain;
        if (unit !== undefined && isBelowDay(unit)) return lose(`an offset by the ${unit}`);
        const filters = [...one.filters, ...metric.filters];
        const models = modelsOf(library, one.metric);
        if (filters.length > 0 && models.length !== 1)
          return lose(`a condition on ${one.metric}, which reads several tables`);
        const said = filters.length === 0 ? [] : where(models[0]!, filters);
        if (said === undefined) return lose('its condition cannot be said');
        made.push({
          as: one.as,
          metric: one.metric,
          ...(said.length > 0 && { where: said }),
          ...shiftOf(one),
        });
      }
      const is =
        metric.type === 'ratio'
          ? `${quoteName(made[0]!.as)} / ${quoteName(made[1]!.as)}`
          : expressionOf(metric.expr);
      if (is === undefined) return lose('its expression cannot be said');
      return { ...head, type: 'composite', is, inputs: made };
    }
    case 'conversion': {
      const base = input({ ...metric.base });
      const converted = measured(library, metric.converted.measure);
      if (base === undefined || converted === undefined) return lose('a measure is missing');
      const counts = (one: Measured): boolean =>
        aggregate(library, one, [])?.agg === 'count' || /^['"]?1['"]?$/.test(one.measure.expr);
      if (!counts(base.of) || !counts(converted)) return lose('it counts something else than rows');
      const shared = (one: Measured, name: string): boolean => one.model.types.has(name);
      if (!metric.same.every((same) => shared(base.of, same.base) && shared(converted, same.base)))
        return lose('the property that must agree has two names');
      const after = where(converted.model.model, metric.converted.filters);
      if (base.said === undefined || after === undefined)
        return lose('its condition cannot be said');
      const step = (one: Measured, said: readonly string[]) => ({
        entity: one.model.model.name,
        ...(said.length > 0 && { where: said }),
        ...clockOfStep(one),
      });
      return {
        ...head,
        type: 'conversion',
        per: quoteName(metric.entity),
        steps: [step(base.of, base.said), step(converted, after)],
        give: metric.give,
        ...(metric.window !== undefined && {
          within: `${metric.window.count} ${metric.window.unit}`,
        }),
        ...(metric.same.length > 0 && { same: metric.same.map(({ base: name }) => name) }),
        match: 'last_before',
        count: 'events',
      };
    }
    default:
      return unreachable(metric);
  }
}

/** The period that a cumulative metric without a window has. */
export const allTime = 'td';

/** The tables that a metric reads in the end. */
export function modelsOf(library: Library, name: string): readonly SemanticModel[] {
  const metric = library.manifest.metrics.find((m) => m.name === name);
  const models = (measure: string): readonly SemanticModel[] => {
    const of = measured(library, measure);
    return of === undefined ? [] : [of.model.model];
  };
  switch (metric?.type) {
    case undefined:
      return [];
    case 'simple':
    case 'cumulative':
      return models(metric.input.measure);
    case 'ratio':
      return unique([metric.over, metric.under].flatMap((m) => modelsOf(library, m.metric)));
    case 'derived':
      return unique(metric.inputs.flatMap((m) => modelsOf(library, m.metric)));
    case 'conversion':
      return unique([...models(metric.base.measure), ...models(metric.converted.measure)]);
    default:
      return unreachable(metric);
  }
}

function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Set(all)];
}

/** Conditions over the rows of a table as expressions that start there; undefined (and reported) where one cannot be said. */
function conditions(
  library: Library,
  model: SemanticModel,
  filters: readonly Filter[],
  found: Diagnostic[],
): readonly string[] | undefined {
  const said = filters.map((filter) => {
    const [expr, problems] = conditionOf(filter, library.custom, (element) =>
      attributeOf(library, model, element),
    );
    found.push(...problems.map((d) => ({ ...d, severity: 'warning' as const })));
    return expr;
  });
  return said.every((expr) => expr !== undefined) ? said.map(printExpr) : undefined;
}

function attributeOf(
  { manifest, custom }: Library,
  model: SemanticModel,
  element: Element | MetricElement,
): ParsedExpr | undefined {
  if ('metric' in element || (element.grain !== undefined && custom.has(element.grain)))
    return undefined;
  const time = element.name === 'metric_time' && element.path.length === 0;
  const read =
    time && model.time !== undefined ? [pathTo([model.time])] : resolved(manifest, model, element);
  if (read.length !== 1) return undefined;
  return element.grain === undefined ? read[0] : truncated(element.grain, read[0]!);
}

function resolved(
  manifest: Manifest,
  model: SemanticModel,
  element: Element,
): readonly ParsedExpr[] {
  return resolve(manifest, model, element).flatMap(({ hops, attribute }) => {
    const names = hops.map(relationshipOf);
    return names.includes(undefined) ? [] : [pathTo([...(names as string[]), attribute])];
  });
}

/** The bucket that a moment lies in. */
export function truncated(grain: string, expr: Expr<Name>): ParsedExpr {
  return {
    kind: 'call',
    name: 'date_trunc',
    args: [{ kind: 'literal', type: { kind: 'string' }, value: grain }, expr],
    type: { kind: 'unknown' },
  };
}
