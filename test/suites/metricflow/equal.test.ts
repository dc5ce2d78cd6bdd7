import { expect, it } from 'vitest';
import type { Cell, Rows } from '../../../src/evaluate/judge/compare.js';
import { difference } from './equal.js';

const rows = (columns: string, ...cells: readonly (readonly Cell[])[]): Rows => ({
  columns: columns.split(' '),
  rows: cells,
});
const free = { checkOrder: false, allowEmpty: false };

it.each<[string, Rows, Rows, boolean]>([
  [
    'rows and columns in another order',
    rows('a b', [1, 'x'], [2, 'y']),
    rows('b a', ['y', 2], ['x', 1]),
    true,
  ],
  ['another column name', rows('a', [1]), rows('b', [1]), false],
  ['a row too many', rows('a', [1], [1]), rows('a', [1]), false],
  [
    'a value exchanged between rows',
    rows('a b', [1, 'x'], [2, 'y']),
    rows('a b', [2, 'x'], [1, 'y']),
    false,
  ],
  ['the last digits of a number', rows('a', [1 / 3]), rows('a', [0.33333334]), true],
  ['more than 1e-6', rows('a', [1]), rows('a', [1.00001]), false],
  ['a day and its midnight', rows('a', ['2020-01-01']), rows('a', ['2020-01-01 00:00:00']), true],
  ['null and zero', rows('a', [null]), rows('a', [0]), false],
])('%s', (_, actual, expected, same) => {
  expect(difference(actual, expected, free) === undefined).toBe(same);
});

it('keeps the order where it is asked for, and takes empty results only where they are allowed', () => {
  const [up, down] = [rows('a', [1], [2]), rows('a', [2], [1])];
  expect(difference(up, down, free)).toBeUndefined();
  expect(difference(up, down, { ...free, checkOrder: true })).toBeDefined();
  expect(difference(rows('a'), rows('a'), free)).toBeDefined();
  expect(difference(rows('a'), rows('a'), { ...free, allowEmpty: true })).toBeUndefined();
});
