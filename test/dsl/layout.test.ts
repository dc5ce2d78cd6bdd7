import { expect, it } from 'vitest';
import { layout } from '../../src/dsl/layout.js';

const long = 'x'.repeat(90);

it.each<[why: string, value: unknown]>([
  ['members without a value', { a: 1, b: undefined }],
  ['nothing but such members', { a: { b: undefined } }],
  ['such members where lines are broken', { a: [{ b: long, c: undefined }], d: [long, long] }],
  [
    'several objects of several keys',
    {
      a: [
        { b: 1, c: 2 },
        { b: undefined, c: 3 },
      ],
    },
  ],
  ['empty lists and objects', { a: [], b: {}, c: [[], {}] }],
  ['numbers, truth, null and signs', { a: [1.5, true, null, '"\\\n'] }],
])('%s: is the JSON of the value', (_, value) => {
  expect(JSON.parse(layout(value))).toEqual(JSON.parse(JSON.stringify(value)));
});
