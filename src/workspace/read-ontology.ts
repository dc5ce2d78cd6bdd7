import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked } from '../base/diagnostic.js';
import { linkFiles } from '../ontology/load.js';
import type { Part } from '../ontology/merge.js';
import type { Ontology } from '../ontology/model.js';
import { sha256 } from '../base/sha256.js';
import { readOntologyFile } from '../ontology/read/file.js';
import { deserialisePart, serialisePart } from '../ontology/serialise.js';
import { sealOf, type CachePlace } from './cache/cache-place.js';
import { hashedFiles, keepStamps, type HashedFile } from './cache/file-stamps.js';
import { headOf, packedName, type OntologyReading } from './cache/ontology-cache.js';
import { packedFile } from './cache/packed-file.js';
import { readProjectFile, type Project } from './project.js';
import { someAtOnce } from './files/some-at-once.js';
import { unreadable } from './files/unreadable.js';

/** The whole ontology of some files, by their texts alone. */
export async function readOntology(
  project: Project,
  names: readonly string[],
  reading: OntologyReading,
): Promise<Checked<Ontology>> {
  const unread: Checked<Part>[] = [];
  const files = await someAtOnce(names, async (file) => {
    try {
      return [{ file, text: await readProjectFile(project, file) }];
    } catch (trouble) {
      unread.push([undefined, [unreadable(trouble, file)]]);
      return [];
    }
  });
  return linkFiles([...readAll(files.flat(), reading), ...unread]);
}

/** The same, with what is kept of single files, and keeps what is new. */
export async function readAndKeep(
  project: Project,
  names: readonly string[],
  reading: OntologyReading,
  place: CachePlace,
): Promise<Checked<Ontology>> {
  const { folder, build } = place;
  // All texts are read here, whatever was believed before, so that what is kept is of what was read.
  const { files } = await hashedFiles(project, names);
  const parts = await someAtOnce(files, async (file): Promise<KeptPart> => {
    const head = JSON.stringify({ build, file: file.file, text: file.hash });
    const name = `${sha256(head)}.json`;
    const kept = await readFile(join(folder, name), 'utf8').catch(() => '');
    const part = partIn(place, kept, head);
    return { ...file, name, head, ...(part !== undefined && { part }) };
  });
  const missing = parts.filter((p) => p.part === undefined);
  const made = new Map(readAll(missing, reading).map((read, i) => [missing[i]!, read]));
  const linked = linkFiles(parts.map((p) => made.get(p) ?? [p.part, []]));
  await keep(place, parts, made, linked).catch(() => undefined);
  return linked;
}

interface KeptPart extends HashedFile {
  readonly name: string;
  /** What the part depends on, in one line. */
  readonly head: string;
  readonly part?: Part;
}

function readAll(
  files: readonly { readonly file: string; readonly text: string }[],
  { progress }: OntologyReading,
): readonly Checked<Part>[] {
  return files.map((file, i) => {
    progress?.(i, files.length);
    return readOntologyFile(file);
  });
}

/** Writes what is new, and removes what no file has any more. */
async function keep(
  place: CachePlace,
  parts: readonly KeptPart[],
  made: ReadonlyMap<KeptPart, Checked<Part>>,
  [ontology, found]: Checked<Ontology>,
): Promise<void> {
  const { folder, build } = place;
  for (const [{ name, head }, [part, problems]] of made) {
    if (part === undefined || problems.length > 0) continue;
    const body = serialisePart(part);
    await replaceFile(join(folder, name), `${head}\n${sealOf(place, head, body)}\n${body}`);
  }
  const head = headOf(build, parts);
  if (ontology !== undefined)
    await replaceFile(join(folder, packedName(head)), packedFile(place, head, ontology, found));
  await keepStamps(place, parts);
  const names = new Set([...parts.map((p) => p.name), packedName(head)]);
  for (const name of await readdir(folder))
    if (/^[\da-f]{64}\.(?:json|packed)/.test(name) && !names.has(name))
      await rm(join(folder, name), { force: true });
}

/** First line: what it was made of. Second: the seal of both. */
function partIn(place: CachePlace, kept: string, head: string): Part | undefined {
  const [first, hash, ...rest] = kept.split('\n');
  const body = rest.join('\n');
  return first === head && hash === sealOf(place, head, body) ? deserialisePart(body) : undefined;
}

/** A file is there whole or not at all, whoever else writes it. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
