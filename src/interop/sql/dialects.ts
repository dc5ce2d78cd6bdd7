/** Dialects whose SQL can be read, in the order people see them. */
export const taskDialects = [
  'maxcompute',
  'hive',
  'spark',
  'duckdb',
  'postgresql',
  'hologres',
  'mysql',
  'starrocks',
  'doris',
  'trino',
  'flink',
] as const;
/** Those of Hive's family, whose functions DuckDB has as macros. */
export function isHive(dialect: TaskDialect): boolean {
  return ['maxcompute', 'hive', 'spark'].includes(dialect);
}
/** Whose functions, all or some, DuckDB has as macros. */
export function usesMacros(dialect: TaskDialect): boolean {
  return isHive(dialect) || dialect === 'postgresql' || dialect === 'hologres';
}
/** Whose STDDEV and VARIANCE are of all rows; those of others, and of documents, are of a sample. */
export function hasPopulations(dialect: string): boolean {
  return ['maxcompute', 'hive', 'mysql', 'starrocks', 'doris'].includes(dialect);
}
/** Whose GREATEST and LEAST pass nulls over; those of others, and of documents, are null where any argument is. */
export function skipsNulls(dialect: string): boolean {
  return ['duckdb', 'postgresql', 'hologres', 'spark'].includes(dialect);
}
/** One of them. */
export type TaskDialect = (typeof taskDialects)[number];
