import type { Library } from '../../../src/interop/metricflow/library.js';
import { queryOfSaved } from '../../../src/interop/metricflow/query/saved.js';
import type { Query } from '../../../src/interop/metricflow/query/query.js';
import { elementOf } from '../../../src/interop/metricflow/template.js';
import type { MetricflowCase } from './folder.js';

/** What a case asks; undefined where it names a saved query that is not there. */
export function queryOf(one: MetricflowCase, library: Library): Query | undefined {
  const place = { file: 'cases.json', document: 0, path: '' as const };
  const filters = !given(one.where_filter) ? [] : [{ text: one.where_filter, place }];
  const order = (one.order_bys ?? []).map((name) => ({
    name: name.replace(/^-/, ''),
    descending: name.startsWith('-'),
  }));
  const more = {
    minMax: one.min_max_only === true,
    everyRow: one.apply_group_by === false,
    ...(given(one.time_constraint) && { between: one.time_constraint }),
  };
  if (given(one.saved_query_name)) {
    const saved = library.manifest.savedQueries.find(({ name }) => name === one.saved_query_name);
    if (saved === undefined) return undefined;
    const query = queryOfSaved(saved, library);
    return (
      query && {
        ...query,
        ...more,
        where: [...query.where, ...filters],
        ...(order.length > 0 && { orderBy: order }),
        ...(given(one.limit) && { limit: one.limit }),
      }
    );
  }
  return {
    title: one.name,
    metrics: one.metrics ?? [],
    groupBy: [
      ...(one.group_bys ?? []).map((name) => elementOf(name, library.custom)),
      ...(one.group_by_objs ?? []).map(({ name, grain, date_part }) => ({
        ...elementOf(name, library.custom),
        ...(grain !== undefined && { grain: grain.toLowerCase() }),
        ...(date_part !== undefined && { part: date_part.toLowerCase() }),
      })),
    ],
    where: filters,
    orderBy: order,
    ...(given(one.limit) && { limit: one.limit }),
    ...more,
  };
}

/** The cases leave out what they do not say, or say null. */
function given<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}
