import type { Expr, Name, ParsedExpr } from '../../expr/expr.js';

/** A dotted path as an expression. */
export function pathTo(names: readonly string[]): ParsedExpr {
  return { kind: 'reference', to: { kind: 'path', names }, type: { kind: 'unknown' } };
}

/** The bucket that a moment lies in. */
export function truncated(grain: string, expr: Expr<Name>): ParsedExpr {
  return {
    kind: 'call',
    name: 'date_trunc',
    args: [{ kind: 'literal', type: { kind: 'string' }, value: grain }, expr],
    type: { kind: 'unknown' },
  };
}
