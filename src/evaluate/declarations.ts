import type { Catalog, CatalogTable, Engine } from '../engine/engine.js';

/** What documents beside a database declare of its tables. */
export interface Declared {
  readonly tables: readonly DeclaredTable[];
}

/** Names are compared without regard to case; a table without a schema is meant in any. */
export interface DeclaredTable {
  readonly schema?: string;
  readonly name: string;
  readonly comment?: string;
  readonly columns: readonly { readonly name: string; readonly comment: string }[];
  /** Empty: none is declared. */
  readonly key: readonly string[];
  readonly references: readonly {
    readonly columns: readonly string[];
    readonly table: string;
    readonly tableColumns: readonly string[];
  }[];
}

/** The engine with a catalog that has what documents declare beside what the database itself declares. */
export function withDeclarations(engine: Engine, declared: Declared): Engine {
  if (declared.tables.length === 0) return engine;
  return {
    ...engine,
    describe: async (options) => declaredIn(await engine.describe(options), declared),
  };
}

function declaredIn({ tables }: Catalog, declared: Declared): Catalog {
  return {
    tables: tables.map((table) => {
      const said = declared.tables.filter((d) => isMeant(d, table));
      return said.reduce((known, one) => withDeclared(known, one, tables), table);
    }),
  };
}

function withDeclared(
  table: CatalogTable,
  said: DeclaredTable,
  all: readonly CatalogTable[],
): CatalogTable {
  const key = columnsOf(table, said.key);
  const isKnown = table.uniques.some((u) => u.primary);
  const comment = table.comment ?? said.comment;
  return {
    ...table,
    ...(comment !== undefined && { comment }),
    columns: table.columns.map((column) => {
      const note = said.columns.find((c) => same(c.name, column.name));
      return note === undefined || column.comment !== undefined
        ? column
        : { ...column, comment: note.comment };
    }),
    uniques:
      key === undefined || isKnown
        ? table.uniques
        : [{ primary: true, columns: key }, ...table.uniques],
    references: [
      ...table.references,
      ...said.references.flatMap((reference) => {
        const other = all.find((t) => t.schema === table.schema && tableIs(t, reference.table));
        const columns = columnsOf(table, reference.columns);
        const tableColumns = other && columnsOf(other, reference.tableColumns);
        return other === undefined || columns === undefined || tableColumns === undefined
          ? []
          : [{ columns, table: other.name, tableColumns }];
      }),
    ],
  };
}

/** The names as the table writes them; undefined where it lacks one, or none are named. */
function columnsOf(table: CatalogTable, names: readonly string[]): readonly string[] | undefined {
  const found = names.flatMap((name) => table.columns.find((c) => same(c.name, name))?.name ?? []);
  return names.length > 0 && found.length === names.length ? found : undefined;
}

function isMeant(said: DeclaredTable, table: CatalogTable): boolean {
  return (
    (said.schema === undefined || same(said.schema, table.schema)) && tableIs(table, said.name)
  );
}

/** A document may leave out what all tables of a data set begin with: `stores` of `walmart_stores`. */
function tableIs(table: CatalogTable, name: string): boolean {
  const [full, short] = [table.name.toLowerCase(), name.toLowerCase()];
  return full === short || full.endsWith(`_${short}`);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
