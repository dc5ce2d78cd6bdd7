import type { Document } from '../../dsl/document.js';
import { rebuild } from '../../dsl/grammar.js';
import type { Name, ParsedExpr } from '../../expr/expr.js';
import { parseExpr } from '../../expr/parse.js';
import { printExpr } from '../../expr/print.js';
import { mapReferences } from '../../expr/visit.js';

/**
 * A document as a question as of a day: what a scheduled table computes, without where it goes. Undefined
 * where it reads its own table, or leaves something open.
 */
export function asQuestion(document: Document, day: string): Document | undefined {
  const { target, satisfies: _, unresolved, assumptions: __, ...rest } = document;
  if (unresolved !== undefined || document.stages.some((s) => s.from === 'self')) return undefined;
  const question: Document = { ...rest, as_of: day };
  if (target === undefined) return question;
  return rebuild(question, {
    text: (text, type) => (type === 'Expr' ? withDay(text, day) : text),
  });
}

function withDay(text: string, day: string): string {
  const [expr] = parseExpr(text, '');
  if (expr === undefined) return text;
  return printExpr(
    mapReferences(expr, (name: Name, reference): ParsedExpr =>
      name.kind === 'param' && name.name === 'bizdate'
        ? { kind: 'literal', type: { kind: 'date' }, value: day }
        : { ...reference, to: name },
    ),
  );
}
