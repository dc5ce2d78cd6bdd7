import { unreachable } from '../base/unreachable.js';
import type { Rows, Value } from '../engine/engine.js';

/** Forms of result rows. */
export type RowForm = 'table' | 'csv' | 'json';

/** Rows as a table for people, as CSV (RFC 4180) or as JSON objects. */
export function formatRows(rows: Rows, form: RowForm): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(objectsOf(rows), null, 2)}\n`;
    case 'csv':
      return csv(rows);
    case 'table':
      return table(rows);
    default:
      return unreachable(form);
  }
}

/** Each row as an object of its columns, in order. */
export function objectsOf(rows: Rows): readonly Readonly<Record<string, Value>>[] {
  return rows.rows.map((row) =>
    Object.fromEntries(rows.columns.map((c, i) => [c.name, shownValue(row[i] ?? null)])),
  );
}

/** Doubles with 12 significant digits (law 9); everything else as it is. */
export function shownValue(value: Value): Value {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(12))
    : value;
}

function csv({ columns, rows }: Rows): string {
  const cell = (text: string): string =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;
  return [columns.map((c) => c.name), ...rows.map((row) => row.map((v) => textOf(v, '')))]
    .map(line)
    .join('');
}

const numeric: ReadonlySet<string> = new Set(['bigint', 'decimal', 'double']);

function table({ columns, rows, truncated }: Rows): string {
  const cells = rows.map((row) => row.map((v) => printable(textOf(v, '-'))));
  const names = columns.map((c) => printable(c.name));
  const widths = names.map((name, i) =>
    Math.max(widthOf(name), ...cells.map((row) => widthOf(row[i] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((text, i) => {
        const space = ' '.repeat(Math.max(0, widths[i]! - widthOf(text)));
        return numeric.has(columns[i]!.type.kind) ? space + text : text + space;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((w) => '-'.repeat(w)).join('  ');
  const more = truncated ? ['…'] : [];
  return [line(names), rule, ...cells.map(line), ...more].map((l) => `${l}\n`).join('');
}

function textOf(value: Value, none: string): string {
  if (value === null) return none;
  const shown = shownValue(value);
  return typeof shown === 'object' ? JSON.stringify(shown) : String(shown);
}

/** One line, nothing that moves a cursor. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, ' ');
}

/** Columns on a terminal: East Asian wide characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u.test(
        character,
      )
        ? 2
        : 1;
  return width;
}
