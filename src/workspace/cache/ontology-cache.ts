import { join } from 'node:path';
import type { Checked } from '../../base/diagnostic.js';
import { sha256 } from '../../base/sha256.js';
import type { Ontology } from '../../ontology/model.js';
import { indexOf, rememberIndex } from '../../ontology/index-of.js';
import { cachePlace, type CacheOptions } from './cache-place.js';
import { hashedFiles, keepStamps, type HashedFile } from './file-stamps.js';
import { openPackedFile } from './packed-file.js';
import { ontologyNames, type Project } from '../project.js';

/** How an ontology is read. */
export interface OntologyReading extends CacheOptions {
  /** Whether what an earlier command kept may be believed. */
  readonly cached: boolean;
  /** Told now and then how many files are read of those that have to be. */
  readonly progress?: (done: number, of: number) => void;
}

/**
 * The whole ontology of a project. What was made of it is kept in `.dataagent/cache`: the definitions of
 * each file by the hash of its text, so that only files that changed are parsed again; and all of them,
 * linked, by the hash of all, so that a command reads only the definitions that it asks for. What is kept
 * counts only if this build made it of these very texts, for this user, and it is whole; all else is made anew.
 * A cache that cannot be read or written is no trouble.
 */
export async function openOntology(
  project: Project,
  reading: OntologyReading,
): Promise<Checked<Ontology>> {
  const [ontology, found] = await readOrKept(project, reading);
  const { timezone } = project.config;
  if (ontology === undefined || timezone === undefined) return [ontology, found];
  const zoned: Ontology = { ...ontology, timezone };
  rememberIndex(zoned, indexOf(ontology));
  return [zoned, found];
}

async function readOrKept(project: Project, reading: OntologyReading): Promise<Checked<Ontology>> {
  const names = await ontologyNames(project);
  const place = reading.cached ? await cachePlace(project.root, reading) : undefined;
  if (place === undefined) return (await reader()).readOntology(project, names, reading);
  const hashed = await hashedFiles(project, names, place);
  const head = headOf(place.build, hashed.files);
  const kept = openPackedFile(place, join(place.folder, packedName(head)), head);
  if (kept !== undefined) {
    if (!hashed.known) await keepStamps(place, hashed.files).catch(() => undefined);
    return kept;
  }
  return (await reader()).readAndKeep(project, names, reading, place);
}

/** What reads texts is half of the program, and seldom needed. */
async function reader() {
  return import('../read-ontology.js');
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
