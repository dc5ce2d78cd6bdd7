import { deepestNesting } from '../limits.js';

/** What is read leniently from a place of a text on, and where it ends. */
export interface LenientValue {
  readonly value: unknown;
  readonly end: number;
}

/**
 * Reads one JSON value as people and models write it: comments, a comma too many or too few, keys without
 * quotes, quotes of other kinds, `=` or a full-width colon for a colon, `None` and `True`. Each of these can
 * be read in one way only. Undefined where it cannot: an end that is missing, a break inside a text, a key
 * that stands twice with two values.
 */
export function readLenient(text: string, start: number): LenientValue | undefined {
  const reader: Reader = { text, position: start };
  const value = readValue(reader, 0);
  return value === undefined ? undefined : { value: value.is, end: reader.position };
}

interface Reader {
  readonly text: string;
  position: number;
}

/** A value in a box, since null is one. */
interface Read {
  readonly is: unknown;
}

function readValue(reader: Reader, depth: number): Read | undefined {
  skip(reader);
  const first = reader.text[reader.position];
  if (first === undefined || depth > deepestNesting) return undefined;
  if (first === '{') return readObject(reader, depth);
  if (first === '[') return readList(reader, depth);
  if (quotes.has(first)) return readText(reader);
  const number = take(reader, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.+-])/y);
  if (number !== undefined) return { is: Number(number) };
  const word = take(reader, /(?:true|false|null|True|False|None)(?![\w"])/y);
  if (word !== undefined) return { is: words.get(word) };
  // A text whose first quote is missing: up to its last one, which something that ends a value follows.
  const rest = take(reader, /[^"\n{}[\],:\s][^"\n{}]*"(?=\s*(?:[,}\]]|$))/y);
  return rest === undefined ? undefined : { is: rest.slice(0, -1) };
}

const words = new Map<string, unknown>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['null', null],
  ['None', null],
]);

function readObject(reader: Reader, depth: number): Read | undefined {
  reader.position++;
  const members = new Map<string, unknown>();
  for (;;) {
    skip(reader);
    if (take(reader, /\}/y) !== undefined) return { is: Object.fromEntries(members) };
    const key = readKey(reader);
    if (key === undefined) return undefined;
    skip(reader);
    take(reader, /[:：=]/y);
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    if (members.has(key) && JSON.stringify(members.get(key)) !== JSON.stringify(value.is))
      return undefined;
    members.set(key, value.is);
    skip(reader);
    take(reader, /[,，;；]/y);
  }
}

function readKey(reader: Reader): string | undefined {
  if (quotes.has(reader.text[reader.position] ?? '')) {
    const text = readText(reader)?.is;
    return typeof text === 'string' ? text : undefined;
  }
  return take(reader, /[\p{L}_][\p{L}\p{N}_]*(?=\s*[:：=])/uy);
}

function readList(reader: Reader, depth: number): Read | undefined {
  reader.position++;
  const items: unknown[] = [];
  for (;;) {
    skip(reader);
    if (take(reader, /\]/y) !== undefined) return { is: items };
    const item = readValue(reader, depth + 1);
    if (item === undefined) return undefined;
    items.push(item.is);
    skip(reader);
    // A colon here would make the item a key of an object that nobody opened.
    if (
      take(reader, /[,，;；]/y) === undefined &&
      /[:：=]/.test(reader.text[reader.position] ?? '')
    )
      return undefined;
  }
}

/** Which quote ends a text that begins with one. */
const quotes = new Map([
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['”', '”'],
  ['‘', '’'],
  ['`', '`'],
]);

/** A text in quotes of any kind, on one line. */
function readText(reader: Reader): Read | undefined {
  const open = reader.text[reader.position] ?? '';
  const close = quotes.get(open) ?? open;
  if (open === '"') {
    const token = take(
      reader,
      /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy,
    );
    return token === undefined ? undefined : { is: JSON.parse(token) as unknown };
  }
  const end = reader.text.indexOf(close, reader.position + 1);
  const inside = end < 0 ? '\n' : reader.text.slice(reader.position + 1, end);
  if (/[\n\\"]/.test(inside)) return undefined;
  reader.position = end + 1;
  // What follows a text that has ended; else its quote is one of its own characters.
  return /^\s*(?:[,，:：=\]}]|$)/.test(reader.text.slice(reader.position, reader.position + 40))
    ? { is: inside }
    : undefined;
}

/** Space, and comments of `//`, `/* *\/` and `#`. */
function skip(reader: Reader): void {
  take(reader, /(?:[\s\uFEFF]|\/\/[^\n]*|\/\*[^]*?\*\/|#[^\n]*)*/y);
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.position;
  const found = pattern.exec(reader.text)?.[0];
  reader.position += found?.length ?? 0;
  return found;
}
