import { expect, it } from 'vitest';
import { numberAt } from '../../src/draft/words/number.js';

it.each([
  // Text, decimal, how much of the text it takes.
  ['2000', '2000', '2000'],
  ['2,000.50元', '2000.5', '2,000.50元'],
  ['1.1万', '11000', '1.1万'],
  ['3亿', '300000000', '3亿'],
  ['5k', '5000', '5k'],
  ['2 million', '2000000', '2 million'],
  ['0.5%', '0.005', '0.5%'],
  ['10 percent of', '0.1', '10 percent'],
  ['$100', '100', '$100'],
  ['-3', '-3', '-3'],
  ['1.10', '1.1', '1.10'],
  ['007', '7', '007'],
  ['5 orders', '5', '5'],
  ['100人', '100', '100人'],
  ['三次', '3', '三次'],
  ['十五个', '15', '十五个'],
])('%s is %s', (text, value, taken) => {
  const number = numberAt(text, 0);
  expect(number?.value).toBe(value);
  expect(text.slice(0, number?.end)).toBe(taken);
});

it.each(['v2', '3d', '一月', 'abc', '三亚'])('%s is no number', (text) => {
  expect(numberAt(text, text.startsWith('v') ? 1 : 0)).toBeUndefined();
});

it.each([
  ['100元', '元'],
  ['¥100', '元'],
  ['100 dollars', '美元'],
  ['€5', '欧元'],
])('%s is counted in %s', (text, currency) => {
  expect(numberAt(text, 0)?.currency).toBe(currency);
});
