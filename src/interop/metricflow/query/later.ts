import type { ParsedExpr } from '../../../expr/expr.js';

/** A moment so many units later; earlier where the count is negative. */
export function later(moment: ParsedExpr, unit: string, count: number): ParsedExpr {
  const literal = (value: string, kind: 'string' | 'bigint'): ParsedExpr => ({
    kind: 'literal',
    type: { kind },
    value,
  });
  const n: ParsedExpr =
    count < 0
      ? {
          kind: 'unary',
          operator: '-',
          operand: literal(String(-count), 'bigint'),
          type: { kind: 'unknown' },
        }
      : literal(String(count), 'bigint');
  return {
    kind: 'call',
    name: 'date_add',
    args: [literal(unit, 'string'), n, moment],
    type: { kind: 'unknown' },
  };
}
