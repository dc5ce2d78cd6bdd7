import fc from 'fast-check';
import { dump } from 'js-yaml';
import { expect, it } from 'vitest';
import { readYaml } from '../../src/base/yaml/yaml.js';

it.each([
  ['01: x', { '01': 'x' }],
  ['2026-01-01: y', { '2026-01-01': 'y' }],
  ['1.0: a\n1: b', { '1': 'b', '1.0': 'a' }],
  ['on: 1\nyes: 2\n~: 3\nnull: 4\ntrue: 5', { on: 1, yes: 2, '~': 3, null: 4, true: 5 }],
  ['__proto__: 1', JSON.parse('{"__proto__": 1}')],
  ['<<: { a: 1 }', { '<<': { a: 1 } }],
])('keys keep their characters: %j', (text, value) => {
  expect(readYaml(text)).toEqual({ documents: [value] });
});

it.each([
  ['1', 1, '1'],
  ['007', 7, '007'],
  ['0x10', 16, '0x10'],
  ['1_000', '1_000', '1_000'],
  ['9007199254740993', '9007199254740993', '9007199254740993'],
  ['-1.50', -1.5, '-1.50'],
  ['true', true, 'true'],
  ['yes', 'yes', 'yes'],
  ['2026-01-01', '2026-01-01', '2026-01-01'],
  ['12:30', '12:30', '12:30'],
  ['~', null, null],
  ['', null, null],
  ['"null"', 'null', 'null'],
  ['"1"', '1', '1'],
])('the scalar %j is %j by the core schema, %j as text', (text, core, plain) => {
  expect(readYaml(`a: ${text}`, 'core').documents).toEqual([{ a: core }]);
  expect(readYaml(`a: ${text}`, 'text').documents).toEqual([{ a: plain }]);
});

it.each([
  ['a: &x 1\nb: *x', 'alias', 3],
  ['a: *x', 'alias', 3],
  ['&a [*a]', 'alias', 0],
  ['a: !!str 1', 'tag', 3],
  ['a: !<tag:plain> [1]', 'tag', 19],
  ['a: !js/function x', 'tag', 17],
  ['a: 1\nb: 2\na: 3', 'duplicate-key', 10],
  ['? [a, b]\n: 1', 'key', 2],
  ['{[a]: b}', 'key', 1],
  ['{{a: 1}: b}', 'key', 1],
  ['? a: 1\n: b', 'key', 2],
  ['a: b: c', 'syntax', 4],
  ['a: "b', 'syntax', 6],
  ['a: @b', 'syntax', 3],
])('%j is refused: %s at %i', (text, kind, offset) => {
  expect(readYaml(text)).toEqual({
    documents: [],
    problem: expect.objectContaining({ kind, offset, path: '' }) as unknown,
  });
});

it.each([
  ['brackets', '['.repeat(400_000)],
  ['braces', '{a: '.repeat(200_000)],
  ['dashes', '- '.repeat(400_000)],
  ['question marks', '? '.repeat(400_000)],
  ['indentation', Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['brackets behind a quote that opens nothing', `it's: ${'['.repeat(300)}`],
  ['brackets behind a text with closing ones', `["${']'.repeat(300)}", ${'['.repeat(300)}`],
  ['brackets behind a comment', `[ # ]]]]\n${'['.repeat(300)}`],
  ['brackets in several documents', `a: 1\n---\n${'['.repeat(300)}`],
  ['lists in mappings', '[{a: '.repeat(100)],
])('deep nesting is refused: %s', (_, text) => {
  expect(readYaml(text).problem).toMatchObject({ kind: 'too-deep' });
});

it.each([
  ['64 lists', `${'['.repeat(64)}${']'.repeat(64)}`],
  ['64 dashes', `${'- '.repeat(64)}x`],
  ['brackets in a block of text', `a: |\n  ${'['.repeat(300)}\n  &x *y !z`],
  ['brackets in a comment', `a: 1 # ${'['.repeat(300)}`],
  ['brackets in quotes', `a: "${'['.repeat(300)}"`],
  ['brackets in a plain text', `a: b${'['.repeat(300)}`],
  ['many lists beside each other', `a: [${'[1], '.repeat(3000)}]`],
])('shallow text is read: %s', (_, text) => {
  expect(readYaml(text).problem).toBeUndefined();
});

it.each([65, 66, 70])('%i lists are one too many', (depth) => {
  const text = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  expect(readYaml(text).problem).toMatchObject({ kind: 'too-deep' });
});

it('a text of more than 1 MB is refused', () => {
  expect(readYaml(`a: ${'x'.repeat(1_000_000)}`).problem).toMatchObject({ kind: 'too-large' });
});

it('a bomb of aliases is refused at once', () => {
  const levels = Array.from(
    { length: 20 },
    (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`,
  );
  const text = ['a0: &a0 [x]', ...levels].join('\n');
  expect(readYaml(text).problem).toMatchObject({ kind: 'alias' });
});

it('reads back what a YAML writer wrote', () => {
  const scalar = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
  const value = fc.dictionary(
    fc.string(),
    fc.oneof(scalar, fc.array(scalar), fc.dictionary(fc.string(), scalar)),
  );
  fc.assert(
    fc.property(value, (written) => {
      expect(readYaml(dump(written)).documents).toEqual([written]);
    }),
  );
});

it('never throws, whatever the text', () => {
  const pieces = [
    'a',
    ': ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '\n',
    '  ',
    '"',
    "'",
    '|',
    '>',
    '&x',
    '*x',
    '!t',
    '#',
    '---',
    '...',
    '%',
    '?',
    '表',
    '\t',
    '\0',
    '\uFEFF',
    '<<',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((p) => p.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const { documents, problem } = readYaml(written);
      expect(problem === undefined || documents.length === 0).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
