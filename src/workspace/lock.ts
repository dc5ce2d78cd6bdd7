import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Trouble } from '../base/trouble.js';

/**
 * Holds the one writer's lock of a spec while `work` runs. A second writer is the trouble
 * `workspace/locked`; the lock of a process that is gone is taken over.
 */
export async function locked<T>(root: string, spec: string, work: () => Promise<T>): Promise<T> {
  const folder = join(root, '.dataagent', 'locks');
  const file = join(folder, `${spec}.lock`);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw new Trouble(
      'workspace/cannot-write',
      'environment',
      `cannot write ${folder} (${code ?? 'unknown'})`,
      'choose a folder that can be written',
    );
  });
  await take(file, spec);
  const release = (): void => void rm(file, { force: true }).catch(() => undefined);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    await rm(file, { force: true });
  }
}

async function take(file: string, spec: string, again = true): Promise<void> {
  const owner = { pid: process.pid, host: hostname() };
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(JSON.stringify(owner));
    await handle.close();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new Trouble(
        'workspace/cannot-write',
        'environment',
        `cannot write ${file} (${code ?? 'unknown'})`,
        'choose a folder that can be written, or free some space',
      );
    if (!again || !(await isStale(file))) throw lockedBy(spec, file);
    await rm(file, { force: true });
    await take(file, spec, false);
  }
}

/** A lock of this machine whose process is gone, or one that was never written out. */
async function isStale(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const owner = ownerOf(text);
  if (owner === undefined || owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function ownerOf(text: string): { readonly pid: number; readonly host: string } | undefined {
  try {
    return JSON.parse(text) as { readonly pid: number; readonly host: string };
  } catch {
    return undefined;
  }
}

function lockedBy(spec: string, file: string): Trouble {
  return new Trouble(
    'workspace/locked',
    'environment',
    `another run is writing spec "${spec}"`,
    `wait for it; if none is running, remove ${file}`,
  );
}
