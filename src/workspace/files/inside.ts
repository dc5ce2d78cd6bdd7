import { lstatSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { workspaceTrouble } from '../troubles.js';

/**
 * A path inside `root`, however it is written: `..`, absolute paths and symbolic links that lead out are
 * a trouble, whether or not the file exists yet.
 */
export async function inside(root: string, path: string): Promise<string> {
  const full = resolve(root, path);
  const places = [
    [resolve(root), full],
    [await realRoot(resolve(root)), await nearestReal(full)],
  ] as const;
  if (places.some(([from, to]) => leadsOut(relative(from, to))))
    throw workspaceTrouble('outside', { path });
  return full;
}

/**
 * The same of what is only read. Below a folder that is known to lie inside, what is no link does too: a
 * command that reads thousands of files asks the system once for each, not for each part of its path.
 */
export async function insideToRead(root: string, path: string): Promise<string> {
  const top = resolve(root);
  const full = resolve(root, path);
  return isPlainBelow(top, full) ? full : inside(root, path);
}

/** Whether no link stands between a folder and what is below it; what is not there leads nowhere. */
function isPlainBelow(top: string, full: string): boolean {
  if (full === top) return true;
  const parent = dirname(full);
  if (parent === full) return false;
  if (!plain.has(parent) && !isPlainBelow(top, parent)) return false;
  const found = lstatSync(full, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) plain.add(full);
  return found?.isSymbolicLink() !== true;
}

/** Folders below which only names decide, as found so far. */
const plain = new Set<string>();

function leadsOut(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** Real places of roots that exist: a command asks for those of its project's files, one after another. */
const roots = new Map<string, string>();

async function realRoot(root: string): Promise<string> {
  const known = roots.get(root);
  if (known !== undefined) return known;
  const real = await realpath(root).catch(() => undefined);
  if (real === undefined) return nearestReal(root);
  roots.set(root, real);
  return real;
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
