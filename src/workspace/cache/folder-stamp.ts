import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../base/sha256.js';

/** How coarse the clock of a file system may be, in milliseconds: two writes within it can look alike. */
const coarsest = 2000;

/**
 * What tells that nothing in a folder has changed: names, sizes, numbers and times of all its files, the
 * change time among them, which no program can set. Undefined where something changed so lately that
 * times may not tell, where a link stands in it, or where it cannot be read.
 */
export function folderStamp(folder: string): string | undefined {
  try {
    const lines: string[] = [];
    const newest = walk(folder, '', lines);
    return newest === undefined || Date.now() - newest < coarsest
      ? undefined
      : sha256(lines.join('\n'));
  } catch {
    return undefined;
  }
}

/** Adds a line for each file; gives the newest time, undefined after a link. */
function walk(folder: string, below: string, lines: string[]): number | undefined {
  let newest = 0;
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const name = `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      const inner = walk(path, name, lines);
      if (inner === undefined) return undefined;
      newest = Math.max(newest, inner);
    } else if (entry.isFile()) {
      const { mtimeMs, ctimeMs, size, ino } = lstatSync(path);
      lines.push(`${name} ${mtimeMs} ${ctimeMs} ${size} ${ino}`);
      newest = Math.max(newest, mtimeMs, ctimeMs);
    } else return undefined;
  }
  return newest;
}
