import type { Type } from './type.js';

/** Characters [start, end) of the text an expression was read from, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Operators between two values, as they are printed. */
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '||'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'is distinct from'
  | 'is not distinct from'
  | 'like'
  | 'not like'
  | 'ilike'
  | 'not ilike';

/** Units of intervals, buckets and date functions. */
export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * One scalar expression. `L` is what a leaf that names something holds: `Name` as parsed, a bound
 * reference after `bind`, a column of a relation in a plan. `type` is absent only before checking.
 */
export type Expr<L> =
  | Literal
  | Reference<L>
  | Unary<L>
  | Binary<L>
  | Between<L>
  | In<L>
  | IsNull<L>
  | Case<L>
  | Cast<L>
  | Call<L>;

/** What all expressions have: where they stand in the text they were read from, if in any. */
interface Node {
  readonly span?: Span;
}

/** A written value. `value` is the text without quotes; numbers as written (`1.50`), dates ISO, intervals as `count unit`. */
export interface Literal extends Node {
  readonly kind: 'literal';
  readonly type: Type;
  /** null for `null`; 'true' or 'false' for booleans. */
  readonly value: string | null;
  /** Only for intervals: how many of which unit. */
  readonly interval?: { readonly count: number; readonly unit: TimeUnit };
}

/** A leaf that names something. */
export interface Reference<L> extends Node {
  readonly kind: 'reference';
  readonly to: L;
  readonly type: Type;
}

/** `not x`, `-x`. */
export interface Unary<L> extends Node {
  readonly kind: 'unary';
  readonly operator: 'not' | '-';
  readonly operand: Expr<L>;
  readonly type: Type;
}

/** `x + y`, `x = y`, `x and y` … */
export interface Binary<L> extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr<L>;
  readonly right: Expr<L>;
  readonly type: Type;
}

/** `x between low and high`, both ends included; with `not`, what lies outside. */
export interface Between<L> extends Node {
  readonly kind: 'between';
  readonly not: boolean;
  readonly operand: Expr<L>;
  readonly low: Expr<L>;
  readonly high: Expr<L>;
  readonly type: Type;
}

/** `x in (…)`; the list is never empty. */
export interface In<L> extends Node {
  readonly kind: 'in';
  readonly not: boolean;
  readonly operand: Expr<L>;
  readonly list: readonly Expr<L>[];
  readonly type: Type;
}

/** `x is null`; with `not`, `x is not null`. */
export interface IsNull<L> extends Node {
  readonly kind: 'is-null';
  readonly not: boolean;
  readonly operand: Expr<L>;
  readonly type: Type;
}

/** `case x when …` is read into comparisons: `operand` stays so that printing gives back what was written. */
export interface Case<L> extends Node {
  readonly kind: 'case';
  readonly operand?: Expr<L>;
  readonly whens: readonly { readonly when: Expr<L>; readonly then: Expr<L> }[];
  readonly otherwise?: Expr<L>;
  readonly type: Type;
}

/** `cast(x as type)`; with `try`, null where the value cannot be read as the type. */
export interface Cast<L> extends Node {
  readonly kind: 'cast';
  readonly try: boolean;
  readonly operand: Expr<L>;
  readonly type: Type;
}

/** A registered function (`functions.ts`), by its name in lower case. */
export interface Call<L> extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expr<L>[];
  readonly type: Type;
}

/** What a name can be as parsed: a dotted path, `$param`, `row.x…`, or `found(match)`. */
export type Name =
  | { readonly kind: 'path'; readonly names: readonly string[] }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'row'; readonly names: readonly string[] }
  | { readonly kind: 'found'; readonly match: string };

/** An expression as parsed: its references are names, its types are not known yet (`unknown`). */
export type ParsedExpr = Expr<Name>;
