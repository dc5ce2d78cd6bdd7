import type { Cell, Rows } from '../../../../src/evaluate/judge/compare.js';

/** Reads CSV with a header (RFC 4180); an empty field is null, all else text. */
export function readCsv(text: string): Rows {
  const fields = [...text.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)];
  const rows: Cell[][] = [[]];
  for (const [whole, field, end] of fields) {
    if (whole === '') break;
    rows.at(-1)!.push(valueOf(field!));
    if (end !== ',') rows.push([]);
  }
  const [header, ...body] = rows.filter((row) => row.length > 0);
  return { columns: (header ?? []).map(String), rows: body };
}

function valueOf(field: string): Cell {
  if (field === '') return null;
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}
