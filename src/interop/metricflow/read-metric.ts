import { isObject } from '../../base/json/json-object.js';
import type { ManifestMetric, MeasureInput, MetricInput, Span } from './manifest.js';
import { readFilters } from './read-filter.js';
import {
  child,
  flag,
  needed,
  node,
  nodes,
  number,
  placeOf,
  text,
  type Node,
  wrongShape,
} from './read-value.js';

/** Reads a metric. One that aggregates by itself, without a measure, reads a measure of its own name. */
export function readMetric(of: Node): ManifestMetric {
  const grain = text(of, 'time_granularity')?.toLowerCase();
  const label = text(of, 'label');
  const description = text(of, 'description')?.trim();
  const base = {
    name: needed(of, 'name'),
    filters: readFilters(of, 'filter'),
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    ...(grain !== undefined && { grain }),
    place: of.place,
  };
  const params = child(of, 'type_params') ?? of;
  switch (needed(of, 'type').toLowerCase()) {
    case 'simple':
      return { ...base, type: 'simple', input: measureInput(params, 'measure') };
    case 'ratio':
      return {
        ...base,
        type: 'ratio',
        over: metricInput(params, 'numerator'),
        under: metricInput(params, 'denominator'),
      };
    case 'derived':
      return {
        ...base,
        type: 'derived',
        expr: needed(params, 'expr'),
        inputs: nodes(params, 'metrics').map(readInput),
      };
    case 'cumulative':
      return { ...base, ...cumulative(params) };
    case 'conversion':
      return { ...base, ...conversion(child(params, 'conversion_type_params') ?? params) };
    default:
      of.found.push(
        wrongShape(placeOf(of, 'type'), 'simple, ratio, derived, cumulative or conversion'),
      );
      return { ...base, type: 'simple', input: measureInput(params, 'measure') };
  }
}

type Of<T extends ManifestMetric['type']> = Omit<
  Extract<ManifestMetric, { type: T }>,
  'name' | 'label' | 'description' | 'filters' | 'grain' | 'place'
>;

function cumulative(params: Node): Of<'cumulative'> {
  const more = child(params, 'cumulative_type_params') ?? params;
  const window = spanOf(more, 'window') ?? spanOf(params, 'window');
  const toDate = (text(more, 'grain_to_date') ?? text(params, 'grain_to_date'))?.toLowerCase();
  const at = text(more, 'period_agg')?.toLowerCase();
  return {
    type: 'cumulative' as const,
    input: measureInput(params, 'measure'),
    ...(window !== undefined && { window }),
    ...(toDate !== undefined && { toDate }),
    at: at === 'last' || at === 'average' ? at : ('first' as const),
  };
}

function conversion(params: Node): Of<'conversion'> {
  const window = spanOf(params, 'window');
  const give = text(params, 'calculation')?.toLowerCase() ?? 'conversion_rate';
  return {
    type: 'conversion' as const,
    base: measureInput(params, 'base_measure'),
    converted: measureInput(params, 'conversion_measure'),
    entity: needed(params, 'entity'),
    ...(window !== undefined && { window }),
    give: give === 'conversions' ? ('converted' as const) : ('rate' as const),
    same: nodes(params, 'constant_properties').map((same) => ({
      base: needed(same, 'base_property'),
      converted: needed(same, 'conversion_property'),
    })),
  };
}

function measureInput(params: Node, key: string): MeasureInput {
  const value = params.value[key];
  if (!isObject(value)) return { measure: needed(params, key), filters: [], spine: false };
  const of = node(value, placeOf(params, key), params.found);
  const fill = number(of, 'fill_nulls_with');
  return {
    measure: needed(of, 'name'),
    filters: readFilters(of, 'filter'),
    ...(fill !== undefined && { fill }),
    spine: flag(of, 'join_to_timespine'),
  };
}

function metricInput(params: Node, key: string): MetricInput {
  const value = params.value[key];
  if (isObject(value)) return readInput(node(value, placeOf(params, key), params.found));
  const metric = needed(params, key);
  return { metric, as: metric, filters: [] };
}

function readInput(of: Node): MetricInput {
  const metric = needed(of, 'name');
  const offset = spanOf(of, 'offset_window');
  const toGrain = text(of, 'offset_to_grain')?.toLowerCase();
  return {
    metric,
    as: text(of, 'alias') ?? metric,
    filters: readFilters(of, 'filter'),
    ...(offset !== undefined && { offset }),
    ...(toGrain !== undefined && { toGrain }),
  };
}

/** `7 days`, `1 month`: units lose a plural s. */
function spanOf(of: Node, key: string): Span | undefined {
  const value = text(of, key);
  if (value === undefined) return undefined;
  const [, count, unit] = /^\s*(\d+)\s+(\w+?)s?\s*$/.exec(value) ?? [];
  if (count !== undefined && unit !== undefined)
    return { count: Number(count), unit: unit.toLowerCase() };
  of.found.push(wrongShape(placeOf(of, key), 'a number and a unit, as in 7 days'));
  return undefined;
}
