import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inside } from './inside.js';
import { shownPath } from './read-text.js';
import { fileTrouble } from '../troubles.js';

/** A folder below `.dataagent/`, made if it is missing: locks, cache, evaluations, runs and memory of this machine, which git never sees. */
export async function privateFolder(
  root: string,
  name: 'locks' | 'cache' | 'eval' | 'runs' | 'running' | 'memory' | 'shown',
): Promise<string> {
  const base = await inside(root, '.dataagent');
  const folder = await inside(root, join('.dataagent', name));
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(base, '.gitignore'), '*\n', { flag: 'wx' }).catch(unlessThere);
    return folder;
  } catch (error) {
    throw fileTrouble(error, shownPath(folder), 'write');
  }
}

function unlessThere(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
}
