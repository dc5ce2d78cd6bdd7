import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileSchema } from '../../src/base/json/json-schema.js';
import { readYaml } from '../../src/base/yaml/yaml.js';
import { shopYaml } from '../support/shop.js';
import { toy } from './toy.js';

const file = join(import.meta.dirname, '../../src/ontology/ontology.schema.json');
const schema = JSON.parse(readFileSync(file, 'utf8')) as Node;

interface Node {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** Editors read YAML by the core schema, and check each document as a whole. */
it.each([
  ['the shop', shopYaml],
  ['everything else', `${toy.others}---\n${toy.metric}---\n${toy.short}`],
])('an editor finds nothing in %s', (_, text) => {
  const check = compileSchema(schema);
  const documents = readYaml(text, 'core').documents.filter((d) => d !== null);
  expect(documents.length).toBeGreaterThan(2);
  // A key without a value is one being typed.
  const written = documents.map((d) =>
    Object.fromEntries(Object.entries(d as object).filter(([, v]) => v !== null)),
  );
  expect(written.flatMap((d) => check(d))).toEqual([]);
});

it.each([
  ['entity: a\nsource: { table: t }\nattributes: { x: bigint }\nlabels: A', '/labels'],
  ['metric: a\ntype: derived\nof: n\nagg: sum', '/agg'],
  ['policy: a\nentity: b\nfilters: x', '/filters'],
])('an editor finds the one key that is wrong in %j', (text, path) => {
  const [document] = readYaml(text, 'core').documents;
  expect(compileSchema(schema)(document).map((p) => p.path)).toEqual([path]);
});

it('every key is described, so that editors can say what it is', () => {
  const silent = Object.entries(schema.$defs ?? {}).flatMap(([name, node]) =>
    undescribed(node, name),
  );
  expect(silent).toEqual([]);
});

function undescribed(node: Node, place: string): readonly string[] {
  const own = Object.entries(node.properties ?? {});
  const missing = own.filter(([, n]) => n.description === undefined && n.$ref === undefined);
  const inner = [...own.map(([, n]) => n), node.items, node.additionalProperties].filter(
    (n): n is Node => typeof n === 'object',
  );
  return [
    ...missing.map(([key]) => `${place}.${key}`),
    ...inner.flatMap((n) => undescribed(n, place)),
  ];
}
