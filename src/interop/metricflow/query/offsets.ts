import type { ParsedExpr } from '../../../expr/expr.js';
import { grains } from '../manifest.js';
import { printExpr as print } from '../../../expr/print.js';
import { truncated } from '../metrics.js';
import { aggregated, type Group } from './aggregated.js';
import { refuse, type Builder, type Part } from './builder.js';
import { finestGrain, isTimeKey } from './spines.js';

/** Values as of earlier moments: rows are moved to the moments that show them. */
export function offsetParts(builder: Builder, group: Group): readonly Part[] | undefined {
  const { leaf } = group;
  const grain = finestGrain(builder);
  const daily = grains.indexOf(grain) <= grains.indexOf('day');
  const timed = builder.query.groupBy.some((element) => isTimeKey(builder, leaf, element));
  if (!timed) return refuse(builder, 'an offset without metric_time');
  if (leaf.spine) return refuse(builder, 'an offset of a metric joined to the time spine');
  if (leaf.offsets.some((o) => o.nested) && !daily)
    return refuse(builder, 'a nested offset by a coarser grain than a day');
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
  if (more.length > 0) return refuse(builder, 'an offset of an offset by months');
  if (offset?.kind === 'window' && daily && ['month', 'quarter', 'year'].includes(offset.span.unit))
    return clipped(builder, group, offset.span.unit, offset.span.count);
  return refuse(
    builder,
    offset?.kind === 'grain' ? 'an offset to a grain' : `an offset by ${offset?.span.unit ?? ''}`,
  );
}

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

function later(moment: ParsedExpr, unit: string, count: number): ParsedExpr {
  const literal = (value: string, kind: 'string' | 'bigint'): ParsedExpr => ({
    kind: 'literal',
    type: { kind },
    value,
  });
  const n: ParsedExpr =
    count < 0
      ? {
          kind: 'unary',
          operator: '-',
          operand: literal(String(-count), 'bigint'),
          type: { kind: 'unknown' },
        }
      : literal(String(count), 'bigint');
  return {
    kind: 'call',
    name: 'date_add',
    args: [literal(unit, 'string'), n, moment],
    type: { kind: 'unknown' },
  };
}
