import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Json } from '@duckdb/node-api';
import { disabledOptimizers } from '../../src/engine/duckdb-sandbox.js';

/** A DuckDB in memory, for texts that tests print. */
export interface Database {
  readonly run: (sql: string) => Promise<void>;
  /** Rows as JSON: decimals, integers of 64 bits and days as text, doubles as numbers. */
  readonly rows: (
    sql: string,
    params?: Readonly<Record<string, string>>,
  ) => Promise<readonly (readonly Json[])[]>;
  /** DuckDB's names of the types of the columns. */
  readonly types: (sql: string) => Promise<readonly string[]>;
  readonly columns: (sql: string) => Promise<readonly string[]>;
}

/** As the engine has it. */
const settings = { disabled_optimizers: disabledOptimizers };

/** Opens one; it goes with the process. */
export async function openDatabase(): Promise<Database> {
  const connection: DuckDBConnection = await (
    await DuckDBInstance.create(':memory:', settings)
  ).connect();
  const read = (sql: string, params?: Readonly<Record<string, string>>) =>
    connection.runAndReadAll(sql, params);
  return {
    run: async (sql) => {
      const statements = await connection.extractStatements(sql);
      for (let i = 0; i < statements.count; i++) {
        const statement = await statements.prepare(i);
        await statement.run();
      }
    },
    rows: async (sql, params) => (await read(sql, params)).getRowsJson(),
    types: async (sql) => (await read(sql)).columnTypes().map(String),
    columns: async (sql) => (await read(sql)).columnNames(),
  };
}
