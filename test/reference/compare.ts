import type { Rows, Value as EngineValue } from '../../src/engine/engine.js';
import type { Result } from '../../src/reference/evaluate.js';
import { isNumber, kindOf, textOf, toDouble, type Value } from '../../src/reference/value.js';

/**
 * What differs between the reference and an engine, in words; undefined where nothing does. Bags of rows
 * by the names of columns, sequences where the reference's order is complete; whole numbers and decimals
 * exactly, doubles within 1e-9 of their size.
 */
export function difference(expected: Result, found: Rows): string | undefined {
  const names = found.columns.map(({ name }) => name);
  if (names.toSorted().join() !== expected.columns.toSorted().join())
    return `columns ${names.join(', ')} instead of ${expected.columns.join(', ')}`;
  const wanted = expected.rows.map((row) => names.map((name) => row[name] ?? null));
  const equal = (a: readonly Value[], b: readonly EngineValue[]): boolean =>
    a.every((value, i) => sameValue(value, b[i] ?? null));
  if (wanted.length !== found.rows.length)
    return `${found.rows.length} rows instead of ${wanted.length}${shown(names, wanted, found)}`;
  if (expected.ordered)
    return wanted.every((row, i) => equal(row, found.rows[i]!))
      ? undefined
      : `rows in order${shown(names, wanted, found)}`;
  const left = [...found.rows];
  for (const row of wanted) {
    const at = left.findIndex((other) => equal(row, other));
    if (at < 0) return `rows${shown(names, wanted, found)}`;
    left.splice(at, 1);
  }
  return undefined;
}

function shown(
  names: readonly string[],
  wanted: readonly (readonly Value[])[],
  found: Rows,
): string {
  const text = (rows: readonly string[]): string => rows.toSorted().join('\n    ');
  return [
    `\n  (${names.join(', ')})`,
    `\n  expected:\n    ${text(wanted.map((row) => row.map(textOf).join(', ')))}`,
    `\n  found:\n    ${text(found.rows.map((row) => row.map(plainText).join(', ')))}`,
  ].join('');
}

function sameValue(wanted: Value, found: EngineValue): boolean {
  if (wanted === null || found === null) return wanted === found;
  if (isNumber(wanted)) {
    if (typeof wanted === 'number') return near(wanted, Number(found));
    if (typeof found === 'number' && !Number.isInteger(found)) return near(toDouble(wanted), found);
    return plain(textOf(wanted)) === plain(plainText(found));
  }
  if (kindOf(wanted) === 'timestamp')
    return textOf(wanted) === plainText(found).replace(' ', 'T').replace(/\.0+$/, '');
  return textOf(wanted) === plainText(found);
}

function plainText(value: EngineValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-3);
}

function plain(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text;
}
