import type { Printed, SqlStatement } from '../sql/ast.js';
import type { Dialect } from '../sql/dialect.js';
import { print } from '../sql/print/print.js';

/** The text of a statement that is known to be sayable: it, or the document it comes from, was printed before without a finding. */
export function printed(statement: SqlStatement, dialect: Dialect): Printed {
  const [made] = print(statement, dialect);
  if (made === undefined) throw new Error(`${dialect.name} cannot say a statement it said before`);
  return made;
}
