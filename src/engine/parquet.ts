import { openDuckdb } from './duckdb.js';
import type { Attempt, Rows } from './engine.js';

/** The rows of a Parquet file, every value as text and null for none. */
export async function readParquet(file: string, signal?: AbortSignal): Promise<Attempt<Rows>> {
  const engine = await openDuckdb({ readable: [file], ...(signal !== undefined && { signal }) });
  try {
    const sql = 'SELECT CAST(COLUMNS(*) AS VARCHAR) FROM read_parquet($file)';
    return await engine.query(sql, { params: { file } });
  } finally {
    await engine.close();
  }
}
