import { expect, it } from 'vitest';
import { readCsv } from './csv.js';

it('reads fields, quotes, line ends and nothing', () => {
  expect(readCsv('a,b,c\n1,"x, ""y""",\r\n,"two\nlines",3\n')).toEqual({
    columns: ['a', 'b', 'c'],
    rows: [
      ['1', 'x, "y"', null],
      [null, 'two\nlines', '3'],
    ],
  });
});
