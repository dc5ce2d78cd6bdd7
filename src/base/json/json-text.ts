import { at, type JsonPointer } from '../diagnostic.js';
import { deepestNesting, isTooLarge, largestText } from '../limits.js';

/** Characters [start, end) of a text, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A value of a JSON text with the places of it and of all its parts. */
export interface JsonNode extends TextSpan {
  readonly value: unknown;
  /** Members of an object, items of a list (keys `0`, `1` …). */
  readonly parts?: ReadonlyMap<string, JsonPart>;
}

/** A member of an object or an item of a list. */
export interface JsonPart {
  /** Where the key stands, with its quotes; absent in lists. */
  readonly key?: TextSpan;
  readonly node: JsonNode;
}

/** Why a text is not read as JSON. */
export interface JsonProblem {
  readonly kind: 'too-large' | 'too-deep' | 'syntax' | 'duplicate-key';
  readonly path: JsonPointer;
  /** In characters from the start of the text. */
  readonly offset: number;
  readonly length: number;
  /** What stands there: a character or a key; empty at the end of the text. */
  readonly found: string;
  /** What would be right there, in the words of JSON: `','`, `'}'`, `value` … */
  readonly expected: readonly string[];
  /** Of a key that stands twice: with the same value. */
  readonly same?: true;
}

/** What a JSON text holds. With a mistake of syntax there is no root; keys that stand twice leave one (the last counts). */
export interface JsonText {
  readonly root?: JsonNode;
  readonly problems: readonly JsonProblem[];
}

/**
 * Reads a JSON text (RFC 8259, and nothing else) with the place of every value. Unlike `JSON.parse` it
 * says where the first mistake is and what belongs there, and takes a key that stands twice, a text of
 * more than 1 MB or a nesting of more than 64 for a mistake.
 */
export function readJson(text: string): JsonText {
  if (isTooLarge(text))
    return { problems: [{ ...nowhere, kind: 'too-large', expected: [String(largestText)] }] };
  const reader: Reader = { text, position: 0, duplicates: [], problem: undefined };
  const root = readValue(reader, '', 0);
  if (root !== undefined) {
    skipSpace(reader);
    if (reader.position < text.length) fail(reader, ['end of the text']);
  }
  if (reader.problem !== undefined) return { problems: [reader.problem] };
  return { ...(root !== undefined && { root }), problems: reader.duplicates };
}

const nowhere = { path: '', offset: 0, length: 0, found: '' } as const;

/** `problem` is the first mistake of syntax: once it is set, every reading function returns undefined. */
interface Reader {
  readonly text: string;
  position: number;
  readonly duplicates: JsonProblem[];
  problem: JsonProblem | undefined;
}

function readValue(reader: Reader, path: JsonPointer, depth: number): JsonNode | undefined {
  skipSpace(reader);
  const start = reader.position;
  const first = reader.text[start];
  if ((first === '{' || first === '[') && depth >= deepestNesting) {
    reader.problem = {
      kind: 'too-deep',
      path,
      offset: start,
      length: 1,
      found: first,
      expected: [],
    };
    return undefined;
  }
  if (first === '{') return readObject(reader, path, depth);
  if (first === '[') return readList(reader, path, depth);
  if (first === '"') {
    const value = readText(reader);
    return value === undefined ? undefined : { value, start, end: reader.position };
  }
  const token = take(reader, number) ?? take(reader, word);
  if (token === undefined) return fail(reader, ['value']);
  return { value: JSON.parse(token) as unknown, start, end: reader.position };
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])/y;
const word = /(?:true|false|null)(?!\w)/y;

