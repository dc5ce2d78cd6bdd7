import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { sha256 } from '../base/sha256.js';
import type { Ontology } from '../ontology/model.js';
import { openPacked, type Directory } from '../ontology/packed.js';
import { buildId } from './build-id.js';
import { hashedFiles, keepStamps, type HashedFile } from './file-stamps.js';
import { privateFolder } from './private-folder.js';
import { ontologyNames, type Project } from './project.js';

/** How an ontology is read. */
export interface OntologyReading {
  /** Whether what an earlier command kept may be believed. */
  readonly cached: boolean;
  /** Told now and then how many files are read of those that have to be. */
  readonly progress?: (done: number, of: number) => void;
  /** Which build of the tool reads; without one nothing is kept. */
  readonly build?: string | undefined;
}

/**
 * The whole ontology of a project. What was made of it is kept in `.dataagent/cache`: the definitions of
 * each file by the hash of its text, so that only files that changed are parsed again; and all of them,
 * linked, by the hash of all, so that a command reads only the definitions that it asks for. What is kept
 * counts only if this build made it of these very texts and it is whole; all else is made anew. A cache
 * that cannot be read or written is no trouble.
 */
export async function openOntology(
  project: Project,
  reading: OntologyReading,
): Promise<Checked<Ontology>> {
  const names = await ontologyNames(project);
  const build = 'build' in reading ? reading.build : buildId();
  const folder =
    reading.cached && build !== undefined
      ? await privateFolder(project.root, 'cache').catch(() => undefined)
      : undefined;
  if (folder === undefined || build === undefined)
    return (await reader()).readOntology(project, names, reading);
  const hashed = await hashedFiles(project, names, { folder, build });
  const kept = await packedIn(folder, headOf(build, hashed.files));
  if (kept !== undefined) {
    if (!hashed.known) await keepStamps(folder, build, hashed.files).catch(() => undefined);
    return [openPacked(kept), kept.found];
  }
  return (await reader()).readAndKeep(project, names, { ...reading, folder, build });
}

/** What reads texts is half of the program, and seldom needed. */
async function reader() {
  return import('./read-ontology.js');
}

/** What a packed ontology depends on, in one line. */
export function headOf(build: string, files: readonly HashedFile[]): string {
  return JSON.stringify({
    build,
    texts: sha256(JSON.stringify(files.map((f) => [f.file, f.hash]))),
  });
}

/** The file of a packed ontology, by its head. */
export function packedName(head: string): string {
  return `${sha256(head)}.packed`;
}

interface Kept {
  readonly directory: Directory;
  readonly body: Uint8Array;
  readonly found: readonly Diagnostic[];
}

async function packedIn(folder: string, head: string): Promise<Kept | undefined> {
  const bytes = await readFile(join(folder, packedName(head))).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const [first, second] = [bytes.indexOf('\n'), bytes.indexOf('\n', bytes.indexOf('\n') + 1)];
  const rest = bytes.subarray(second + 1);
  if (second < 0 || bytes.toString('utf8', 0, first) !== head) return undefined;
  if (bytes.toString('utf8', first + 1, second) !== sha256(rest)) return undefined;
  const end = rest.indexOf('\n');
  const { directory, found } = JSON.parse(rest.toString('utf8', 0, end)) as Omit<Kept, 'body'>;
  return { directory, found, body: rest.subarray(end + 1) };
}
