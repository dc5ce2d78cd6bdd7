import { parseExpr } from '../expr/parse.js';
import { references } from '../expr/visit.js';

/**
 * The first names of the paths that an expression reads, each once, before any of them is looked up; none
 * where its text does not parse, which is reported when it is bound.
 */
export function firstNames(text: string): ReadonlySet<string> {
  const [expr] = parseExpr(text, '');
  const named = expr === undefined ? [] : references(expr);
  return new Set(named.flatMap(({ to }) => (to.kind === 'path' ? [to.names[0]!] : [])));
}
