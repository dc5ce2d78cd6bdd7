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
/** One of them. */
export type TaskDialect = (typeof taskDialects)[number];
