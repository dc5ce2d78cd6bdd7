import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commonType, fits, fitted } from '../../src/expr/common-type.js';
import { parseType } from '../../src/expr/parse-type.js';
import { printType } from '../../src/expr/print-type.js';
import { type Type, sameType, types } from '../../src/expr/type.js';

it.each([
  ['string', 'string'],
  ['VARCHAR', 'string'],
  ['text', 'string'],
  ['int', 'bigint'],
  ['Integer', 'bigint'],
  ['bigint', 'bigint'],
  ['float', 'double'],
  ['bool', 'boolean'],
  ['datetime', 'timestamp'],
  ['date', 'date'],
  ['interval', 'interval'],
  ['json', 'json'],
  ['numeric(18,2)', 'decimal(18,2)'],
  [' decimal ( 38 , 38 ) ', 'decimal(38,38)'],
  ['decimal(10)', 'decimal(10,0)'],
  ['array<decimal(3,1)>', 'array<decimal(3,1)>'],
  ['array<array<string>>', 'array<array<string>>'],
])('the type %s is %s', (text, printed) => {
  const [type, problems] = parseType(text, '');
  expect(problems).toEqual([]);
  expect(printType(type!)).toBe(printed);
});

it.each([
  ['', 'unexpected', 0, 0],
  ['strin', 'unknown-type', 0, 5],
  ['unknown', 'unknown-type', 0, 7],
  ['decimal', 'type-size', 0, 7],
  ['decimal(0,0)', 'type-size', 0, 12],
  ['decimal(39,2)', 'type-size', 0, 13],
  ['decimal(5,6)', 'type-size', 0, 12],
  ['decimal(1.5)', 'type-size', 0, 12],
  ['decimal(x)', 'unexpected', 8, 1],
  ['decimal(5', 'unexpected', 9, 0],
  ['varchar(20)', 'type-size', 0, 11],
  ['array', 'unexpected', 5, 0],
  ['array<int', 'unexpected', 9, 0],
  ['array<foo>', 'unknown-type', 6, 3],
  ['int int', 'unexpected', 4, 3],
  ["'int'", 'unexpected', 0, 5],
])('%s is no type: %s', (text, code, offset, length) => {
  const [type, problems] = parseType(text, '/attributes/x/type');
  expect(type).toBeUndefined();
  expect(problems).toMatchObject([
    { code: `expr/${code}`, path: '/attributes/x/type', offset, length },
  ]);
});

it.each([
  ['bigint', 'bigint', 'bigint'],
  ['bigint', 'decimal(18,2)', 'decimal(21,2)'],
  ['bigint', 'double', 'double'],
  ['decimal(18,2)', 'decimal(10,4)', 'decimal(20,4)'],
  ['decimal(38,0)', 'decimal(38,18)', 'decimal(38,6)'],
  ['decimal(18,2)', 'double', 'double'],
  ['date', 'timestamp', 'timestamp'],
  ['array<bigint>', 'array<double>', 'array<double>'],
])('%s and %s are both %s', (a, b, both) => {
  const [x, y] = [parseType(a, '')[0]!, parseType(b, '')[0]!];
  expect(printType(commonType(x, y)!)).toBe(both);
});

it.each([
  ['string', 'bigint'],
  ['string', 'date'],
  ['boolean', 'bigint'],
  ['json', 'string'],
  ['interval', 'bigint'],
  ['date', 'bigint'],
  ['array<bigint>', 'array<string>'],
  ['array<bigint>', 'bigint'],
])('%s and %s have no common type', (a, b) => {
  expect(commonType(parseType(a, '')[0]!, parseType(b, '')[0]!)).toBeUndefined();
});

it.each([
  [40, 4, 'decimal(38,4)'],
  [47, 6, 'decimal(38,6)'],
  [40, 20, 'decimal(38,18)'],
  [76, 36, 'decimal(38,6)'],
  [38, 38, 'decimal(38,38)'],
])('%i digits with %i places fit into %s', (precision, scale, type) => {
  expect(printType(fitted(precision, scale))).toBe(type);
});

const decimal = fc
  .tuple(fc.integer({ min: 1, max: 38 }), fc.nat({ max: 38 }))
  .map(([p, s]) => types.decimal(p, Math.min(p, s)));
const simple = fc.constantFrom<Type>(
  types.boolean,
  types.bigint,
  types.double,
  types.string,
  types.date,
  types.timestamp,
  types.interval,
  types.json,
);
const anyType = fc.oneof(
  decimal,
  simple,
  fc.oneof(simple, decimal).map((of) => types.array(of)),
);

it('any type is read back from its text', () => {
  fc.assert(
    fc.property(anyType, (type) => {
      expect(parseType(printType(type), '')).toEqual([type, []]);
    }),
  );
});

it('the common type does not depend on the order, and both fit it', () => {
  fc.assert(
    fc.property(anyType, anyType, (a, b) => {
      const both = commonType(a, b);
      expect(commonType(b, a)).toEqual(both);
      expect(commonType(a, a)).toEqual(a);
      expect(commonType(a, types.unknown)).toEqual(a);
      expect(both === undefined || (fits(a, both) && fits(b, both))).toBe(true);
      expect(both === undefined || sameType(commonType(both, a)!, both)).toBe(true);
    }),
  );
});
