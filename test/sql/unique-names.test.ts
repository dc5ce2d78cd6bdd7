import { expect, it } from 'vitest';
import { uniqueNames } from '../../src/sql/unique-names.js';

it.each([
  [['a', 'b'], [], ['a', 'b']],
  [['a', 'a', 'a'], [], ['a', 'a_2', 'a_3']],
  [['a', 'A'], [], ['a', 'A_2']],
  [['a', 'a', 'a_2'], [], ['a', 'a_3', 'a_2']],
  [['orders'], ['Orders'], ['orders_2']],
  [['客', '客'], [], ['客', '客_2']],
])('%j beside %j are %j', (names, taken, expected) => {
  expect(uniqueNames(names, taken)).toEqual(expected);
});