function readObject(reader: Reader, path: JsonPointer, depth: number): JsonNode | undefined {
  const start = reader.position++;
  const parts = new Map<string, JsonPart>();
  skipSpace(reader);
  if (!takeSign(reader, '}'))
    for (;;) {
      skipSpace(reader);
      const keyStart = reader.position;
      if (reader.text[keyStart] !== '"')
        return fail(reader, parts.size === 0 ? ['key', "'}'"] : ['key']);
      const name = readText(reader);
      if (name === undefined) return undefined;
      const key = { start: keyStart, end: reader.position };
      skipSpace(reader);
      if (!takeSign(reader, ':')) return fail(reader, ["':'"]);
      const node = readValue(reader, at(path, name), depth + 1);
      if (node === undefined) return undefined;
      if (parts.has(name))
        reader.duplicates.push({
          kind: 'duplicate-key',
          path: at(path, name),
          offset: key.start,
          length: key.end - key.start,
          found: name,
          expected: [],
          ...(isSame(parts.get(name)!.node, node) && { same: true }),
        });
      parts.set(name, { key, node });
      skipSpace(reader);
      if (takeSign(reader, ',')) continue;
      if (takeSign(reader, '}')) break;
      return fail(reader, ["','", "'}'"]);
    }
  const value = Object.fromEntries(Array.from(parts, ([k, { node }]) => [k, node.value]));
  return { value, parts, start, end: reader.position };
}

function isSame(a: JsonNode, b: JsonNode): boolean {
  return JSON.stringify(a.value) === JSON.stringify(b.value);
}

function readList(reader: Reader, path: JsonPointer, depth: number): JsonNode | undefined {
  const start = reader.position++;
  const parts = new Map<string, JsonPart>();
  skipSpace(reader);
  if (!takeSign(reader, ']'))
    for (;;) {
      const node = readValue(reader, at(path, parts.size), depth + 1);
      if (node === undefined) return undefined;
      parts.set(String(parts.size), { node });
      skipSpace(reader);
      if (takeSign(reader, ',')) continue;
      if (takeSign(reader, ']')) break;
      return fail(reader, ["','", "']'"]);
    }
  return {
    value: Array.from(parts.values(), (p) => p.node.value),
    parts,
    start,
    end: reader.position,
  };
}

/** Control characters and unknown escapes end the match early, so the mistake is located at them. */
function readText(reader: Reader): string | undefined {
  const plain = take(reader, plainText);
  if (plain !== undefined) return plain.slice(1, -1);
  const token = take(reader, escapedText);
  if (token !== undefined && takeSign(reader, '"')) return JSON.parse(`${token}"`) as string;
  const bad = reader.text[reader.position];
  if (bad === undefined) return fail(reader, ["'\"'"]);
  return fail(reader, [bad === '\\' ? 'escape sequence' : 'character']);
}

/** Most texts: nothing in them stands for anything else. */
const plainText = /"[^"\\\p{Cc}]*"/uy;
const escapedText = /"(?:[^"\\\p{Cc}]+|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/uy;

function takeSign(reader: Reader, sign: string): boolean {
  if (reader.text[reader.position] !== sign) return false;
  reader.position += 1;
  return true;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.position;
  const found = pattern.exec(reader.text)?.[0];
  reader.position += found?.length ?? 0;
  return found;
}

/** A byte order mark at the very start is taken for space: editors write it unseen. */
function skipSpace(reader: Reader): void {
  if (reader.position === 0 && reader.text.startsWith('\uFEFF')) reader.position = 1;
  for (;;) {
    const code = reader.text.charCodeAt(reader.position);
    // Space, tab, line feed, carriage return; beyond the end there is no number.
    if (code !== 32 && code !== 9 && code !== 10 && code !== 13) return;
    reader.position += 1;
  }
}

function fail(reader: Reader, expected: readonly string[]): undefined {
  const offset = reader.position;
  const rest = reader.text.slice(offset, offset + 40);
  const found = /^[\p{L}\p{N}_]+|^./su.exec(rest)?.[0] ?? '';
  reader.problem ??= {
    kind: 'syntax',
    path: '',
    offset,
    length: found.length,
    // Shown in messages, which have no control characters.
    found: /^\p{Cc}/u.test(found) ? codePoint(found) : found,
    expected,
  };
  return undefined;
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
