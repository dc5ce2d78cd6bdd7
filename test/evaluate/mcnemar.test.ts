import { expect, it } from 'vitest';
import { exactMcNemar, paired } from '../../src/evaluate/runs/mcnemar.js';

it.each([
  ['nothing differs', 0, 0, 1],
  ['an even split', 4, 4, 1],
  ['one side alone, 2 × 0.5^5', 5, 0, 0.0625],
  // 2 × (C(10,0) + C(10,1)) / 2^10 = 22 / 1024
  ['nine against one', 9, 1, 0.0214844],
  ['the sides are alike', 1, 9, 0.0214844],
  ['many', 100, 0, 1.57772e-30],
])('%s', (_, b, c, p) => {
  expect(exactMcNemar(b, c)).toBeCloseTo(p, 7);
});

it('counts pairs', () => {
  const pairs = [
    [true, true],
    [true, false],
    [false, true],
    [true, false],
    [false, false],
  ] as const;
  expect(paired(pairs)).toEqual({
    total: 5,
    both_right: 1,
    only_first: 2,
    only_second: 1,
    neither: 1,
    p_value: 1,
  });
});
