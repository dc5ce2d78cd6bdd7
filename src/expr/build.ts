import type {
  Binary,
  BinaryOperator,
  Call,
  Case,
  Cast,
  Expr,
  IsNull,
  Literal,
  Reference,
  Span,
  TimeUnit,
  Unary,
} from './expr.js';
import { type Type, types } from './type.js';

/** Constructors of expressions for rooms that make some of their own: typed, without a place in a text. */

/** A value of a type; `value` is written as `Literal.value` says. */
export function literal(type: Type, value: string | null): Literal {
  return { kind: 'literal', type, value };
}

/** `null`, of the type of what it stands among. */
export function nullLiteral(type: Type = types.unknown): Literal {
  return literal(type, null);
}

/** A text. */
export function stringLiteral(value: string): Literal {
  return literal(types.string, value);
}

/** `true` or `false`. */
export function booleanLiteral(value: boolean): Literal {
  return literal(types.boolean, value ? 'true' : 'false');
}

/** A whole number that is not negative, of type bigint (`negate` makes the others). */
export function integerLiteral(value: number): Literal {
  return literal(types.bigint, String(value));
}

/** An ISO day. */
export function dateLiteral(day: string): Literal {
  return literal(types.date, day);
}

/** So many units of time. */
export function intervalLiteral(count: number, unit: TimeUnit): Literal {
  return { ...literal(types.interval, `${count} ${unit}`), interval: { count, unit } };
}

/** A leaf that names something. */
export function reference<L>(to: L, type: Type, span?: Span): Reference<L> {
  return { kind: 'reference', to, type, ...(span !== undefined && { span }) };
}

/** An operator between two values; `type` may be left out where the operator always gives a boolean. */
export function binary<L>(
  operator: BinaryOperator,
  left: Expr<L>,
  right: Expr<L>,
  type: Type = types.boolean,
): Binary<L> {
  return { kind: 'binary', operator, left, right, type };
}

/** `not x`. */
export function not<L>(operand: Expr<L>): Unary<L> {
  return { kind: 'unary', operator: 'not', operand, type: types.boolean };
}

/** `-x`, of the operand's type. */
export function negate<L>(operand: Expr<L>): Unary<L> {
  return { kind: 'unary', operator: '-', operand, type: operand.type };
}

/** A registered function, by its name in lower case, and the type it gives for these arguments. */
export function call<L>(name: string, args: readonly Expr<L>[], type: Type): Call<L> {
  return { kind: 'call', name, args, type };
}

/**
 * A value with `fill` in place of null (S7), on a level of its own, below whatever is computed from it; the value
 * itself where there is no `fill`.
 */
export function filled<L>(value: Expr<L>, fill: number | undefined): Expr<L> {
  if (fill === undefined) return value;
  const type = Number.isInteger(fill) ? types.bigint : value.type;
  return call('coalesce', [value, literal(type, String(fill))], value.type);
}

/** `cast(x as type)`. */
export function cast<L>(operand: Expr<L>, type: Type): Cast<L> {
  return { kind: 'cast', try: false, operand, type };
}

/** `x is null`. */
export function isNull<L>(operand: Expr<L>): IsNull<L> {
  return { kind: 'is-null', not: false, operand, type: types.boolean };
}

/** `x is not null`. */
export function isNotNull<L>(operand: Expr<L>): IsNull<L> {
  return { kind: 'is-null', not: true, operand, type: types.boolean };
}

/** One branch of a `case`. */
export type Branch<L> = Case<L>['whens'][number];

/** One branch of a `case`, from its condition and its value. */
export function branch<L>(when: Expr<L>, value: Expr<L>): Branch<L> {
  // oxlint-disable-next-line unicorn/no-thenable -- an expression, which is never awaited
  return { when, then: value };
}

/** `case when … then … [else …] end`, of the type of its first branch. */
export function caseWhen<L>(
  whens: readonly [Branch<L>, ...Branch<L>[]],
  otherwise?: Expr<L>,
): Case<L> {
  return {
    kind: 'case',
    whens,
    ...(otherwise !== undefined && { otherwise }),
    type: whens[0].then.type,
  };
}

/** All of them, in order: true when there are none. */
export function and<L>(exprs: readonly Expr<L>[]): Expr<L> {
  return exprs.length === 0
    ? booleanLiteral(true)
    : exprs.reduce((left, right) => binary('and', left, right));
}

/** Any of them, in order: false when there are none. */
export function or<L>(exprs: readonly Expr<L>[]): Expr<L> {
  return exprs.length === 0
    ? booleanLiteral(false)
    : exprs.reduce((left, right) => binary('or', left, right));
}

/** The conditions that must all hold: the parts of an `and`, from left to right. */
export function conjuncts<L>(expr: Expr<L>): readonly Expr<L>[] {
  return expr.kind === 'binary' && expr.operator === 'and'
    ? [...conjuncts(expr.left), ...conjuncts(expr.right)]
    : [expr];
}
