import { join } from 'node:path';
import { readJson } from '../base/json/json-text.js';
import type { Delivered } from './delivered.js';
import { inside } from './files/inside.js';
import { filesBelow } from './files/listing.js';
import { readProjectFile, type Project } from './project.js';

/** Where what is remembered stands: for everybody, in git; or for this user alone, out of it. */
export const memoryFolders = { shared: 'memory', local: '.dataagent/memory' } as const;

/** One of the two places. */
export type MemoryPlace = keyof typeof memoryFolders;

/** A requirement and the document that answered it. */
export interface Remembered {
  /** The file's name without its ending. */
  readonly name: string;
  readonly place: MemoryPlace;
  readonly requirement: string;
  /** The text of the document. */
  readonly document: string;
}

/** What is remembered in a place, in the order of names; a file of another form is passed over. */
export async function readMemory(
  project: Project,
  place: MemoryPlace,
): Promise<readonly Remembered[]> {
  const folder = memoryFolders[place];
  const names = await filesBelow(project.root, await inside(project.root, folder), ['.json']);
  const found: Remembered[] = [];
  for (const name of names) {
    const text = await readProjectFile(project, `${folder}/${name}`);
    const value = readJson(text).root?.value as Partial<Record<string, unknown>> | null | undefined;
    const { requirement, document } = value ?? {};
    if (typeof requirement !== 'string' || typeof document !== 'object') continue;
    found.push({
      name: name.replace(/\.json$/, ''),
      place,
      requirement,
      document: JSON.stringify(document),
    });
  }
  return found;
}

/** Shared and local memory in the form of what specs have delivered. */
export async function rememberedIn(project: Project): Promise<readonly Delivered[]> {
  const all = [...(await readMemory(project, 'shared')), ...(await readMemory(project, 'local'))];
  return all.map(({ name, requirement, document }) => ({
    spec: name,
    requirement: `### REQ-001\n\n${requirement
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n')}\n`,
    documents: [document],
  }));
}

/** The path and text of the file of something remembered. */
export function memoryFile(
  place: MemoryPlace,
  name: string,
  requirement: string,
  document: string,
): readonly [path: string, text: string] {
  const value = { v: 1, requirement, document: JSON.parse(document) as unknown };
  return [join(memoryFolders[place], `${name}.json`), `${JSON.stringify(value, null, 2)}\n`];
}
