import { parse, stringify } from 'yaml';

/** A value as a YAML document, a line for each of its parts. */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}

/** A text as YAML, plain or quoted as needed, so that it may stand inside `{ }` and `[ ]`. */
export function scalar(text: string): string {
  const list = stringify([text], {
    collectionStyle: 'flow',
    flowCollectionPadding: false,
    lineWidth: 0,
    // What older parsers would read as a yes, a number or a day is quoted too.
    compat: 'yaml-1.1',
  });
  return list.trimEnd().slice(1, -1);
}

/** `[a, b]` of plain texts. */
export function flowList(texts: readonly string[]): string {
  return `[${texts.map(scalar).join(', ')}]`;
}

/** `{ a: b }` of YAML texts. */
export function flowMap(entries: readonly (readonly [string, string])[]): string {
  return `{ ${entries.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}

/**
 * The line `name: { a: b } # comment`; where that is too long the comment goes before it, and then the
 * entries get a line each.
 */
export function entryLines(
  indent: string,
  name: string,
  entries: readonly (readonly [string, string])[],
  comment: string,
): readonly string[] {
  const line = `${indent}${scalar(name)}: ${flowMap(entries)}`;
  if (line.length + comment.length <= width) return [`${line}${comment}`];
  const before = comment === '' ? [] : [`${indent}${comment.trimStart()}`];
  if (line.length <= width) return [...before, line];
  const items = entries.flatMap(([key, value]) => longEntry(`${indent}  `, key, value));
  return [...before, `${indent}${scalar(name)}:`, ...items];
}

/** One line of text without what would end a comment or hide in it. */
export function commentText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

const width = 120;

/** One entry on a line, or on several: collections break after commas, quoted texts are folded at spaces. */
function longEntry(indent: string, key: string, value: string): readonly string[] {
  if (indent.length + key.length + 2 + value.length <= width) return [`${indent}${key}: ${value}`];
  if (/^[[{]/.test(value)) return filled(indent, `${key}: ${value}`, commas);
  const text: unknown = parse(value);
  const isFoldable = typeof text === 'string' && !/\s\s|^\s|\s$|[^\S ]/.test(text);
  if (!isFoldable) return [`${indent}${key}: ${value}`];
  return [`${indent}${key}: >-`, ...filled(`${indent}  `, text, words, '')];
}

/** Items up to a comma outside of quotes, and words. */
const commas = /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"'])+,?\s*|['"]/g;
const words = /\S+\s*/g;

function filled(indent: string, text: string, items: RegExp, more = '  '): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of text.match(items) ?? [text]) {
    if (line.trim() !== '' && indent.length + line.length + part.trimEnd().length > width) {
      lines.push(indent + line.trimEnd());
      line = more;
    }
    line += part;
  }
  return [...lines, indent + line.trimEnd()];
}
