import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { DuckdbOptions } from '../../src/engine/duckdb-sandbox.js';
import type { Attempt, Engine, EngineError, Rows } from '../../src/engine/engine.js';

/** A folder of this test, removed when it ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'engine-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An engine that is closed when the test ends. */
export async function open(options: DuckdbOptions = {}): Promise<Engine> {
  const engine = await openDuckdb(options);
  onTestFinished(() => engine.close());
  return engine;
}

/** A database file of this test that holds what the statements make. */
export async function databaseFile(
  statements: readonly string[],
  name = 'shop.duckdb',
  folder = temporaryFolder(),
): Promise<string> {
  const file = join(folder, name);
  const engine = await openDuckdb({ target: { file } });
  try {
    valueOf(await engine.execute(statements));
  } finally {
    await engine.close();
  }
  return file;
}

/** The value of an attempt; an error of the engine fails the test. */
export function valueOf<T>(attempt: Attempt<T>): T {
  if ('error' in attempt) throw new Error(`${attempt.error.type}: ${attempt.error.message}`);
  return attempt.value;
}

/** The error of an attempt; a value fails the test. */
export function errorOf(attempt: Attempt<unknown>): EngineError {
  if ('value' in attempt) throw new Error('the statement ran');
  return attempt.error;
}

/** The rows of a query. */
export async function rowsOf(engine: Engine, sql: string): Promise<Rows['rows']> {
  return valueOf(await engine.query(sql)).rows;
}
