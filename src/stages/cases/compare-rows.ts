import type { ResultColumn, Rows, Value } from '../../engine/engine.js';

/** One way in which rows are not those expected. */
export interface Difference {
  readonly kind: 'missing' | 'unexpected' | 'column' | 'order' | 'more';
  /** The row as text, the name of a column, or how many differences are not shown. */
  readonly row: string;
  /** Which expected row, from 0. */
  readonly expected?: number;
}

type Expected = Readonly<Record<string, unknown>>;

/** So many differences are shown: whoever reads more than these reads none. */
const shownDifferences = 20;

/**
 * Compares result rows with expected ones, as bags unless `ordered`: only the columns that any expected
 * row names (all of them where no row is expected); decimals and whole numbers exactly, doubles within
 * 1e-9 of their size (law 9).
 */
export function compareRows(
  expected: readonly Expected[],
  found: Rows,
  ordered: boolean,
): readonly Difference[] {
  const named = [...new Set(expected.flatMap((row) => Object.keys(row)))];
  const names = expected.length === 0 ? found.columns.map((c) => c.name) : named;
  const columns = names.map((name) => found.columns.findIndex((c) => c.name === name));
  const unknown = names.filter((_, i) => columns[i]! < 0);
  if (unknown.length > 0)
    return unknown.map((name) => ({
      kind: 'column',
      row: name,
      expected: expected.findIndex((row) => name in row),
    }));
  const wanted = expected.map((row) => names.map((name) => row[name] ?? null));
  const got = found.rows.map((row) => columns.map((i) => row[i] ?? null));
  const types = columns.map((i) => found.columns[i]!);
  const all = ordered ? inOrder(names, wanted, got, types) : asBags(names, wanted, got, types);
  const hidden = all.length - shownDifferences;
  return hidden > 0
    ? [...all.slice(0, shownDifferences), { kind: 'more', row: String(hidden) }]
    : all;
}

function inOrder(
  names: readonly string[],
  wanted: readonly (readonly unknown[])[],
  got: readonly (readonly Value[])[],
  types: readonly ResultColumn[],
): readonly Difference[] {
  const length = Math.max(wanted.length, got.length);
  return Array.from({ length }, (_, i) => i).flatMap((i): Difference[] => {
    const [a, b] = [wanted[i], got[i]];
    if (a === undefined)
      return b === undefined ? [] : [{ kind: 'unexpected', row: shown(names, b) }];
    if (b === undefined) return [{ kind: 'missing', row: shown(names, a), expected: i }];
    if (sameRow(a, b, types)) return [];
    return [{ kind: 'order', row: `${shown(names, a)} ≠ ${shown(names, b)}`, expected: i }];
  });
}

function asBags(
  names: readonly string[],
  wanted: readonly (readonly unknown[])[],
  got: readonly (readonly Value[])[],
  types: readonly ResultColumn[],
): readonly Difference[] {
  const left = [...got];
  const missing = wanted.flatMap((row, i): Difference[] => {
    const at = left.findIndex((other) => sameRow(row, other, types));
    if (at < 0) return [{ kind: 'missing', row: shown(names, row), expected: i }];
    left.splice(at, 1);
    return [];
  });
  return [
    ...missing,
    ...left.map((row): Difference => ({ kind: 'unexpected', row: shown(names, row) })),
  ];
}

function sameRow(
  a: readonly unknown[],
  b: readonly Value[],
  types: readonly ResultColumn[],
): boolean {
  return a.every((value, i) => equal(value, b[i] ?? null, types[i]!));
}

function equal(expected: unknown, found: Value, column: ResultColumn): boolean {
  if (expected === null || found === null) return expected === found;
  const text = textOf(expected);
  const { kind } = column.type;
  if (kind === 'double') return text.trim() !== '' && close(Number(text), Number(found));
  if (kind === 'bigint' || kind === 'decimal')
    return plainNumber(text) === plainNumber(textOf(found));
  if (kind === 'timestamp') return moment(text) === moment(textOf(found));
  return text === textOf(found);
}

function close(a: number, b: number): boolean {
  return Object.is(a, b) || a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** `12.50` and `12.5` are one decimal; what is no plain number stays as it is. */
function plainNumber(text: string): string {
  const parts = /^([+-]?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text.trim());
  if (parts === null || !/\d/.test(text)) return text;
  const [, sign = '', whole = '', part = ''] = parts;
  const digits = `${whole === '' ? '0' : whole}${part === '' ? '' : `.${part}`}`;
  return sign === '-' && digits !== '0' ? `-${digits}` : digits;
}

function moment(text: string): string {
  return text
    .trim()
    .replace(' ', 'T')
    .replace(/\.(\d*?)0*$/, (_, digits: string) => (digits === '' ? '' : `.${digits}`))
    .replace(/^(\d{4}-\d{2}-\d{2})$/, '$1T00:00:00');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shown(names: readonly string[], row: readonly unknown[]): string {
  return `{ ${names.map((name, i) => `${name}: ${textOf(row[i])}`).join(', ')} }`;
}
