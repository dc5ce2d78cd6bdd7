import { duckdb } from '../../src/sql/dialects/duckdb.js';
import type { Dialect } from '../../src/sql/dialect.js';
import type { Database } from './database.js';
import { expression, printed, queryOf, selectOf } from './say.js';

/** One row of every type; `n` is narrower in the table than in the tree, `u` is null, `y` is zero. */
export const oneRow = `
CREATE TABLE one AS SELECT
  TRUE AS b, CAST(7 AS INTEGER) AS n, CAST(2 AS BIGINT) AS m,
  CAST(10.50 AS DECIMAL(18, 2)) AS amt, CAST(0.3 AS DECIMAL(12, 4)) AS price,
  CAST(2.5 AS DOUBLE) AS x, CAST(0 AS DOUBLE) AS y,
  'Abc中' AS s, CAST(NULL AS VARCHAR) AS u,
  DATE '2024-02-29' AS d, DATE '2024-03-31' AS e,
  TIMESTAMP '2024-03-31 13:14:15.5' AS t1, TIMESTAMP '2024-04-01 00:00:01' AS t2,
  '{"a": {"b": [1, "x"]}, "n": 1.5, "z": null}' AS j, ['a', 'b'] AS tags
`;

/** The value of an expression over that row, and DuckDB's type of it. */
export async function valueOf(
  db: Database,
  text: string,
  dialect: Dialect = duckdb,
): Promise<readonly [value: unknown, type: string]> {
  const sql = printed(queryOf(selectOf(expression(text), 'one')), dialect).text;
  const [[value]] = (await db.rows(sql)) as [[unknown]];
  const [type] = await db.types(sql);
  return [value, type!];
}
