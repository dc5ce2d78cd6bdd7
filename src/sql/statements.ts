import type { Printed } from './ast.js';

/** Each statement of a printed text, in order, without what only frames them for a reader: what an engine is given. */
export function statementsOf({ text, statements }: Printed): readonly string[] {
  return statements.map(({ start, end }) => text.slice(start, end));
}

/** SELECTs of one column as one statement: an engine that can bind it can bind each of them. */
export function together(selects: readonly Printed[]): string {
  const arms = selects.flatMap(statementsOf).map((select) => `(${select}\n)`);
  return arms.join('\nUNION ALL\n');
}
