import type { BinaryOperator } from '../../expr/expr.js';
import { integerOf } from '../../expr/constants.js';
import type { PlanExpr } from '../plan.js';
import { columnIn } from './columns-read.js';

/** A comparison of a count with a number, by what it says of 0, of 1, and of every larger count. */
export interface CountTest {
  /** The column of the count. */
  readonly column: number;
  readonly zero: boolean;
  readonly one: boolean;
  readonly more: boolean;
  /** Whether a count that is missing counts as 0; else the comparison is null there. */
  readonly filled: boolean;
}

/** Reads `n > 1`, `1 < n`, `coalesce(n, 0) = 0` …; nothing where larger counts differ among each other. */
export function countTest(condition: PlanExpr): CountTest | undefined {
  if (condition.kind !== 'binary') return undefined;
  const turned = mirrored.get(condition.operator);
  if (turned === undefined) return undefined;
  const [left, right] = [integerOf(condition.left), integerOf(condition.right)];
  if (right !== undefined) return tested(condition.left, condition.operator, right);
  return left === undefined ? undefined : tested(condition.right, turned, left);
}

const mirrored: ReadonlyMap<BinaryOperator, BinaryOperator> = new Map([
  ['=', '='],
  ['<>', '<>'],
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

function tested(side: PlanExpr, operator: BinaryOperator, n: number): CountTest | undefined {
  const filled = filledWithZero(side);
  const column = columnIn(filled ?? side);
  // Counts compare alike from the number on; beyond 3 the smaller ones tell them apart.
  if (column === undefined || n > 3) return undefined;
  const large = Math.max(2, n);
  const all = Array.from({ length: large }, (_, i) => holds(operator, i + 2, n));
  if (!all.every((truth) => truth === all[0])) return undefined;
  return {
    column: column.id,
    zero: holds(operator, 0, n),
    one: holds(operator, 1, n),
    more: holds(operator, large, n),
    filled: filled !== undefined,
  };
}

function filledWithZero(expr: PlanExpr): PlanExpr | undefined {
  if (expr.kind !== 'call' || expr.name !== 'coalesce') return undefined;
  const [of, ...others] = expr.args;
  const zeros = others.length > 0 && others.every((e) => integerOf(e) === 0);
  return of !== undefined && zeros ? (filledWithZero(of) ?? of) : undefined;
}

function holds(operator: BinaryOperator, count: number, n: number): boolean {
  return comparisons.get(operator)!(count, n);
}

const comparisons: ReadonlyMap<BinaryOperator, (count: number, n: number) => boolean> = new Map<
  BinaryOperator,
  (count: number, n: number) => boolean
>([
  ['=', (count, n) => count === n],
  ['<>', (count, n) => count !== n],
  ['<', (count, n) => count < n],
  ['<=', (count, n) => count <= n],
  ['>', (count, n) => count > n],
  ['>=', (count, n) => count >= n],
]);
