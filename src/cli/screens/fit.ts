import { clean } from '../../base/render.js';
import { widthOf } from '../../base/text/width.js';

/** A text cut to so many terminal columns, with … where something is left out; no control characters. */
export function fit(text: string, columns: number): string {
  const plain = clean(text);
  if (widthOf(plain) <= columns) return plain;
  let made = '';
  let width = 0;
  for (const character of plain) {
    const next = width + widthOf(character);
    if (next > columns - 1) break;
    made += character;
    width = next;
  }
  return `${made}…`;
}

/** A text in lines of at most so many columns: broken at blanks where there are any, else anywhere. */
export function wrapped(text: string, columns: number): readonly string[] {
  const most = Math.max(2, columns);
  return text.split(/\r?\n/).flatMap((line) => wrappedLine(clean(line), most));
}

function wrappedLine(line: string, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = line;
  while (widthOf(rest) > most) {
    let width = 0;
    let end = 0;
    for (const character of rest) {
      width += widthOf(character);
      if (width > most) break;
      end += character.length;
    }
    const blank = rest.lastIndexOf(' ', end);
    const cut = blank > end / 2 ? blank : end;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).replace(/^ /, '');
  }
  return [...lines, rest];
}

/** A duration for people: 0.4 s, 12 s, 3 min 05 s. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
