import type { Result } from '../../src/reference/evaluate.js';
import { decimalOf, type Row, type Value } from '../../src/reference/value.js';

/** Rows worked out by hand: the first names the columns, numbers with a point in texts are decimals. */
export type HandRows = readonly (readonly (string | number | null)[])[];

/** They as a result. */
export function resultOf(rows: HandRows, ordered = false): Result {
  const [names = [], ...lines] = rows;
  return {
    columns: names.map(String),
    rows: lines.map((line): Row =>
      Object.fromEntries(line.map((cell, i) => [String(names[i]), valueOf(cell)])),
    ),
    ordered,
  };
}

function valueOf(cell: string | number | null): Value {
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell) : cell;
  return cell !== null && /^-?\d+\.\d+$/.test(cell) ? decimalOf(cell) : cell;
}
