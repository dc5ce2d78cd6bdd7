import { locate, type TextSource, type Where } from './json-source.js';

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

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** How many terminal columns a text takes; marks and invisible characters take none. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, c) => {
    if (/[\p{M}\p{Cc}\p{Cf}]/u.test(c)) return sum;
    return sum + (wide.test(c) ? 2 : 1);
  }, 0);
}
