import type { CatalogTable } from './engine.js';

/**
 * What can be learned from the rows of tables without seeing them: counts only, but for `values`.
 * Each question reads a table at most a bounded number of times, exactly, without samples.
 */
export interface Survey {
  /** Counts of a whole table and of each of its columns. */
  readonly profile: (table: CatalogTable) => Promise<TableProfile>;
  /** How many distinct combinations of values there are, rows with a null left out. */
  readonly countDistinct: (table: CatalogTable, columns: readonly string[]) => Promise<number>;
  /** How many rows of `from` (nulls left out) find a row of `to` by these columns. */
  readonly inclusion: (from: ColumnsOf, to: ColumnsOf) => Promise<Inclusion>;
  /** The values of each column, in their own order; absent for a column that has more than `atMost`. */
  readonly values: (
    table: CatalogTable,
    columns: readonly string[],
    atMost: number,
  ) => Promise<ReadonlyMap<string, readonly CountedValue[]>>;
}

/** Some columns of a table, in an order that matters. */
export interface ColumnsOf {
  readonly table: CatalogTable;
  readonly columns: readonly string[];
}

/** How far values of some columns are found among those of others. */
export interface Inclusion {
  /** Rows in which none of the columns is null. */
  readonly rows: number;
  /** Of those, the ones that find nothing. */
  readonly orphans: number;
}

/** A value as text, and how many rows have it. */
export interface CountedValue {
  readonly value: string;
  readonly rows: number;
}

/** Counts of a whole table. */
export interface TableProfile {
  readonly rows: number;
  /** In the order of the table. */
  readonly columns: readonly ColumnProfile[];
}

/** Counts of one column. */
export interface ColumnProfile {
  readonly name: string;
  /** Rows in which it is not null. */
  readonly filled: number;
  readonly distinct: number;
  /** Numbers only: rows from 0 through 1, and rows below 0. */
  readonly share?: number;
  readonly negative?: number;
  /** Whole numbers only: the values are consecutive. */
  readonly dense?: boolean;
  /** Texts only: those that say nothing (spaces, `null`, `N/A`, `-`), and the length of the longest. */
  readonly blank?: number;
  readonly longest?: number;
  /** Of texts that nearly all begin with a digit, and of whole numbers like 20261107: what else they can be read as. */
  readonly parsed?: ParsedTexts;
}

/** How many texts of a column can be read as numbers or days. */
export interface ParsedTexts {
  readonly forms: Readonly<Record<TextForm, number>>;
  /** Days in the forms above that have a time of day other than midnight. */
  readonly timed: number;
  /** How long texts are that say something, and how many of them have spaces around. */
  readonly shortest: number;
  readonly longest: number;
  readonly spaced: number;
  /** How many different units stand behind numbers: 1 of `90 min` and `105 min`, 2 where there is `2 Seasons`. */
  readonly units: number;
  /** How many different signs of money stand with amounts. */
  readonly currencies: number;
  /** The most digits before and after the point. */
  readonly whole: number;
  readonly scale: number;
}

/**
 * Formats are java.time's; days, months and hours may be of one digit where signs part them, and a month by
 * its name may be short or whole (Sep, September). Fractions of a second only follow an ISO date.
 */
export const textForms = [
  'integer',
  'decimal',
  'double',
  'money',
  'percent',
  'measured',
  'yyyy-MM-dd',
  'yyyy-MM-dd HH:mm',
  'yyyy-MM-dd HH:mm:ss',
  "yyyy-MM-dd'T'HH:mm:ss",
  'yyyyMMdd',
  'yyyyMMdd HH:mm:ss',
  'yyyyMMddHHmmss',
  'yyyy/MM/dd',
  'yyyy/MM/dd HH:mm',
  'yyyy/MM/dd HH:mm:ss',
  'MM/dd/yyyy',
  'MM/dd/yyyy HH:mm',
  'MM/dd/yyyy HH:mm:ss',
  'dd/MM/yyyy',
  'dd/MM/yyyy HH:mm',
  'dd/MM/yyyy HH:mm:ss',
  'MM-dd-yyyy',
  'dd-MM-yyyy',
  'dd.MM.yyyy',
  'MMM dd, yyyy',
  'dd MMM yyyy',
  'yyyy年MM月dd日',
] as const;

/** One of the forms of numbers and days that texts are tried as. */
export type TextForm = (typeof textForms)[number];
