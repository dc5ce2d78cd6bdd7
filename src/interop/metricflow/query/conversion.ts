import type { ParsedExpr } from '../../../expr/expr.js';
import type { ManifestMetric } from '../manifest.js';
import { aggregated, type Group } from './aggregated.js';
import { refuse, type Builder, type Part } from './builder.js';
import { isTimeKey } from './spines.js';
import { clockGrain } from './tree.js';

type Conversion = Extract<ManifestMetric, { type: 'conversion' }>;

/** A conversion metric by the keys of its base events. */
export function conversionParts(builder: Builder, group: Group): readonly Part[] | undefined {
  const { leaf } = group;
  const { query } = builder;
  const { conversion } = leaf;
  if (conversion === undefined) return undefined;
  const { base, converted, give } = conversion;
  if (leaf.offsets.length > 0) return refuse(builder, 'an offset of a conversion metric');
  if (query.between !== undefined) return refuse(builder, 'a range of time of a conversion metric');
  const clocks = [base, converted].map(({ measure }) => clockGrain(builder.library, measure));
  if (clocks.some((grain) => grain !== 'day'))
    return refuse(builder, 'a conversion between clocks that are not by the day');
  const timed = query.groupBy.some((element) => isTimeKey(builder, leaf, element));
  if ((base.spine || converted.spine) && timed)
    return refuse(builder, 'a conversion metric joined to the time spine');
  const filled = base.fill !== undefined || (give === 'rate' && converted.fill !== undefined);
  if (filled && query.groupBy.length > 0)
    return refuse(builder, 'a conversion rate whose parts are filled');
  const part = aggregated(builder, group);
  return part && [part];
}

/** Where nothing converted, MetricFlow has no row of conversions, so null unless it is filled; ours is 0. */
export function conversionValue({ converted }: Conversion, column: ParsedExpr): ParsedExpr {
  const literal = (value: number): ParsedExpr => ({
    kind: 'literal',
    type: { kind: 'bigint' },
    value: String(value),
  });
  const call = (name: string, value: number, of: ParsedExpr): ParsedExpr => ({
    kind: 'call',
    name,
    args: [of, literal(value)],
    type: { kind: 'unknown' },
  });
  const some = call('nullif', 0, column);
  return converted.fill === undefined ? some : call('coalesce', converted.fill, some);
}
