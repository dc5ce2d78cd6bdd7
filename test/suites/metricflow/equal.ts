import type { Cell, Rows } from '../../../src/evaluate/judge/compare.js';

/** How a case wants its rows compared. */
export interface Wanted {
  readonly checkOrder: boolean;
  readonly allowEmpty: boolean;
}

/**
 * Compares as MetricFlow does: equal column names (in any order unless `checkOrder`), equal row counts,
 * rows sorted (unless `checkOrder`), numbers within 1e-6 relative; an empty result only where it is
 * allowed. Returns what is different, or undefined.
 */
export function difference(actual: Rows, expected: Rows, wanted: Wanted): string | undefined {
  const names = [...actual.columns].toSorted();
  const want = [...expected.columns].toSorted();
  if (names.join() !== want.join()) return `columns ${names.join(', ')}, not ${want.join(', ')}`;
  if (actual.rows.length !== expected.rows.length)
    return `${actual.rows.length} rows, not ${expected.rows.length}`;
  if (actual.rows.length === 0) return wanted.allowEmpty ? undefined : 'no rows';
  const sorted = (rows: readonly (readonly Cell[])[]) =>
    wanted.checkOrder ? rows : rows.toSorted(compareRows);
  const a = sorted(inOrder(actual, want));
  const b = sorted(inOrder(expected, want));
  const at = a.findIndex((row, i) => !row.every((cell, k) => same(cell, b[i]![k]!)));
  return at < 0 ? undefined : `row ${JSON.stringify(a[at])}, not ${JSON.stringify(b[at])}`;
}

function inOrder({ columns, rows }: Rows, names: readonly string[]): readonly (readonly Cell[])[] {
  const places = names.map((name) => columns.indexOf(name));
  return rows.map((row) => places.map((place) => normal(row[place] ?? null)));
}

function normal(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  return cell
    .replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d*?[1-9])?(\.?0*)$/, '$1 $2$3')
    .replace(/^(\d{4}-\d\d-\d\d) 00:00:00$/, '$1');
}

/** Texts, truths and nulls first: numbers that differ in their last digits do not change the order of rows. */
function compareRows(a: readonly Cell[], b: readonly Cell[]): number {
  const plain = (row: readonly Cell[]): string =>
    JSON.stringify(row.map((cell) => (typeof cell === 'number' ? 0 : [cell])));
  const [x, y] = [plain(a), plain(b)];
  if (x !== y) return x < y ? -1 : 1;
  for (const [i, cell] of a.entries()) {
    const other = b[i];
    if (typeof cell === 'number' && typeof other === 'number' && !same(cell, other))
      return cell - other;
  }
  return 0;
}

function same(a: Cell, b: Cell): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  if (a === b) return true;
  return Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));
}
