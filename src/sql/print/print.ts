import { hasErrors, type Checked, type Diagnostic } from '../../base/diagnostic.js';
import { unreachable } from '../../base/unreachable.js';
import type { Printed, SqlStatement } from '../ast.js';
import type { Dialect } from '../dialect.js';
import { layout } from './layout.js';
import { numberRows } from '../rewrites/number-rows.js';
import type { Piece } from './piece.js';
import { printInsert } from './print-insert.js';
import { queryPrinter } from './print-query.js';
import { printTable } from './print-table.js';
import { shownOrder } from '../rewrites/shown-order.js';

/**
 * The text of a statement in one dialect, formatted for people, with spans back to the document.
 * Reports `sql/unsupported` and `sql/unsafe-text`, located by the nearest span, where the dialect
 * cannot say something: then there is no text. Several statements are each ended by `;`.
 */
export function print(statement: SqlStatement, dialect: Dialect): Checked<Printed> {
  const spans: Printed['spans'][number][] = [];
  const statements: Printed['statements'][number][] = [];
  const problems: Diagnostic[] = [];
  let text = '';
  for (const piece of pieces(statement, dialect)) {
    const start = text.length;
    const laid = layout('statement' in piece ? piece.statement : piece.frame);
    text += `${laid.text};\n`;
    spans.push(
      ...laid.spans.map((span) => ({ ...span, start: span.start + start, end: span.end + start })),
    );
    problems.push(...laid.problems);
    if ('statement' in piece) statements.push({ start, end: start + laid.text.length });
  }
  const found = [...new Map(problems.map((p) => [JSON.stringify(p), p])).values()];
  return [hasErrors(found) ? undefined : { text, statements, spans }, found];
}

function pieces(statement: SqlStatement, dialect: Dialect): readonly Piece[] {
  switch (statement.kind) {
    case 'query': {
      const query = shownOrder(numberRows(statement.with, dialect), dialect, true);
      const printer = queryPrinter(dialect);
      return [{ statement: [printer.ctes(query), printer.query(query.query)] }];
    }
    case 'insert':
      return printInsert(
        { ...statement, with: shownOrder(numberRows(statement.with, dialect), dialect, false) },
        dialect,
      );
    case 'create-table':
      return printTable(statement.table, statement.ifNotExists, dialect);
    default:
      return unreachable(statement);
  }
}
