import type { ParsedExpr } from '../../../expr/expr.js';
import { grains } from '../manifest.js';
import { printExpr as print } from '../../../expr/print.js';
import { truncated } from '../path.js';
import { aggregated, joinedToSpine, type Group } from './aggregated.js';
import { byCustomUnits } from './custom-offset.js';
import { merged } from './merged.js';
import { valuesAtMoments } from './at-moments.js';
import { add, refuse, type Builder, type Part } from './builder.js';
import { later } from './later.js';
import { finestGrain, isTimeKey, readsClock, tellsMoments } from './spines.js';

/** Values as of earlier moments: rows are moved to the moments that show them. */
export function offsetParts(builder: Builder, group: Group): readonly Part[] | undefined {
  const parts = movedParts(builder, group);
  if (parts === undefined || !group.leaf.spine) return parts;
  const whole = merged(builder, parts);
  return whole && joinedToSpine(builder, whole, group.leaf);
}

function movedParts(builder: Builder, group: Group): readonly Part[] | undefined {
  const { leaf } = group;
  const grain = finestGrain(builder);
  const daily = grains.indexOf(grain) <= grains.indexOf('day');
  const timed = builder.query.groupBy.some((element) => isTimeKey(builder, leaf, element));
  if (!timed) return refuse(builder, 'an offset without metric_time');
  if (leaf.offsets.some((o) => o.nested) && !daily)
    return refuse(builder, 'a nested offset by a coarser grain than a day');
  if (readsClock(leaf, [...leaf.before, ...leaf.filters]))
    return refuse(builder, "a metric's own condition on moments that are moved");
  const [offset, ...more] = leaf.offsets;
  if (leaf.offsets.every((o) => o.kind === 'window' && isExact(o.span.unit))) {
    const part = aggregated(builder, group, (moment) =>
      leaf.offsets.reduce(
        (at, o) => (o.kind === 'window' ? later(at, o.span.unit, o.span.count) : at),
        truncated(grains.indexOf(grain) < grains.indexOf('day') ? grain : 'day', moment),
      ),
    );
    return part && [part];
  }
  if (offset?.kind === 'window' && builder.library.custom.has(offset.span.unit)) {
    if (more.length > 0) return refuse(builder, 'a nested offset by a custom grain');
    const part = byCustomUnits(builder, group, offset.span);
    return part && [part];
  }
  if (!tellsMoments(builder, leaf, daily ? 'day' : grain) && !tellsMoments(builder, leaf, grain))
    return refuse(builder, 'an offset by keys that do not tell its moments');
  const months = (unit: string): boolean => ['month', 'quarter', 'year'].includes(unit);
  if (offset?.kind === 'window' && more.length === 0 && months(offset.span.unit)) {
    const parts = clipped(builder, group, offset.span.unit, offset.span.count);
    return parts === undefined || daily ? parts : summed(builder, group, parts);
  }
  const strange = leaf.offsets.find(
    (o) => o.kind === 'window' && !isExact(o.span.unit) && !months(o.span.unit),
  );
  if (strange !== undefined) return refuse(builder, 'offsets by several units');
  if (!daily && (more.length > 0 || offset?.kind !== 'grain'))
    return refuse(builder, 'an offset by months by a coarser grain than a day');
  // By a coarser grain only the first moment of each bucket is shown.
  const part = valuesAtMoments(builder, group, {
    base: daily ? grain : 'day',
    only: (moment) => (daily ? [] : [`${print(truncated(grain, moment))} = ${print(moment)}`]),
    belongs: (row, end) => [`${row} = ${print(end)}`],
  });
  return part && [part];
}

/** Units that one day is moved by to exactly one other. */
function isExact(unit: string): boolean {
  return ['second', 'minute', 'hour', 'day', 'week'].includes(unit);
}

/**
 * A month later than the 28th of February is not one day: the 28th to the 31st of March are all a month
 * after it, clipped. So each row is shown on up to four days, and some rows on none.
 */
function clipped(
  builder: Builder,
  group: Group,
  unit: string,
  count: number,
): readonly Part[] | undefined {
  const parts: Part[] = [];
  for (const days of [0, 1, 2, 3]) {
    const shown = (moment: ParsedExpr): ParsedExpr =>
      later(later(truncated('day', moment), unit, count), 'day', days);
    const part = aggregated(builder, group, shown, (moment) => [
      `${print(later(shown(moment), unit, -count))} = ${print(truncated('day', moment))}`,
    ]);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts;
}

/** By a coarser grain the days of a bucket add up, where what is counted does. */
function summed(
  builder: Builder,
  group: Group,
  parts: readonly Part[],
): readonly Part[] | undefined {
  if (
    group.values.some(({ leaf }) => !['sum', 'sum_boolean', 'count'].includes(leaf.of.measure.agg))
  )
    return refuse(builder, 'an offset by months of what does not add up over days');
  const [first] = parts;
  if (first === undefined) return undefined;
  const all = add(builder, 'all', { union: parts.map(({ stage }) => stage) });
  const stage = add(builder, 'summed', {
    from: all,
    by: first.keys.map(({ column }) => ({ as: column, is: column })),
    measures: first.values.map((value) => ({ as: value, agg: 'sum' as const, of: value })),
  });
  return [{ ...first, stage }];
}
