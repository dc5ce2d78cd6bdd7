import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../base/sha256.js';

/** What tells that nothing in a folder has changed. */
export interface FolderStamp {
  /** Everything in it, folders with a `/` at their end, the folder itself first. */
  readonly paths: readonly string[];
  /** The hash of times, sizes and numbers of all of them. */
  readonly times: string;
}

/** How coarse the clock of a file system may be, in milliseconds: two writes within it can look alike. */
const coarsest = 2000;

/**
 * The stamp of a folder: what is in it, with sizes, numbers and times, the change time among them, which no
 * program can set. Undefined where something changed so lately that times may not tell, where a link stands
 * in it, or where it cannot be read.
 */
export function folderStamp(folder: string): FolderStamp | undefined {
  try {
    const paths = [''];
    if (!addBelow(folder, '', paths)) return undefined;
    const seen = look(folder, paths);
    if (seen === undefined || Date.now() - seen.newest < coarsest) return undefined;
    return { paths, times: sha256(seen.numbers) };
  } catch {
    return undefined;
  }
}

/**
 * Whether a folder is as it was stamped. Nobody lists it: a folder in which something came, went or was
 * renamed has other times itself.
 */
export function isAsStamped(folder: string, { paths, times }: FolderStamp): boolean {
  const seen = look(folder, paths);
  return seen !== undefined && sha256(seen.numbers) === times;
}

/** Adds what is below a folder, sorted; false where a link is. */
function addBelow(folder: string, below: string, paths: string[]): boolean {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.every((entry) => {
    const path = `${below}${entry.name}`;
    if (entry.isFile()) return paths.push(path) > 0;
    if (!entry.isDirectory()) return false;
    return paths.push(`${path}/`) > 0 && addBelow(folder, `${path}/`, paths);
  });
}

/** Four numbers of each path, and the newest of all times; undefined where one is not what it was listed as. */
function look(folder: string, paths: readonly string[]) {
  const numbers = new Float64Array(paths.length * 4);
  let newest = 0;
  for (const [i, path] of paths.entries()) {
    const found = lstatSync(`${folder}/${path}`.replace(/\/$/, ''), { throwIfNoEntry: false });
    const isFolder = path === '' || path.endsWith('/');
    if (found === undefined || (isFolder ? !found.isDirectory() : !found.isFile()))
      return undefined;
    const { mtimeMs, ctimeMs, size, ino } = found;
    numbers.set([mtimeMs, ctimeMs, size, ino], i * 4);
    newest = Math.max(newest, mtimeMs, ctimeMs);
  }
  return { numbers: new Uint8Array(numbers.buffer), newest };
}
