import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { removeAtExit, settled } from './leftovers.js';
import { privateFolder } from './private-folder.js';
import { shownPath } from './read-text.js';
import { fileTrouble, workspaceTrouble } from './troubles.js';
import { isRunning } from './write-files.js';

/**
 * Holds the one writer's lock of `what` (a spec's name) while `work` runs. A second writer is the trouble
 * `workspace/locked`; the lock of a process that is gone is taken over.
 */
export async function locked<T>(root: string, what: string, work: () => Promise<T>): Promise<T> {
  const file = join(await privateFolder(root, 'locks'), `${what}.lock`);
  if (!(await take(file)) && !((await takeOver(file)) && (await take(file))))
    throw workspaceTrouble('locked', { what, file: shownPath(file) });
  removeAtExit(file);
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
    settled(file);
  }
}

async function take(file: string): Promise<boolean> {
  try {
    const owner = JSON.stringify({ pid: process.pid, host: hostname() });
    await writeFile(file, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Made, and then the disk was full: a lock without an owner would stop the next run.
    await rm(file, { force: true }).catch(() => undefined);
    throw fileTrouble(error, shownPath(file), 'write');
  }
}

/** Puts a stale lock aside: by renaming, which only one of several can do, and only what was judged. */
async function takeOver(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return true;
  if (!(await isStale(file, text))) return false;
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    if ((await readFile(aside, 'utf8')) === text) return true;
    await rename(aside, file);
    return false;
  } catch {
    return true;
  } finally {
    await rm(aside, { force: true });
  }
}

/** How long a lock may be without an owner: its file is made and written at once, unless its process is killed between. */
const unownedMs = 10_000;

async function isStale(file: string, text: string): Promise<boolean> {
  const owner = ownerOf(text);
  if (owner !== undefined) return owner.host === hostname() && !isRunning(owner.pid);
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs > unownedMs;
}

function ownerOf(text: string): { readonly pid: number; readonly host: string } | undefined {
  try {
    const { pid, host } = JSON.parse(text) as { readonly pid?: unknown; readonly host?: unknown };
    return typeof pid === 'number' && pid > 0 && typeof host === 'string'
      ? { pid, host }
      : undefined;
  } catch {
    return undefined;
  }
}
