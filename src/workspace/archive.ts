import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { inside } from './files/inside.js';
import { foldersIn } from './files/listing.js';
import { makeFolder } from './files/make-folder.js';
import { specNames, type Project } from './project.js';
import { shownPath } from './files/read-text.js';
import { fileTrouble } from './troubles.js';

/** The folder below that of specs where finished ones rest; whatever is there is read and never compiled. */
export const archiveFolder = 'archive';

/** Specs that are archived, as paths below the folder of specs: `archive/001-store-nd`, sorted. */
export async function archivedNames(project: Project): Promise<readonly string[]> {
  const { root, config } = project;
  const folder = await inside(root, `${config.specs}/${archiveFolder}`);
  return (await foldersIn(root, folder)).map((name) => `${archiveFolder}/${name}`);
}

/** All specs that ever were, archived ones as their paths, in the order of their own names. */
export async function everySpec(project: Project): Promise<readonly string[]> {
  const names = [...(await specNames(project)), ...(await archivedNames(project))];
  return names.toSorted((a, b) => (ownName(a) < ownName(b) ? -1 : 1));
}

/** The name of a spec without the folder that it rests in. */
export function ownName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Names that no new spec may have: numbers are never used again. */
export async function takenNames(project: Project): Promise<readonly string[]> {
  const { root, config } = project;
  const folders = await foldersIn(root, await inside(root, config.specs));
  return [...folders, ...(await archivedNames(project)).map(ownName)];
}

/** Moves a spec's folder, whole and in one step, to the archive. Returns its new place. */
export async function moveToArchive(project: Project, name: string): Promise<string> {
  const { root, config } = project;
  const from = await inside(root, `${config.specs}/${name}`);
  const place = `${config.specs}/${archiveFolder}/${name}`;
  const to = await inside(root, place);
  try {
    await makeFolder(join(to, '..'));
    await rename(from, to);
  } catch (error) {
    throw fileTrouble(error, shownPath(to), 'write');
  }
  return place;
}
