import type { Tokenize } from '../draft/lexing/tokenize.js';
import { nearest } from './nearest.js';

/** One sentence of a wiki page, with the headings above it. */
export interface WikiLine {
  readonly page: string;
  readonly heading: string;
  readonly text: string;
}

/** Markdown as sentences: of paragraphs, lists and tables, not of code. */
export function wikiLines(page: string, markdown: string): readonly WikiLine[] {
  const lines: WikiLine[] = [];
  let headings: readonly string[] = [];
  let isCode = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(?:```|~~~)/.test(line)) isCode = !isCode;
    else if (!isCode) {
      const [, level, title] = /^(#{1,6})\s+(.*)$/.exec(line) ?? [];
      if (level !== undefined) {
        const above = Array.from({ length: level.length - 1 }, (_unused, i) => headings[i] ?? '');
        headings = [...above, title ?? ''];
      } else
        lines.push(
          ...sentences(line).map((text) => ({ page, heading: headingOf(headings), text })),
        );
    }
  }
  return lines;
}

/** The lines of a wiki that a requirement has words of, best first, at most so many. */
export function wikiFor(
  lines: readonly WikiLine[],
  requirement: string,
  tokenize: Tokenize,
  most = 8,
): readonly WikiLine[] {
  const texts = lines.map(({ heading, text }) => `${heading} ${text}`);
  return nearest(texts, requirement, tokenize)
    .slice(0, most)
    .map((number) => lines[number]!);
}

function headingOf(headings: readonly string[]): string {
  return headings.filter((heading) => heading !== '').join(' / ');
}

function sentences(line: string): readonly string[] {
  return line
    .replace(/^\s*(?:[-*+>]|\d+\.)\s+/, '')
    .split(/(?<=[。！？；])|(?<=[.!?;])\s+/)
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text));
}
