import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compiledSchemas } from '../../scripts/compiled-schemas.js';
import { compileSchema } from '../../src/base/json/json-schema.js';
import dsl from '../../src/dsl/dsl.schema.json' with { type: 'json' };
import ontology from '../../src/ontology/ontology.schema.json' with { type: 'json' };

interface Built {
  readonly compileSchema: typeof compileSchema;
  readonly dsl: object;
  readonly ontology: object;
}

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'dataagent-schemas-'));
let built: Built;
let text = '';

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { compileSchema } from './src/base/json/json-schema.ts';
        export { default as dsl } from './src/dsl/dsl.schema.json';
        export { default as ontology } from './src/ontology/ontology.schema.json';`,
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins: [compiledSchemas],
    write: false,
    logLevel: 'error',
  });
  text = outputFiles[0]!.text;
  const file = join(folder, 'built.mjs');
  writeFileSync(file, text);
  built = (await import(pathToFileURL(file).href)) as Built;
});
afterAll(() => rmSync(folder, { recursive: true }));

it('the package compiles no schema when it runs', () => {
  expect(text).not.toContain('new Function');
  expect(text).toContain('the build has not compiled this schema');
});

const stage = { name: 'result', from: 'orders' };

it.each([
  [{ dsl: '1', title: 'x', stages: [stage] }],
  [{ dsl: '2', title: '', stages: [] }],
  [{ dsl: '1', stages: [{ ...stage, foo: 1 }] }],
  [{ dsl: '1', title: 'x', stages: [{ name: 3, by: [4], limit: 5, where: 'a' }] }],
  [{ dsl: '1', title: 'x', stages: [{ ...stage, measures: [{ as: 'n', agg: 'summ', p: 2 }] }] }],
  [{ dsl: '1', title: 'x', stages: [stage], target: { table: 't', write: 'replace' } }],
  ['text'],
  [null],
])('what the build compiled of the DSL says what ajv says of %j', (value) => {
  const expected = compileSchema(dsl)(value);
  expect(built.compileSchema(built.dsl)(value)).toEqual(expected);
});

it.each([
  ['entity', { entity: 'x', source: { tabel: 'x' }, attributes: { a: { typ: 'date' } } }],
  ['entity', { entity: 'x', source: { table: 'x' }, attributes: { a: { values: { x: [] } } } }],
  ['aggregate_metric', { metric: 'm', type: 'aggregate', entity: 'x', agg: 'sum', fill: '0' }],
  ['aggregate_metric', { metric: 'm', type: 'aggregate', entity: 'x', agg: 'sum', fill: 'zero' }],
  ['period', { period: '7d', last: '1e999', unit: 'day', mode: 'rolling' }],
])('what the build compiled of %s says what ajv says, and reads texts alike', (name, value) => {
  const [ours, theirs] = [structuredClone(value), structuredClone(value)];
  const expected = compileSchema(ontology, { coerce: true })(theirs, name);
  expect(built.compileSchema(built.ontology, { coerce: true })(ours, name)).toEqual(expected);
  expect(ours).toEqual(theirs);
});

it('no two definitions of a schema read alike, so each problem names its own', () => {
  for (const { $defs } of [dsl, ontology]) {
    const texts = Object.values($defs).map((definition) => JSON.stringify(definition));
    expect(new Set(texts).size).toBe(texts.length);
  }
});
