/**
 * SQL as data: what `lower` makes of a plan and `print` turns into text for one dialect. Scalar
 * expressions are the expression language's own tree; only the leaves differ.
 */
import type { JsonPointer } from '../base/diagnostic.js';
import type { Expr, TimeUnit } from '../expr/expr.js';
import type { Type } from '../expr/type.js';
import type { Agg } from '../dsl/document.js';

/** What a leaf of an expression is in SQL: a column, a parameter, an aggregate, a window function. */
export type SqlLeaf =
  | { readonly kind: 'column'; readonly relation?: string; readonly name: string }
  | { readonly kind: 'param'; readonly name: string }
  | SqlAggregate
  | SqlWindow;

/** A scalar expression of SQL. */
export type SqlExpr = Expr<SqlLeaf>;

/** A condition, and where the document asks for it: engine errors inside point there. */
export type Condition = SqlExpr & { readonly at?: JsonPointer };

/** An aggregate function over the rows of a group. */
export interface SqlAggregate {
  readonly kind: 'aggregate';
  readonly agg: Agg | 'any_value';
  readonly of?: SqlExpr;
  readonly with?: SqlExpr;
  /** For first and last: what orders rows that `with` leaves equal. */
  readonly ties: readonly SqlExpr[];
  readonly p?: number;
  readonly percentile?: 'continuous' | 'discrete' | 'approximate';
  /** Only rows where all are true: FILTER, or CASE inside, as the dialect can. */
  readonly where: readonly SqlExpr[];
}

/** A function over a row and the rows around it. */
export interface SqlWindow {
  readonly kind: 'window';
  readonly fn: string;
  readonly of?: SqlExpr;
  readonly n?: number;
  readonly per: readonly SqlExpr[];
  readonly order: readonly SqlOrder[];
  /** The last so many rows up to this one. */
  readonly last?: number;
}

/** One item of an ORDER BY. */
export interface SqlOrder {
  readonly by: SqlExpr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** What gives rows. */
export type Query = Select | UnionAll;

/** One SELECT. */
export interface Select {
  readonly kind: 'select';
  readonly columns: readonly {
    readonly is: SqlExpr;
    readonly as: string;
    readonly at?: JsonPointer;
  }[];
  readonly from?: From;
  /** And-ed. */
  readonly where: readonly Condition[];
  /** Absent: not grouped; []: one row in all. */
  readonly group?: readonly SqlExpr[];
  readonly having: readonly Condition[];
  readonly order: readonly SqlOrder[];
  readonly limit?: number;
  readonly at: JsonPointer;
}

/** The rows of several queries, repeated ones too; columns by their place. */
export interface UnionAll {
  readonly kind: 'union';
  readonly inputs: readonly Query[];
  readonly at: JsonPointer;
}

/** What a SELECT reads: `as` is what its columns are called by. */
export type From =
  | { readonly kind: 'table'; readonly name: readonly string[]; readonly as: string }
  | { readonly kind: 'cte'; readonly name: string; readonly as: string }
  | { readonly kind: 'subquery'; readonly query: Query; readonly as: string }
  | {
      readonly kind: 'series';
      readonly from: SqlExpr;
      readonly to: SqlExpr;
      readonly unit: TimeUnit;
      readonly type: Type;
      readonly column: string;
      /** One row, called `bounds`, that `from` and `to` read; absent: they are constants. */
      readonly over?: Query;
      readonly as: string;
    }
  | {
      readonly kind: 'join';
      readonly type: 'inner' | 'left' | 'semi' | 'anti' | 'cross';
      readonly left: From;
      readonly right: From;
      /** And-ed; []: every pair. */
      readonly on: readonly Condition[];
      readonly at: JsonPointer;
    };

/** A query with its named parts, in the order they are read. */
export interface WithQuery {
  readonly ctes: readonly {
    readonly name: string;
    readonly query: Query;
    readonly comment?: string;
  }[];
  readonly query: Query;
}

/** What is printed as one script. */
export type SqlStatement =
  | { readonly kind: 'query'; readonly with: WithQuery }
  | Insert
  | {
      readonly kind: 'create-table';
      readonly table: TableDefinition;
      readonly ifNotExists: boolean;
    };

/** Writes the rows of a query into a table: whole, its partitions, more rows, or by key. */
export interface Insert {
  readonly kind: 'insert';
  readonly table: readonly string[];
  readonly write: 'overwrite' | 'append' | 'upsert';
  readonly key: readonly string[];
  readonly columns: readonly string[];
  readonly partition: readonly {
    readonly name: string;
    readonly type: Type;
    readonly value?: SqlExpr;
  }[];
  readonly with: WithQuery;
}

/** A table as people define it; `ddl` makes it from a target, dialects print it. */
export interface TableDefinition {
  readonly name: readonly string[];
  readonly comment?: string;
  readonly columns: readonly ColumnDefinition[];
  readonly partition: readonly ColumnDefinition[];
  readonly key: readonly string[];
  /** Days. */
  readonly lifecycle?: number;
}

/** A column of a table; `required` where no value may be null. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: Type;
  readonly comment?: string;
  readonly required: boolean;
}

/**
 * Printed SQL, where each part of the document went, and where each statement stands: all [start, end)
 * in UTF-16 units of `text`. Statements are without their `;`; what only frames them for a reader
 * (comments, BEGIN and COMMIT) stands between them.
 */
export interface Printed {
  readonly text: string;
  readonly statements: readonly { readonly start: number; readonly end: number }[];
  readonly spans: readonly {
    readonly start: number;
    readonly end: number;
    readonly at: JsonPointer;
  }[];
}
