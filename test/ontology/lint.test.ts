import { expect, it } from 'vitest';
import { loadOntology } from '../../src/ontology/load.js';
import { shown, toy } from './toy.js';

const found = (text: string) => loadOntology([{ file: 'a.yaml', text }])[1];

/** An entity with further members after its attributes. */
const order = (members: string): string => `${toy.entity}${members}`;
const city = `entity: city
source: { table: city }
key: [country, city_id]
attributes: { country: string, city_id: bigint, name: string, order_id: bigint, population: double }
`;
const join = (members: string): string =>
  `${order(`  country: string\n  city_id: bigint\nrelationships:\n  city: { to: city, ${members} }\n`)}---\n${city}`;
const metric = (members: string): string =>
  `metric: m\n${members}\n---\n${toy.metric}---\n${toy.others}---\n${toy.entity}`;

it.each(['order_idd', '[order_idd]'])(
  'an unknown key %s, with its repair for either form',
  (key) => {
    expect(found(toy.entity.replace('[order_id]', key))).toEqual([
      expect.objectContaining({
        path: '/key',
        fix: [{ op: 'replace', path: '/key', value: ['order_id'] }],
      }),
    ]);
  },
);

it.each([
  [
    'an unknown key',
    toy.entity.replace('key: [order_id]', 'key: [order_id, id]'),
    ['unknown-name 0 /key/1'],
  ],
  ['an unknown clock', toy.entity.replace('time: day', 'time: date'), ['unknown-name 0 /time']],
  [
    'a clock of the wrong type',
    toy.entity.replace('time: day', 'time: code'),
    ['wrong-type 0 /time'],
  ],
  ['versions', order('validity: { from: day, to: until }'), ['unknown-name 0 /validity/to']],
  [
    'an unknown name in an expression',
    order('  x: { type: bigint, is: amont + 1 }'),
    ['unknown-name 0 /attributes/x/is'],
  ],
  [
    'a known entity in an expression',
    `${order('  x: { type: string, is: city.name }\n')}---\n${city}`,
    [],
  ],
  ['a parameter in an expression', order('  x: { type: boolean, is: day = $bizdate }'), []],
  [
    'a circle of one',
    order('  x: { type: bigint, is: x + 1 }'),
    ['attribute-cycle 0 /attributes/x/is'],
  ],
  [
    'a circle of three',
    order(
      '  x: { type: bigint, is: y }\n  y: { type: bigint, is: z }\n  z: { type: bigint, is: x }',
    ),
    ['attribute-cycle 0 /attributes/x/is'],
  ],
  ['a chain', order('  x: { type: bigint, is: y }\n  y: { type: bigint, is: order_id }'), []],
])('%s', (_, text, expected) => {
  expect(shown(found(text))).toEqual(expected);
});

it.each([
  ['the whole key', 'on: { country: country, city_id: city_id }, cardinality: many_to_one', []],
  [
    'the key in another order',
    'on: { city_id: city_id, country: country }, cardinality: one_to_one',
    [],
  ],
  [
    'less than the key',
    'on: { city_id: city_id }, cardinality: many_to_one',
    ['key-not-covered 0 /relationships/city/on'],
  ],
  [
    'less than the key, from its other side',
    'on: { order_id: order_id }, cardinality: one_to_many',
    [],
  ],
  [
    'less than the key here',
    'on: { city_id: city_id }, cardinality: one_to_many',
    ['key-not-covered 0 /relationships/city/on'],
  ],
  [
    'a column that is not here',
    'on: { country: country, cityid: city_id }, cardinality: many_to_one',
    ['unknown-name 0 /relationships/city/on/cityid'],
  ],
  [
    'a column that is not there',
    'on: { country: country, city_id: id }, cardinality: many_to_one',
    ['unknown-name 0 /relationships/city/on/city_id'],
  ],
  [
    'types that do not compare',
    'on: { country: city_id, city_id: country }, cardinality: many_to_one',
    ['join-types 0 /relationships/city/on/city_id', 'join-types 0 /relationships/city/on/country'],
  ],
  [
    'numbers that compare',
    'on: { country: country, amount: city_id }, cardinality: many_to_one',
    [],
  ],
  ['no columns', 'cardinality: many_to_one', ['key-needed 0 /relationships/city']],
  ['no bridge', 'cardinality: many_to_many', ['key-needed 0 /relationships/city']],
  [
    'columns beside a bridge',
    'cardinality: many_to_many, through: order, on: { city_id: city_id }',
    ['key-without-use 0 /relationships/city/on'],
  ],
  [
    'a bridge that is not needed',
    'cardinality: many_to_one, through: x, on: { city_id: city_id }',
    ['key-without-use 0 /relationships/city/through'],
  ],
  [
    'an unknown bridge',
    'cardinality: many_to_many, through: link',
    ['unknown-name 0 /relationships/city/through'],
  ],
  [
    'a bridge without sides',
    'cardinality: many_to_many, through: city',
    ['bridge-side 0 /relationships/city/through', 'bridge-side 0 /relationships/city/through'],
  ],
  [
    'the same as an unknown path',
    'on: { country: country, city_id: city_id }, cardinality: many_to_one, same_as: [parent.city]',
    ['unknown-name 0 /relationships/city/same_as/0'],
  ],
  [
    'the same as itself',
    'on: { country: country, city_id: city_id }, cardinality: many_to_one, same_as: [city]',
    [],
  ],
  [
    'the same as a value',
    'on: { country: country, city_id: city_id }, cardinality: many_to_one, same_as: [city.name]',
    ['same-as-elsewhere 0 /relationships/city/same_as/0'],
  ],
])('a join over %s', (_, members, expected) => {
  expect(shown(found(join(members)))).toEqual(expected);
});

