import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inside } from './inside.js';
import { shownPath } from './read-text.js';
import { fileTrouble } from '../troubles.js';

/**
 * Files below a folder whose names end so, as relative paths with `/`, sorted; none where there is no
 * folder. Links are followed as long as they stay inside `root`; one that leads out is a trouble. Names
 * that start with a dot are nobody's work.
 */
export async function filesBelow(
  root: string,
  folder: string,
  endings: readonly string[],
): Promise<readonly string[]> {
  const files: string[] = [];
  const walk = async (below: string, above: readonly string[]): Promise<void> => {
    const path = join(folder, below);
    const real = await realpath(path).catch(() => path);
    // A link to a folder above itself shows nothing new.
    if (above.includes(real)) return;
    for (const { name, kind } of await entriesOf(root, path)) {
      const file = below === '' ? name : `${below}/${name}`;
      if (kind === 'folder') await walk(file, [...above, real]);
      else if (endings.some((ending) => name.endsWith(ending))) files.push(file);
    }
  };
  await walk('', []);
  return files.toSorted();
}

/** Folders directly below one, sorted by name; none where there is no folder. */
export async function foldersIn(root: string, folder: string): Promise<readonly string[]> {
  const entries = await entriesOf(root, folder);
  return entries
    .filter((e) => e.kind === 'folder')
    .map((e) => e.name)
    .toSorted();
}

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

async function entriesOf(root: string, folder: string): Promise<readonly Entry[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    (error: unknown): Dirent[] => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw fileTrouble(error, shownPath(folder), 'read');
    },
  );
  const known = await Promise.all(entries.map((entry) => entryOf(root, folder, entry)));
  return known.flat();
}

async function entryOf(root: string, folder: string, entry: Dirent): Promise<readonly Entry[]> {
  const { name } = entry;
  if (name.startsWith('.')) return [];
  const path = join(folder, name);
  const found = entry.isSymbolicLink() ? await linked(root, path) : entry;
  if (found.isDirectory()) return [{ name, kind: 'folder' }];
  return found.isFile() ? [{ name, kind: 'file' }] : [];
}

async function linked(root: string, path: string) {
  await inside(root, path);
  return stat(path).catch((error: unknown) => {
    throw fileTrouble(error, shownPath(path), 'read');
  });
}
