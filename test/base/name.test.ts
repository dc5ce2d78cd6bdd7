import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPlainName, quoteName, splitDotted, unquoteName } from '../../src/base/text/name.js';

it.each([
  ['pay_amt', true],
  ['支付金额', true],
  ['_1', true],
  ['été', true],
  ['1d', false],
  ['a b', false],
  ['产值(亿)', false],
  ['', false],
])('%j is plain: %s', (name, plain) => {
  expect(isPlainName(name)).toBe(plain);
});

it.each([
  ['pay_amt', 'pay_amt'],
  ['1d', '`1d`'],
  ['when', '`when`'],
  ['End', '`End`'],
])('%j is written %j', (name, written) => {
  expect(quoteName(name)).toBe(written);
});

it.each([
  ['a', ['a']],
  ['a.b.c', ['a', 'b', 'c']],
  ['a.`b.c`', ['a', 'b.c']],
  ['`a``b`.1d', ['a`b', '1d']],
  ['a..b', undefined],
  ['.a', undefined],
  ['a.', undefined],
  ['', undefined],
  ['a`b', undefined],
  ['``', undefined],
  ['`a`b', undefined],
])('%j splits into %j', (written, parts) => {
  expect(splitDotted(written)).toEqual(parts);
});

it('any name survives being written, alone and in a path', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      expect(names.map(quoteName).map(unquoteName)).toEqual(names);
      expect(splitDotted(names.map(quoteName).join('.'))).toEqual(names);
    }),
  );
});
