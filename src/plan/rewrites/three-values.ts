import { unreachable } from '../../base/unreachable.js';
import type { Expr, Literal } from '../../expr/expr.js';
import { integerOf } from '../../expr/constants.js';

/** What is known of a value without its row: the value, null, or nothing. */
type Known = { readonly is: boolean | number | null } | undefined;

/**
 * Whether a condition cannot be true of a row in which all that is said to be null is: then it drops what a
 * look-up without a partner leaves.
 */
export function rejectsNulls<L>(condition: Expr<L>, isNull: (leaf: L) => boolean): boolean {
  const known = valueOf(condition, isNull);
  return known !== undefined && known.is !== true;
}

function valueOf<L>(expr: Expr<L>, isNull: (leaf: L) => boolean): Known {
  const of = (e: Expr<L>): Known => valueOf(e, isNull);
  switch (expr.kind) {
    case 'reference':
      return isNull(expr.to) ? { is: null } : undefined;
    case 'literal':
      return literalOf(expr);
    case 'cast':
      return nullOnly(of(expr.operand));
    case 'unary': {
      const operand = of(expr.operand);
      if (operand === undefined || operand.is === null) return operand;
      return typeof operand.is === 'boolean' ? { is: !operand.is } : { is: -operand.is };
    }
    case 'is-null': {
      const operand = of(expr.operand);
      return operand && { is: (operand.is === null) !== expr.not };
    }
    case 'between':
    case 'in':
      return nullOnly(of(expr.operand));
    case 'binary':
      return binaryOf(expr.operator, of(expr.left), of(expr.right));
    case 'call': {
      if (expr.name !== 'coalesce') return undefined;
      for (const arg of expr.args) {
        const value = of(arg);
        if (value === undefined || value.is !== null) return value;
      }
      return { is: null };
    }
    case 'case':
      return undefined;
    default:
      return unreachable(expr);
  }
}

function nullOnly(known: Known): Known {
  return known?.is === null ? known : undefined;
}

function literalOf(expr: Literal): Known {
  if (expr.value === null) return { is: null };
  if (expr.type.kind === 'boolean') return { is: expr.value === 'true' };
  const whole = integerOf(expr);
  return whole === undefined || !Number.isSafeInteger(whole) ? undefined : { is: whole };
}

function binaryOf(operator: string, left: Known, right: Known): Known {
  if (operator === 'and') return logical(false, left, right);
  if (operator === 'or') return logical(true, left, right);
  if (operator.startsWith('is ')) {
    if (left === undefined || right === undefined) return undefined;
    return { is: (left.is === right.is) === (operator === 'is not distinct from') };
  }
  // Every other operator gives null beside a null.
  if (left?.is === null || right?.is === null) return { is: null };
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [Number(left.is), Number(right.is)];
  switch (operator) {
    case '=':
      return { is: a === b };
    case '<>':
      return { is: a !== b };
    case '<':
      return { is: a < b };
    case '<=':
      return { is: a <= b };
    case '>':
      return { is: a > b };
    case '>=':
      return { is: a >= b };
    default:
      return undefined;
  }
}

/** `or` (`decides` true) and `and` (`decides` false): one side may settle it whatever the other is. */
function logical(decides: boolean, left: Known, right: Known): Known {
  if (left?.is === decides || right?.is === decides) return { is: decides };
  if (left === undefined || right === undefined) return undefined;
  return left.is === null || right.is === null ? { is: null } : { is: !decides };
}
