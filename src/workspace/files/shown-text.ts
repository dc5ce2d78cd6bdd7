import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../../base/sha256.js';
import { versionsOf } from '../git.js';
import { privateFolder } from './private-folder.js';
import { writeFiles } from './write-files.js';

/** Keeps texts as a person saw them when they decided, by their hashes. */
export async function keepShown(root: string, texts: readonly string[]): Promise<void> {
  await privateFolder(root, 'shown');
  const files = texts.map((text) => [`.dataagent/shown/${sha256(text)}`, text] as const);
  await writeFiles(root, new Map(files));
}

/**
 * The text of a file with a hash that somebody decided on: as this machine kept it, else from the git
 * history of the file; undefined where neither has it.
 */
export async function shownText(
  root: string,
  file: string,
  hash: string,
): Promise<string | undefined> {
  if (!/^[\da-f]{64}$/.test(hash)) return undefined;
  const folder = await privateFolder(root, 'shown');
  const kept = await readFile(join(folder, hash), 'utf8').catch(() => undefined);
  if (kept !== undefined && sha256(kept) === hash) return kept;
  for await (const text of versionsOf(root, file)) if (sha256(text) === hash) return text;
  return undefined;
}
