import { expect, it } from 'vitest';
import { renderJson } from '../../src/base/render.js';
import { bindDefinitions } from '../../src/bind/diagnostics.js';
import { checkDefinitions } from '../../src/compile.js';
import { loadOntology } from '../../src/ontology/load.js';
import type { Ontology } from '../../src/ontology/model.js';
import { findings } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';
import { buyers, buyerYaml, shopWith, viewOf } from '../support/views.js';

/** What is found in definitions and documents beside the shop, in short. */
function foundIn(yaml: string, documents: Readonly<Record<string, string>>): readonly string[] {
  const [ontology, read] = shopWith(yaml, documents);
  const found = [...read, ...(ontology === undefined ? [] : checkDefinitions(ontology))];
  return found
    .filter((d) => d.severity === 'error')
    .map(({ code, file, path, allowed = [] }) => [code, file, path, ...allowed].join(' '));
}

const text = { 'ontology/views/buyers.json': buyers };
const inYaml = (members: string): string =>
  `entity: buyer\nsource: { dsl: views/buyers.json }\n${members}`;
const from = (entity: string, more: object = {}) =>
  viewOf([{ name: 'result', from: entity, columns: [{ as: 'id', is: 'customer_id' }], ...more }]);
const over = (entity: string, document: string): string =>
  `entity: ${entity}\nsource: { dsl: ${document} }\nattributes: { id: bigint, customer_id: { type: bigint, is: id } }\n`;
const yaml = `ontology/shop.yaml`;

it('an entity over a document has no findings', () => {
  expect(foundIn(buyerYaml, text)).toEqual([]);
});

it.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'a document that is not there',
    inYaml('attributes: { customer_id: bigint }').replace('buyers', 'buyer'),
    text,
    [`ontology/unknown-name ${yaml} /source/dsl views/buyers.json`],
  ],
  [
    'a column that the document has not',
    inYaml('attributes: { customer_id: bigint, payd: double }'),
    text,
    [`bind/view-column ${yaml} /attributes/payd paid`],
  ],
  [
    'a type that does not hold the values',
    inYaml('attributes: { customer_id: string, n: double, paid: { type: bigint } }'),
    text,
    [
      `bind/view-type ${yaml} /attributes/customer_id bigint`,
      `bind/view-type ${yaml} /attributes/paid decimal(28,2)`,
    ],
  ],
  [
    'a key that is not the grain',
    inYaml('key: [n]\nattributes: { customer_id: bigint, n: bigint }'),
    text,
    [`bind/view-key ${yaml} /key customer_id`],
  ],
  [
    'a key of rows that nothing tells apart',
    over('log', 'a.json').replace('attributes', 'key: [id]\nattributes'),
    { 'ontology/a.json': from('visit') },
    [`bind/view-key ${yaml} /key`],
  ],
  [
    'itself',
    over('a', 'a.json'),
    { 'ontology/a.json': from('a') },
    [`bind/view-cycle ${yaml} /source/dsl`],
  ],
  [
    'each other, over a path',
    `${over('a', 'a.json')}---\n${over('b', 'b.json')}`,
    { 'ontology/a.json': from('b'), 'ontology/b.json': from('a') },
    [`bind/view-cycle ${yaml} /source/dsl`],
  ],
  [
    'a day of its own, and a parameter',
    over('a', 'a.json'),
    {
      'ontology/a.json': viewOf(
        [{ name: 'result', from: 'customer', columns: [{ as: 'id', is: 'customer_id' }] }],
        { as_of: '2026-11-07', params: [{ name: 'p', type: 'string' }] },
      ),
    },
    ['bind/not-a-view ontology/a.json /as_of', 'bind/not-a-view ontology/a.json /params'],
  ],
  [
    'a target',
    over('a', 'a.json'),
    {
      'ontology/a.json': viewOf(
        [{ name: 'result', from: 'customer', columns: [{ as: 'id', is: 'customer_id' }] }],
        { target: { table: 'dws_a', layer: 'dws', comment: 'a', write: 'overwrite' } },
      ),
    },
    ['bind/not-a-view ontology/a.json /target'],
  ],
  [
    'time that counts from a day which it has not',
    over('a', 'a.json'),
    { 'ontology/a.json': from('orders', { time: { period: '7d' } }) },
    ['bind/not-a-view ontology/a.json /stages/0/time'],
  ],
  [
    'a snapshot of no day',
    over('a', 'a.json'),
    {
      'ontology/a.json': viewOf([
        { name: 'result', from: 'stock', columns: [{ as: 'id', is: 'store_id' }] },
      ]),
    },
    ['plan/entity-of-document ontology/a.json /stages/0'],
  ],
  [
    'what is wrong in the document, in its place',
    over('a', 'a.json'),
    { 'ontology/a.json': from('customer', { where: ['nme = 1'] }) },
    ['bind/unknown-name ontology/a.json /stages/0/where/0 name'],
  ],
  [
    'no document at all',
    over('a', 'a.json'),
    { 'ontology/a.json': '{"dsl": "1"' },
    ['dsl/syntax ontology/a.json '],
  ],
  [
    'moments of a zone that nobody could move on',
    `${over('a', 'a.json')}---\n${over('login', 'b.json').replace('source: { dsl: b.json }', 'source: { table: ods_login, timezone: Asia/Tokyo }')}`,
    {
      'ontology/a.json': viewOf([
        { name: 'result', from: 'login', columns: [{ as: 'id', is: 'id' }] },
      ]),
    },
    ['bind/view-without-zone ontology/a.json '],
  ],
  [
    'partitions, which only tables have',
    `entity: a\nsource: { dsl: views/buyers.json, mode: full, late: 1 day, partition: [{ column: ds }], timezone: Asia/Tokyo, layer: dws }\nvalidity: { from: paid, to: paid }\nattributes: { paid: double }`,
    text,
    ['late', 'layer', 'mode', 'partition', 'timezone']
      .map((key) => `ontology/key-without-use ${yaml} /source/${key}`)
      .concat(`ontology/key-without-use ${yaml} /validity`),
  ],
])('%s', (_name, definitions, documents, expected) => {
  expect(foundIn(definitions, documents)).toEqual(expected);
});

