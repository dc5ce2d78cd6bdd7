import { isAlias, isCollection, isMap, isScalar, isSeq, parseAllDocuments, type Node } from 'yaml';
import { steps } from '../diagnostic.js';
import { wholeText, type TextSource, type Where } from '../json/json-source.js';
import type { TextSpan } from '../json/json-text.js';
import { readYaml } from './yaml.js';

/**
 * The source of a YAML text, of one or more documents. Only texts that `readYaml` accepts are parsed
 * once more for their places; of any other text, only offsets are places.
 */
export function yamlSource(text: string): TextSource {
  let roots: readonly (Node | null)[] | undefined;
  const parse = (): readonly (Node | null)[] => {
    if (readYaml(text).problem !== undefined) return [];
    const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false });
    return 'empty' in documents ? [] : documents.map((d) => d.contents);
  };
  return {
    text,
    find(where) {
      if (where.path === '' && where.offset !== undefined) return wholeText(text, where);
      roots ??= parse();
      const root = roots[where.document ?? 0] ?? null;
      return root === null ? wholeText(text, where) : partOf(text, root, where);
    },
  };
}

function partOf(text: string, root: Node, where: Where): TextSpan {
  let node = root;
  let place = headOf(text, root);
  for (const step of steps(where.path)) {
    const part = childOf(node, step);
    if (part === undefined) return place;
    const key = part.key === undefined ? undefined : spanOf(part.key);
    if (part.node === undefined) return key ?? place;
    node = part.node;
    place = isCollection(node) ? (key ?? headOf(text, node)) : spanOf(node);
    if (where.key === true && key !== undefined) place = key;
  }
  if (where.offset === undefined || !isScalar(node)) return place;
  const span = spanOf(node);
  const value = String(node.value);
  const places = placesOf(text.slice(span.start, span.end), value, node.type ?? 'PLAIN');
  const first = places[where.offset];
  const last = places[Math.min(where.offset + (where.length ?? 1), value.length) - 1];
  if (first === undefined || last === undefined) return { start: span.end, end: span.end };
  return { start: span.start + first.start, end: span.start + Math.max(first.end, last.end) };
}

interface Part {
  readonly key?: Node;
  readonly node?: Node;
}

function childOf(node: Node, step: string): Part | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item === undefined ? undefined : { node: item };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => keyText(key) === step);
  if (pair === undefined) return undefined;
  const value = pair.value as Node | null;
  return {
    key: pair.key as Node,
    ...(value?.range && value.range[1] > value.range[0] && { node: value }),
  };
}

function keyText(key: unknown): string {
  if (!isScalar(key) || isAlias(key)) return '';
  return key.source ?? String(key.value);
}

function spanOf(node: Node): TextSpan {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}

/** Of a list or mapping, only its first character. */
function headOf(text: string, node: Node): TextSpan {
  const { start, end } = spanOf(node);
  return isCollection(node) ? { start, end: Math.min(start + 1, text.length) } : { start, end };
}

/**
 * For each character of a scalar's value, where it stands in the scalar's text. Both are read side by
 * side: equal characters match; an escape stands for its one character; space and line breaks of the
 * text, however many, stand for what folding made of them.
 */
function placesOf(raw: string, value: string, style: string): readonly TextSpan[] {
  const places: TextSpan[] = [];
  let at = style.startsWith('BLOCK') ? raw.indexOf('\n') + 1 : style === 'PLAIN' ? 0 : 1;
  for (const character of value.split('')) {
    const escape = escapeAt(raw, at, style);
    // Indentation and folded breaks stand in the text only; skip them to the next equal character.
    if (escape === 0) at = skipTo(raw, at, character);
    const length = escape === 0 && raw[at] === character ? 1 : escape;
    places.push({ start: at, end: at + length });
    at += length;
  }
  return places;
}

function skipTo(raw: string, at: number, character: string): number {
  let position = at;
  while (raw[position] !== character && /\s/.test(raw[position] ?? '')) position++;
  return position;
}

function escapeAt(raw: string, at: number, style: string): number {
  if (style === 'QUOTE_SINGLE') return raw.startsWith("''", at) ? 2 : 0;
  if (style !== 'QUOTE_DOUBLE' || raw[at] !== '\\') return 0;
  return { x: 4, u: 6, U: 10 }[raw[at + 1] ?? ''] ?? 2;
}
