import type { Diagnostic } from '../../base/diagnostic.js';
import { quoteName } from '../../base/text/name.js';
import { unreachable } from '../../base/unreachable.js';
import type { RawInput, RawMetric } from '../../ontology/read/raw.js';
import { interopDiagnostic } from '../diagnostics.js';
import { aggregate } from './aggregate.js';
import { conditions } from './conditions.js';
import { measured, metricOfMeasure, modelsOf, type Library, type Measured } from './library.js';
import type { ManifestMetric, MetricInput } from './manifest.js';
import { clockOfStep, expressionOf, isBelowDay, ratioInputs, shiftOf } from './metric-parts.js';
import { located } from './read-value.js';

/** A metric of a manifest as one of ours; undefined, and reported, where it cannot be said. */
export function importMetric(
  library: Library,
  metric: ManifestMetric,
  found: Diagnostic[],
): RawMetric | undefined {
  const made = carried(library, metric, found);
  if (typeof made !== 'string') return made;
  const params = { what: 'metric', name: metric.name, reason: made };
  found.push(located(interopDiagnostic('not-carried', metric.place.path, params), metric.place));
  return undefined;
}

/** The period that a cumulative metric without a window has. */
export const allTime = 'td';

/** A metric of ours, or why there is none. */
type Carried = RawMetric | string;

type Of<T extends ManifestMetric['type']> = Extract<ManifestMetric, { readonly type: T }>;

function carried(library: Library, metric: ManifestMetric, found: Diagnostic[]): Carried {
  switch (metric.type) {
    case 'simple':
      return simple(library, metric, found);
    case 'cumulative':
      return cumulative(library, metric, found);
    case 'ratio': {
      const inputs = ratioInputs(metric.over, metric.under);
      const is = inputs.map((input) => quoteName(input.as)).join(' / ');
      return composite(library, metric, inputs, is, found);
    }
    case 'derived':
      return composite(library, metric, metric.inputs, expressionOf(metric.expr), found);
    case 'conversion':
      return conversion(library, metric, found);
    default:
      return unreachable(metric);
  }
}

function headOf({ name, label, description }: ManifestMetric) {
  return {
    metric: name,
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
  };
}

interface MeasureRead {
  readonly of: Measured;
  readonly where: { readonly where?: readonly string[] };
  readonly fill: { readonly fill?: number };
}

/** The one measure that a metric is of, under the conditions of both; or why it cannot be read. */
function readOf(
  library: Library,
  { input, filters }: Of<'simple' | 'cumulative'>,
  found: Diagnostic[],
): MeasureRead | string {
  const of = measured(library, input.measure);
  if (of === undefined) return `there is no measure ${input.measure}`;
  const said = conditions(library, of.model.model, [...input.filters, ...filters], found);
  if (said === undefined) return unsaid;
  return { of, where: whereOf(said), fill: input.fill === undefined ? {} : { fill: input.fill } };
}

const unsaid = 'its condition cannot be said';

function whereOf(said: readonly string[]): { readonly where?: readonly string[] } {
  return said.length === 0 ? {} : { where: said };
}

function simple(library: Library, metric: Of<'simple'>, found: Diagnostic[]): Carried {
  const read = readOf(library, metric, found);
  if (typeof read === 'string') return read;
  // What the measure lacks has been said of the measure.
  const base = aggregate(library, read.of, []);
  if (base === undefined) return 'its measure is not carried over';
  return { ...base, ...headOf(metric), ...read.where, ...read.fill };
}

function cumulative(library: Library, metric: Of<'cumulative'>, found: Diagnostic[]): Carried {
  const read = readOf(library, metric, found);
  if (typeof read === 'string') return read;
  const unit = metric.window?.unit ?? metric.toDate;
  if (unit !== undefined && isBelowDay(unit)) return `a window by the ${unit}`;
  return {
    ...headOf(metric),
    type: 'derived',
    of: metricOfMeasure(library, metric.input.measure),
    ...read.where,
    time: timeOf(metric),
    ...read.fill,
    carry: metric.at === 'average' ? 'avg' : metric.at,
  };
}

function timeOf({ window, toDate }: Of<'cumulative'>) {
  if (window !== undefined)
    return { last: window.count, unit: window.unit, mode: 'rolling' as const };
  if (toDate !== undefined) return { last: 1, unit: toDate, mode: 'to_date' as const };
  return { period: allTime };
}

/** Arithmetic over metrics; `is` is undefined where it cannot be said. */
function composite(
  library: Library,
  metric: Of<'ratio' | 'derived'>,
  inputs: readonly MetricInput[],
  is: string | undefined,
  found: Diagnostic[],
): Carried {
  const made: RawInput[] = [];
  for (const input of inputs) {
    const one = inputOf(library, metric, input, found);
    if (typeof one === 'string') return one;
    made.push(one);
  }
  if (is === undefined) return 'its expression cannot be said';
  return { ...headOf(metric), type: 'composite', is, inputs: made };
}

function inputOf(
  library: Library,
  metric: Of<'ratio' | 'derived'>,
  input: MetricInput,
  found: Diagnostic[],
): RawInput | string {
  const unit = input.offset?.unit ?? input.toGrain;
  if (unit !== undefined && isBelowDay(unit)) return `an offset by the ${unit}`;
  const filters = [...input.filters, ...metric.filters];
  const models = modelsOf(library, input.metric);
  if (filters.length > 0 && models.length !== 1)
    return `a condition on ${input.metric}, which reads several tables`;
  const said = filters.length === 0 ? [] : conditions(library, models[0]!, filters, found);
  if (said === undefined) return unsaid;
  return { as: input.as, metric: input.metric, ...whereOf(said), ...shiftOf(input) };
}

/** Counts of rows only: what a conversion counts are its events. */
function conversion(library: Library, metric: Of<'conversion'>, found: Diagnostic[]): Carried {
  const base = measured(library, metric.base.measure);
  const converted = measured(library, metric.converted.measure);
  const filters = [...metric.base.filters, ...metric.filters];
  const before = base && conditions(library, base.model.model, filters, found);
  if (base === undefined || converted === undefined) return 'a measure is missing';
  if (![base, converted].every((one) => countsRows(library, one)))
    return 'it counts something else than rows';
  const shared = (name: string): boolean =>
    [base, converted].every((one) => one.model.types.has(name));
  if (!metric.same.every((same) => shared(same.base)))
    return 'the property that must agree has two names';
  const after = conditions(library, converted.model.model, metric.converted.filters, found);
  if (before === undefined || after === undefined) return unsaid;
  const step = (one: Measured, said: readonly string[]) => ({
    entity: one.model.model.name,
    ...whereOf(said),
    ...clockOfStep(one),
  });
  return {
    ...headOf(metric),
    type: 'conversion',
    per: quoteName(metric.entity),
    steps: [step(base, before), step(converted, after)],
    give: metric.give,
    ...(metric.window !== undefined && {
      within: `${metric.window.count} ${metric.window.unit}`,
    }),
    ...(metric.same.length > 0 && { same: metric.same.map((same) => same.base) }),
    match: 'last_before',
    count: 'events',
  };
}

function countsRows(library: Library, one: Measured): boolean {
  return aggregate(library, one, [])?.agg === 'count' || /^['"]?1['"]?$/.test(one.measure.expr);
}