it('every document that reads a view is told what is wrong with it, others are not', () => {
  const [ontology] = shopWith(inYaml('attributes: { payd: double }'), text);
  const rows = (entity: string) => [
    { name: 'r', from: entity, by: [], measures: [{ as: 'n', agg: 'count' }] },
  ];
  expect(findings(rows('buyer'), {}, ontology).map((d) => [d.code, d.file])).toEqual([
    ['bind/view-column', yaml],
  ]);
  expect(findings(rows('orders'), {}, ontology)).toEqual([]);
});

it('a circle reads alike wherever it is entered', () => {
  const [ontology] = shopWith(`${over('b', 'b.json')}---\n${over('a', 'a.json')}`, {
    'ontology/a.json': from('b'),
    'ontology/b.json': from('a'),
  });
  const said = (entity: string, of: Ontology): readonly string[] => {
    const rows = [{ name: 'r', from: entity, by: [], measures: [{ as: 'n', agg: 'count' }] }];
    return findings(rows, {}, of).map(
      (d) => renderJson(d, { bind: bindDefinitions }, 'en', new Map()).message,
    );
  };
  const circle = ['the document of an entity reads that entity: a → b → a'];
  expect(said('b', { ...ontology! })).toEqual(circle);
  expect(said('a', { ...ontology! })).toEqual(circle);
});

it('the order of files does not matter', () => {
  const files = [
    { file: 'ontology/shop.yaml', text: shopYaml },
    { file: 'ontology/trade/buyer.yaml', text: buyerYaml.replace('views/', '../views/') },
    { file: 'ontology/views/buyers.json', text: buyers },
  ];
  const [one, other] = [files, files.toReversed()].map((f) => loadOntology(f)[0]);
  expect(one).toEqual(other);
  expect(one!.entities.get('buyer')!.table.view?.file).toBe('ontology/views/buyers.json');
});
