import { unreachable } from '../../src/base/unreachable.js';
import type { Expr, Name } from '../../src/expr/expr.js';
import { printName } from '../../src/expr/print.js';
import { printType } from '../../src/expr/print-type.js';
import { children } from '../../src/expr/visit.js';

/** A tree as text with every bracket, so that a table shows how something was read. */
export function treeOf(expr: Expr<Name>): string {
  const parts = children(expr).map((child) => treeOf(child));
  switch (expr.kind) {
    case 'literal':
      return `${printType(expr.type)}:${expr.value ?? 'null'}`;
    case 'reference':
      return expr.to.kind === 'path' ? printName(expr.to) : `${expr.to.kind}:${printName(expr.to)}`;
    case 'unary':
    case 'binary':
      return `(${[expr.operator, ...parts].join(' ')})`;
    case 'cast':
      return `(${expr.try ? 'try_cast' : 'cast'} ${parts.join(' ')} ${printType(expr.type)})`;
    case 'call':
      return `(${[expr.name, ...parts].join(' ')})`;
    case 'case':
      return `(case${expr.operand === undefined ? '' : '-of'} ${parts.join(' ')})`;
    case 'between':
    case 'in':
    case 'is-null':
      return `(${expr.not ? 'not-' : ''}${expr.kind} ${parts.join(' ')})`;
    default:
      return unreachable(expr);
  }
}
