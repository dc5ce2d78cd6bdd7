import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked } from '../base/diagnostic.js';
import { linkFiles } from '../ontology/load.js';
import type { Part } from '../ontology/merge.js';
import type { Ontology } from '../ontology/model.js';
import { readOntologyFile, type OntologyFile } from '../ontology/read-file.js';
import { deserialisePart, serialisePart } from '../ontology/serialise.js';
import { buildId } from './build-id.js';
import { privateFolder } from './private-folder.js';

/**
 * The whole ontology of some files. Each file that reads without a finding is kept as JSON in
 * `.dataagent/cache`, so that only files that changed are parsed again. A kept file counts only if it was
 * made by this build of the tool, of this very text under this name, and is whole; all else is made
 * anew. A cache that cannot be written is no trouble.
 */
export async function cachedOntology(
  root: string,
  files: readonly OntologyFile[],
  build: string | undefined = buildId(),
): Promise<Checked<Ontology>> {
  if (build === undefined) return linkFiles(files.map(readOntologyFile));
  const folder = await privateFolder(root, 'cache').catch(() => undefined);
  if (folder === undefined) return linkFiles(files.map(readOntologyFile));
  const read = await Promise.all(
    files.map(async (file) => {
      const head = headOf(build, file);
      const name = `${sha256(head)}.json`;
      const kept = partOf(await readFile(join(folder, name), 'utf8').catch(() => ''), head);
      return kept === undefined
        ? { name, head, made: readOntologyFile(file) }
        : { name, head, kept };
    }),
  );
  const fresh = read.filter((r) => r.made !== undefined);
  if (fresh.length > 0) await keep(folder, read).catch(() => undefined);
  return linkFiles(read.map((r) => r.made ?? [r.kept, []]));
}

interface ReadFile {
  readonly name: string;
  readonly head: string;
  /** From the cache. */
  readonly kept?: Part;
  /** From the text. */
  readonly made?: Checked<Part>;
}

/** What a kept part depends on, in one line. */
function headOf(build: string, { file, text }: OntologyFile): string {
  return JSON.stringify({ build, file, text: sha256(text) });
}

/** First line: what it was made of. Second: the hash of the rest. */
function partOf(kept: string, head: string): Part | undefined {
  const [first, hash, ...rest] = kept.split('\n');
  const body = rest.join('\n');
  return first === head && hash === sha256(body) ? deserialisePart(body) : undefined;
}

/** Writes what is new, and removes what no file has any more. */
async function keep(folder: string, read: readonly ReadFile[]): Promise<void> {
  for (const { name, head, made } of read) {
    const [part, found] = made ?? [];
    if (part === undefined || found === undefined || found.length > 0) continue;
    const body = serialisePart(part);
    const temporary = join(folder, `${name}.${randomBytes(4).toString('hex')}`);
    await writeFile(temporary, `${head}\n${sha256(body)}\n${body}`);
    await rename(temporary, join(folder, name));
  }
  const names = new Set(read.map((r) => r.name));
  for (const name of await readdir(folder))
    if (!names.has(name)) await rm(join(folder, name), { force: true });
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
