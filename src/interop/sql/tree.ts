/** SQL of other hands as data: one shape for every dialect that can be read. Offsets count from the file's start. */
export type SqlNode =
  | { readonly kind: 'column'; readonly table?: string; readonly name: string }
  | { readonly kind: 'star'; readonly table?: string }
  | { readonly kind: 'literal'; readonly type: LiteralType; readonly text: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly SqlNode[] }
  | SqlAggregate
  | SqlWindow
  | {
      readonly kind: 'binary';
      readonly op: string;
      readonly left: SqlNode;
      readonly right: SqlNode;
    }
  | { readonly kind: 'unary'; readonly op: 'not' | '-'; readonly of: SqlNode }
  | {
      readonly kind: 'in';
      readonly not: boolean;
      readonly of: SqlNode;
      readonly list: readonly SqlNode[];
    }
  | {
      readonly kind: 'in-query';
      readonly not: boolean;
      readonly of: SqlNode;
      readonly query: SqlQuery;
    }
  | { readonly kind: 'exists'; readonly not: boolean; readonly query: SqlQuery }
  | {
      readonly kind: 'between';
      readonly not: boolean;
      readonly of: SqlNode;
      readonly low: SqlNode;
      readonly high: SqlNode;
    }
  | { readonly kind: 'is-null'; readonly not: boolean; readonly of: SqlNode }
  | {
      readonly kind: 'case';
      readonly of?: SqlNode;
      readonly whens: readonly { readonly when: SqlNode; readonly gives: SqlNode }[];
      readonly otherwise?: SqlNode;
    }
  | { readonly kind: 'cast'; readonly of: SqlNode; readonly to: string; readonly attempt?: true }
  | { readonly kind: 'query'; readonly query: SqlQuery }
  /** `name` is how it stands in the SQL, for its place. */
  | { readonly kind: 'unsupported'; readonly what: string; readonly name?: string };

/** A column as it is named in an expression. */
export type SqlColumn = Extract<SqlNode, { readonly kind: 'column' }>;

/** The types of literals that SQL writes each in its own way. */
export type LiteralType =
  'string' | 'number' | 'boolean' | 'null' | 'date' | 'timestamp' | 'interval';

/** An aggregate of rows; one with OVER is a window. */
export interface SqlAggregate {
  readonly kind: 'aggregate';
  /** In lower case, as written. */
  readonly fn: string;
  readonly distinct: boolean;
  /** Absent for `count(*)`. */
  readonly of?: SqlNode;
  /** The other series of `corr`. */
  readonly with?: SqlNode;
  readonly filter?: SqlNode;
}

/** A function over a window of rows. */
export interface SqlWindow {
  readonly kind: 'window';
  readonly fn: string;
  readonly args: readonly SqlNode[];
  readonly partition: readonly SqlNode[];
  readonly order: readonly SqlOrder[];
  /** A frame is written: of how many rows before a row, up to it; `other`: any other frame. */
  readonly frame?: number | 'all' | 'other';
}

/** One key of an ORDER BY. */
export interface SqlOrder {
  readonly by: SqlNode;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

/** One item of a SELECT list, with its alias where one is written. */
export interface SqlItem {
  readonly value: SqlNode;
  readonly as?: string;
}

/** A table, or a query, as one SELECT reads it. */
export interface SqlSource {
  /** What columns call it. */
  readonly alias: string;
  readonly table?: readonly string[];
  readonly query?: SqlQuery;
  /** A LATERAL VIEW: rows that a function makes of each row before it. */
  readonly lateral?: {
    readonly fn: string;
    readonly args: readonly SqlNode[];
    readonly columns: readonly string[];
  };
  /** How it is joined to those before it; `comma` for the first and for lists. */
  readonly join: 'comma' | 'inner' | 'left' | 'right' | 'full' | 'cross' | 'other';
  readonly on?: SqlNode;
  readonly using?: readonly string[];
}

/** One SELECT, without what orders or cuts the query that it is an arm of. */
export interface SqlSelect {
  readonly distinct: boolean;
  readonly items: readonly SqlItem[];
  readonly from: readonly SqlSource[];
  readonly where?: SqlNode;
  readonly group: readonly SqlNode[];
  readonly having?: SqlNode;
  /** A condition on windows (QUALIFY). */
  readonly qualify?: SqlNode;
  /** What no field above holds, in words. */
  readonly more: readonly string[];
}

/** SELECTs with set operators between them, and what stands around them. */
export interface SqlQuery {
  readonly with: readonly { readonly name: string; readonly query: SqlQuery }[];
  readonly arms: readonly SqlSelect[];
  /** Between the arms, in lower case: `union all`, `union`, `intersect` … */
  readonly sets: readonly string[];
  readonly order: readonly SqlOrder[];
  readonly limit?: number;
  readonly offset?: number;
}

/** One statement of a task: what it reads, and where its rows go. */
export interface SqlTask {
  /** Where its text starts and ends in the file. */
  readonly start: number;
  readonly end: number;
  readonly query: SqlQuery;
  /** The query alone, its place kept by spaces, in the words of standard SQL (names in double quotes). */
  readonly text: string;
  readonly target?: SqlTarget;
  /** What earlier statements made, as this one reads it: CTEs around its own. */
  readonly locals: readonly SqlLocal[];
  /** The target as CREATE TABLE of the task declares it. */
  readonly declared?: DeclaredTable;
}

/** What an earlier statement of the task made. */
export interface SqlLocal {
  readonly name: string;
  readonly query: SqlQuery;
  /** Rows of a table of the warehouse (INSERT), not of one that the task makes for itself (CREATE TABLE … AS). */
  readonly isTable: boolean;
}

/** Where the rows of a statement go. */
export interface SqlTarget {
  readonly table: readonly string[];
  readonly how: 'overwrite' | 'append' | 'upsert' | 'create';
  /** What an upsert finds the row by that it replaces. */
  readonly key?: readonly string[];
  /** Columns that rows are put into by position, where they are listed. */
  readonly columns: readonly string[];
  readonly partition: readonly {
    readonly column: string;
    /** A constant as written, a parameter as `$name`; absent: a column of the rows (dynamic). */
    readonly value?: string;
    readonly at: Place;
  }[];
  /** Where the table is named. */
  readonly at: Place;
}

/** A part of the file. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A table as CREATE TABLE of the task declares it. */
export interface DeclaredTable {
  readonly table: readonly string[];
  readonly columns: readonly DeclaredColumn[];
  readonly partition: readonly DeclaredColumn[];
  readonly comment?: string;
  /** In days. */
  readonly lifecycle?: number;
}

/** One column of a CREATE TABLE. */
export interface DeclaredColumn {
  readonly name: string;
  /** As written, in lower case, without spaces. */
  readonly type: string;
  readonly comment?: string;
}
