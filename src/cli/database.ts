import { resolve } from 'node:path';
import { Trouble } from '../base/trouble.js';
import { parseDatabase } from '../engine/database.js';
import type { Engine } from '../engine/engine.js';
import { inside } from '../workspace/files.js';
import type { Project } from '../workspace/project.js';

/** Opens the database of `--database`, else that of the project; read-only. A trouble where neither says. */
export async function openDatabase(
  cwd: string,
  asked: string | undefined,
  project: Project | undefined,
  options: { readonly timeoutMs?: number } = {},
): Promise<Engine> {
  const text = asked ?? project?.config.database;
  if (text === undefined)
    throw new Trouble(
      'cli/no-database',
      'usage',
      'no database is named',
      'name one with --database duckdb:FILE, or with "database" in dataagent.yaml',
    );
  const { file } = parseDatabase(text);
  const { openDuckdb } = await import('../engine/duckdb.js');
  if (file === undefined) return openDuckdb(options);
  const ofProject = asked === undefined && project !== undefined;
  const path = ofProject ? await inside(project.root, file) : resolve(cwd, file);
  return openDuckdb({ databases: [{ file: path }], ...options });
}
