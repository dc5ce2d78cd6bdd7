import { resolve } from 'node:path';
import { parseDatabase } from '../../engine/database.js';
import type { Attempt, Engine, Rows } from '../../engine/engine.js';
import { engineTrouble } from '../../engine/troubles.js';
import { inside } from '../../workspace/files/inside.js';
import { exists } from '../../workspace/files/read-text.js';
import type { Project } from '../../workspace/project.js';
import { wholeNumber } from '../options/option-values.js';
import type { Session } from '../outcome.js';
import { cliTrouble } from '../troubles/cli.js';

/** What a command may say about the database. */
export interface DatabaseOptions {
  readonly database?: string;
  /** In seconds, as written. */
  readonly timeout?: string;
}

/**
 * Opens the database of `--database`, else that of the project; read-only, stopped by the session's
 * signal. A trouble where neither names one, or where the project's settings lead out of the project.
 */
export async function openDatabase(
  session: Session,
  { database, timeout }: DatabaseOptions,
  project: Project | undefined,
): Promise<Engine> {
  const address = database ?? project?.config.database;
  if (address === undefined) throw cliTrouble('no-database', {});
  const { file } = parseDatabase(address);
  const path = file && (await pathOf(file, session, database === undefined ? project : undefined));
  const { timezone } = project?.config ?? {};
  const timeoutMs = timeout === undefined ? undefined : wholeNumber(timeout, '--timeout') * 1000;
  const { openDuckdb } = await import('../../engine/duckdb.js');
  return openDuckdb({
    ...(path !== undefined && { databases: [{ file: path }] }),
    ...(timezone !== undefined && { timeZone: timezone }),
    ...(timeoutMs !== undefined && { timeoutMs }),
    signal: session.signal,
  });
}

/**
 * Says that a database is missing before anything is done with it; nothing where none is named. Whether it
 * is a database is seen when it is opened.
 */
export async function checkDatabase(
  session: Session,
  { database }: DatabaseOptions,
  project: Project,
): Promise<void> {
  const address = database ?? project.config.database;
  if (address === undefined) return;
  const { file } = parseDatabase(address);
  const path = file && (await pathOf(file, session, database === undefined ? project : undefined));
  if (path === undefined || (await exists(path))) return;
  throw engineTrouble('no-such-file', { file: path });
}

/** Opens an engine with nothing in it. */
export async function openEmpty(session: Session): Promise<Engine> {
  const { openDuckdb } = await import('../../engine/duckdb.js');
  return openDuckdb({ signal: session.signal });
}

/** The rows of a Parquet file, values as text; the engine is loaded only for them. */
export async function readParquet(
  { signal }: Session,
  { root }: Project,
  file: string,
): Promise<Attempt<Rows>> {
  const path = await inside(root, file);
  const parquet = await import('../../engine/parquet.js');
  return parquet.readParquet(path, signal);
}

/** A project's settings never lead out of it; the command line may. */
async function pathOf(
  file: string,
  { cwd }: Session,
  project: Project | undefined,
): Promise<string> {
  return project === undefined ? resolve(cwd, file) : inside(project.root, file);
}