it('a join to an unknown entity, with the nearest', () => {
  const [first] = found(
    join('cardinality: many_to_one, on: { city_id: city_id }').replace('to: city', 'to: citty'),
  );
  expect(first).toMatchObject({
    code: 'ontology/unknown-name',
    allowed: ['city'],
    fix: [{ value: 'city' }],
  });
});

it('versions of a row are joined by the rest of the key', () => {
  const versions = `entity: level\nsource: { table: level }\nkey: [order_id, since]\nvalidity: { from: since, to: until }\nattributes: { order_id: bigint, since: date, until: date }`;
  const role =
    'relationships:\n  level: { to: level, on: { order_id: order_id }, cardinality: many_to_one }';
  expect(shown(found(`${order(role)}\n---\n${versions}`))).toEqual([]);
});

it('a bridge of an entity with itself has two roles', () => {
  const roles = (second: string): string =>
    `${order('relationships:\n  next: { to: order, cardinality: many_to_many, through: link, weight: share }')}\n---\nentity: link\nsource: { table: link }\nattributes: { a: bigint, b: bigint, share: double }\nrelationships:\n  from: { to: order, on: { a: order_id }, cardinality: many_to_one }\n${second}`;
  expect(
    shown(found(roles('  onto: { to: order, on: { b: order_id }, cardinality: many_to_one }'))),
  ).toEqual([]);
  expect(shown(found(roles('')))).toEqual(['bridge-side 0 /relationships/next/through']);
});

it('a weight is a number of the bridge', () => {
  const bridge = (weight: string): string =>
    `${join(`cardinality: many_to_many, through: link, weight: ${weight}`)}---\nentity: link\nsource: { table: link }\nattributes: { country: string, city_id: bigint, order_id: bigint, share: double }\nrelationships:\n  city: { to: city, on: { country: country, city_id: city_id }, cardinality: many_to_one }\n  order: { to: order, on: { order_id: order_id }, cardinality: many_to_one }`;
  expect(shown(found(bridge('share')))).toEqual([]);
  expect(shown(found(bridge('country')))).toEqual(['wrong-type 0 /relationships/city/weight']);
  expect(shown(found(bridge('part')))).toEqual(['unknown-name 0 /relationships/city/weight']);
});

it('join columns stand in the order of the key', () => {
  const [ontology] = loadOntology([
    {
      file: 'a.yaml',
      text: join('on: { city_id: city_id, country: country }, cardinality: many_to_one'),
    },
  ]);
  const on = ontology?.entities.get('order')?.relationships.get('city')?.on;
  expect(on?.map(({ to }) => to)).toEqual(['country', 'city_id']);
});

