import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at, type JsonPointer } from '../../src/base/diagnostic.js';
import { jsonSource } from '../../src/base/json/json-source.js';
import { readJson } from '../../src/base/json/json-text.js';

it('reads whatever JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      expect(readJson(text)).toMatchObject({ problems: [] });
      expect(readJson(text).root?.value).toEqual(JSON.parse(text));
    }),
  );
});

it('takes for JSON what JSON.parse takes, and nothing else', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b',
    '\\',
    '1',
    '-',
    '0',
    '1.5e3',
    'true',
    'nul',
    ' ',
    '\n',
    "'",
    '\t"',
  ];
  const text = fc
    .array(fc.constantFrom(...pieces), { maxLength: 9 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const { problems } = readJson(written);
      const syntax = problems.filter((p) => p.kind !== 'duplicate-key');
      expect(syntax.length === 0).toBe(isJson(written));
    }),
    { numRuns: 2000 },
  );
});

it.each([
  ['', 0, '', ['value']],
  ['{"a": 1,}', 8, '}', ['key']],
  ['{"a" 1}', 5, '1', ["':'"]],
  ['{', 1, '', ['key', "'}'"]],
  ['[1 2]', 3, '2', ["','", "']'"]],
  ['[1, 2', 5, '', ["','", "']'"]],
  ['{"a": tru}', 6, 'tru', ['value']],
  ['{"a": 01}', 6, '01', ['value']],
  ["{'a': 1}", 1, "'", ['key', "'}'"]],
  ['{"a": "x\ny"}', 8, 'U+000A', ['character']],
  ['["\\x"]', 2, '\\', ['escape sequence']],
  ['["abc', 5, '', ["'\"'"]],
  ['{} // done', 3, '/', ['end of the text']],
])('%j: the mistake is at %i', (text, offset, found, expected) => {
  const { root, problems } = readJson(text);
  expect(root).toBeUndefined();
  expect(problems).toEqual([expect.objectContaining({ kind: 'syntax', offset, found, expected })]);
});

it('finds every key that stands twice, at its second place', () => {
  const { problems } = readJson('{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}');
  expect(problems).toEqual([
    expect.objectContaining({ kind: 'duplicate-key', path: '/b/c', offset: 23, found: 'c' }),
    expect.objectContaining({ kind: 'duplicate-key', path: '/a', offset: 32, found: 'a' }),
  ]);
});

it.each([
  ['a text of more than 1 MB', `"${'x'.repeat(1_000_000)}"`, 'too-large'],
  ['1 MB of three-byte characters', `"${'表'.repeat(333_400)}"`, 'too-large'],
  ['a million brackets', '['.repeat(900_000), 'too-deep'],
  ['65 lists', `${'['.repeat(65)}${']'.repeat(65)}`, 'too-deep'],
  ['65 objects', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'too-deep'],
])('%s is refused', (_, text, kind) => {
  expect(readJson(text).problems).toEqual([expect.objectContaining({ kind })]);
});

it.each([
  ['64 lists', `${'['.repeat(64)}${']'.repeat(64)}`],
  ['a byte order mark', '\uFEFF{"a": 1}'],
  ['a key that objects have by themselves', '{"__proto__": 1, "constructor": 2}'],
  ['a long text', `"${'\\n表x'.repeat(100_000)}"`],
])('%s is read', (_, text) => {
  expect(readJson(text).problems).toEqual([]);
});

it('every value is found again at its pointer', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), (value) => {
      const text = JSON.stringify(value, null, 1);
      const source = jsonSource(text);
      for (const [path, part] of leaves(JSON.parse(text))) {
        const { start, end } = source.find({ path });
        expect(JSON.parse(text.slice(start, end))).toEqual(part);
      }
    }),
  );
});

it('every character of a text is found again, escaped or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (value, n) => {
      const offset = n % value.length;
      const escaped = Array.from({ length: value.length }, (_, i) => value.charCodeAt(i))
        .map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
        .join('');
      for (const text of [JSON.stringify([value]), `["${escaped}"]`]) {
        const { start, end } = jsonSource(text).find({ path: '/0', offset, length: 1 });
        expect(JSON.parse(`"${text.slice(start, end)}"`)).toBe(value[offset]);
      }
    }),
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Scalars only: of a list or an object only the bracket or the key is a place. */
function leaves(
  value: unknown,
  path: JsonPointer = '',
): readonly (readonly [JsonPointer, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => leaves(part, at(path, key)));
}
