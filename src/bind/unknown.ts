import { nullLiteral } from '../expr/build.js';
import type { Literal } from '../expr/expr.js';

/** What stands in place of an expression with an error, or of a hole (S14): it fits everywhere, so one mistake is reported once. */
export const unknownExpr: Literal = nullLiteral();

/** Whether a text of the document is a hole: the place holds "?" until its question is answered (S14). */
export function isHole(text: string | undefined): boolean {
  return text === '?';
}
