import { readFileSync, statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { largestText } from '../../base/limits.js';
import { fileTrouble, workspaceTrouble } from '../troubles.js';

/**
 * The text of a file, at most 1 MB of UTF-8, without a byte order mark unless it is read exactly. It is read
 * in pieces up to the limit, so a device that never ends cannot fill the memory. Troubles name the file and
 * what to do.
 */
export async function readText(
  file: string,
  how: 'exactly' | 'as text' = 'as text',
): Promise<string> {
  const bytes = await readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: how === 'exactly' }).decode(bytes);
  } catch {
    throw workspaceTrouble('not-text', { file: shownPath(file) });
  }
}

/** The bytes of a file, at most as many as a text may have. */
export async function readBytes(file: string): Promise<Uint8Array> {
  const name = shownPath(file);
  const bytes = await bytesOf(file).catch((error: unknown) => {
    throw fileTrouble(error, name, 'read');
  });
  if (bytes.length > largestText)
    throw workspaceTrouble('too-large', { file: name, limit: largestText });
  return bytes;
}

/** Whether a path exists; a link that leads nowhere does not. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A path as people see it: as seen from where they are, whole where it lies elsewhere. */
export function shownPath(file: string): string {
  const way = relative(process.cwd(), file);
  return way === '' || way.startsWith('..') ? file : way;
}

/**
 * At once where it is a plain file: of thousands of small files the waiting costs more than the reading.
 * Whatever else it is (a device, a pipe) is waited for and may be interrupted.
 */
async function bytesOf(file: string): Promise<Uint8Array> {
  const found = statSync(file);
  return found.isFile() && found.size <= largestText ? readFileSync(file) : piecesOf(file);
}

async function piecesOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    // A size that is wrong, as devices have, only costs more pieces.
    const { size } = await handle.stat();
    let buffer = new Uint8Array(Math.min(Math.max(size, 0), largestText) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length > largestText) return buffer.subarray(0, length);
      if (length === buffer.length) {
        const larger = new Uint8Array(Math.min(length * 2 + 4096, largestText + 1));
        larger.set(buffer);
        buffer = larger;
      }
    }
  } finally {
    await handle.close();
  }
}
