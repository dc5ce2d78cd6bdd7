import type { Checked } from '../base/diagnostic.js';
import type { Printed, SqlStatement } from './ast.js';
import type { Dialect } from './dialect.js';

/**
 * The text of a statement in one dialect, formatted for people, with spans back to the document.
 * Reports `sql/unsupported` (located by the nearest span) where the dialect cannot say something:
 * then there is no text. One call may yield several statements, each ended by `;` and a newline.
 */
export function print(statement: SqlStatement, dialect: Dialect): Checked<Printed> {
  throw new Error(`print is not built yet: ${statement.kind} for ${dialect.name}`);
}
