import type { Diagnostic } from '../base/diagnostic.js';
import { parseExpr } from '../expr/parse.js';
import { visit } from './grammar.js';
import { hole } from './holes.js';

/** The syntax of every expression of a document; each problem has its offset in the text at its pointer. */
export function checkExpressions(document: unknown): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  visit(document, {
    text(text, type, _place, path) {
      if (type === 'Expr' && text !== hole) found.push(...parseExpr(text, path)[1]);
    },
  });
  return found;
}
