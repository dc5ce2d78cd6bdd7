import { expect, it } from 'vitest';
import { lineDiff } from '../../src/stages/line-diff.js';

const lines = (...all: readonly string[]): string => all.join('\n');

it.each([
  ['nothing', lines('a', 'b'), lines('a', 'b'), []],
  ['other line breaks', 'a\r\nb', 'a\nb', []],
  ['one line', lines('a', 'b', 'c'), lines('a', 'x', 'c'), ['  a', '- b', '+ x', '  c']],
  ['a line more', lines('a', 'b'), lines('a', 'x', 'b'), ['  a', '+ x', '  b']],
  ['a line less', lines('a', 'x', 'b'), lines('a', 'b'), ['  a', '- x', '  b']],
  ['all of it', 'a', 'b', ['- a', '+ b']],
  ['a text from nothing', '', 'b', ['- ', '+ b']],
  [
    'two places apart',
    lines('a', '1', '2', '3', '4', '5', '6', 'z'),
    lines('b', '1', '2', '3', '4', '5', '6', 'y'),
    ['- a', '+ b', '  1', '  2', '…', '  5', '  6', '- z', '+ y'],
  ],
])('%s', (_, before, after, expected) => {
  expect(lineDiff(before, after)).toEqual(expected);
});

it('leaves what is too long to the whole text', () => {
  expect(lineDiff('a\n'.repeat(3000), 'b')).toEqual([]);
});
