import { expect, it } from 'vitest';
import { linkOntology } from '../../src/ontology/link.js';
import { loadOntology } from '../../src/ontology/load.js';
import { readOntologyFile } from '../../src/ontology/read/file.js';
import { indexOf } from '../../src/ontology/index-of.js';
import type { Ontology } from '../../src/ontology/model.js';
import { openPacked, packOntology, type Directory } from '../../src/ontology/packed.js';
import { deserialisePart, serialisePart } from '../../src/ontology/serialise.js';
import { shopYaml } from '../support/shop.js';
import { toy } from './toy.js';

const files = [
  { file: 'shop.yaml', text: shopYaml },
  { file: 'short.yaml', text: toy.short.replaceAll('order', 'parcel') },
];
const [shop] = loadOntology(files);
const part = readOntologyFile(files[0]!)[0]!;

it('a packed ontology comes back as it was, and gives the same bytes again', () => {
  const packed = packOntology(shop!);
  const directory = JSON.parse(JSON.stringify(packed.directory)) as Directory;
  const opened = openPacked(directory, (start, end) => packed.body.subarray(start, end));
  expect(materialised(opened)).toEqual(shop);
  expect(packOntology(opened)).toEqual(packed);
  expect(indexOf(opened)).toEqual(indexOf(materialised(opened)));
});

it('of a packed ontology only what is asked for is read', () => {
  const { directory, body } = packOntology(shop!);
  const [first = '', second = ''] = directory.names[0]!;
  const damaged = body.slice();
  damaged.fill(0, directory.sizes[0]![0]);
  const { entities, metrics } = openPacked(directory, (start, end) => damaged.subarray(start, end));
  expect(entities.get(first)).toEqual(shop!.entities.get(first));
  expect(entities.get(first)).toBe(entities.get(first));
  expect([entities.has(second), entities.has('nothing')]).toEqual([true, false]);
  expect([...metrics.keys()]).toEqual([...shop!.metrics.keys()]);
  expect(() => entities.get(second)).toThrow(SyntaxError);
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
  ['another version', serialisePart(part).replace('"version":4', '"version":1')],
  ['lists that are none', '{"version":4,"lists":{}}'],
  ['too few lists', '{"version":4,"lists":[[]]}'],
  ['a definition that is none', '{"version":4,"lists":[[1],[],[],[],[],[]]}'],
  ['a map that is none', '{"version":4,"lists":[[["f",0,{"$map":1}]],[],[],[],[],[]]}'],
  ['an expression that is none', '{"version":4,"lists":[[["f",0,{"$is":"+"}]],[],[],[],[],[]]}'],
])('%s is not taken for definitions', (_, text) => {
  expect(deserialisePart(text)).toBeUndefined();
});

function materialised(ontology: Ontology): Ontology {
  return Object.fromEntries(
    Object.entries(ontology).map(([kind, map]) => [
      kind,
      new Map(map as ReadonlyMap<string, object>),
    ]),
  ) as unknown as Ontology;
}
