import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { removeAtExit, settled } from './leftovers.js';
import { privateFolder } from './private-folder.js';
import { shownPath } from './read-text.js';
import { fileTrouble, workspaceTrouble } from '../troubles.js';
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
    const since = await startOf(process.pid);
    const owner = JSON.stringify({ pid: process.pid, host: hostname(), ...(since && { since }) });
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
  if (owner !== undefined) {
    if (owner.host !== hostname()) return false;
    if (!isRunning(owner.pid)) return true;
    // A machine that was started again gives the number of a process that is gone to another one.
    const since = await startOf(owner.pid);
    return owner.since !== undefined && since !== undefined && owner.since !== since;
  }
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  // However far, and whichever way, the clock was set since.
  return Math.abs(Date.now() - mtimeMs) > unownedMs;
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, in a form that says nothing but equal or not; absent where the system does not tell. */
  readonly since?: string;
}

/** When a process began, where the system tells it (Linux): the boot, and ticks since. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The 22nd field; the second, the program's name in brackets, may hold blanks.
    const ticks = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? undefined : `${boot.trim()} ${ticks}`;
  } catch {
    return undefined;
  }
}

function ownerOf(text: string): Owner | undefined {
  try {
    const { pid, host, since } = JSON.parse(text) as Readonly<Record<keyof Owner, unknown>>;
    if (typeof pid !== 'number' || pid <= 0 || typeof host !== 'string') return undefined;
    return { pid, host, ...(typeof since === 'string' && { since }) };
  } catch {
    return undefined;
  }
}
