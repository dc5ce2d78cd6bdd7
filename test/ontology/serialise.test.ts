import { expect, it } from 'vitest';
import { linkOntology } from '../../src/ontology/link.js';
import { loadOntology } from '../../src/ontology/load.js';
import { readOntologyFile } from '../../src/ontology/read-file.js';
import {
  deserialiseOntology,
  deserialisePart,
  serialiseOntology,
  serialisePart,
} from '../../src/ontology/serialise.js';
import { shopYaml } from '../support/shop.js';
import { toy } from './toy.js';

const files = [
  { file: 'shop.yaml', text: shopYaml },
  { file: 'short.yaml', text: toy.short.replaceAll('order', 'parcel') },
];
const [shop] = loadOntology(files);

it('an ontology comes back as it was, and gives the same bytes again', () => {
  const kept = serialiseOntology(shop!);
  expect(deserialiseOntology(kept)).toEqual(shop);
  expect(serialiseOntology(deserialiseOntology(kept)!)).toBe(kept);
});

it('files can be kept one by one', () => {
  const parts = files.map((file) => deserialisePart(serialisePart(readOntologyFile(file)[0]!))!);
  expect(linkOntology(parts)).toEqual([shop, []]);
  expect(linkOntology(parts.toReversed())).toEqual([shop, []]);
});

it.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['null', 'null'],
  ['another version', '{"version":0,"kind":"ontology","value":{}}'],
  ['a part', serialisePart(readOntologyFile(files[0]!)[0]!)],
  ['a map that is none', '{"version":1,"kind":"ontology","value":{"$map":1}}'],
])('%s is not taken for an ontology', (_, text) => {
  expect(deserialiseOntology(text)).toBeUndefined();
});
