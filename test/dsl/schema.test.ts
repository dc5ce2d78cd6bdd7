import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileSchema } from '../../src/base/json/json-schema.js';
import { dslSchema } from '../../scripts/generate-dsl-schema.js';
import { everyKey } from './documents.js';

const room = join(import.meta.dirname, '../../src/dsl');
const committed = readFileSync(join(room, 'dsl.schema.json'), 'utf8');
const grammar = readFileSync(join(room, 'document.ts'), 'utf8');

it('the schema is what the types say (else: npx tsx scripts/generate-dsl-schema.ts)', () => {
  expect(JSON.stringify(JSON.parse(committed))).toBe(JSON.stringify(dslSchema(grammar)));
});

it('every object is closed, every type of the grammar is described once', () => {
  const { $defs } = JSON.parse(committed) as {
    $defs: Record<string, { type: string; additionalProperties?: boolean }>;
  };
  const objects = Object.values($defs).filter(({ type }) => type === 'object');
  expect(objects.every((d) => d.additionalProperties === false)).toBe(true);
  const declared = Array.from(
    grammar.matchAll(/^export (?:type|interface) (\w+)/gm),
    ([, name]) => name,
  );
  expect(Object.keys($defs)).toEqual(declared);
});

it('a document of every key keeps the schema', () => {
  expect(compileSchema(JSON.parse(committed) as object)(JSON.parse(everyKey))).toEqual([]);
});

it.each([
  ['a union', 'export interface A {\n  readonly a: string | number;\n}\n'],
  ['a free key', 'export interface A {\n  readonly [key: string]: string;\n}\n'],
  ['a key that is not readonly', 'export interface A {\n  readonly a: string;\n  b: string;\n}\n'],
])('%s in the types is not read as something else', (_, types) => {
  expect(() => dslSchema(`/** Grammar. */\n\n${types}`)).toThrow('cannot read');
});