it.each([
  ['an unknown entity', 'type: aggregate\nentity: orders\nagg: count', ['unknown-name 0 /entity']],
  [
    'an unknown attribute',
    'type: aggregate\nentity: order\nagg: sum\nof: amout',
    ['unknown-name 0 /of'],
  ],
  [
    'an unknown attribute of a condition',
    'type: aggregate\nentity: order\nagg: count\nwhere: [big, amout > 1]',
    ['unknown-name 0 /where/1'],
  ],
  [
    'an unknown clock',
    'type: aggregate\nentity: order\nagg: count\ntime: date',
    ['unknown-name 0 /time'],
  ],
  [
    'a snapshot over no time',
    'type: aggregate\nentity: order\nagg: sum\nof: amount\nsnapshot: { over: code, take: last, per: [order_id] }',
    ['wrong-type 0 /snapshot/over'],
  ],
  [
    'a snapshot per nothing',
    'type: aggregate\nentity: order\nagg: sum\nof: amount\nsnapshot: { over: day, take: last, per: [shop] }',
    ['unknown-name 0 /snapshot/per/0'],
  ],
  [
    'p beyond 1',
    'type: aggregate\nentity: order\nagg: percentile\nof: amount\np: 90',
    ['out-of-range 0 /p'],
  ],
  ['of an unknown metric', 'type: derived\nof: nn', ['unknown-name 0 /of']],
  [
    'an unknown period',
    'type: derived\nof: n\ntime: { period: 8d }',
    ['unknown-name 0 /time/period'],
  ],
  [
    'an unknown unit',
    'type: derived\nof: n\ntime: { last: 1, unit: days, mode: rolling }',
    ['unknown-name 0 /time/unit'],
  ],
  [
    'a unit of a calendar',
    'type: derived\nof: n\ntime: { last: 1, unit: season, mode: rolling }\nshift: -1 season',
    [],
  ],
  [
    'a shift by an unknown unit',
    'type: derived\nof: n\nshift: -1 saison',
    ['unknown-name 0 /shift'],
  ],
  [
    'a condition on the metric it is made of',
    'type: derived\nof: n\nwhere: [bigg]',
    ['unknown-name 0 /where/0'],
  ],
  ['arithmetic over an unknown metric', 'type: composite\nis: n / nobody', ['unknown-name 0 /is']],
  ['arithmetic over an attribute', 'type: composite\nis: n / order.amount', ['unknown-name 0 /is']],
  [
    'inputs of one name',
    'type: composite\nis: a + n\ninputs: [{ as: a, metric: n }, { as: a, metric: n }]',
    ['duplicate-definition 0 /inputs/1/as'],
  ],
  [
    'an input of an unknown metric',
    'type: composite\nis: a\ninputs: [{ as: a, metric: m2 }]',
    ['unknown-name 0 /inputs/0/metric'],
  ],
  ['itself', 'type: composite\nis: m + 1', ['metric-cycle 0 /is']],
  [
    'itself as an input',
    'type: composite\nis: a + 1\ninputs: [{ as: a, metric: m }]',
    ['metric-cycle 0 /is'],
  ],
  [
    'an input that hides the metric of its name',
    'type: composite\nis: m + 1\ninputs: [{ as: m, metric: n }]',
    [],
  ],
  [
    'a step of an unknown entity',
    'type: conversion\nper: order_id\nsteps: [{ entity: order }, { entity: pay }]\ngive: rate',
    ['unknown-name 0 /steps/1/entity'],
  ],
  [
    'one step',
    'type: conversion\nper: order_id\nsteps: [{ entity: order }]\ngive: rate',
    ['out-of-range 0 /steps'],
  ],
  [
    'steps of nobody',
    'type: conversion\nper: user\nsteps: [{ entity: order }, { entity: order }]\ngive: rate',
    ['unknown-name 0 /per'],
  ],
  [
    'steps that agree in nothing',
    'type: conversion\nper: order_id\nsteps: [{ entity: order }, { entity: order }]\nsame: [shop]\ngive: rate',
    ['unknown-name 0 /same/0'],
  ],
])('a metric of %s', (_, members, expected) => {
  expect(shown(found(metric(members)))).toEqual(expected);
});

it('an unknown name in an expression is located in it', () => {
  const [first] = found(metric('type: aggregate\nentity: order\nagg: sum\nof: 2 * amout'));
  expect(first).toMatchObject({ path: '/of', offset: 4, length: 5, allowed: ['amount'] });
  expect(first?.fix).toBeUndefined();
});

