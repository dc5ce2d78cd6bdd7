import type { Diagnostic } from '../diagnostic.js';
import { steps } from '../diagnostic.js';
import { readJson, type JsonNode, type TextSpan } from './json-text.js';

/** Where in a text: lines and columns count from 1, columns in UTF-16 units as editors do. */
export interface Location {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Excluded. */
  readonly endColumn: number;
}

/** What a diagnostic says about its place. */
export type Where = Pick<Diagnostic, 'document' | 'path' | 'offset' | 'length' | 'key'>;

/** A text whose parts can be found by pointer. */
export interface TextSource {
  readonly text: string;
  /** The characters that a diagnostic means; of a place that does not exist, its nearest enclosing value. */
  readonly find: (where: Where) => TextSpan;
}

/** The source of a JSON text. */
export function jsonSource(text: string): TextSource {
  const { root } = readJson(text);
  return {
    text,
    find(where) {
      if (root === undefined || where.path === '') return wholeText(text, where);
      return partOf(text, root, where);
    },
  };
}

/** The source of a file: YAML by its ending, else JSON. The YAML reader that knows places loads only here. */
export async function openSource(file: string, text: string): Promise<TextSource> {
  if (!/\.ya?ml$/i.test(file)) return jsonSource(text);
  const { yamlSource } = await import('../yaml/yaml-source.js');
  return yamlSource(text);
}

/** Line and column of what a diagnostic means. */
export function locate(source: TextSource, where: Where): Location {
  const { start, end } = source.find(where);
  const [line, column] = lineAndColumn(source.text, start);
  const [endLine, endColumn] = lineAndColumn(source.text, end);
  return { line, column, endLine, endColumn };
}

/** Diagnostics in the order of their places in a text; those of one place stay as they are. */
export function inOrder(
  diagnostics: readonly Diagnostic[],
  source: TextSource,
): readonly Diagnostic[] {
  return diagnostics
    .map((diagnostic) => ({ diagnostic, start: source.find(diagnostic).start }))
    .toSorted((a, b) => a.start - b.start)
    .map(({ diagnostic }) => diagnostic);
}

/** The place of a diagnostic about a whole text: its offset if it has one, else its first character. */
export function wholeText(text: string, where: Where): TextSpan {
  const start = Math.min(where.offset ?? 0, text.length);
  return { start, end: Math.min(start + (where.length ?? 1), text.length) };
}

function lineAndColumn(text: string, offset: number): readonly [number, number] {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return [before.split('\n').length, offset - lineStart + 1];
}

function partOf(text: string, root: JsonNode, where: Where): TextSpan {
  let place: TextSpan = root;
  let node = root;
  for (const step of steps(where.path)) {
    const part = node.parts?.get(step);
    if (part === undefined) return headOf(text, place);
    node = part.node;
    // A key says better than an opening bracket which list or object is meant.
    place = node.parts !== undefined ? (part.key ?? node) : node;
    if (where.key === true && part.key !== undefined) place = part.key;
  }
  if (where.offset !== undefined && typeof node.value === 'string')
    return insideString(text, node, where.offset, where.length ?? 1);
  return headOf(text, place);
}

/** Of a list or object, only its opening bracket. */
function headOf(text: string, { start, end }: TextSpan): TextSpan {
  return { start, end: /^[[{]/.test(text.slice(start, start + 1)) ? start + 1 : end };
}

/** Characters of a string's value, as places of its text: an escape is one character (`\u4e2d`) of the value. */
function insideString(text: string, token: TextSpan, offset: number, length: number): TextSpan {
  const units = text.slice(token.start + 1, token.end - 1).match(/\\u[\da-fA-F]{4}|\\.|[^]/g) ?? [];
  const placeOf = (index: number): number =>
    token.start + 1 + units.slice(0, index).reduce((sum, unit) => sum + unit.length, 0);
  const start = placeOf(offset);
  return { start, end: Math.max(placeOf(offset + length), Math.min(start + 1, token.end)) };
}
