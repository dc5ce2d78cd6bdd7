import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { breaches, broken, summary } from '../support/laws.js';
import { ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const ontology = ontologyOf(
  shopYaml.replace(
    '  is_female:',
    `  initial: { type: string, label: 姓氏首字, is: "substr(name, 1, 1)" }
  alias: { type: string, is: name }
  age_band: { type: string, is: "case when signup_date < date '2000-01-01' then 'a' else 'b' end", sensitive: true }
  is_female:`,
  ),
);
const law = 'sensitive-is-counted';
const rows = (is: string) => ({
  name: 'result',
  from: 'customer',
  columns: [
    { as: 'customer_id', is: 'customer_id' },
    { as: 'x', is },
  ],
});

it.each([
  ['name', true],
  ['upper(name)', true],
  ["'Ms ' || name", true],
  ["case when gender = 'f' then name end", true],
  ['referrer.name', true],
  ['alias', true],
  ['age_band', true],
  ['name is null', false],
  ['gender', false],
  ['initial', false],
  ['city.name', false],
])('a column of %s shows it: %s', (is, shown) => {
  expect(broken(law, [rows(is)], {}, ontology)).toEqual(shown ? ['/stages/0/columns/1'] : []);
});

it.each([
  ['count', false],
  ['count_distinct', false],
  ['min', true],
  ['max', true],
  ['first', true],
])('%s of names shows one: %s', (agg, shown) => {
  const second = agg === 'first' ? { with: 'signup_date' } : {};
  const measures = [{ as: 'x', agg, of: 'name', ...second }];
  const stage = { name: 'result', from: 'customer', by: [], measures };
  expect(broken(law, [stage])).toEqual(shown ? ['/stages/0/measures/0'] : []);
});

it.each([
  [
    'a key of the population',
    { from: 'customer', by: [{ as: 'x', is: 'name' }] },
    ['/stages/0/by/0'],
  ],
  [
    'a key of each measure',
    {
      by: [{ as: 'x', is: 'customer.name' }],
      measures: [{ as: 'n', metric: 'order_cnt', time: { period: '7d' } }],
    },
    ['/stages/0/by/0'],
  ],
  [
    'a key that is not shown',
    {
      by: [{ as: 'x', is: 'customer.name' }],
      measures: [{ as: 'n', metric: 'order_cnt', time: { period: '7d' } }],
      show: ['n'],
    },
    [],
  ],
  [
    'a condition',
    { from: 'customer', where: ["name = 'Ann'"], by: [], measures: [{ as: 'n', agg: 'count' }] },
    [],
  ],
  [
    'a match',
    {
      from: 'orders',
      time: { period: '7d' },
      match: [{ to: 'customer', as: 'c', on: [{ key: 'customer_id', is: 'customer_id' }] }],
      columns: [
        { as: 'order_id', is: 'order_id' },
        { as: 'x', is: 'c.name' },
      ],
    },
    ['/stages/0/columns/1'],
  ],
  [
    'a computed column',
    { ...rows('name'), compute: [{ as: 'y', is: "x || '!'" }], show: ['customer_id', 'y'] },
    ['/stages/0/compute/0'],
  ],
  [
    'the value of another row',
    {
      ...rows('name'),
      windows: [{ as: 'y', fn: 'lag', of: 'x', order: [{ by: 'customer_id' }] }],
      show: ['customer_id', 'y'],
    },
    ['/stages/0/windows/0'],
  ],
  [
    'a count beside it',
    {
      ...rows('name'),
      windows: [{ as: 'y', fn: 'count', of: 'x' }],
      show: ['customer_id', 'y'],
    },
    [],
  ],
])('names in %s', (_, stage, places) => {
  expect(broken(law, [{ name: 'result', ...stage }])).toEqual(places);
});

it('they are followed through stages to where they are read', () => {
  const stages = [
    { ...rows('name'), name: 'people' },
    { name: 'some', from: 'people', where: ['customer_id > 1'] },
    { name: 'both', union: ['people', 'some'] },
    {
      name: 'result',
      from: 'both',
      match: [{ to: 'people', on: [{ key: 'customer_id', is: 'customer_id' }] }],
      by: [
        { as: 'a', is: 'x' },
        { as: 'b', is: 'people.x' },
      ],
    },
  ];
  const found = breaches(law, stages);
  expect(found.map((d) => [d.path, d.params])).toEqual([
    ['/stages/3/by/0', { column: 'a', attributes: ['name'] }],
    ['/stages/3/by/1', { column: 'b', attributes: ['name'] }],
  ]);
});

it.each([
  ['dim', false],
  ['dwd', false],
  ['dws', true],
  ['ads', true],
] as const)('a table of layer %s may not hold them: %s', (layer, refused) => {
  const target = { ...summary, layer, table: `${layer}_trd_x` };
  expect(broken(law, [rows('name')], { target })).toHaveLength(refused ? 1 : 0);
});

it('what a policy masks is not shown, but for those it excepts', () => {
  const masked = ontologyOf(`${shopYaml}
---
policy: names
entity: customer
mask: [{ attribute: name, with: "'***'" }]
except_roles: [support]
`);
  expect(broken(law, [rows('name')], {}, masked)).toEqual([]);
  expect(broken(law, [rows('upper(name) || gender')], {}, masked)).toEqual([]);
  const text = JSON.stringify({ dsl: '1', title: 'test', stages: [rows('name')] });
  const [, found] = check(text, masked, { roles: ['support'] });
  expect(found.map((d) => `${d.code} ${d.path}`)).toEqual([`rule/${law} /stages/0/columns/1`]);
});
