import { expect, it } from 'vitest';
import { isObject } from '../../src/base/json/json-object.js';

it.each([
  [{}, true],
  [{ a: null }, true],
  [[], false],
  [null, false],
  [undefined, false],
  ['{}', false],
  [1, false],
])('takes %j for an object: %s', (value, expected) => {
  expect(isObject(value)).toBe(expected);
});