it.each([
  [
    'a calendar of an unknown entity',
    'calendar: c\nentity: days\nday: day\ngrains: { s: { value: code, order: order_id } }',
    ['unknown-name 0 /entity'],
  ],
  [
    'a calendar without its columns',
    'calendar: c\nentity: order\nday: date\ngrains: { s: { value: kode, order: no } }',
    ['unknown-name 0 /day', 'unknown-name 0 /grains/s/order', 'unknown-name 0 /grains/s/value'],
  ],
  [
    'a grain that two calendars have',
    'calendar: g\nentity: order\nday: day\ngrains: { season: { value: code, order: order_id } }',
    ['unit-name 0 /grains/season'],
  ],
  [
    'a period of an unknown unit',
    'period: p\nlast: 1\nunit: fortnight\nmode: rolling',
    ['unknown-name 0 /unit'],
  ],
  [
    'a period of all time and of days',
    'period: p\nlast: 1\nunit: day\nmode: rolling\nall_time: true',
    ['time-form 0'],
  ],
  ['a term of nothing', 'term: t', ['key-needed 0']],
  [
    'a term of unknown things',
    'term: t\nmeans: [order, n, order.code, code, order.codes, gmv]\nask: which?',
    ['unknown-name 0 /means/4', 'unknown-name 0 /means/5'],
  ],
  ['a term of two things without a question', 'term: t\nmeans: [order, n]', ['key-needed 0']],
  ['a policy of nothing', 'policy: p\nentity: order', ['key-needed 0']],
  [
    'masks of what rows are told apart and counted by, and a second mask of one',
    'policy: p\nentity: order\nmask: [{ attribute: order_id, with: "0" }, { attribute: day, with: "null" }, { attribute: code, with: "null" }]',
    [
      'not-maskable 0 /mask/0/attribute',
      'not-maskable 0 /mask/1/attribute',
      'not-maskable 0 /mask/2/attribute',
    ],
  ],
  [
    'a policy over unknown names',
    'policy: p\nentity: order\nfilter: shop = 1\nmask: [{ attribute: kode, with: "null" }]',
    ['unknown-name 0 /filter', 'unknown-name 0 /mask/0/attribute'],
  ],
])('%s', (_, text, expected) => {
  expect(shown(found(`${text}\n---\n${toy.metric}---\n${toy.others}---\n${toy.entity}`))).toEqual(
    expected,
  );
});

it('a circle through two entities is one', () => {
  const text = `${order('  x: { type: string, is: city.y }\n  country: string\n  city_id: bigint\nrelationships:\n  city: { to: city, on: { country: country, city_id: city_id }, cardinality: many_to_one }')}
---
${city.replace('population: double', 'population: double, y: { type: string, is: order.x }')}relationships:
  order: { to: order, on: { order_id: order_id }, cardinality: many_to_one }`;
  expect(found(text)).toEqual([
    expect.objectContaining({
      code: 'ontology/attribute-cycle',
      params: { names: ['city.y', 'order.x', 'city.y'] },
    }),
  ]);
});

it('a long chain of metrics is no circle, and ends', () => {
  const chain = Array.from(
    { length: 3000 },
    (_, i) => `metric: m${i}\ntype: derived\nof: m${i + 1}`,
  );
  const text = [...chain, 'metric: m3000\ntype: derived\nof: m2999\nfill: 0'].join('\n---\n');
  expect(found(text)).toEqual([
    expect.objectContaining({ params: { names: ['m2999', 'm3000', 'm2999'] } }),
  ]);
});

it.each([
  ['a label of two metrics', 'label: Orders', 1],
  ['a synonym in other letters', 'synonyms: [ＯＲＤＥＲＳ]', 1],
  ['a synonym that is a name', 'synonyms: [N]', 1],
  ['a word of its own', 'label: Sales', 0],
])('%s', (_, members, count) => {
  const diagnostics = found(metric(`${members}\ntype: derived\nof: n`));
  expect(diagnostics.map((d) => d.code)).toEqual(
    Array<string>(count).fill('ontology/word-collision'),
  );
});

const shelf = (members: string): string =>
  `entity: shelf\nsource: { table: dim_shelf }\nkey: [shelf_id]\nattributes:\n  shelf_id: bigint\n${members}`;

it.each([
  [
    'an entity and a metric',
    `${metric('label: Shelf\ntype: derived\nof: n\nfill: 0')}---\n${shelf('')}`,
    ['entity shelf', 'metric m'],
  ],
  [
    'attributes of one entity',
    shelf('  a: { type: string, label: name }\n  b: { type: string, synonyms: [Name] }'),
    ['attribute shelf.a', 'attribute shelf.b'],
  ],
  [
    'codes of one attribute',
    shelf('  a: { type: string, values: { x: open, y: Open } }'),
    ['code x', 'code y'],
  ],
  [
    'terms',
    'term: big\nask: how big?\n---\nterm: large\nsynonyms: [big]\nask: how big?',
    ['term big', 'term large'],
  ],
])('a word of two: %s', (_, text, names) => {
  expect(found(text)).toEqual([
    expect.objectContaining({
      code: 'ontology/word-collision',
      params: expect.objectContaining({ names }) as unknown,
    }),
  ]);
});

