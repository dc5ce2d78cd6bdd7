import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { existsSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import type { Trouble } from '../base/trouble.js';
import { attachTrouble, missingFile } from './duckdb-errors.js';
import { literal, qualified, quote } from './duckdb-text.js';
import { engineTrouble } from './troubles.js';

type Api = typeof import('@duckdb/node-api');

/** A file under the name its catalog gets: for what is read, by default the name of the file without its extension. */
export interface DatabaseFile {
  readonly file: string;
  readonly name?: string;
}

/** What DuckDB is opened with: files, limits, a time zone. */
export interface DuckdbOptions {
  /** Read, never written; tables of the first are found first. */
  readonly databases?: readonly DatabaseFile[];
  /** Where tables are made and written; created if it is missing. Absent: in memory, gone at `close`. */
  readonly target?: DatabaseFile;
  /** Files of rows that a SELECT may read by their path. */
  readonly readable?: readonly string[];
  /** In DuckDB's words; default `1GB`. */
  readonly memoryLimit?: string;
  /** How much may be spilled to disk, in DuckDB's words; default `4GB`. */
  readonly spillLimit?: string;
  /** Default: as many as the machine has, at most 4. */
  readonly threads?: number;
  /** For each statement, in milliseconds; default one minute. */
  readonly timeoutMs?: number;
  /** IANA name; default `UTC`. Never that of the host. */
  readonly timeZone?: string;
  /** Interrupts every statement when it fires; a `Trouble` as its reason is what the statement's caller gets. */
  readonly signal?: AbortSignal;
}

/** DuckDB as it was opened, with what its statements may use. */
export interface Sandbox {
  readonly api: Api;
  readonly connection: DuckDBConnection;
  /** Names of the attached catalogs, the target first. */
  readonly catalogs: readonly string[];
  readonly memory: string;
  readonly spill: string;
  /** Frees files and locks and removes the private folder. */
  readonly close: () => void;
}

/**
 * What DuckDB's optimizer may not do, for it changes results. The first pushes filters of joins below
 * limits and groups, and so gives wrong rows now and then: https://github.com/duckdb/duckdb/pull/22963,
 * https://github.com/duckdb/duckdb/issues/22075. The other loses or mixes rows where arms of a UNION ALL
 * share a join (1.5.1 to 1.5.5), which is how measures of several sources are put together:
 * https://github.com/duckdb/duckdb/issues/25819. The third drops columns that are still read where
 * statistics show that one of several inner joins finds nothing ("Failed to bind column reference"). The
 * fourth takes the first rows of a window by an aggregate, and so loses rows whose order is null or gives
 * others (1.5.0 to 1.5.5): https://github.com/duckdb/duckdb/issues/23677, https://github.com/duckdb/duckdb/pull/24080.
 */
export const disabledOptimizers =
  'join_filter_pushdown,common_subplan,column_lifetime,top_n_window_elimination';

/**
 * DuckDB with nothing but the named files: its main database in memory, databases attached read-only,
 * no network, no other file, no extension, settings locked. The one way out that DuckDB leaves open is
 * that attaching a file allows its path: `COPY … TO` could overwrite a database that is attached
 * read-only. So no connection of a sandbox may ever run a statement of a kind that is not listed in
 * `duckdb.ts`. https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
export async function openSandbox(options: DuckdbOptions): Promise<Sandbox> {
  checkFiles(options);
  const api = await driver();
  const memory = options.memoryLimit ?? '1GB';
  const spill = options.spillLimit ?? '4GB';
  const folder = mkdtempSync(join(tmpdir(), 'dataagent-'));
  const created =
    options.target !== undefined && !existsSync(options.target.file)
      ? options.target.file
      : undefined;
  let instance: DuckDBInstance | undefined;
  let connection: DuckDBConnection | undefined;
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  // Also where the process ends in the middle of a statement.
  process.once('exit', removeFolder);
  const close = (): void => {
    connection?.closeSync();
    instance?.closeSync();
    removeFolder();
    process.off('exit', removeFolder);
  };
  try {
    instance = await create(api, {
      threads: String(options.threads ?? Math.min(4, availableParallelism())),
      memory_limit: memory,
      temp_directory: join(folder, 'spill'),
      errors_as_json: 'true',
      disabled_optimizers: disabledOptimizers,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    connection = await instance.connect();
    const catalogs = await attachAll(connection, options);
    // Given at creation it is shown but not enforced (DuckDB 1.5.5).
    await set(connection, 'max_temp_directory_size', spill);
    await setTimeZone(connection, options.timeZone ?? 'UTC');
    const readable = (options.readable ?? []).map(literal).join(', ');
    await connection.run(`SET allowed_paths = [${readable}]`);
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return { api, connection, catalogs, memory, spill, close };
  } catch (error) {
    close();
    if (created !== undefined) rmSync(created, { force: true });
    throw error;
  }
}

/** Checked before DuckDB sees them: its own messages differ by platform. */
function checkFiles({ databases = [], target }: DuckdbOptions): void {
  for (const { file } of databases) {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) throw missingFile(file);
    if (stat.isDirectory()) throw attachTrouble(new Error('Is a directory'), file);
  }
  if (target === undefined) return;
  if (statSync(target.file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw attachTrouble(new Error('Is a directory'), target.file);
  if (!existsSync(dirname(target.file)))
    throw engineTrouble('no-such-folder', {
      folder: dirname(target.file),
      file: basename(target.file),
    });
  const read = databases.find(
    ({ file }) => existsSync(target.file) && realpathSync(file) === realpathSync(target.file),
  );
  if (read !== undefined) throw engineTrouble('same-file', { file: target.file });
}

/** Loaded late: the driver's shared library costs a tenth of a second. */
async function driver(): Promise<Api> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw engineTrouble('no-driver', { detail });
  }
}

