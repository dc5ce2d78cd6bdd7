import type { DuckDBValue } from '@duckdb/node-api';
import type { Sandbox } from './duckdb-sandbox.js';
import { qualified } from './duckdb-text.js';
import { resultColumn } from './duckdb-values.js';
import type { Catalog, CatalogColumn, CatalogTable } from './engine.js';

/** Reads tables, views, columns and declared constraints of the attached catalogs, in the order of their names. */
export async function readCatalog(sandbox: Sandbox): Promise<Catalog> {
  const tables: CatalogTable[] = [];
  for (const catalog of sandbox.catalogs.length > 0 ? sandbox.catalogs : ['memory'])
    tables.push(...(await readOne(sandbox, catalog)));
  return { tables };
}

async function readOne(sandbox: Sandbox, catalog: string): Promise<readonly CatalogTable[]> {
  const relations = await read(
    sandbox,
    catalog,
    `SELECT schema_name, table_name, false, comment FROM duckdb_tables() WHERE database_name = $1 AND NOT temporary
     UNION ALL
     SELECT schema_name, view_name, true, comment FROM duckdb_views()
     WHERE database_name = $1 AND NOT internal AND NOT temporary
     ORDER BY 1, 2`,
  );
  const columns = await read(
    sandbox,
    catalog,
    `SELECT schema_name, table_name, column_name, is_nullable, comment FROM duckdb_columns()
     WHERE database_name = $1 ORDER BY schema_name, table_name, column_index`,
  );
  const constraints = await read(
    sandbox,
    catalog,
    `SELECT schema_name, table_name, constraint_type, constraint_column_names, referenced_table, referenced_column_names
     FROM duckdb_constraints() WHERE database_name = $1 AND constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
     ORDER BY schema_name, table_name, constraint_type <> 'PRIMARY KEY', constraint_index`,
  );
  const columnsOf = byTable(columns);
  const constraintsOf = byTable(constraints);
  const tables: CatalogTable[] = [];
  for (const row of relations) {
    const [schema, name, view, comment] = row;
    const types = await columnTypes(sandbox, [catalog, text(schema), text(name)]);
    const declared = constraintsOf.get(tableKey(row)) ?? [];
    tables.push({
      catalog,
      schema: text(schema),
      name: text(name),
      view: view === true,
      ...commentOf(comment),
      columns: (columnsOf.get(tableKey(row)) ?? []).flatMap((c) => {
        const column = types.get(text(c[2]));
        return column === undefined
          ? []
          : [{ ...column, required: c[3] === false, ...commentOf(c[4]) }];
      }),
      uniques: declared
        .filter((c) => c[2] !== 'FOREIGN KEY')
        .map((c) => ({ primary: c[2] === 'PRIMARY KEY', columns: names(c[3]) })),
      references: declared
        .filter((c) => c[2] === 'FOREIGN KEY')
        .map((c) => ({ columns: names(c[3]), table: text(c[4]), tableColumns: names(c[5]) })),
    });
  }
  return tables;
}

type Row = readonly DuckDBValue[];

async function read(sandbox: Sandbox, catalog: string, sql: string): Promise<readonly Row[]> {
  const reader = await sandbox.connection.runAndReadAll(sql, { 1: catalog });
  return reader.getRows();
}

/** Typed by the engine itself: a view that no longer fits its tables has no columns. */
async function columnTypes(
  { api, connection }: Sandbox,
  name: readonly string[],
): Promise<ReadonlyMap<string, Omit<CatalogColumn, 'required'>>> {
  try {
    const statement = await connection.prepare(`SELECT * FROM ${qualified(...name)}`);
    const columns = Array.from({ length: statement.columnCount }, (_, i) =>
      resultColumn(api, statement.columnName(i), statement.columnType(i)),
    );
    statement.destroySync();
    return new Map(columns.map((c) => [c.name, c]));
  } catch {
    return new Map();
  }
}

function byTable(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(tableKey(row));
    if (group === undefined) groups.set(tableKey(row), [row]);
    else group.push(row);
  }
  return groups;
}

function tableKey(row: Row): string {
  return JSON.stringify([text(row[0]), text(row[1])]);
}

function text(value: DuckDBValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function names(value: DuckDBValue | undefined): readonly string[] {
  if (value === null || typeof value !== 'object' || !('items' in value)) return [];
  return value.items.map(text);
}

function commentOf(value: DuckDBValue | undefined): { readonly comment?: string } {
  return typeof value === 'string' && value !== '' ? { comment: value } : {};
}
