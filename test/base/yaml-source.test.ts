import fc from 'fast-check';
import { dump } from 'js-yaml';
import { expect, it } from 'vitest';
import type { Where } from '../../src/base/json/json-source.js';
import { locate, openSource } from '../../src/base/json/json-source.js';
import { yamlSource } from '../../src/base/yaml/yaml-source.js';
import { readYaml } from '../../src/base/yaml/yaml.js';

const text = `a: 1
---
m:
  is: "x\\u4e2d > 1"
  quoted: 'it''s ok'
  literal: |
    one
      two
  folded: >
    aa
    bb
    cc
  plain: a b
    c d
  list: [x, { y: z }]
  01: code
  empty:
`;

it.each<[Where, number, number, string]>([
  [{ document: 0, path: '/a' }, 1, 4, '1'],
  [{ document: 0, path: '/a', key: true }, 1, 1, 'a'],
  [{ document: 1, path: '' }, 3, 1, 'm'],
  [{ document: 1, path: '/m' }, 3, 1, 'm'],
  [{ document: 1, path: '/m/is', offset: 1, length: 1 }, 4, 9, '\\u4e2d'],
  [{ document: 1, path: '/m/is', offset: 3, length: 3 }, 4, 16, '> 1'],
  [{ document: 1, path: '/m/quoted', offset: 3 }, 5, 16, 's'],
  [{ document: 1, path: '/m/literal', offset: 6 }, 8, 7, 't'],
  [{ document: 1, path: '/m/folded', offset: 3 }, 11, 5, 'b'],
  [{ document: 1, path: '/m/plain', offset: 4 }, 14, 5, 'c'],
  [{ document: 1, path: '/m/list' }, 15, 3, 'list'],
  [{ document: 1, path: '/m/list/0' }, 15, 10, 'x'],
  [{ document: 1, path: '/m/list/1/y' }, 15, 18, 'z'],
  [{ document: 1, path: '/m/01' }, 16, 7, 'code'],
  [{ document: 1, path: '/m/empty' }, 17, 3, 'empty'],
  [{ document: 1, path: '/m/nothing/here' }, 3, 1, 'm'],
  [{ path: '', offset: 5 }, 2, 1, '-'],
])('%j is at line %i, column %i', (where, line, column, shown) => {
  const source = yamlSource(text);
  const { start, end } = source.find(where);
  expect(locate(source, where)).toMatchObject({ line, column });
  expect(text.slice(start, end)).toBe(shown);
});

it('a text that is not read has places by offset only', () => {
  const deep = yamlSource(`a: ${'['.repeat(400_000)}`);
  expect(locate(deep, { path: '/a/0/0', document: 0 })).toMatchObject({ line: 1, column: 1 });
  expect(locate(deep, { path: '', offset: 70 })).toMatchObject({ line: 1, column: 71 });
});

it.each([
  '',
  '# c\n',
  'a: 1\n',
  '---\na: 1\n',
  'a: 1\n---\n',
  'a: 1\n---\n---\nb: 1\n',
  'a: 1\n...\n',
  '%YAML 1.2\n---\na: 1\n---\nb: 1\n',
])('documents are counted as they are read: %j', (written) => {
  const { documents } = readYaml(written);
  documents.forEach((value, document) => {
    if (value === null) return;
    const [[key, scalar] = ['', '']] = Object.entries(value as Record<string, number>);
    const { start, end } = yamlSource(written).find({ document, path: `/${key}` });
    expect(written.slice(start, end)).toBe(String(scalar));
  });
  expect(documents.length).toBeLessThan(4);
});

it('every text is found again at its pointer', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1 });
  const value = fc.dictionary(word, fc.array(word, { minLength: 1 }), { minKeys: 1 });
  fc.assert(
    fc.property(value, fc.integer({ min: 20, max: 80 }), (written, lineWidth) => {
      const yaml = dump(written, { lineWidth });
      const source = yamlSource(yaml);
      for (const [key, items] of Object.entries(written))
        items.forEach((item, i) => {
          const path = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}/${i}` as const;
          const { start, end } = source.find({ document: 0, path });
          // A block of text is read alone only with its indentation.
          if (/^[|>]/.test(yaml.slice(start, end))) return;
          expect(readYaml(yaml.slice(start, end), 'text').documents[0] ?? null).toBe(
            /^(?:~|null|Null|NULL)$/.test(yaml.slice(start, end)) ? null : item,
          );
        });
    }),
  );
});

it.each([
  ['a.yaml', 'x: 1\ny: 2', '/y', 2],
  ['a.yml', 'x: 1\ny: 2', '/y', 2],
  ['a.json', '{"x": 1,\n"y": 2}', '/y', 2],
] as const)('%s is opened by its ending', async (file, content, path, line) => {
  const source = await openSource(file, content);
  expect(locate(source, { document: 0, path }).line).toBe(line);
});
