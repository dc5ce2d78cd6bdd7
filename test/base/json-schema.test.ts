import { expect, it } from 'vitest';
import { compileSchema } from '../../src/base/json/json-schema.js';

const schema = {
  $ref: '#/$defs/Toy',
  $defs: {
    Toy: {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1 },
        size: { type: 'integer', minimum: 1, maximum: 9 },
        colour: { type: 'string', enum: ['red', 'blue'] },
        parts: { type: 'array', items: { $ref: '#/$defs/Part' } },
        open: { type: 'boolean' },
      },
      required: ['name'],
      additionalProperties: false,
    },
    Part: {
      type: ['object', 'string'],
      properties: { of: { type: 'string' } },
      required: ['of'],
      additionalProperties: false,
    },
  },
};

it.each([
  [{ name: 'car', size: 3, parts: ['wheel', { of: 'tin' }] }, []],
  [{ name: '' }, [{ kind: 'out-of-range', path: '/name', keyword: 'minLength', limit: 1 }]],
  [{}, [{ kind: 'missing-key', path: '', key: 'name', definition: 'Toy' }]],
  [
    { name: 'car', 'a/b': 1 },
    [
      {
        kind: 'unknown-key',
        path: '/a~1b',
        key: 'a/b',
        definition: 'Toy',
        present: ['name', 'a/b'],
      },
    ],
  ],
  [
    { name: 'car', size: 'big' },
    [{ kind: 'wrong-shape', path: '/size', found: 'text', expected: ['whole number'] }],
  ],
  [
    { name: 'car', size: 10 },
    [{ kind: 'out-of-range', path: '/size', keyword: 'maximum', limit: 9 }],
  ],
  [
    { name: 'car', colour: 'green' },
    [{ kind: 'unknown-value', path: '/colour', value: 'green', allowed: ['red', 'blue'] }],
  ],
  [
    { name: 'car', parts: [1, { off: 'tin' }] },
    [
      { kind: 'wrong-shape', path: '/parts/0', expected: ['object', 'text'], definition: 'Part' },
      { kind: 'missing-key', path: '/parts/1', key: 'of', definition: 'Part' },
      { kind: 'unknown-key', path: '/parts/1/off', allowed: ['of'], definition: 'Part' },
    ],
  ],
  ['car', [{ kind: 'wrong-shape', path: '', found: 'text', expected: ['object'] }]],
])('%j', (value, problems) => {
  expect(compileSchema(schema)(value)).toEqual(
    problems.map((p) => expect.objectContaining(p) as unknown),
  );
});

it('a part is checked against its own definition', () => {
  expect(compileSchema(schema)({ of: 1 }, 'Part')).toEqual([
    expect.objectContaining({ kind: 'wrong-shape', path: '/of' }),
  ]);
  expect(() => compileSchema(schema)({}, 'Nothing')).toThrow('no definition "Nothing"');
});

it('texts are read as what the schema asks for, where that is wanted', () => {
  const value = { name: '007', size: '7', open: 'true', parts: ['1'] };
  expect(compileSchema(schema)(structuredClone(value))).toHaveLength(2);
  expect(compileSchema(schema, { coerce: true })(value)).toEqual([]);
  expect(value).toEqual({ name: '007', size: 7, open: true, parts: ['1'] });
});
