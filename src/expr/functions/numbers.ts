import { integerOf } from '../constants.js';
import type { Expr } from '../expr.js';
import type { FunctionDefinition } from '../function.js';
import { type Type, types } from '../type.js';

const x = { name: 'x', takes: 'number' } as const;

/** Functions of numbers. Outside of their domain they are null, as division by zero is (S15). */
export const numbers: readonly FunctionDefinition[] = [
  {
    name: 'abs',
    parameters: [x],
    result: ([value]) => value!.type,
    gives: 'type of x',
    nulls: 'propagate',
    doc: { en: 'x without its sign', zh: 'x 的绝对值' },
  },
  {
    name: 'sign',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    range: [-1, 1],
    doc: {
      en: '-1, 0 or 1 as x is negative, zero or positive',
      zh: 'x 为负、零、正时分别为 -1、0、1',
    },
  },
  {
    name: 'round',
    parameters: [x, { name: 'digits', takes: 'digits', optional: true }],
    result: roundedType,
    gives: 'bigint, or with digits a decimal for a decimal, else the type of x',
    nulls: 'propagate',
    doc: {
      en: 'x to so many places behind the point (a literal, negative: in front), half away from zero; without digits a bigint',
      zh: 'x 四舍五入（远离零）到小数点后指定位数（字面量，负数表示小数点前）；不写 digits 得 bigint',
    },
  },
  {
    name: 'floor',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    doc: { en: 'the greatest integer not above x, a bigint', zh: '不大于 x 的最大整数，bigint' },
  },
  {
    name: 'ceil',
    parameters: [x],
    result: types.bigint,
    nulls: 'propagate',
    doc: { en: 'the least integer not below x, a bigint', zh: '不小于 x 的最小整数，bigint' },
  },
  {
    name: 'sqrt',
    parameters: [x],
    result: types.double,
    nulls: 'propagate',
    doc: { en: 'the square root of x; null where x < 0', zh: 'x 的平方根；x < 0 时为空' },
  },
  {
    name: 'power',
    parameters: [x, { name: 'y', takes: 'number' }],
    result: types.double,
    nulls: 'propagate',
    doc: { en: 'x to the power of y, a double', zh: 'x 的 y 次方，double' },
  },
  {
    name: 'exp',
    parameters: [x],
    result: types.double,
    nulls: 'propagate',
    doc: { en: 'e to the power of x', zh: 'e 的 x 次方' },
  },
  {
    name: 'ln',
    parameters: [x],
    result: types.double,
    nulls: 'propagate',
    doc: { en: 'the natural logarithm of x; null where x <= 0', zh: 'x 的自然对数；x <= 0 时为空' },
  },
  {
    name: 'log10',
    parameters: [x],
    result: types.double,
    nulls: 'propagate',
    doc: {
      en: 'the logarithm of x to base 10; null where x <= 0',
      zh: 'x 的常用对数；x <= 0 时为空',
    },
  },
];

/** A decimal keeps at most so many places, and may gain a digit in front (9.99 → 10.0). */
function roundedType([value, digits]: readonly Expr<unknown>[]): Type {
  const { type } = value!;
  if (digits === undefined) return type.kind === 'unknown' ? type : types.bigint;
  if (type.kind !== 'decimal') return type;
  const places = Math.max(integerOf(digits) ?? type.scale, 0);
  if (places >= type.scale) return type;
  return types.decimal(Math.min(type.precision - type.scale + 1 + places, 38), places);
}
