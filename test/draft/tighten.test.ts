import { expect, it } from 'vitest';
import { tighten } from '../../src/draft/lexing/tighten.js';

it.each([
  ['近 7 天', '近7天'],
  ['uv 价值', 'uv价值'],
  ['top 10 的商品', 'top 10的商品'],
  ['last 7 days', 'last 7 days'],
  ['门店 商品', '门店 商品'],
  ['近  7天', '近  7天'],
  [' 近7天 ', ' 近7天 '],
])('%j is %j', (text, expected) => {
  const { text: tight, origin } = tighten(text);
  expect(tight).toBe(expected);
  expect(origin.map((at) => text[at]).join('')).toBe(tight);
});
