import type { BinaryOperator, Binary, Call, Cast, Literal, TimeUnit } from '../expr/expr.js';
import type { Type } from '../expr/type.js';
import type { SqlAggregate, SqlExpr, SqlLeaf, SqlWindow } from './ast.js';
import type { Doc } from './print/layout.js';
import type { Level, Term } from './print/term.js';

/** How far a dialect's text is proven (design section 9): run on the engine, accepted by its parser, or only printed. */
export type Support = 'executed' | 'parsed' | 'printed';

/** Says expressions in the dialect that prints. */
export interface Say {
  readonly dialect: Dialect;
  /** Where nothing stands beside it: an argument, a column of a SELECT. */
  readonly whole: (expr: SqlExpr) => Doc;
  /** Beside an operator: in parentheses unless it binds at least so tightly (absent: only atoms go without). */
  readonly operand: (expr: SqlExpr, level?: Level) => Doc;
}

/**
 * One engine's SQL: everything `print` must know about it. A new dialect is the generic one with other
 * values; what it leaves alone is standard SQL, and where that is not safe to assume, `unsupported`.
 */
export interface Dialect {
  /** As in `--dialect`. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** How far its text is proven. */
  readonly support: Support;
  /** Whether the engine refuses to read a partitioned table without a condition on a partition. */
  readonly refusesFullScans: boolean;

  /** A name as an identifier, quoted where it must be: the only way for a name to reach SQL (law 10). */
  readonly quote: (name: string) => Doc;
  /** A value: the only way for text of a document to reach SQL. Nothing in it is left for a scheduler to replace. */
  readonly literal: (literal: Literal) => Doc;
  /** One line of comment, after `-- `: the only way for text to reach a comment. */
  readonly comment: (text: string) => string;
  /** A `$parameter` of the document, of its type. */
  readonly param: (name: string, type: Type) => Doc;
  /** The engine's name of a type. */
  readonly type: (type: Type) => Doc;
  /** A conversion as the expression language means it. */
  readonly cast: (cast: Cast<SqlLeaf>, say: Say) => Doc;

  /** Operators that are not said as they are written. */
  readonly operators: Partial<Readonly<Record<BinaryOperator, OperatorPrinter>>>;
  /** The expression as a value of a type it is used as: itself where the engine converts by itself. */
  readonly convert: (expr: SqlExpr, to: Type) => SqlExpr;
  /** A day or moment so many units later; `count` may be negative. */
  readonly addTime: (moment: SqlExpr, count: SqlExpr, unit: TimeUnit, type: Type, say: Say) => Term;
  /** Days from the day `from` to the day `to`. */
  readonly daysBetween: (from: SqlExpr, to: SqlExpr, say: Say) => Doc;
  /** Every function of `src/expr/functions.ts`; a missing one is reported, never approximated. */
  readonly functions: Readonly<Record<string, FunctionPrinter>>;
  /** Every aggregate. */
  readonly aggregates: Readonly<Record<SqlAggregate['agg'], AggregatePrinter>>;
  /** The value of a window function before `OVER (…)` is put behind it, and around that where types differ. */
  readonly window: (window: WindowParts) => Doc;
  /** Conditions of an aggregate: a FILTER clause, or a CASE around its argument. */
  readonly filter: 'clause' | 'case';
  /** Whether an aggregate may be ordered: FIRST(x ORDER BY y). Else rows are numbered in a subquery. */
  readonly orderedAggregates: boolean;

  /** The words of semi joins; undefined: `[NOT] EXISTS (…)` in WHERE. */
  readonly semiJoin: { readonly semi: string; readonly anti: string } | undefined;
  /** What a join without an equality needs in front of the SELECT list, given the aliases of its right sides. */
  readonly joinHint: ((aliases: readonly Doc[]) => Doc) | undefined;
  /** Whether `IS NOT DISTINCT FROM` may join; else it is said by equalities that nulls satisfy. */
  readonly nullSafeJoin: boolean;
  /** Rows of a calendar: a subquery with one column, from the bucket of `from` through that of `to`. */
  readonly series: (series: SeriesParts, say: Say) => Doc;
  /** Whether ORDER BY may name only columns that are selected. */
  readonly ordersOutputOnly: boolean;
  /** The limit that an ORDER BY without one is given; undefined: it needs none. */
  readonly orderLimit: number | undefined;

  /** How a table's rows are replaced: by INSERT OVERWRITE, or by DELETE and INSERT in one transaction. */
  readonly overwrite: 'insert-overwrite' | 'delete-insert';
  /** Whether a value may stand in a partition clause; others become columns of the query. */
  readonly constantPartition: (value: SqlExpr) => boolean;
  /** Whether partitions are a clause of a table, apart from its columns; else they are columns like others. */
  readonly partitioned: boolean;
  /** Whether comments stand in CREATE TABLE; else statements follow. */
  readonly inlineComments: boolean;
  /** What says after how many days a partition goes; undefined: the dialect has no lifecycle. */
  readonly lifecycle: ((days: number) => Doc) | undefined;
}

/** Prints one operator. */
export type OperatorPrinter = (expr: Binary<SqlLeaf>, say: Say) => Term;

/** Prints one function; what it gives holds together as one operand. */
export type FunctionPrinter = (args: readonly SqlExpr[], say: Say, call: Call<SqlLeaf>) => Doc;

/** Prints one aggregate. */
export type AggregatePrinter = (parts: AggregateParts) => Doc;

/** An aggregate, its parts printed. */
export interface AggregateParts {
  readonly leaf: SqlAggregate;
  readonly type: Type;
  /** `*` where there is no argument. */
  readonly of: Doc;
  readonly ofType: Type;
  readonly with: Doc;
  /** `FILTER (WHERE …)` with a space in front, or nothing. */
  readonly filter: Doc;
  /** For first and last: the order of the rows, first to last. */
  readonly order: Doc;
}

/** A window function, its parts printed. */
export interface WindowParts {
  readonly leaf: SqlWindow;
  readonly type: Type;
  readonly of: Doc;
  readonly ofType: Type;
  /** `OVER (…)` with a space in front. */
  readonly over: Doc;
}

/** A calendar: bounds are starts of buckets already. */
export interface SeriesParts {
  readonly from: SqlExpr;
  readonly to: SqlExpr;
  readonly unit: TimeUnit;
  readonly type: Type;
  readonly column: Doc;
  /** What to select it from, where the bounds are read from one row. */
  readonly over?: Doc;
}
