import { closeSync, fstatSync, openSync, readSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { Diagnostic } from '../../base/diagnostic.js';
import { sha256 } from '../../base/sha256.js';
import type { Ontology } from '../../ontology/model.js';
import { openPacked, packOntology, type BytesOf, type Directory } from '../../ontology/packed.js';
import { sealOf, type CachePlace } from './cache-place.js';
import { workspaceTrouble } from '../troubles.js';

/** What the third line of a packed file says: where everything is, and the hash of each piece of the rest. */
interface Index {
  readonly directory: Directory;
  readonly found: readonly Diagnostic[];
  readonly pieces: readonly string[];
  readonly size: number;
}

/** Bytes whose hash is kept, so that whoever reads one definition reads and proves no more than around it. */
const pieceSize = 1 << 16;

/** A file up to so many bytes is read and proven whole at once: then damage is found while it can be made anew. */
const small = 1 << 22;

/**
 * An ontology as a file of lines: what it was made of; the seal of that and of the next line, and its
 * length; the index; then the definitions.
 */
export function packedFile(
  place: CachePlace,
  head: string,
  ontology: Ontology,
  found: readonly Diagnostic[],
): Uint8Array {
  const { directory, body } = packOntology(ontology);
  const count = Math.ceil(body.length / pieceSize);
  const pieces = Array.from({ length: count }, (_, i) => sha256(pieceOf(body, i)));
  const index: Index = { directory, found, pieces, size: body.length };
  const line = Buffer.from(JSON.stringify(index));
  const seal = `${sealOf(place, head, line)} ${line.length}`;
  return Buffer.concat([Buffer.from(`${head}\n${seal}\n`), line, Buffer.from('\n'), body]);
}

/** The ontology of such a file, and what was found in it; undefined where it is not what this user kept. */
export function openPackedFile(
  place: CachePlace,
  path: string,
  head: string,
  whole = small,
): readonly [Ontology, readonly Diagnostic[]] | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const { index, start } = indexIn(place, file, head);
    if (fstatSync(file).size !== start + index.size) throw new Error('not whole');
    const { directory, found } = index;
    if (index.size > whole)
      return [openPacked(directory, largeBody(file, start, index, path)), found];
    const body = bytesAt(file, start, index.size);
    if (index.pieces.some((hash, i) => sha256(pieceOf(body, i)) !== hash))
      throw new Error('another body');
    closeSync(file);
    return [openPacked(directory, (from, to) => body.subarray(from, to)), found];
  } catch {
    if (file !== undefined) closeSync(file);
    return undefined;
  }
}

/** Throws where the first lines are not sealed by this user. */
function indexIn(place: CachePlace, file: number, head: string) {
  const first = Buffer.byteLength(head) + 1;
  const lines = bytesAt(file, 0, Math.min(first + 96, fstatSync(file).size)).toString('utf8');
  const [made, second = ''] = lines.split('\n');
  const [seal, length = ''] = second.split(' ');
  if (made !== head || !/^\d{1,12}$/.test(length)) throw new Error('another head');
  const begins = first + second.length + 1;
  const line = bytesAt(file, begins, Number(length));
  if (sealOf(place, head, line) !== seal) throw new Error('another seal');
  const index = JSON.parse(line.toString('utf8')) as Index;
  return { index, start: begins + line.length + 1 };
}

/** Pieces are read and proven when a definition in them is first asked for; the file stays open until the process ends. */
function largeBody(file: number, start: number, { pieces, size }: Index, path: string): BytesOf {
  const known = new Map<number, Uint8Array>();
  const piece = (i: number): Uint8Array => {
    const before = known.get(i);
    if (before !== undefined) return before;
    const from = i * pieceSize;
    const bytes = bytesAt(file, start + from, Math.min(pieceSize, size - from));
    if (sha256(bytes) !== pieces[i]) {
      // What was begun with it cannot be taken back; the next command makes it anew.
      rmSync(path, { force: true });
      throw workspaceTrouble('cannot-read', { file: basename(path), code: 'EBADMSG' });
    }
    known.set(i, bytes);
    return bytes;
  };
  return (from, to) => {
    const [first, last] = [Math.floor(from / pieceSize), Math.floor((to - 1) / pieceSize)];
    const parts = Array.from({ length: last - first + 1 }, (_, i) => piece(first + i));
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    return all.subarray(from - first * pieceSize, to - first * pieceSize);
  };
}

function pieceOf(body: Uint8Array, index: number): Uint8Array {
  return body.subarray(index * pieceSize, (index + 1) * pieceSize);
}

function bytesAt(file: number, start: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, start + done);
    if (read === 0) throw new Error('cut off');
    done += read;
  }
  return bytes;
}
