import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/base/text/csv.js';

describe('readCsv', () => {
  it.each([
    ['rows', 'id,name\n1,a\n2,b\n', [['id', 'name'], ['1', 'a'], ['2', 'b']]], // prettier-ignore
    ['no line break at the end', 'id\n1', [['id'], ['1']]],
    [
      'what Windows writes',
      '\uFEFFid,name\r\n1,a\r\n',
      [
        ['id', 'name'],
        ['1', 'a'],
      ],
    ],
    [
      'an empty field is null',
      'id,name\n1,\n,b\n',
      [
        ['id', 'name'],
        ['1', null],
        [null, 'b'],
      ],
    ],
    [
      'an empty text is none',
      'id,name\n1,""\n',
      [
        ['id', 'name'],
        ['1', ''],
      ],
    ],
    ['quotes', 'id\n"a, ""b""\nc"\n', [['id'], ['a, "b"\nc']]],
    ['spaces belong to values', 'id\n 1 \n', [['id'], [' 1 ']]],
    [
      'empty lines are none',
      'id,name\n\n1,a\n\n',
      [
        ['id', 'name'],
        ['1', 'a'],
      ],
    ],
    ['of one column they are null', 'id\n1\n\n2\n', [['id'], ['1'], [null], ['2']]],
    ['names alone', 'id,name\n', [['id', 'name']]],
    ['marks of comments are values', '#id\n#1\n', [['#id'], ['#1']]],
  ])('%s', (_, text, [names, ...records]) => {
    expect(readCsv(text)).toEqual({ table: { names, records } });
  });

  it.each([
    ['a quote that does not end', 'id,name\n1,"a\n2,b\n', 'open-quote', 10, ''],
    ['something behind a quote', 'id,name\n1,"a"b\n', 'after-quote', 13, ''],
    ['too many values', 'id,amount\n1,1,250.00\n', 'fields', 10, '3 ≠ 2'],
    ['too few', 'id,amount\n1,2\n3\n', 'fields', 14, '1 ≠ 2'],
    ['a name twice', 'id,id\n', 'repeated-name', 0, 'id'],
    ['nothing', '', 'no-names', 0, ''],
  ])('%s', (_, text, kind, offset, detail) => {
    expect(readCsv(text)).toEqual({ problem: { kind, offset, detail } });
  });
});
