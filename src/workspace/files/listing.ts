import { readdirSync, type Dirent } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inside } from './inside.js';
import { shownPath } from './read-text.js';
import { fileTrouble } from '../troubles.js';

/**
 * Files below a folder whose names end so, as relative paths with `/`, sorted; none where there is no
 * folder. Links are followed as long as they stay inside `root`; one that leads out, or nowhere, is a trouble,
 * or `refused`. Names that start with a dot are nobody's work.
 */
export async function filesBelow(
  root: string,
  folder: string,
  endings: readonly string[],
  refused: Refused = refuse,
): Promise<readonly string[]> {
  const files: string[] = [];
  const walk = async (below: string, above: readonly string[]): Promise<void> => {
    const path = join(folder, below);
    const refusedHere: Refused = (name, error) =>
      refused(below === '' ? name : `${below}/${name}`, error);
    for (const { name, kind, link } of await entriesOf(root, path, refusedHere)) {
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

/** Folders directly below one, sorted by name; none where there is no folder. Links as for files. */
export async function foldersIn(
  root: string,
  folder: string,
  refused: Refused = refuse,
): Promise<readonly string[]> {
  const entries = await entriesOf(root, folder, refused);
  return entries
    .filter((e) => e.kind === 'folder')
    .map((e) => e.name)
    .toSorted();
}

/** Told of a link that cannot be followed, by its path below the folder, and why. */
export type Refused = (path: string, trouble: unknown) => void;

const refuse: Refused = (_path, trouble) => {
  throw trouble;
};

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** It is one by a link. */
  readonly link: boolean;
}

async function entriesOf(
  root: string,
  folder: string,
  refused: Refused,
): Promise<readonly Entry[]> {
  const entries = entriesIn(folder);
  const known = await Promise.all(
    entries.map((entry) =>
      entryOf(root, folder, entry).catch((trouble: unknown): readonly Entry[] => {
        refused(entry.name, trouble);
        return [];
      }),
    ),
  );
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
