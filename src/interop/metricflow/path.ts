import type { ParsedExpr } from '../../expr/expr.js';

/** A dotted path as an expression. */
export function pathTo(names: readonly string[]): ParsedExpr {
  return { kind: 'reference', to: { kind: 'path', names }, type: { kind: 'unknown' } };
}
