import { randomBytes } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import {
  access,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { largestText } from '../base/limits.js';
import { Trouble } from '../base/trouble.js';

/** The text of a file, at most `limit` bytes (1 MB unless said); troubles name the file and what to do. */
export async function readText(file: string, limit = largestText): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > limit)
      throw new Trouble(
        'workspace/too-large',
        'usage',
        `${file} is larger than ${limit} bytes`,
        'split the file',
      );
    const bytes = await readFile(file);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw asTrouble(error, file, 'read');
  }
}

/** Whether a path exists. */
export async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Writes a text so that a reader sees the old file or the new one and nothing between: a temporary file
 * beside it, flushed, then renamed. A failure leaves the old file and no temporary one. Folders are
 * made as needed. An equal file is left alone, dates included; the result says whether it changed.
 */
export async function writeAtomically(file: string, text: string): Promise<boolean> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return false;
  const temporary = join(dirname(file), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return true;
  } catch (error) {
    await rm(temporary, { force: true });
    throw asTrouble(error, file, 'write');
  }
}

/** Removes a file if it is there. */
export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw asTrouble(error, file, 'write');
  });
}

/**
 * A path inside `root`, however it is written: `..`, absolute paths and symbolic links that lead out are
 * a trouble, whether or not the file exists yet.
 */
export async function inside(root: string, path: string): Promise<string> {
  const full = resolve(root, path);
  const real = await realpath(root);
  const nearest = await nearestReal(full);
  for (const [from, to] of [
    [resolve(root), full],
    [real, nearest],
  ] as const) {
    const way = relative(from, to);
    if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
      throw new Trouble(
        'workspace/outside',
        'denied',
        `${path} leads out of the project`,
        'name a file below the project folder; links out of it are not followed',
      );
  }
  return full;
}

/** The real place of the nearest part of a path that exists. */
async function nearestReal(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await nearestReal(parent), relative(parent, path));
  }
}

/** Files below a folder whose names end so, as relative paths with `/`, sorted; none where there is no folder. Links are not followed. */
export async function filesBelow(
  folder: string,
  endings: readonly string[],
): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: unknown): Dirent[] => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw asTrouble(error, folder, 'read');
    },
  );
  return entries
    .filter((e) => e.isFile() && endings.some((ending) => e.name.endsWith(ending)))
    .map((e) => relative(folder, join(e.parentPath, e.name)).split(sep).join('/'))
    .toSorted();
}

/** Folders directly below one, sorted by name. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  return entries
    .filter((e) => e.isDirectory())
    .map((e) => e.name)
    .toSorted();
}

const hints: Readonly<Record<string, string>> = {
  ENOENT: 'check the path',
  EACCES: 'check who may read and write there',
  EPERM: 'check who may read and write there',
  EROFS: 'choose a folder that can be written',
  ENOSPC: 'free some space and run it again; what was there before is unchanged',
  EISDIR: 'name a file, not a folder',
  ENOTDIR: 'a part of the path is a file',
};

/** What the system says about a file, as a trouble. */
function asTrouble(error: unknown, file: string, doing: 'read' | 'write'): unknown {
  if (error instanceof Trouble) return error;
  if (error instanceof TypeError)
    return new Trouble(
      'workspace/not-text',
      'usage',
      `${file} is not UTF-8 text`,
      'save it as UTF-8',
    );
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const missing = code === 'ENOENT' && doing === 'read';
  const what = missing ? `${file} does not exist` : `cannot ${doing} ${file} (${code})`;
  return new Trouble(
    missing ? 'workspace/missing-file' : `workspace/cannot-${doing}`,
    missing ? 'usage' : 'environment',
    what,
    hints[code],
  );
}
