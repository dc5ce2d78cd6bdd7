import { stringify } from 'yaml';

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

/** The line `start{ a: b } # comment`; the comment goes before it, and the map over several lines, where it is too long. */
export function wrapped(
  start: string,
  entries: readonly (readonly [string, string])[],
  comment: string,
): readonly string[] {
  const line = `${start}${flowMap(entries)}`;
  if (line.length + comment.length <= width) return [`${line}${comment}`];
  const indent = start.slice(0, start.length - start.trimStart().length);
  const before = comment === '' ? [] : [`${indent}${comment.trimStart()}`];
  if (line.length <= width) return [...before, line];
  const last = entries.length - 1;
  const items = entries.flatMap(([key, value], i) =>
    filled(`${indent}    `, `${key}: ${value}${i === last ? '' : ','}`),
  );
  return [...before, `${start}{`, ...items, `${indent}  }`];
}

/** One line of text without what would end a comment or hide in it. */
export function commentText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

const width = 120;

/** Breaks a flow collection after commas that stand outside of quotes. */
function filled(indent: string, text: string): readonly string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,"'])+,?\s*|['"]/g) ?? [text];
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && indent.length + line.length + part.trimEnd().length > width) {
      lines.push(indent + line.trimEnd());
      line = '  ';
    }
    line += part;
  }
  return [...lines, indent + line.trimEnd()];
}
