import { expect, it } from 'vitest';
import {
  commas,
  group,
  hardline,
  layout,
  line,
  marked,
  nest,
  parenthesized,
  problem,
  sql,
  type Doc,
} from '../../src/sql/print/layout.js';
import { unsupported } from '../../src/sql/print/unsupported.js';

it('a group that fits stays on one line, else all of its lines break', () => {
  const doc = group('SELECT', nest(line, commas(['first', 'second', 'third'])));
  expect(layout(doc, 28).text).toBe('SELECT first, second, third');
  expect(layout(doc, 26).text).toBe('SELECT\n  first,\n  second,\n  third');
});

it('what must follow on the line counts', () => {
  const doc = [parenthesized(commas(['aaa', 'bbb'])), ' AS value'];
  expect(layout(doc, 19).text).toBe('(aaa, bbb) AS value');
  expect(layout(doc, 18).text).toBe('(\n  aaa,\n  bbb\n) AS value');
});

it('a hard line breaks the groups around it, and no others', () => {
  const doc = [group('a', line, 'b'), ' ', group('c', nest(hardline, group('d', line, 'e')))];
  expect(layout(doc).text).toBe('a b c\n  d e');
});

it('spans are where marks went, outer before inner', () => {
  const doc = ['x ', marked('/a', ['one ', marked('/b', 'two'), nest(hardline, 'three')])];
  const { text, spans } = layout(doc);
  expect(spans.map(({ at, start, end }) => [at, text.slice(start, end)])).toEqual([
    ['/a', 'one two\n  three'],
    ['/b', 'two'],
  ]);
});

it('a problem is reported at the nearest mark, and the rest is laid out', () => {
  const doc = marked('/stages/0', sql`f(${unsupported({ title: 'X' }, 'the function f')})`);
  expect(layout(doc)).toMatchObject({
    text: 'f()',
    problems: [{ code: 'sql/unsupported', path: '/stages/0' }],
  });
  const bare = problem((at) => ({
    code: 'sql/unsupported',
    severity: 'error',
    level: 3,
    path: at,
    params: {},
  }));
  expect(layout(bare).problems).toMatchObject([{ path: '' }]);
});

it('a doc may be deeper than the stack of the program, and groups in groups cost no more than their text', () => {
  let doc: Doc = 'x';
  for (let i = 0; i < 20_000; i++) doc = group('(', doc, line, ')');
  const { text } = layout(['a', hardline, doc]);
  expect(text.split('\n')[1]!).toMatch(/^\(+x?$/);
  expect(text).toHaveLength(2 + 20_000 * 3 + 1);
});
