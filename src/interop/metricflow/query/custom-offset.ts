import { quoteName } from '../../../base/text/name.js';
import type { Span } from '../manifest.js';
import { aggregated, type Group } from './aggregated.js';
import { add, refuse, type Builder, type Part } from './builder.js';
import { clockOf } from './tree.js';
import { pathTo, truncated } from '../path.js';
import { printExpr } from '../../../expr/print.js';

/**
 * Values as of so many units of a custom grain earlier, as MetricFlow moves days: each day of the time
 * spine is shown at the day of the same number in the later unit, at most at its last.
 */
export function byCustomUnits(
  builder: Builder,
  group: Group,
  { count, unit }: Span,
): Part | undefined {
  const { library } = builder;
  const spine = library.manifest.spines.find(({ grains }) => grains.some((g) => g.name === unit));
  const column = spine?.grains.find((g) => g.name === unit)?.column;
  const clock = clockOf(group.leaf.of);
  if (spine?.grain !== 'day' || column === undefined || clock === undefined)
    return refuse(builder, `an offset by ${unit} without a time spine by the day`);
  const [day, value] = [quoteName(spine.column), quoteName(column)];
  const numbered = add(builder, 'days', {
    from: spine.name,
    columns: [
      { as: 'day_', is: day },
      { as: 'unit_', is: value },
    ],
    windows: [{ as: 'number_', fn: 'row_number', per: ['unit_'], order: [{ by: 'day_' }] }],
  });
  const units = add(builder, 'units', {
    from: numbered,
    by: [{ as: 'unit_', is: 'unit_' }],
    measures: [
      { as: 'first_', agg: 'min', of: 'day_' },
      { as: 'last_', agg: 'max', of: 'day_' },
    ],
    windows: ['first', 'last'].map((edge) => ({
      as: `later_${edge}`,
      fn: 'lead' as const,
      of: `${edge}_`,
      n: count,
      order: [{ by: 'unit_' }],
    })),
  });
  const moved = add(builder, 'moved', {
    from: numbered,
    match: [{ to: units, as: 'found_', on: [{ key: 'unit_', is: 'unit_' }], only: 'matched' }],
    columns: [
      {
        as: 'shown_',
        is: "least(date_add('day', number_ - 1, found_.later_first), found_.later_last)",
      },
    ],
  });
  const is = `cast(${printExpr(truncated('day', pathTo([clock])))} as timestamp)`;
  const match = { to: moved, as: 'moved_', on: [{ key: 'day_', is }], only: 'matched' as const };
  return aggregated(builder, group, () => pathTo(['moved_', 'shown_']), undefined, [match]);
}
