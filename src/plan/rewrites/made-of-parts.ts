import type { AggregateColumn } from '../plan.js';

/**
 * Whether an aggregate of some rows is that of the aggregates of their parts: counts and sums added up, the
 * least of the least, the greatest of the greatest. Sums of floating numbers depend on their order, so
 * they are not.
 */
export function isMadeOfParts({ agg, column }: AggregateColumn): boolean {
  return (
    agg === 'count' ||
    agg === 'min' ||
    agg === 'max' ||
    (agg === 'sum' && (column.type.kind === 'bigint' || column.type.kind === 'decimal'))
  );
}
