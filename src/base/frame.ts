import { locate, type TextSource, type Where } from './json/json-source.js';
import { widthOf } from './text/width.js';

/** How many columns of a line are shown; longer lines are cut around the place. */
const shownWidth = 100;

/**
 * The line that a diagnostic is on, with its number and carets below the characters that are meant:
 * three lines. Full-width characters count twice, as terminals show them; tabs are shown as one space.
 */
export function frame(source: TextSource, where: Where): readonly string[] {
  const { line, column, endLine, endColumn } = locate(source, where);
  const text = (source.text.split('\n')[line - 1] ?? '').replace(/\r$/, '').replaceAll('\t', ' ');
  const from = Math.min(column - 1, text.length);
  const to = endLine === line ? Math.min(endColumn - 1, text.length) : text.length;
  const first = Math.max(0, Math.min(from - shownWidth / 2, text.length - shownWidth));
  const shown = text.slice(first, first + shownWidth);
  const head = first > 0 ? '… ' : '';
  const tail = first + shownWidth < text.length ? ' …' : '';
  const gutter = String(line);
  const before = widthOf(head) + widthOf(text.slice(first, from));
  const carets = Math.max(1, widthOf(text.slice(from, Math.min(to, first + shownWidth))));
  const blank = ' '.repeat(gutter.length);
  return [
    ` ${blank} |`,
    ` ${gutter} | ${head}${shown}${tail}`,
    ` ${blank} | ${' '.repeat(before)}${'^'.repeat(carets)}`,
  ];
}
