import type { Context } from './context.js';
import { columnOf } from './nodes.js';
import type { Column, Made } from './plan.js';

/** Columns carried on as they are. */
export function unchanged(columns: readonly Column[]): readonly Made[] {
  return columns.map((column) => ({ column, is: columnOf(column) }));
}

/** Columns carried on under ids of their own: what is grouped or stacked anew is another column. */
export function copied(context: Context, columns: readonly Column[]): readonly Made[] {
  return columns.map((c) => ({ column: context.column(c.name, c.type), is: columnOf(c) }));
}
