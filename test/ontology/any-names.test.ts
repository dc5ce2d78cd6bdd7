import fc from 'fast-check';
import { dump } from 'js-yaml';
import { expect, it } from 'vitest';
import { quoteName } from '../../src/base/text/name.js';
import { loadOntology } from '../../src/ontology/load.js';
import { followPath } from '../../src/ontology/lookup.js';

const name = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...`'"\`\\;-./$ ()%#&*!|>:,[]{}?表é`.split('')),
    ),
    minLength: 1,
    maxLength: 12,
  })
  .filter((s) => s.trim() !== '' && s !== '?' && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(s));

it('any names survive reading, in paths too', () => {
  const names = fc.uniqueArray(name, { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(names, ([here = '', there = '', role = '', id = '', text = '']) => {
      const ontology = [
        {
          entity: here,
          label: text,
          source: { table: quoteName(here) },
          key: [id],
          attributes: {
            [id]: { type: 'bigint', values: { 1: text } },
            [text]: { type: 'string', is: `${quoteName(role)}.${quoteName(text)}` },
          },
          relationships: { [role]: { to: there, on: { [id]: id }, cardinality: 'many_to_one' } },
        },
        {
          entity: there,
          source: { table: quoteName(there) },
          key: id,
          attributes: { [id]: 'bigint', [text]: 'string' },
        },
      ];
      const yaml = ontology.map((document) => dump(document)).join('---\n');
      const [loaded, diagnostics] = loadOntology([{ file: 'a.yaml', text: yaml }]);
      expect(diagnostics).toEqual([]);
      const entity = loaded?.entities.get(here);
      expect(entity).toMatchObject({ name: here, label: text, key: [id], table: { name: [here] } });
      expect(entity?.attributes.get(id)?.values?.get('1')?.label).toBe(text);
      expect(followPath(loaded!, entity!, [role, text])).toMatchObject({
        kind: 'attribute',
        entity: { name: there },
        attribute: { name: text },
      });
    }),
  );
});

it.each([
  ['nothing', ''],
  ['spaces', '  '],
  ['a line break', 'a\nb'],
  ['an escape', 'a\u001B[31m'],
  ['a zero', 'a\0'],
  ['half a pair', 'a\uD800'],
  ['the sign of a hole', '?'],
  ['a separator of lines', 'a\u2028b'],
])('a name of %s is refused', (_, bad) => {
  const text = `entity: ${JSON.stringify(bad)}\nsource: { table: t }\nattributes: { a: bigint }`;
  const codes = loadOntology([{ file: 'a.yaml', text }])[1].map((d) => d.code);
  expect(codes).toEqual([bad === '' ? 'ontology/out-of-range' : 'ontology/bad-name']);
});

it('whatever the text, there is an ontology or an error, and nothing is thrown', () => {
  const words = [
    'entity',
    'metric',
    'source',
    'table',
    'attributes',
    'relationships',
    'key',
    'type',
    'bigint',
    'values',
    'to',
    'on',
    'a',
    '1',
    'is',
    'of',
    'steps',
    'aggregate',
    'null',
  ];
  const pieces = [
    ...words,
    ...words.map((w) => `${w}: `),
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '"',
    "'",
    '&a ',
    '*a',
    '!t ',
    '---\n',
    '|\n',
    '#',
    '?',
    ': ',
  ];
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((p) => p.join(''));
  fc.assert(
    fc.property(text, (written) => {
      const [ontology, diagnostics] = loadOntology([{ file: 'a.yaml', text: written }]);
      expect(ontology === undefined).toBe(diagnostics.some((d) => d.severity === 'error'));
    }),
    { numRuns: 1500 },
  );
});

it.each([
  ['Infinity', 'wrong-shape'],
  ['1e999', 'wrong-shape'],
  ['.inf', 'wrong-shape'],
  ['NaN', 'wrong-shape'],
  ['seven', 'wrong-shape'],
  ['1.5', undefined],
  ['1e3', undefined],
  ['"0"', undefined],
  ['', undefined],
])('as a number, %j is %s', (fill, code) => {
  const text = `metric: n\ntype: aggregate\nentity: o\nagg: count\nfill: ${fill}\n---\nentity: o\nsource: { table: o }\nattributes: { a: bigint }`;
  const [ontology, diagnostics] = loadOntology([{ file: 'a.yaml', text }]);
  expect(diagnostics.map((d) => d.code)).toEqual(code === undefined ? [] : [`ontology/${code}`]);
  const read = ontology?.metrics.get('n');
  const value = read?.type === 'aggregate' ? read.fill : undefined;
  expect(value).toBe(
    code === undefined && fill !== '' ? Number(fill.replaceAll('"', '')) : undefined,
  );
});

it('a bomb of aliases and a million brackets are refused by name', () => {
  const load = (text: string) => loadOntology([{ file: 'a.yaml', text }])[1].map((d) => d.code);
  const levels = Array.from({ length: 30 }, (_, i) => `b${i + 1}: &b${i + 1} [*b${i}, *b${i}]`);
  expect(load(['b0: &b0 x', ...levels].join('\n'))).toEqual(['ontology/alias']);
  expect(load(`entity: ${'['.repeat(500_000)}`)).toEqual(['ontology/too-deep']);
  expect(load(`entity: ${'x'.repeat(1_000_001)}`)).toEqual(['ontology/too-large']);
});
