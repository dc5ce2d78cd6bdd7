import type { DuckDBPreparedStatement } from '@duckdb/node-api';
import { Trouble } from '../base/trouble.js';
import { engineTrouble } from './troubles.js';
import { readCatalog } from './duckdb-catalog.js';
import { engineError, isInterrupt } from './duckdb-errors.js';
import { openSandbox, type DuckdbOptions, type Sandbox } from './duckdb-sandbox.js';
import { plainValue, resultColumn } from './duckdb-values.js';
import type {
  Attempt,
  Engine,
  EngineError,
  Executed,
  Prepared,
  QueryOptions,
  Rows,
  RunOptions,
} from './engine.js';

/** Opens DuckDB in its sandbox; what stands in the way (missing, locked, damaged files) is thrown as `Trouble`. */
export async function openDuckdb(options: DuckdbOptions = {}): Promise<Engine> {
  const sandbox = await openSandbox(options);
  const limitMs = options.timeoutMs ?? 60_000;
  let last: Promise<unknown> = Promise.resolve();
  let stop: (() => void) | undefined;
  let closed: Promise<void> | undefined;

  /** One after the other, each under its time limit and its signal. */
  const run = <T>(work: () => Promise<T>, o: RunOptions = {}): Promise<T> => {
    if (closed !== undefined) throw new Error('the engine is closed');
    const result = last.then(() =>
      guarded(sandbox, work, o.timeoutMs ?? limitMs, o.signal ?? options.signal, (s) => (stop = s)),
    );
    last = result.catch(() => undefined);
    return result;
  };

  return {
    dialect: 'duckdb',
    prepare: (sql, o) => run(() => prepare(sandbox, sql), o),
    query: (sql, o) => run(() => query(sandbox, sql, o ?? {}), o),
    execute: (statements, o) => run(() => execute(sandbox, statements, o?.params ?? {}), o),
    load: (table, rows, o) => run(() => load(sandbox, table, rows), o),
    describe: (o) => run(() => readCatalog(sandbox), o),
    interrupt: () => stop?.(),
    close: () =>
      (closed ??= (async () => {
        stop?.();
        await last;
        sandbox.close();
      })()),
  };
}

/** DuckDB forgets an interrupt that comes between two of its steps, so it is repeated until the work ends. */
async function guarded<T>(
  { connection }: Sandbox,
  work: () => Promise<T>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  stoppable: (stop: (() => void) | undefined) => void,
): Promise<T> {
  if (signal?.aborted === true) throw interruptedBy(signal);
  let reason: Trouble | undefined;
  let repeat: NodeJS.Timeout | undefined;
  const stop = (trouble: Trouble): void => {
    reason ??= trouble;
    connection.interrupt();
    repeat ??= setInterval(() => connection.interrupt(), 20);
  };
  const onAbort = (): void => stop(interruptedBy(signal));
  const timeout = engineTrouble('timeout', { seconds: timeoutMs / 1000 });
  const timer = setTimeout(() => stop(timeout), timeoutMs);
  signal?.addEventListener('abort', onAbort);
  stoppable(onAbort);
  try {
    return await work();
  } catch (error) {
    if (reason !== undefined && isInterrupt(error)) throw reason;
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(repeat);
    signal?.removeEventListener('abort', onAbort);
    stoppable(undefined);
  }
}

function interruptedBy(signal: AbortSignal | undefined): Trouble {
  const reason: unknown = signal?.reason;
  if (reason instanceof Trouble) return reason;
  return engineTrouble('interrupted', {});
}

/** One SELECT: its type code covers VALUES, FROM, DESCRIBE and SUMMARIZE, none of which writes. */
async function query(
  sandbox: Sandbox,
  sql: string,
  { maxRows, params = {} }: QueryOptions,
): Promise<Attempt<Rows>> {
  const found = await only(sandbox, sql);
  if ('error' in found) return found;
  const { statement, kind } = found.value;
  if (kind !== 'query') {
    statement.destroySync();
    return { error: refusal('only a SELECT may be run here', 0) };
  }
  const unbound = bind(statement, params, 0);
  if (unbound !== undefined) return { error: unbound };
  return settle(sandbox, sql, 0, async () => {
    const reader =
      maxRows === undefined
        ? await statement.runAndReadAll()
        : await statement.streamAndReadUntil(maxRows + 1);
    const types = reader.columnTypes();
    const read = reader.getRows();
    const shown = maxRows === undefined ? read : read.slice(0, maxRows);
    statement.destroySync();
    return {
      columns: reader.columnNames().map((n, i) => resultColumn(sandbox.api, n, types[i]!)),
      rows: shown.map((row) => row.map((v, i) => plainValue(sandbox.api, types[i]!, v))),
      truncated: read.length > shown.length,
    };
  });
}

async function prepare(sandbox: Sandbox, sql: string): Promise<Attempt<Prepared>> {
  const found = (await atOnce(sandbox, sql)) ?? (await only(sandbox, sql));
  if ('error' in found) return found;
  const { statement, kind } = found.value;
  const columns =
    kind === 'change'
      ? []
      : Array.from({ length: statement.columnCount }, (_, i) =>
          resultColumn(sandbox.api, statement.columnName(i), statement.columnType(i)),
        );
  statement.destroySync();
  return { value: { kind, columns } };
}

