import type { Language } from '../../base/diagnostic.js';
import { clean } from '../../base/render.js';
import { counted } from '../../base/text/counted.js';
import { unreachable } from '../../base/unreachable.js';
import { widthOf } from '../../base/text/width.js';
import type { Rows, Value } from '../../engine/engine.js';

/** Forms of result rows. */
export const rowForms = ['table', 'csv', 'json'] as const;

/** One of the forms. */
export type RowForm = (typeof rowForms)[number];

/** Rows as a table for people, as CSV (RFC 4180) or as JSON objects; a table says where it was cut. */
export function formatRows(rows: Rows, form: RowForm, language: Language): string {
  switch (form) {
    case 'json':
      return `${JSON.stringify(objectsOf(rows), null, 2)}\n`;
    case 'csv':
      return csv(rows);
    case 'table':
      return table(rows, language);
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

/** That there are more rows than are shown, and how to see them. */
export function cutText({ rows }: Rows, language: Language): string {
  return language === 'zh'
    ? `… 只显示前 ${rows.length} 行；用 --max-rows 显示更多`
    : `… only the first ${counted(rows.length, 'row')}; --max-rows shows more`;
}

function table(shown: Rows, language: Language): string {
  const { columns, rows, truncated } = shown;
  const cells = rows.map((row) => row.map((v) => clean(textOf(v, '-'))));
  const names = columns.map((c) => clean(c.name));
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
  const more = truncated ? [cutText(shown, language)] : [];
  return [line(names), rule, ...cells.map(line), ...more].map((l) => `${l}\n`).join('');
}

function textOf(value: Value, none: string): string {
  if (value === null) return none;
  const shown = shownValue(value);
  return typeof shown === 'object' ? JSON.stringify(shown) : String(shown);
}
