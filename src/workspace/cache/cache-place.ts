import { createHmac, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { userFolders } from '../../config/user-folders.js';
import { buildId } from '../build-id.js';
import { privateFolder } from '../files/private-folder.js';

/** Where a project's cache is, and what makes it believable. */
export interface CachePlace {
  readonly folder: string;
  /** Which build of the tool keeps and believes it. */
  readonly build: string;
  /** The user's own secret, which no project holds. */
  readonly key: string;
}

/** What a caller states of it; tests state both. */
export interface CacheOptions {
  readonly build?: string | undefined;
  readonly key?: string | undefined;
}

/**
 * The cache of a project, `.dataagent/cache`. What lies there counts only under a seal made with a secret of
 * the user's own, so a cache that came with a copied or cloned project is believed by no command. Without a
 * build or a secret (its place cannot be written, or others may read it) nothing is kept and nothing believed.
 */
export async function cachePlace(
  root: string,
  options: CacheOptions = {},
): Promise<CachePlace | undefined> {
  const build = 'build' in options ? options.build : buildId();
  if (build === undefined) return undefined;
  const key = 'key' in options ? options.key : userKey(root);
  if (key === undefined) return undefined;
  const folder = await privateFolder(root, 'cache').catch(() => undefined);
  return folder === undefined ? undefined : { folder, build, key };
}

/** What only the holder of the secret can have written beside these contents. */
export function sealOf({ key }: CachePlace, head: string, body: string | Uint8Array): string {
  return createHmac('sha256', key).update(`${head}\n`).update(body).digest('hex');
}

/** The user's secret, made where there is none; undefined where none can be kept to the user. */
function userKey(root: string): string | undefined {
  const file = join(userFolders(process.env).cache, 'cache.key');
  // A place inside the project would come along with it.
  if (!relative(root, file).startsWith(`..${sep}`)) return undefined;
  try {
    return keyIn(file) ?? newKey(file);
  } catch {
    return undefined;
  }
}

/** Written whole and then named: a full disk or a kill in between leaves no key that is not one. */
function newKey(file: string): string | undefined {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(temporary, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  return keyIn(file);
}

/** Undefined where there is none, or an empty one; throws where it is not the user's alone, or not whole. */
function keyIn(file: string): string | undefined {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  const own = process.getuid === undefined || stat.uid === process.getuid();
  const open = process.platform !== 'win32' && (stat.mode & 0o077) !== 0;
  const key = readFileSync(file, 'utf8').trim();
  if (stat.isFile() && key === '') return undefined;
  if (!stat.isFile() || !own || open || !/^[\da-f]{64}$/.test(key))
    throw new Error('not a secret of the user alone');
  return key;
}
