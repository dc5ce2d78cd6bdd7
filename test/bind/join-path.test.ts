import { expect, it } from 'vitest';
import { onlyPath, pathText, reachableFrom } from '../../src/bind/paths/join-path.js';
import type { Ontology } from '../../src/ontology/model.js';
import { ontologyOf, shop } from '../support/bind.js';

/** Entities `name` with an id each, and relationships written `a.role -> b` (optionally `= x.y`, `! cardinality`). */
function graph(...edges: readonly string[]): Ontology {
  const entities = new Map<string, string[]>();
  for (const edge of edges) {
    const [, from = '', role = '', to = '', same, cardinality] =
      /^(\w+)\.(\w+) -> (\w+)(?: = ([\w.,]+))?(?: ! (\w+))?$/.exec(edge)!;
    const lines = entities.get(from) ?? [];
    const sameAs = same === undefined ? '' : `, same_as: [${same}]`;
    lines.push(
      `  ${role}: { to: ${to}, on: { id: id }, cardinality: ${cardinality ?? 'many_to_one'}${sameAs} }`,
    );
    entities.set(from, lines);
    entities.set(to, entities.get(to) ?? []);
  }
  const texts = [...entities].map(([name, lines]) =>
    [
      `entity: ${name}`,
      `source: { table: ${name} }`,
      `key: [id]`,
      `attributes: { id: { type: bigint } }`,
      ...(lines.length > 0 ? ['relationships:', ...lines] : []),
    ].join('\n'),
  );
  return ontologyOf(texts.join('\n---\n'));
}

function ways(ontology: Ontology, from: string, to: string, via: readonly string[] = []): string {
  const [a, b] = [from, to].map((name) => ontology.entities.get(name)!);
  const paths = via.map((v) => {
    let entity = a!;
    return v.split('.').map((name) => {
      const relationship = entity.relationships.get(name)!;
      entity = ontology.entities.get(relationship.to)!;
      return { relationship, to: entity };
    });
  });
  const found = onlyPath(ontology, a!, b!, paths);
  if (found.kind === 'one') return pathText(found.path);
  return found.kind === 'none' ? 'none' : `several: ${found.paths.map(pathText).join(' | ')}`;
}

it.each([
  ['itself', ['a.b -> b'], 'a', 'a', ''],
  ['one hop', ['a.b -> b'], 'a', 'b', 'b'],
  [
    'many hops',
    ['a.b -> b', 'b.c -> c', 'c.d -> d', 'd.e -> e', 'e.f -> f'],
    'a',
    'f',
    'b.c.d.e.f',
  ],
  ['never backwards', ['a.b -> b'], 'b', 'a', 'none'],
  ['one-to-one counts', ['a.b -> b ! one_to_one'], 'a', 'b', 'b'],
  ['one-to-many does not', ['a.bs -> b ! one_to_many'], 'a', 'b', 'none'],
  ['two roles', ['a.x -> b', 'a.y -> b'], 'a', 'b', 'several: x | y'],
  ['a longer second path', ['a.b -> b', 'a.c -> c', 'c.b -> b'], 'a', 'b', 'several: b | c.b'],
  [
    'a second path behind the first',
    ['a.b -> b', 'b.x -> c', 'b.y -> c'],
    'a',
    'c',
    'several: b.x | b.y',
  ],
  ['declared the same', ['a.b -> b = c.b', 'a.c -> c', 'c.b -> b'], 'a', 'b', 'b'],
  ['the same role twice', ['a.x -> b = y', 'a.y -> b'], 'a', 'b', 'x'],
  [
    'the same inside a longer path',
    ['z.a -> a', 'a.b -> b = c.b', 'a.c -> c', 'c.b -> b', 'b.e -> e'],
    'z',
    'e',
    'a.b.e',
  ],
  [
    'two the same, one not',
    ['a.b -> b = c.b', 'a.c -> c', 'c.b -> b', 'a.w -> b'],
    'a',
    'b',
    'several: b | w',
  ],
  [
    'equal only by a third, longer path',
    ['r.i -> i', 'r.o -> o = i.o', 'i.o -> o', 'i.c -> c = o.c', 'o.c -> c'],
    'r',
    'c',
    'i.c',
  ],
  ['a cycle is passed once', ['a.b -> b', 'b.a -> a', 'b.c -> c', 'c.b -> b'], 'a', 'c', 'b.c'],
  ['a self join is no second path', ['a.b -> b', 'b.parent -> b'], 'a', 'b', 'b'],
])('%s', (_, edges, from, to, expected) => {
  expect(ways(graph(...edges), from, to)).toBe(expected);
});

it.each([
  ['x', 'x'],
  ['y', 'y'],
])('via %s chooses where several lead there', (via, expected) => {
  const ontology = graph('a.x -> b', 'a.y -> b', 'b.c -> c');
  expect(ways(ontology, 'a', 'b', [via])).toBe(expected);
  expect(ways(ontology, 'a', 'c', [via])).toBe(`${expected}.c`);
});

it('of paths to the same row the shortest is taken, then the one on which no partner is missing', () => {
  const [refund, item] = ['refund', 'order_item'].map((name) => shop.entities.get(name)!);
  const customer = shop.entities.get('customer')!;
  const pathOf = (from: typeof customer): string => {
    const found = onlyPath(shop, from, customer);
    return found.kind === 'one' ? pathText(found.path) : found.kind;
  };
  // An item may be missing, its order never is.
  expect(pathOf(refund!)).toBe('orders.customer');
  expect(pathOf(item!)).toBe('customer');
});

it('a via to elsewhere chooses nothing', () => {
  const ontology = graph('a.x -> b', 'a.y -> b', 'a.d -> d');
  expect(ways(ontology, 'a', 'b', ['d'])).toBe('several: x | y');
});

it('lists what is reachable, the nearest first, without one-to-many and many-to-many', () => {
  const reached = reachableFrom(shop, shop.entities.get('refund')!);
  expect([...reached].map(([name, path]) => `${name}: ${pathText(path)}`)).toEqual([
    'refund: ',
    'order_item: item',
    'orders: orders',
    'customer: item.customer',
    'product: item.product',
    'city: orders.bill_city',
    'store: orders.store',
    'customer_level: item.customer.level',
    'category: item.product.category',
    'region: orders.bill_city.region',
  ]);
});

it('ends on a dense graph', () => {
  const names = Array.from({ length: 14 }, (_, i) => `e${String(i).padStart(2, '0')}`);
  const edges = names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a}.to_${b} -> ${b}`));
  const ontology = graph(...edges);
  expect(ways(ontology, 'e00', 'e01')).toBe('to_e01');
  expect(ways(ontology, 'e00', 'e13')).toMatch(/^several: to_e13 \| to_e01\.to_e13 \|/);
});
