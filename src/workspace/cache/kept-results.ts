import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sealOf, type CachePlace } from './cache-place.js';

/**
 * Results by name that an earlier command kept, if it was this build's, of these inputs (`head`), and this
 * user's: else none. What came with a copied project has no seal of the user and is not believed.
 */
export async function keptResults<T>(
  place: CachePlace,
  file: string,
  head: string,
): Promise<ReadonlyMap<string, T>> {
  const text = await readFile(join(place.folder, file), 'utf8').catch(() => '');
  const [first, seal] = text.split('\n', 2);
  if (first !== head || seal === undefined) return new Map();
  const body = text.slice(first.length + seal.length + 2);
  if (seal !== sealOf(place, head, body)) return new Map();
  return new Map(JSON.parse(body) as readonly (readonly [string, T])[]);
}

/** Keeps results, whole or not at all; that they cannot be kept is no trouble. */
export async function keepResults<T>(
  place: CachePlace,
  file: string,
  head: string,
  results: ReadonlyMap<string, T>,
): Promise<void> {
  const path = join(place.folder, file);
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  const body = JSON.stringify([...results]);
  try {
    await writeFile(temporary, `${head}\n${sealOf(place, head, body)}\n${body}`);
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}
