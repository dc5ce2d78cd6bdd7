import { quoteName } from '../../../base/text/name.js';
import { isDay } from '../../../base/time/calendar-days.js';
import type { Time } from '../../../dsl/document.js';
import { printExpr } from '../../../expr/print.js';
import { allTime } from '../import-metric.js';
import { metricOfMeasure } from '../library.js';
import { pathTo } from '../path.js';
import { from, type Group } from './aggregated.js';
import { add, conditionsOver, keysOver, refuse, type Builder, type Part } from './builder.js';
import type { Rows } from './rows.js';
import { isTimeKey, readsClock, spineFor, tellsMoments } from './spines.js';
import { clockOf } from './tree.js';

/**
 * Cumulative values of each day of a range, for each combination of other keys that has rows in the
 * window: the windows of our own buckets. Days that the time spine lacks are not shown.
 */
export function bucketWindows(builder: Builder, group: Group): Part | undefined {
  const { query, library } = builder;
  const { leaf } = group;
  const { cumulative } = leaf;
  const { model } = leaf.of.model;
  const clock = clockOf(leaf.of);
  const days = spineFor(builder, 'day');
  const between = query.between ?? (days && library.spans.get(days.name));
  if (cumulative === undefined || clock === undefined) return undefined;
  if (between === undefined || !isDay(between[0]) || !isDay(between[1]))
    return refuse(builder, 'a cumulative metric by other keys than time without a range of days');
  const times = query.groupBy.filter((element) => isTimeKey(builder, leaf, element));
  if (times.length !== 1 || !tellsMoments(builder, leaf, 'day') || leaf.offsets.length > 0)
    return refuse(builder, 'a cumulative metric by other keys and by something else than days');
  const filters = [...leaf.before, ...leaf.filters, ...query.where];
  if (readsClock(leaf, filters)) return refuse(builder, 'a condition on the moments of windows');
  if (days === undefined) return refuse(builder, 'a window without a time spine');
  const rows: Rows = { model, clock, moment: pathTo([clock]), matches: [], chains: [] };
  const keys = keysOver(builder, rows, query.groupBy);
  const where = conditionsOver(builder, rows, filters);
  if (keys === undefined || where === undefined) return undefined;
  if (rows.matches.length > 0) return refuse(builder, 'a look-up beside windows');
  const { window, toDate } = cumulative;
  const time: Time =
    window !== undefined
      ? { last: window.count, unit: window.unit, mode: 'rolling' }
      : toDate !== undefined
        ? { last: 1, unit: toDate, mode: 'to_date' }
        : { period: allTime };
  const [first, last] = between;
  const values = group.values.map(({ column }) => column);
  const isTime = query.groupBy.map((element) => isTimeKey(builder, leaf, element));
  const made = add(builder, 'windows', {
    time: { from: `date '${first}'`, to: `date '${last}'` },
    by: keys.map(({ column, expr }, i) =>
      isTime[i] === true
        ? { as: column, grain: 'day' }
        : { as: column, is: printExpr(from(model.name, expr)) },
    ),
    measures: group.values.map(({ leaf: one, column }) => ({
      as: column,
      metric: metricOfMeasure(library, one.of.measure.name),
      time,
      ...(where.length > 0 && { where }),
    })),
  });
  const day = keys[isTime.indexOf(true)]!.column;
  const on = [{ key: quoteName(days.column), is: `cast(${day} as timestamp)` }];
  const stage = add(builder, 'shown', {
    from: made,
    match: [{ to: days.name, as: 'spine_', on, only: 'matched' }],
  });
  return { stage, keys: keys.map(({ column, type }) => ({ column, type })), values };
}
