import { printExpr } from '../../../expr/print.js';
import { grains } from '../manifest.js';
import { truncated } from '../path.js';
import { aggregated, joinedToSpine, type Group } from './aggregated.js';
import { momentColumn, valuesAtMoments } from './at-moments.js';
import { bucketWindows } from './bucket-windows.js';
import { add, refuse, type Builder, type Part } from './builder.js';
import { later } from './later.js';
import { finestGrain, isTimeKey, tellsMoments } from './spines.js';
import { grainOf } from './tree.js';

/**
 * Cumulative values: for each moment of the time spine that has any, the aggregate of the rows in the
 * window that ends there. By a coarser grain, the first, last or mean of them is taken.
 */
export function cumulativeParts(builder: Builder, group: Group): readonly Part[] | undefined {
  const { query, library } = builder;
  const { leaf } = group;
  const { cumulative } = leaf;
  if (cumulative === undefined) return undefined;
  const { window, toDate } = cumulative;
  if (!query.groupBy.some((element) => isTimeKey(builder, leaf, element))) {
    if (window !== undefined || toDate !== undefined || leaf.offsets.length > 0)
      return refuse(builder, 'a window without metric_time');
    const part = aggregated(builder, group);
    return part && [part];
  }
  if (query.groupBy.some((element) => !isTimeKey(builder, leaf, element))) {
    if (leaf.spine)
      return refuse(builder, 'a cumulative metric by other keys, joined to the time spine');
    const part = bucketWindows(builder, group);
    return part && [part];
  }
  const asked = keyGrain(builder);
  const usual = grainOf(library, cumulative.name);
  const coarser =
    grains.indexOf(asked) > grains.indexOf(usual) ||
    !tellsMoments(builder, leaf, grains.indexOf(asked) > grains.indexOf(usual) ? usual : asked);
  if (query.groupBy.some(({ part }) => part !== undefined))
    return refuse(builder, 'a cumulative metric by a part of a date');
  if (coarser && leaf.offsets.length > 0)
    return refuse(builder, 'an offset of a cumulative metric by a coarser grain');
  const part = valuesAtMoments(builder, group, {
    base: coarser ? usual : asked,
    only: () => [],
    belongs: (row, end) => [
      `${row} <= ${printExpr(end)}`,
      ...(window === undefined
        ? []
        : [`${row} > ${printExpr(later(end, window.unit, -window.count))}`]),
      ...(toDate === undefined ? [] : [`${row} >= ${printExpr(truncated(toDate, end))}`]),
    ],
  });
  if (part === undefined) return undefined;
  if (!coarser) return leaf.spine ? joinedToSpine(builder, part, leaf) : [part];
  if (leaf.spine)
    return refuse(builder, 'a cumulative metric by a coarser grain, joined to the time spine');
  const stage = add(builder, 'carried', {
    from: part.stage,
    by: part.keys.map(({ column }) => ({ as: column, is: column })),
    measures: part.values.map((value) =>
      cumulative.at === 'average'
        ? { as: value, agg: 'avg' as const, of: value }
        : { as: value, agg: cumulative.at, of: value, with: momentColumn },
    ),
  });
  return [{ ...part, stage }];
}

/** The finest grain of the query's times, under whatever name; a custom one is coarser than a day. */
function keyGrain(builder: Builder): string {
  const { query, library, metricTime } = builder;
  const asked = query.groupBy.map(({ grain, part }) =>
    part !== undefined
      ? 'day'
      : grain !== undefined && library.custom.has(grain)
        ? 'week'
        : (grain ?? metricTime),
  );
  return asked.length === 0
    ? finestGrain(builder)
    : asked.reduce((a, b) => (grains.indexOf(a) <= grains.indexOf(b) ? a : b));
}
