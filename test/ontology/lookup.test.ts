import { expect, it } from 'vitest';
import { loadOntology } from '../../src/ontology/load.js';
import { entityOf, followPath, partsOf, unitOfShift, unitsOf } from '../../src/ontology/lookup.js';
import { shopYaml } from '../support/shop.js';
import { toy } from './toy.js';

const [shop] = loadOntology([{ file: 'shop.yaml', text: shopYaml }]);
const customer = shop!.entities.get('customer')!;

it.each([
  ['signup_date', { kind: 'attribute', attribute: { name: 'signup_date' }, over: [] }],
  ['city.name', { kind: 'attribute', entity: { name: 'city' }, over: [{ name: 'city' }] }],
  ['city.region.name', { kind: 'attribute', entity: { name: 'region' } }],
  ['referrer.referrer.city', { kind: 'entity', entity: { name: 'city' } }],
  ['city', { kind: 'entity', entity: { name: 'city' }, over: [{ name: 'city' }] }],
  ['store.name', { kind: 'attribute', entity: { name: 'store' }, over: [] }],
  ['nmae', { kind: 'unknown', index: 0, in: { name: 'customer' } }],
  ['city.nmae', { kind: 'unknown', index: 1, in: { name: 'city' } }],
  ['city.store', { kind: 'unknown', index: 1, in: { name: 'city' } }],
  ['name.length', { kind: 'value-has-no-path', index: 0 }],
])('from a customer, %s is %j', (path, meaning) => {
  expect(followPath(shop!, customer, path.split('.'))).toMatchObject(meaning);
});

it('a path goes over relationships to one only', () => {
  const text =
    `${toy.entity}relationships:\n  all: { to: order, on: { order_id: code }, cardinality: one_to_many }\n  x: { to: order, on: { order_id: order_id }, cardinality: one_to_one }`.replace(
      'order_id: code',
      'order_id: order_id',
    );
  const [ontology] = loadOntology([{ file: 'a.yaml', text }]);
  const order = ontology!.entities.get('order')!;
  expect(followPath(ontology!, order, ['x', 'all', 'code'])).toMatchObject({
    kind: 'multiplies',
    index: 1,
    relationship: { name: 'all' },
  });
});

it('a derived metric counts the rows of the one it is made of', () => {
  const text = `metric: a\ntype: derived\nof: b\n---\nmetric: b\ntype: derived\nof: n\n---\nmetric: c\ntype: composite\nis: x / a + b\ninputs: [{ as: x, metric: n }]\n---\n${toy.metric}---\n${toy.entity}`;
  const [ontology] = loadOntology([{ file: 'a.yaml', text }]);
  const { metrics } = ontology!;
  expect(entityOf(ontology!, metrics.get('a')!)?.name).toBe('order');
  expect(entityOf(ontology!, metrics.get('c')!)).toBeUndefined();
  expect(partsOf(metrics.get('c')!)).toEqual(['n', 'a', 'b']);
  expect(partsOf(metrics.get('a')!)).toEqual(['b']);
  expect(partsOf(metrics.get('n')!)).toEqual([]);
});

it('units are those of days, then those of calendars', () => {
  const [ontology] = loadOntology([{ file: 'a.yaml', text: `${toy.others}---\n${toy.entity}` }]);
  expect(unitsOf(ontology!)).toEqual(['day', 'week', 'month', 'quarter', 'year', 'season']);
});

it.each([
  ['-1 year', 'year'],
  ['start of  fiscal_month', 'fiscal_month'],
  ['2 `财务(月)`', '财务(月)'],
])('the unit of the shift %j is %j', (shift, unit) => {
  expect(unitOfShift(shift)).toBe(unit);
});
