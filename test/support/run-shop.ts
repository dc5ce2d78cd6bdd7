import { check } from '../../src/compile.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Value } from '../../src/engine/engine.js';
import type { Ontology } from '../../src/ontology/model.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { print } from '../../src/sql/print/print.js';
import { documentOf, shop } from './bind.js';
import { shopSql } from './shop.js';

/** The rows that a question over the shop gives on DuckDB, as of 7 November 2026, with their column names first; `tables` are statements that make more of them. */
export async function rowsOfShop(
  stages: readonly unknown[],
  more: Parameters<typeof documentOf>[1] = {},
  ontology: Ontology = shop,
  tables: readonly string[] = [],
): Promise<readonly (readonly Value[])[]> {
  const [checked, found] = check(formatDocument(documentOf(stages, more)), ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found, undefined, 1));
  const [printed, problems] = print(checked.statement, duckdb);
  if (printed === undefined) throw new Error(JSON.stringify(problems, undefined, 1));
  const engine = await openDuckdb();
  try {
    const loaded = await engine.execute([...shopSql, ...tables]);
    if ('error' in loaded) throw new Error(loaded.error.message);
    const got = await engine.query(printed.text);
    if ('error' in got) throw new Error(`${got.error.message}\n${printed.text}`);
    return [got.value.columns.map((c) => c.name), ...got.value.rows];
  } finally {
    await engine.close();
  }
}
