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
/** One of them. */
export type TaskDialect = (typeof taskDialects)[number];
