import { looksAdditive } from '../words/additive.js';
import type { ColumnFacts } from '../facts.js';
import type { Type } from '../../expr/type.js';

/** Whether a column's sum means something: an amount or a count by its name; a tax from 0 through 1 is a rate. */
export function isAdditive(column: ColumnFacts, type: Type): boolean {
  if (!['bigint', 'decimal', 'double'].includes(type.kind)) return false;
  const { share, filled } = column.profile;
  const mayBeRate = ['tax', 'taxes', 'commission', 'fee'].includes(column.words.at(-1) ?? '');
  const isShare = type.kind !== 'bigint' && mayBeRate && share === filled;
  return looksAdditive(column.words) && !isShare && filled > 0;
}