it.each([
  [
    'attributes of two entities',
    `${shelf('  a: { type: string, label: x }')}\n---\n${shelf('  c: { type: string, label: x }').replace('shelf\n', 'rack\n').replace('dim_shelf', 'dim_rack')}`,
  ],
  [
    'an entity and the metric that counts it',
    `${shelf('label: shelves')}\n---\nmetric: m2\nlabel: shelves\ntype: aggregate\nentity: shelf\nagg: count`,
  ],
])('a word of two that are told apart: %s', (_, text) => {
  expect(found(text)).toEqual([]);
});

it.each([
  [
    'metrics',
    `${metric('type: derived\nof: n\nfill: 0')}---\nmetric: q\ntype: derived\nof: n\nfill: 0`,
    'q',
    'm',
  ],
  [
    'arithmetic',
    `${metric('type: composite\nis: n + 1')}---\nmetric: q\ntype: composite\nis: n+1`,
    'q',
    'm',
  ],
  [
    'attributes',
    shelf('  a: { type: string, column: x }\n  b: { type: string, column: x }'),
    'shelf.b',
    'shelf.a',
  ],
  [
    'relationships',
    shelf(
      '  up: bigint\nrelationships:\n  above: { to: shelf, on: { up: shelf_id }, cardinality: many_to_one }\n  parent: { to: shelf, on: { up: shelf_id }, cardinality: many_to_one }',
    ),
    'shelf.parent',
    'shelf.above',
  ],
  ['entities', `${shelf('')}\n---\n${shelf('').replace('shelf\n', 'ledge\n')}`, 'shelf', 'ledge'],
])('one definition under two names: %s', (_, text, name, other) => {
  expect(found(text)).toEqual([
    expect.objectContaining({
      code: 'ontology/same-definition',
      params: expect.objectContaining({ name, other }) as unknown,
    }),
  ]);
});

it('a word that a term explains may be said of two', () => {
  const text = `${metric('label: Orders\ntype: derived\nof: n')}---\nterm: orders\nmeans: [n, m]\nask: which?`;
  expect(found(text)).toEqual([]);
});

const card = (there: string, back: string): string =>
  `entity: holder\nsource: { table: dim_holder }\nkey: [id]\nattributes: { id: bigint }\nrelationships:\n  card: { to: card, on: { id: id }, cardinality: ${there} }\n---\nentity: card\nsource: { table: dim_card }\nkey: [id]\nattributes: { id: bigint }\nrelationships:\n  holder: { to: holder, on: { id: id }, cardinality: ${back} }`;

it.each([
  ['one_to_one', 'one_to_one', undefined],
  ['one_to_many', 'many_to_one', undefined],
  ['many_to_one', 'one_to_many', undefined],
  ['one_to_one', 'one_to_many', 'one_to_one'],
  ['one_to_one', 'many_to_one', 'one_to_one'],
  ['many_to_one', 'many_to_one', 'many_to_one'],
  ['one_to_many', 'one_to_many', 'one_to_many'],
])('the sides of a relationship: %s, and back %s', (there, back, says) => {
  // Entities are told in the order of their names: `card.holder` is seen first.
  expect(found(card(there, back)).map((d) => [d.code, d.path, d.params['cardinality']])).toEqual(
    says === undefined ? [] : [['ontology/sides-differ', '/relationships/card/cardinality', there]],
  );
});

it('the two sides of versions may both lead to one row', () => {
  const text = card('many_to_one', 'many_to_one').replace(
    'attributes: { id: bigint }\nrelationships:\n  holder',
    'validity: { from: f, to: t }\nattributes: { id: bigint, f: date, t: date }\nrelationships:\n  holder',
  );
  expect(found(text)).toEqual([]);
});

it('a key that is missing is said once, where it is missing', () => {
  const text = `entity: city\nsource: { table: c }\nattributes: { id: bigint }\n---\nentity: order\nsource: { table: o }\nkey: [id]\nattributes: { id: bigint, city_id: bigint }\nrelationships:\n  from: { to: city, on: { city_id: id }, cardinality: many_to_one }\n  to: { to: city, on: { id: id }, cardinality: many_to_one }`;
  expect(found(text).map((d) => [d.code, d.document, d.path])).toEqual([
    ['ontology/no-key', 0, '/entity'],
  ]);
  const wrong = text.replace('attributes', 'key: [idd]\nattributes');
  expect(found(wrong).map((d) => [d.code, d.document, d.path])).toEqual([
    ['ontology/unknown-name', 0, '/key'],
  ]);
});
