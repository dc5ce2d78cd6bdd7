import type { ResultColumn, Rows, Value } from '../engine/engine.js';

/** A row that was expected and not found, or found and not expected, in words. */
export interface Difference {
  readonly kind: 'missing' | 'unexpected' | 'column' | 'order';
  readonly row: string;
}

type Expected = Readonly<Record<string, unknown>>;

/**
 * Compares result rows with expected ones, as bags unless `ordered`: only the columns that any expected
 * row names; decimals and whole numbers exactly, doubles within 1e-9 of their size (law 9).
 */
export function compareRows(
  expected: readonly Expected[],
  found: Rows,
  ordered: boolean,
): readonly Difference[] {
  const names = [...new Set(expected.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => found.columns.findIndex((c) => c.name === name));
  const unknown = names.filter((_, i) => columns[i]! < 0);
  if (unknown.length > 0) return unknown.map((name) => ({ kind: 'column', row: name }));
  const types = columns.map((i) => found.columns[i]!);
  const wanted = expected.map((row) => names.map((name) => row[name] ?? null));
  const got = found.rows.map((row) => columns.map((i) => row[i] ?? null));
  const same = (a: readonly unknown[], b: readonly Value[]): boolean =>
    a.every((value, i) => equal(value, b[i] ?? null, types[i]!));
  if (ordered && wanted.length === got.length) {
    const at = wanted.findIndex((row, i) => !same(row, got[i]!));
    return at < 0
      ? []
      : [{ kind: 'order', row: `${shown(names, wanted[at]!)} ≠ ${shown(names, got[at]!)}` }];
  }
  const left = [...got];
  const missing = wanted.filter((row) => {
    const at = left.findIndex((other) => same(row, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map((row): Difference => ({ kind: 'missing', row: shown(names, row) })),
    ...left.map((row): Difference => ({ kind: 'unexpected', row: shown(names, row) })),
  ];
}

function equal(expected: unknown, found: Value, column: ResultColumn): boolean {
  if (expected === null || found === null) return expected === found;
  const text = textOf(expected);
  const { kind } = column.type;
  if (kind === 'double') return close(Number(text), Number(found));
  if (kind === 'bigint' || kind === 'decimal')
    return plainNumber(text) === plainNumber(textOf(found));
  if (kind === 'timestamp') return moment(text) === moment(textOf(found));
  return text === textOf(found);
}

function close(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** `12.50` and `12.5` are one decimal. */
function plainNumber(text: string): string {
  const [, sign = '', whole = '', part = ''] =
    /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text.trim()) ?? [];
  if (whole === '' && part === '') return /\d/.test(text) ? '0' : text;
  return `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${part === '' ? '' : `.${part}`}`;
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
