import { check, type CheckedDocument } from '../../src/compile.js';
import { sourceTables } from '../../src/ddl/source-tables.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine, Rows } from '../../src/engine/engine.js';
import type { Ontology } from '../../src/ontology/model.js';
import type { SqlStatement } from '../../src/sql/ast.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { print } from '../../src/sql/print/print.js';
import { statementsOf } from '../../src/sql/statements.js';

/** Rows of a table as text by column; a column left out is null. */
export type TableRows = Readonly<
  Record<string, readonly Readonly<Record<string, string | null>>[]>
>;

/** What became of a document: rows, codes of a refusal, or what broke. */
export type Outcome =
  | { readonly kind: 'rows'; readonly rows: Rows; readonly sql: string }
  | { readonly kind: 'refused'; readonly codes: readonly string[]; readonly note: string }
  | { readonly kind: 'broken'; readonly note: string; readonly sql?: string };

/** An engine that holds the tables of an ontology with rows; to be closed. */
export async function engineWith(ontology: Ontology, given: TableRows): Promise<Engine> {
  const engine = await openDuckdb({});
  await fill(engine, ontology, given);
  return engine;
}

/** Replaces the tables of an ontology in an engine. */
export async function fill(engine: Engine, ontology: Ontology, given: TableRows): Promise<void> {
  for (const table of sourceTables(ontology)) {
    const [printed] = print({ kind: 'create-table', table, ifNotExists: false }, duckdb);
    const name = table.name.map((part) => `"${part}"`).join('.');
    const made = await engine.execute([`drop table if exists ${name}`, ...statementsOf(printed!)]);
    if ('error' in made) throw new Error(made.error.message);
    const columns = [...table.columns, ...table.partition].map((column) => column.name);
    const rows = (given[table.name.join('.')] ?? []).map((row) =>
      columns.map((column) => row[column] ?? null),
    );
    const loaded = await engine.load(table.name, rows);
    if ('error' in loaded) throw new Error(loaded.error.message);
  }
}

/** Compiles a document and runs its SELECT; exceptions are caught, since they are findings. */
export async function runDocument(
  engine: Engine,
  document: object,
  ontology: Ontology,
  params: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  let sql: string | undefined;
  try {
    const [checked, found] = check(JSON.stringify(document), ontology);
    if (checked === undefined) {
      const errors = found.filter(({ severity }) => severity === 'error');
      return {
        kind: 'refused',
        codes: [...new Set(errors.map(({ code }) => code))].toSorted(),
        note: errors
          .map(({ code, path, params: p }) => `${code} ${path} ${JSON.stringify(p)}`)
          .join('; '),
      };
    }
    const [printed, problems] = print(selectOf(checked), duckdb);
    if (printed === undefined)
      return { kind: 'refused', codes: problems.map(({ code }) => code), note: 'dialect' };
    sql = printed.text;
    const got = await engine.query(sql, { params });
    if ('error' in got) return { kind: 'broken', note: got.error.message, sql };
    return { kind: 'rows', rows: got.value, sql };
  } catch (error) {
    const note = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: 'broken', note, ...(sql !== undefined && { sql }) };
  }
}

/** The SELECT of a document, also of one that writes a table. */
export function selectOf({ statement }: CheckedDocument): SqlStatement {
  return statement.kind === 'insert' ? { kind: 'query', with: statement.with } : statement;
}
