import type { Printed } from './ast.js';

/** Each statement of a printed text, in order, without what only frames them for a reader: what an engine is given. */
export function statementsOf({ text, statements }: Printed): readonly string[] {
  return statements.map(({ start, end }) => text.slice(start, end));
}
