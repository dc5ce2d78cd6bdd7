import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { linkFiles } from '../ontology/load.js';
import type { Part } from '../ontology/merge.js';
import type { Ontology } from '../ontology/model.js';
import { openPacked, packOntology, type Directory } from '../ontology/packed.js';
import { readOntologyFile } from '../ontology/read-file.js';
import { deserialisePart, serialisePart } from '../ontology/serialise.js';
import { buildId } from './build-id.js';
import { hashedFiles, keepStamps, type HashedFile } from './file-stamps.js';
import { privateFolder } from './private-folder.js';
import { ontologyNames, readProjectFile, type Project } from './project.js';

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
  if (folder === undefined || build === undefined) {
    const files = await Promise.all(names.map((file) => textOf(project, file)));
    return linkFiles(readAll(files, reading));
  }
  const hashed = await hashedFiles(project, names, { folder, build });
  const kept = await packedIn(folder, headOf(build, hashed.files));
  if (kept !== undefined) {
    if (!hashed.known) await keepStamps(folder, build, hashed.files).catch(() => undefined);
    return [openPacked(kept), kept.found];
  }
  return makeAnew(project, names, { ...reading, folder, build });
}

interface Place {
  readonly folder: string;
  readonly build: string;
}

async function makeAnew(
  project: Project,
  names: readonly string[],
  reading: OntologyReading & Place,
): Promise<Checked<Ontology>> {
  const { folder, build } = reading;
  // All texts are read here, whatever was believed before, so that what is kept is of what was read.
  const { files } = await hashedFiles(project, names);
  const parts = await Promise.all(
    files.map(async (file): Promise<KeptPart> => {
      const head = JSON.stringify({ build, file: file.file, text: file.hash });
      const name = `${sha256(head)}.json`;
      const part = partIn(await readFile(join(folder, name), 'utf8').catch(() => ''), head);
      return { ...file, name, head, ...(part !== undefined && { part }) };
    }),
  );
  const missing = parts.filter((p) => p.part === undefined);
  const made = new Map(readAll(missing, reading).map((read, i) => [missing[i]!, read]));
  const linked = linkFiles(parts.map((p) => made.get(p) ?? [p.part, []]));
  await keep(reading, parts, made, linked).catch(() => undefined);
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

async function textOf(project: Project, file: string) {
  return { file, text: await readProjectFile(project, file) };
}

/** Writes what is new, and removes what no file has any more. */
async function keep(
  { folder, build }: Place,
  parts: readonly KeptPart[],
  made: ReadonlyMap<KeptPart, Checked<Part>>,
  [ontology, found]: Checked<Ontology>,
): Promise<void> {
  for (const [{ name, head }, [part, problems]] of made) {
    if (part === undefined || problems.length > 0) continue;
    const body = serialisePart(part);
    await replaceFile(join(folder, name), `${head}\n${sha256(body)}\n${body}`);
  }
  const head = headOf(build, parts);
  if (ontology !== undefined)
    await replaceFile(join(folder, packedName(head)), packedFile(head, ontology, found));
  await keepStamps(folder, build, parts);
  const names = new Set([...parts.map((p) => p.name), packedName(head)]);
  for (const name of await readdir(folder))
    if (/^[\da-f]{64}\.(?:json|packed)/.test(name) && !names.has(name))
      await rm(join(folder, name), { force: true });
}

/** First line: what it was made of. Second: the hash of the rest. */
function partIn(kept: string, head: string): Part | undefined {
  const [first, hash, ...rest] = kept.split('\n');
  const body = rest.join('\n');
  return first === head && hash === sha256(body) ? deserialisePart(body) : undefined;
}

function headOf(build: string, files: readonly HashedFile[]): string {
  return JSON.stringify({
    build,
    texts: sha256(JSON.stringify(files.map((f) => [f.file, f.hash]))),
  });
}

function packedName(head: string): string {
  return `${sha256(head)}.packed`;
}

interface Kept {
  readonly directory: Directory;
  readonly body: Uint8Array;
  readonly found: readonly Diagnostic[];
}

/** As a part: two lines, then a line that says where everything is, then the definitions. */
function packedFile(head: string, ontology: Ontology, found: readonly Diagnostic[]): Uint8Array {
  const { directory, body } = packOntology(ontology);
  const rest = Buffer.concat([Buffer.from(`${JSON.stringify({ directory, found })}\n`), body]);
  return Buffer.concat([Buffer.from(`${head}\n${sha256(rest)}\n`), rest]);
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

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
