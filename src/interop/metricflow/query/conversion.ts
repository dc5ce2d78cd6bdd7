import type { ParsedExpr } from '../../../expr/expr.js';
import { grains, type ManifestMetric } from '../manifest.js';
import { aggregated, joinedToSpine, type Group } from './aggregated.js';
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
  if (
    clockGrain(builder.library, base.measure) !== 'day' ||
    isPartOfDay(builder, converted.measure)
  )
    return refuse(builder, 'a conversion between clocks that are not by the day');
  const fills = [base.fill, converted.fill].filter((fill) => fill !== undefined);
  if (give === 'rate' && fills.some((fill) => fill !== 0))
    return refuse(builder, 'a conversion rate whose parts are filled by other numbers than 0');
  const part = aggregated(builder, group);
  const timed = query.groupBy.some((element) => isTimeKey(builder, leaf, element));
  if (part === undefined || !timed || !(base.spine || converted.spine)) return part && [part];
  if (!base.spine || !converted.spine)
    return refuse(builder, 'a conversion metric of which one part is joined to the time spine');
  return joinedToSpine(builder, part, leaf);
}

function isPartOfDay({ library }: Builder, measure: string): boolean {
  return grains.indexOf(clockGrain(library, measure)) < grains.indexOf('day');
}

/**
 * Where nothing converted, MetricFlow has no row of conversions, so null unless it is filled; ours is 0. A
 * rate without base events is null, however its parts are filled.
 */
export function conversionValue({ converted, give }: Conversion, column: ParsedExpr): ParsedExpr {
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
  if (give === 'rate' && converted.fill === 0) return column;
  const some = call('nullif', 0, column);
  return converted.fill === undefined ? some : call('coalesce', converted.fill, some);
}
