import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inside } from './inside.js';
import { removeAtExit, settled } from './leftovers.js';
import { makeFolder } from './make-folder.js';
import { shownPath } from './read-text.js';
import { fileTrouble } from '../troubles.js';

/**
 * Writes texts (or bytes) below `root`, by relative path, and removes files, so that a reader sees each file old or
 * new and never between, and a failure (a full disk) leaves all of them old: every text is first written
 * out beside its file, then all are renamed. Equal files are left alone, dates included. Returns the
 * paths that changed.
 */
export async function writeFiles(
  root: string,
  texts: ReadonlyMap<string, string | Uint8Array>,
  removed: readonly string[] = [],
): Promise<ReadonlySet<string>> {
  const changed = [];
  for (const [path, text] of texts) {
    const file = await inside(root, path);
    if (await differs(file, text)) changed.push({ path, file, text });
  }
  const gone = await Promise.all(removed.map((path) => inside(root, path)));
  const folders: string[] = [];
  const staged: { readonly file: string; readonly temporary: string }[] = [];
  try {
    for (const { file, text } of changed) staged.push(await stage(file, text, folders));
    for (const { file, temporary } of staged) {
      await rename(temporary, file).catch(failed(file));
      settled(temporary);
    }
  } catch (error) {
    for (const { temporary } of staged) await discard(temporary);
    for (const folder of folders) await removeEmpty(folder);
    throw error;
  }
  for (const file of gone) {
    await rm(file, { force: true }).catch(failed(file));
    await rmdir(dirname(file)).catch(() => undefined);
  }
  return new Set(changed.map((c) => c.path));
}

async function differs(file: string, content: string | Uint8Array): Promise<boolean> {
  try {
    return Buffer.compare(await readFile(file), Buffer.from(content)) !== 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw fileTrouble(error, shownPath(file), 'write');
  }
}

/** Folders that are made on the way are added to `folders`. */
async function stage(file: string, content: string | Uint8Array, folders: string[]) {
  const folder = dirname(file);
  try {
    const made = await makeFolder(folder);
    if (made === undefined) await removeAbandoned(folder);
    else folders.push(made);
  } catch (error) {
    throw fileTrouble(error, shownPath(folder), 'write');
  }
  const temporary = join(folder, temporaryName());
  removeAtExit(temporary);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await discard(temporary);
    throw fileTrouble(error, shownPath(file), 'write');
  }
  return { file, temporary };
}

/** The name says which process is writing, so that what a killed one left behind can be told. */
function temporaryName(): string {
  return `.dataagent-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^\.dataagent-(\d+)-[\da-f]{12}\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

/** Whether a process of this machine is there. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function discard(temporary: string): Promise<void> {
  await rm(temporary, { force: true }).catch(() => undefined);
  settled(temporary);
}

/** Folders that were made for files that did not come. */
async function removeEmpty(folder: string): Promise<void> {
  const below = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of below) if (entry.isDirectory()) await removeEmpty(join(folder, entry.name));
  await rmdir(folder).catch(() => undefined);
}

function failed(file: string) {
  return (error: unknown): never => {
    throw fileTrouble(error, shownPath(file), 'write');
  };
}
