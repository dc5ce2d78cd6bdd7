import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../base/sha256.js';
import { sealOf, type CachePlace } from './cache-place.js';
import { readProjectFile, type Project } from '../project.js';
import { someAtOnce } from '../files/some-at-once.js';

/** A file of a project and the hash of its text. */
export interface HashedFile {
  readonly file: string;
  readonly hash: string;
  /** Empty where the hash is known without reading. */
  readonly text: string;
  /** Times, size and number of the file; absent where it changed so lately that they may not tell. */
  readonly stamp?: string;
}

/** Hashes of files, and whether all were known without reading any. */
export interface HashedFiles {
  readonly files: readonly HashedFile[];
  readonly known: boolean;
}

const stampsFile = 'stamps.json';

/** How coarse the clock of a file system may be, in milliseconds: two writes within it can look alike. */
const coarsest = 2000;

/**
 * The hashes of some files. A file whose times, size and number are as they were when its text was hashed
 * is not read again; a file that changed just then is, since another change may have left no trace.
 * Without a place where stamps are kept all are read.
 */
export async function hashedFiles(
  project: Project,
  names: readonly string[],
  kept?: CachePlace,
): Promise<HashedFiles> {
  const stamps = kept === undefined ? new Map<string, Stamped>() : await stampsIn(kept);
  const found = names.map((file) => {
    const stamp = stampOf(join(project.root, file));
    const before = stamps.get(file);
    return { file, stamp, before: before?.stamp === stamp ? before?.hash : undefined };
  });
  const files = await someAtOnce(found, async ({ file, stamp, before }): Promise<HashedFile> => {
    const more = stamp !== undefined && { stamp };
    if (before !== undefined && stamp !== undefined)
      return { file, hash: before, text: '', ...more };
    const text = await readProjectFile(project, file);
    return { file, hash: sha256(text), text, ...more };
  });
  return { files, known: found.every(({ before }) => before !== undefined) };
}

interface Stamped {
  readonly stamp: string;
  readonly hash: string;
}

/** Keeps the hashes of files beside their stamps. */
export async function keepStamps(place: CachePlace, files: readonly HashedFile[]): Promise<void> {
  const rows = files.flatMap(({ file, stamp, hash }) =>
    stamp === undefined ? [] : [[file, stamp, hash]],
  );
  const path = join(place.folder, stampsFile);
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  const body = JSON.stringify(rows);
  try {
    await writeFile(temporary, `${place.build}\n${sealOf(place, place.build, body)}\n${body}`);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function stampsIn(place: CachePlace): Promise<ReadonlyMap<string, Stamped>> {
  const text = await readFile(join(place.folder, stampsFile), 'utf8').catch(() => '');
  const [build, hash, body = ''] = text.split('\n');
  if (build !== place.build || hash !== sealOf(place, place.build, body)) return new Map();
  const rows = JSON.parse(body) as readonly (readonly [string, string, string])[];
  return new Map(rows.map(([file, stamp, known]) => [file, { stamp, hash: known }]));
}

/** The change time is in it, which no program can set. */
function stampOf(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const { mtimeNs, ctimeNs, size, ino } = stat;
  const newest = Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
  return Date.now() - newest < coarsest ? undefined : [mtimeNs, ctimeNs, size, ino].join(' ');
}
