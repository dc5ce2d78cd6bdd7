import type { OwlDocument } from './read-owl.js';
import type { Catalog, CatalogTable, Engine } from '../../engine/engine.js';

/** What documents beside a database declare of its tables. */
export interface Declared {
  readonly tables: readonly DeclaredTable[];
  /** What ontologies of the business call its tables and columns. */
  readonly concepts: readonly OwlDocument[];
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
      const said = declared.tables.filter((d) => isMeant(d, table, tables));
      return said.reduce((known, one) => withDeclared(known, one, tables, declared), table);
    }),
  };
}

function withDeclared(
  table: CatalogTable,
  said: DeclaredTable,
  all: readonly CatalogTable[],
  declared: Declared,
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
    references: withoutRepeats([
      ...table.references,
      ...said.references.flatMap((reference) => {
        const columns = columnsOf(table, reference.columns);
        const to = targetOf(reference, table, all, declared);
        return to === undefined || columns === undefined ? [] : [{ columns, ...to }];
      }),
    ]),
  };
}

type Reference = CatalogTable['references'][number];

/**
 * Where a reference leads among the tables that there are. One to a table that is missing, or here without
 * that key, goes on along the missing one's own reference of the same key; else to the one table whose key
 * refers to the same: of a general thing, its only kind that is here. The data has the last word.
 */
function targetOf(
  reference: DeclaredTable['references'][number],
  from: CatalogTable,
  all: readonly CatalogTable[],
  declared: Declared,
  steps = 5,
): Omit<Reference, 'columns'> | undefined {
  const here = all.filter((t) => t.schema === from.schema);
  const other = here.find((t) => tableIs(t, reference.table, here));
  const tableColumns = other && columnsOf(other, reference.tableColumns);
  if (other !== undefined && tableColumns !== undefined) return { table: other.name, tableColumns };
  const above = declared.tables
    .filter((t) => same(t.name, reference.table))
    .flatMap((t) => t.references)
    .find((r) => sameNames(r.columns, reference.tableColumns));
  if (above !== undefined && steps > 0) return targetOf(above, from, all, declared, steps - 1);
  const kinds = here.flatMap((table): Omit<Reference, 'columns'>[] => {
    const said = declared.tables.find((d) => isMeant(d, table, all) && d.key.length > 0);
    const key = said && columnsOf(table, said.key);
    const isKind = said?.references.some(
      (r) =>
        sameNames(r.columns, said.key) &&
        same(r.table, reference.table) &&
        sameNames(r.tableColumns, reference.tableColumns),
    );
    return key !== undefined && isKind === true ? [{ table: table.name, tableColumns: key }] : [];
  });
  const [kind] = kinds;
  return kinds.length === 1 && kind !== undefined && kind.table !== from.name ? kind : undefined;
}

/** Several documents may declare the same. */
function withoutRepeats(references: readonly Reference[]): readonly Reference[] {
  const seen = new Map(
    references.map((r) => [JSON.stringify([r.columns, r.table, r.tableColumns]), r]),
  );
  return [...seen.values()];
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => same(name, b[i]!));
}

/** The names as the table writes them; undefined where it lacks one, or none are named. */
function columnsOf(table: CatalogTable, names: readonly string[]): readonly string[] | undefined {
  const found = names.flatMap((name) => table.columns.find((c) => same(c.name, name))?.name ?? []);
  return names.length > 0 && found.length === names.length ? found : undefined;
}

function isMeant(said: DeclaredTable, table: CatalogTable, all: readonly CatalogTable[]): boolean {
  const here = all.filter((t) => t.schema === table.schema);
  return (
    (said.schema === undefined || same(said.schema, table.schema)) &&
    tableIs(table, said.name, here)
  );
}

/** A document may leave out what all tables of a data set begin with: `stores` of `walmart_stores`. */
function tableIs(table: CatalogTable, name: string, here: readonly CatalogTable[]): boolean {
  if (here.some((t) => same(t.name, name))) return same(table.name, name);
  return table.name.toLowerCase().endsWith(`_${name.toLowerCase()}`);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
