import { isNumeric, types, type Type } from '../expr/type.js';
import { unreachable } from '../base/unreachable.js';
import type { Agg } from '../dsl/document.js';

/**
 * The type of an aggregate of values of a type (S15); undefined where it does not apply. A sum of
 * decimals has ten more digits in front of the point, enough for ten thousand million rows.
 */
export function aggregateType(agg: Agg, of: Type): Type | undefined {
  switch (agg) {
    case 'count':
      return types.bigint;
    case 'count_distinct':
      return of.kind === 'json' || of.kind === 'array' ? undefined : types.bigint;
    case 'sum':
      if (of.kind === 'decimal') return types.decimal(Math.min(38, of.precision + 10), of.scale);
      return isNumeric(of) ? of : undefined;
    case 'avg':
    case 'median':
    case 'percentile':
    case 'stddev':
    case 'variance':
    case 'corr':
      return isNumeric(of) ? types.double : undefined;
    case 'min':
    case 'max':
      return isOrdered(of) ? of : undefined;
    case 'first':
    case 'last':
      return of;
    case 'any':
    case 'every':
      return of.kind === 'boolean' || of.kind === 'unknown' ? types.boolean : undefined;
    default:
      return unreachable(agg);
  }
}

/** Whether the second argument may be of a type: the order of first and last, the other series of corr. */
export function takesWith(agg: Agg, type: Type): boolean {
  return agg === 'corr' ? isNumeric(type) : isOrdered(type);
}

/** Whether values have an order that every engine agrees on. */
function isOrdered(type: Type): boolean {
  return !['boolean', 'json', 'array', 'interval'].includes(type.kind);
}