async function create(api: Api, settings: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await api.DuckDBInstance.create(':memory:', settings);
  } catch (error) {
    throw wrongSetting(error);
  }
}

/** Attaches every file and makes `table` and `schema.table` find the tables of all of them. */
async function attachAll(
  connection: DuckDBConnection,
  { databases = [], target }: DuckdbOptions,
): Promise<readonly string[]> {
  const taken = new Set(['memory', 'system', 'temp']);
  const attach = async ({ file, name }: DatabaseFile, mode: string): Promise<string> => {
    const catalog = freeName(name ?? basename(file, extname(file)), taken);
    try {
      await connection.run(`ATTACH ${literal(file)} AS ${quote(catalog)} (TYPE duckdb, ${mode})`);
    } catch (error) {
      throw attachTrouble(error, file);
    }
    if (
      !(await schemasOf(connection, catalog)).some((s) => s.toLowerCase() === catalog.toLowerCase())
    )
      return catalog;
    // `sales.orders` could then mean the schema or the catalog, which DuckDB refuses.
    await connection.run(`DETACH ${quote(catalog)}`);
    return attach({ file, name: `${catalog}_database` }, mode);
  };
  const path: string[] = [];
  const names: string[] = [];
  if (target !== undefined) {
    // A name that no schema made later will have: `ods.orders` must not mean a catalog called ods.
    const catalog = await attach({ name: 'dataagent_target', ...target }, 'READ_WRITE');
    names.push(catalog);
    for (const schema of await schemasOf(connection, catalog))
      path.push(qualified(catalog, schema));
  }
  path.push('memory.main');
  for (const database of databases) {
    const catalog = await attach(database, 'READ_ONLY');
    names.push(catalog);
    for (const schema of await schemasOf(connection, catalog))
      path.push(qualified(catalog, schema));
    await refuseAmbiguous(connection, catalog);
  }
  await connection.run(`SET search_path = ${literal(path.join(','))}`);
  return names;
}

function freeName(wanted: string, taken: Set<string>): string {
  const base = wanted === '' ? 'database' : wanted;
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
  taken.add(name.toLowerCase());
  return name;
}

/** `main` first: it is where an unqualified name is looked for in DuckDB. */
async function schemasOf(
  connection: DuckDBConnection,
  catalog: string,
): Promise<readonly string[]> {
  const reader = await connection.runAndReadAll(
    `SELECT schema_name FROM duckdb_schemas() WHERE database_name = ${literal(catalog)}
     ORDER BY schema_name <> 'main', schema_name`,
  );
  return reader.getRows().map(([name]) => String(name));
}

/**
 * An unqualified name that several schemas have (and `main` has not) would silently mean the first of
 * them. A view of that name stands before all of them on the path, and fails with the reason.
 */
async function refuseAmbiguous(connection: DuckDBConnection, catalog: string): Promise<void> {
  const reader = await connection.runAndReadAll(
    `SELECT min(name), string_agg(DISTINCT schema_name, ', ' ORDER BY schema_name)
     FROM (SELECT schema_name, table_name AS name FROM duckdb_tables() WHERE database_name = ${literal(catalog)}
           UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = ${literal(catalog)} AND NOT internal)
     GROUP BY lower(name) HAVING count(DISTINCT schema_name) > 1 AND NOT bool_or(schema_name = 'main') ORDER BY 1`,
  );
  for (const [name, schemas] of reader.getRows()) {
    const reason = `the table ${String(name)} is in several schemas (${String(schemas)}): write schema.table`;
    await connection.run(
      `CREATE VIEW IF NOT EXISTS memory.main.${quote(String(name))} AS
       SELECT error(${literal(reason)}) AS ${quote(reason)} WHERE error(${literal(reason)})`,
    );
  }
}

async function set(connection: DuckDBConnection, name: string, value: string): Promise<void> {
  try {
    await connection.run(`SET ${name} = ${literal(value)}`);
  } catch (error) {
    throw wrongSetting(error);
  }
}

function wrongSetting(error: unknown): Trouble {
  const detail = error instanceof Error ? error.message : String(error);
  return engineTrouble('wrong-setting', { detail });
}

async function setTimeZone(connection: DuckDBConnection, zone: string): Promise<void> {
  try {
    await connection.run(`SET TimeZone = ${literal(zone)}`);
  } catch {
    throw engineTrouble('unknown-time-zone', { zone });
  }
}
