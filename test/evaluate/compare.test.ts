import { expect, it } from 'vitest';
import type { Cell, Rows } from '../../src/evaluate/judge/compare.js';
import { difference, sameCell } from '../../src/evaluate/judge/compare.js';

const rows = (columns: string, ...cells: readonly (readonly Cell[])[]): Rows => ({
  columns: columns.split(' '),
  rows: cells,
});

it.each<[string, Cell, Cell, boolean]>([
  ['equal numbers', 3, 3, true],
  ['a cent off', 10, 10.005, true],
  ['1e-4 of a large number', 1_000_000, 1_000_099, true],
  ['more than 1e-4', 1_000_000, 1_000_201, false],
  ['more than half a cent', 1, 1.006, false],
  ['a day and its midnight', '2024-07-01', '2024-07-01 00:00:00', true],
  ['a day and its noon', '2024-07-01', '2024-07-01 12:00:00', false],
  ['ISO with T', '2024-07-01T10:00:00', '2024-07-01 10:00:00', true],
  ['zero and null', 0, null, false],
  ['empty text and null', '', null, false],
  ['text and number', '7', 7, false],
  ['case matters', 'a', 'A', false],
  ['truth', true, true, true],
  ['truth is not one', true, 1, false],
  ['infinity', Infinity, Infinity, true],
])('%s', (_, a, b, same) => {
  expect(sameCell(a, b)).toBe(same);
});

it('takes rows as bags with free column order and extra columns', () => {
  const expected = rows('k n', ['a', 1], ['b', 2]);
  expect(difference(rows('n x k', [2, 9, 'b'], [1, 9, 'a']), expected)).toBeUndefined();
});

it.each<[string, Rows]>([
  ['a row too many', rows('k n', ['a', 1], ['b', 2], ['b', 2])],
  ['a row twice instead of another', rows('k n', ['a', 1], ['a', 1])],
  ['values exchanged between rows', rows('k n', ['a', 2], ['b', 1])],
  ['a column short', rows('k', ['a'], ['b'])],
])('sees %s', (_, actual) => {
  expect(difference(actual, rows('k n', ['a', 1], ['b', 2]))).toBeDefined();
});

it('does not use one column for two expected ones', () => {
  const actual = rows('a b', [1, 5], [2, 6]);
  expect(difference(actual, rows('x y', [1, 1], [2, 2]))).toBeDefined();
});

it('finds the mapping among columns with the same values', () => {
  const expected = rows('x y', [1, 2], [2, 1], [3, 3]);
  expect(difference(rows('p q', [2, 1], [1, 2], [3, 3]), expected)).toBeUndefined();
  expect(difference(rows('p q', [1, 1], [2, 2], [3, 3]), expected)).toBeDefined();
});

it('matches near numbers whatever their order', () => {
  const actual = rows('a b', [1, 10], [1.004, 20]);
  expect(difference(actual, rows('a b', [1.004, 10], [1, 20]))).toBeUndefined();
  expect(difference(actual, rows('a b', [1.004, 10], [1, 30]))).toBeDefined();
});

it('compares column by column where asked', () => {
  const actual = rows('a b', [1, 'x'], [2, 'y']);
  const expected = rows('a b', [1, 'y'], [2, 'x']);
  expect(difference(actual, expected)).toBeDefined();
  expect(difference(actual, expected, { byColumn: true })).toBeUndefined();
});

it('reads numbers in text only where asked', () => {
  const actual = rows('id', [818], [17]);
  const expected = rows('id', ['818'], ['17']);
  expect(difference(actual, expected)).toBeDefined();
  expect(difference(actual, expected, { numericText: true })).toBeUndefined();
});

it('says what is missing and what stands instead', () => {
  const said = difference(rows('n', [1], [4]), rows('n', [1], [3]));
  expect(said).toBe('n: nearest is n; missing 1 (3); instead 1 (4)');
});

it('agrees on empty results', () => {
  expect(difference(rows('a'), rows('b'))).toBeUndefined();
});
