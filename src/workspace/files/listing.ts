import { readdirSync, type Dirent } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
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
    for (const { name, kind, link } of await entriesOf(root, path)) {
      const file = below === '' ? name : `${below}/${name}`;
      // A link to a folder above itself shows nothing new.
      if (kind === 'folder' && link && (await isOneOf(join(path, name), [...above, path])))
        continue;
      if (kind === 'folder') await walk(file, [...above, path]);
      else if (endings.some((ending) => name.endsWith(ending))) files.push(file);
    }
  };
  await walk('', []);
  return files.toSorted();
}

async function isOneOf(path: string, others: readonly string[]): Promise<boolean> {
  const [real, ...reals] = await Promise.all([path, ...others].map((one) => realpath(one)));
  return reals.includes(real!);
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
  /** It is one by a link. */
  readonly link: boolean;
}

async function entriesOf(root: string, folder: string): Promise<readonly Entry[]> {
  const entries = entriesIn(folder);
  const known = await Promise.all(entries.map((entry) => entryOf(root, folder, entry)));
  return known.flat();
}

function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fileTrouble(error, shownPath(folder), 'read');
  }
}

async function entryOf(root: string, folder: string, entry: Dirent): Promise<readonly Entry[]> {
  const { name } = entry;
  if (name.startsWith('.')) return [];
  const path = join(folder, name);
  const found = entry.isSymbolicLink() ? await linked(root, path) : entry;
  const link = entry.isSymbolicLink();
  if (found.isDirectory()) return [{ name, kind: 'folder', link }];
  return found.isFile() ? [{ name, kind: 'file', link }] : [];
}

async function linked(root: string, path: string) {
  await inside(root, path);
  return stat(path).catch((error: unknown) => {
    throw fileTrouble(error, shownPath(path), 'read');
  });
}
