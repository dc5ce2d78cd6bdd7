import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Trouble } from '../../src/base/trouble.js';

/** Options every suite takes: `--json` (one document on stdout) and `--dir FOLDER` (the shared data). */
export interface SuiteOptions {
  readonly json: boolean;
  readonly shared: string;
}

/** Reads a suite's command line; the shared data is at --dir, else DATAAGENT_SHARED, else ../shared of the project. */
export function suiteOptions(args: readonly string[]): SuiteOptions {
  const { json, dir } = readArgs(args, { json: false });
  const shared = resolve(
    dir ?? process.env['DATAAGENT_SHARED'] ?? join(import.meta.dirname, '../../../shared'),
  );
  if (!existsSync(join(shared, 'bench')))
    throw new Trouble(
      'suite/no-shared-data',
      'environment',
      `${shared} has no folder "bench"; this suite runs on data that is not part of the project`,
      'set DATAAGENT_SHARED, or give --dir, to the folder that holds "bench" and "dsl"',
    );
  return { json, shared };
}

interface Args {
  readonly json: boolean;
  readonly dir?: string;
}

function readArgs([first, ...rest]: readonly string[], read: Args): Args {
  if (first === undefined) return read;
  if (first === '--json') return readArgs(rest, { ...read, json: true });
  if (first === '--dir' && rest[0] !== undefined)
    return readArgs(rest.slice(1), { ...read, dir: rest[0] });
  throw new Trouble(
    'suite/unknown-option',
    'usage',
    `"${first}" is not an option of this suite`,
    'the options are --json and --dir FOLDER',
  );
}

/** The path of a file of the shared data; trouble where it is absent. */
export function sharedFile(shared: string, ...path: readonly string[]): string {
  const file = join(shared, ...path);
  if (!existsSync(file))
    throw new Trouble('suite/no-shared-data', 'environment', `${file} is absent`);
  return file;
}

/** A JSON file of the shared data. */
export function sharedJson(shared: string, ...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(sharedFile(shared, ...path), 'utf8'));
}

/** The documents of a folder by id (the file's name without .json), in the order of ids; none where the folder is absent. */
export function documentsIn(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(
    files
      .map((file) => file.slice(0, -'.json'.length))
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((id) => [id, readFileSync(join(folder, `${id}.json`), 'utf8')]),
  );
}