/** In one transaction, so that a list that fails half-way leaves nothing behind. */
async function execute(
  sandbox: Sandbox,
  statements: readonly string[],
  params: Readonly<Record<string, string>>,
): Promise<Attempt<Executed>> {
  const { connection } = sandbox;
  const changed: number[] = [];
  await connection.run('BEGIN TRANSACTION');
  let done = false;
  try {
    for (const [i, sql] of statements.entries()) {
      const outcome = await change(sandbox, sql, i, params);
      if ('error' in outcome) return outcome;
      changed.push(outcome.value);
    }
    const committed = await settle(sandbox, '', Math.max(0, statements.length - 1), () =>
      connection.run('COMMIT'),
    );
    if ('error' in committed) return committed;
    done = true;
    return { value: { changed } };
  } finally {
    // A failed commit has already ended the transaction; rolling back again is then refused, harmlessly.
    if (!done) await connection.run('ROLLBACK').catch(() => undefined);
  }
}

/** By the appender, which takes values and no text of SQL. */
async function load(
  sandbox: Sandbox,
  table: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<Attempt<number>> {
  const { connection, catalogs } = sandbox;
  const [name, schema, catalog = catalogs[0]] = table.toReversed();
  await connection.run('BEGIN TRANSACTION');
  const loaded = await settle(sandbox, '', 0, async () => {
    const appender = await connection.createAppender(name!, schema ?? null, catalog ?? null);
    for (const row of rows) {
      for (const value of row)
        if (value === null) appender.appendNull();
        else appender.appendVarchar(value);
      appender.endRow();
    }
    appender.closeSync();
    await connection.run('COMMIT');
    return rows.length;
  });
  if ('error' in loaded) await connection.run('ROLLBACK').catch(() => undefined);
  return loaded;
}

/** Runs all statements of one text; each is checked only when those before it have run. */
async function change(
  sandbox: Sandbox,
  sql: string,
  index: number,
  params: Readonly<Record<string, string>>,
): Promise<Attempt<number>> {
  const extracted = await settle(sandbox, sql, index, () =>
    sandbox.connection.extractStatements(sql),
  );
  if ('error' in extracted) return extracted;
  let changed = 0;
  for (let i = 0; i < extracted.value.count; i++) {
    const outcome = await settle(sandbox, sql, index, async () => {
      const statement = await extracted.value.prepare(i);
      try {
        if (kindOf(sandbox, statement) !== 'change') return undefined;
        return bind(statement, params, index) ?? (await statement.run()).rowsChanged;
      } finally {
        statement.destroySync();
      }
    });
    if ('error' in outcome) return outcome;
    if (outcome.value === undefined)
      return {
        error: refusal('only statements that define or change tables may be run here', index),
      };
    if (typeof outcome.value !== 'number') return { error: outcome.value };
    changed += outcome.value;
  }
  return { value: changed };
}

interface OneStatement {
  readonly statement: DuckDBPreparedStatement;
  readonly kind: 'query' | 'change';
}

/** A text that holds one statement without errors, read in one step; undefined for every other, which `only` judges. */
async function atOnce(
  sandbox: Sandbox,
  sql: string,
): Promise<{ readonly value: OneStatement } | undefined> {
  const prepared = await settle(sandbox, sql, 0, () => sandbox.connection.prepare(sql));
  if ('error' in prepared) return undefined;
  const kind = kindOf(sandbox, prepared.value);
  if (kind !== undefined) return { value: { statement: prepared.value, kind } };
  prepared.value.destroySync();
  return undefined;
}

/** The one statement of a text, prepared, if it is of a kind that may run at all. */
async function only(sandbox: Sandbox, sql: string): Promise<Attempt<OneStatement>> {
  const extracted = await settle(sandbox, sql, 0, () => sandbox.connection.extractStatements(sql));
  if ('error' in extracted) return extracted;
  if (extracted.value.count !== 1)
    return { error: refusal(`one statement is expected, not ${extracted.value.count}`, 0) };
  const prepared = await settle(sandbox, sql, 0, () => extracted.value.prepare(0));
  if ('error' in prepared) return prepared;
  const kind = kindOf(sandbox, prepared.value);
  if (kind !== undefined) return { value: { statement: prepared.value, kind } };
  prepared.value.destroySync();
  return { error: refusal('this kind of statement is never run', 0) };
}

/** Binds the parameters that a statement reads; its error names one that has no value. */
function bind(
  statement: DuckDBPreparedStatement,
  params: Readonly<Record<string, string>>,
  index: number,
): EngineError | undefined {
  for (let i = 1; i <= statement.parameterCount; i++) {
    const name = statement.parameterName(i);
    const value = params[name];
    if (value === undefined)
      return {
        type: 'Parameter',
        message: `the parameter "${name}" has no value`,
        statement: index,
        name,
        candidates: Object.keys(params).toSorted(),
      };
    statement.bindVarchar(i, value);
  }
  return undefined;
}

/** What is not listed here is never run: COPY, ATTACH, SET, PRAGMA, INSTALL, EXPORT, CALL, EXPLAIN ANALYZE … */
function kindOf(
  { api }: Sandbox,
  { statementType }: DuckDBPreparedStatement,
): 'query' | 'change' | undefined {
  const type = api.StatementType;
  if (statementType === type.SELECT) return 'query';
  const changes = [
    type.CREATE,
    type.INSERT,
    type.UPDATE,
    type.DELETE,
    type.MERGE_INTO,
    type.ALTER,
    type.DROP,
  ];
  return changes.includes(statementType) ? 'change' : undefined;
}

async function settle<T>(
  { memory, spill }: Sandbox,
  sql: string,
  statement: number,
  work: () => Promise<T>,
): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Trouble || isInterrupt(error)) throw error;
    return { error: engineError(error, sql, statement, { memory, spill }) };
  }
}

function refusal(message: string, statement: number): EngineError {
  return { type: 'Not allowed', message, statement, candidates: [] };
}
