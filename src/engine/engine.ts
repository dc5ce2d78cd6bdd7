import type { Type } from '../expr/type.js';

/**
 * What every database engine offers: checking, reading, writing, and saying what it holds. Wrong SQL
 * comes back as an `EngineError` value, because it is mapped to a place in a document and repaired;
 * what is wrong outside of the text (a limit, a lock, a lost file) is thrown as `Trouble`.
 * One statement runs at a time: later calls wait for earlier ones.
 */
export interface Engine {
  /** Name of the SQL dialect it speaks. */
  readonly dialect: string;
  /** Checks names, arity and types of one SELECT, or of one change, without running it. */
  readonly prepare: (sql: string, options?: RunOptions) => Promise<Attempt<Prepared>>;
  /** Runs exactly one SELECT. */
  readonly query: (sql: string, options?: QueryOptions) => Promise<Attempt<Rows>>;
  /** Runs statements that define or change tables, all or none of them. */
  readonly execute: (
    statements: readonly string[],
    options?: RunOptions,
  ) => Promise<Attempt<Executed>>;
  /**
   * Puts rows into a table of the target: values as text in the table's column order, each read as its
   * column's type, null for none. All rows or none.
   */
  readonly load: (
    table: readonly string[],
    rows: readonly (readonly (string | null)[])[],
    options?: RunOptions,
  ) => Promise<Attempt<number>>;
  /** Tables, views, columns and constraints of the attached databases and of the target. */
  readonly describe: (options?: RunOptions) => Promise<Catalog>;
  /** Stops what is running; its caller gets the trouble `engine/interrupted`. */
  readonly interrupt: () => void;
  /** Stops what is running, frees files and locks; harmless when called again. */
  readonly close: () => Promise<void>;
}

/** A value, or what the engine has against the SQL text. */
export type Attempt<T> = { readonly value: T } | { readonly error: EngineError };

/** What an engine says about a statement. */
export interface EngineError {
  /** The engine's class of error (Binder, Catalog, Parser, Conversion …), or `Not allowed` for a refused statement. */
  readonly type: string;
  readonly message: string;
  /** Which of several statements, from 0. */
  readonly statement: number;
  /** Where in the text of that statement, in UTF-16 units. */
  readonly offset?: number;
  /** The name that was not found. */
  readonly name?: string;
  /** Names that the engine would know, as it wrote them. */
  readonly candidates: readonly string[];
}

/** How one call runs. */
export interface RunOptions {
  /** Instead of the engine's time limit, in milliseconds. */
  readonly timeoutMs?: number;
  /** Interrupts the statement when it fires. */
  readonly signal?: AbortSignal;
  /** Values of the named parameters (`$bizdate`) that the text reads; bound, never put into the text. */
  readonly params?: Readonly<Record<string, string>>;
}

/** How a query runs, and how much of it is read. */
export interface QueryOptions extends RunOptions {
  /** At most so many rows; `Rows.truncated` says whether there were more. */
  readonly maxRows?: number;
}

/** A result column: `type` in the words of the expression language, `databaseType` in the engine's. */
export interface ResultColumn {
  readonly name: string;
  /** `unknown` for what the expression language has no type for (a blob). */
  readonly type: Type;
  readonly databaseType: string;
}

/** A checked statement: the columns it will give, empty for a change. */
export interface Prepared {
  readonly kind: 'query' | 'change';
  readonly columns: readonly ResultColumn[];
}

/**
 * One value as plain data, without loss: integers are numbers while those are exact and text beyond;
 * decimals are text with their scale (`1.50`); doubles are numbers (also NaN and infinities); dates are
 * `2024-01-31`, timestamps `2024-01-31T23:59:59.5`, with `Z` where they are points in time; json is its
 * text; lists are arrays, structs objects, maps arrays of `{key, value}`; everything else is text.
 */
export type Value =
  null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

/** The rows of a query, values in the order of its columns. */
export interface Rows {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Value[])[];
  readonly truncated: boolean;
}

/** How many rows each statement changed, in order; 0 for definitions. */
export interface Executed {
  readonly changed: readonly number[];
}

/** What a database holds, in the order of schema and name. */
export interface Catalog {
  readonly tables: readonly CatalogTable[];
}

/** A table or view, with what the database declares of it. */
export interface CatalogTable {
  /** Name under which the database is attached. */
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
  readonly view: boolean;
  readonly comment?: string;
  /** In the order of the table. */
  readonly columns: readonly CatalogColumn[];
  /** Declared, primary key first; column names in the order of the declaration. */
  readonly uniques: readonly { readonly primary: boolean; readonly columns: readonly string[] }[];
  /** Declared foreign keys; the table they point to is in the same schema and catalog. */
  readonly references: readonly {
    readonly columns: readonly string[];
    readonly table: string;
    readonly tableColumns: readonly string[];
  }[];
}

/** Whether a table is the one of a name, which may leave out the catalog and the schema; case does not count. */
export function isNamed(table: CatalogTable, name: readonly string[]): boolean {
  const full = [table.catalog, table.schema, table.name].map((p) => p.toLowerCase());
  const wanted = name.map((p) => p.toLowerCase());
  return wanted.every((part, i) => part === full[full.length - wanted.length + i]);
}

/** A column of a table; `required` where it is declared NOT NULL. */
export interface CatalogColumn extends ResultColumn {
  readonly required: boolean;
  readonly comment?: string;
}
