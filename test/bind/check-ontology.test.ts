import { expect, it } from 'vitest';
import { checkOntology } from '../../src/bind/check-ontology.js';
import { loadOntology } from '../../src/ontology/load.js';
import { ontologyOf, shop } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

it('the shop is sound', () => {
  expect(checkOntology(shop)).toEqual([]);
});

const local = 'metric: local_paid_amt';
const firstRefund = (more: string): string =>
  `metric: first_refund\ntype: aggregate\nentity: refund\nagg: min\nof: refund_time\n${more}\n---\n${local}`;

it.each([
  [
    'an attribute of another type',
    'is: "quantity * price"',
    'is: "product.name"',
    'bind/attribute-type',
    '/attributes/item_amount/is',
  ],
  [
    'an attribute that would be rounded',
    'is: "quantity * price"',
    'is: "quantity * price * 0.125"',
    'bind/attribute-type',
    '/attributes/item_amount/is',
  ],
  [
    'operands',
    `is: "gender = 'f'"`,
    'is: "gender + 1 = 2"',
    'expr/wrong-operand',
    '/attributes/is_female/is',
  ],
  [
    'a label for a code',
    `is: "gender = 'f'"`,
    `is: "gender = '女'"`,
    'bind/label-for-code',
    '/attributes/is_female/is',
  ],
  [
    'an ambiguous path',
    'is: "referrer_id is not null"',
    'is: "referrer.is_female or city.region.name = city.name or orders.amount > 1"',
    'bind/unreachable',
    '/attributes/is_referred/is',
  ],
  ['a sum of texts', 'of: on_hand', 'of: stock_date', 'bind/agg-type', '/of'],
  ['a number in place of a time', local, firstRefund('fill: 0'), 'bind/fill-type', '/fill'],
  [
    'a number in place of a derived time',
    local,
    firstRefund(
      `---\nmetric: week\ntype: derived\nof: first_refund\ntime: { period: 7d }\nfill: 0`,
    ),
    'bind/fill-type',
    '/fill',
  ],
  [
    'a number in place of an input',
    local,
    firstRefund(
      `---\nmetric: same\ntype: composite\nis: f\ninputs: [{ as: f, metric: first_refund, fill: 0 }]`,
    ),
    'bind/fill-type',
    '/inputs/0/fill',
  ],
  [
    'a shift of a derived metric',
    local,
    `metric: next_paid\ntype: derived\nof: paid_amt\nshift: 1 month\n---\n${local}`,
    'bind/shift-not-back',
    '/shift',
  ],
  [
    'a shift of an input',
    local,
    `metric: next_paid\ntype: composite\nis: n\ninputs: [{ as: n, metric: paid_amt, shift: 1 month }]\n---\n${local}`,
    'bind/shift-not-back',
    '/inputs/0/shift',
  ],
  [
    'a carried composite',
    local,
    `metric: carried\ntype: derived\nof: aov\ncarry: last\n---\n${local}`,
    'bind/carry-of-arithmetic',
    '/carry',
  ],
  [
    'a condition of a metric',
    'where: [is_local]',
    'where: [amount]',
    'expr/wrong-type',
    '/where/0',
  ],
  [
    'a clock of a metric',
    'time: pay_time\n---\nmetric: buyer_cnt',
    'time: amount\n---\nmetric: buyer_cnt',
    'bind/clock-type',
    '/time',
  ],
  [
    'arithmetic of a metric',
    'is: paid_amt / buyer_cnt',
    'is: "paid_amt || buyer_cnt"',
    'expr/wrong-operand',
    '/is',
  ],
])('%s', (_, right, wrong, code, path) => {
  expect(shopYaml).toContain(right);
  const [ontology, found] = loadOntology([
    { file: 'shop.yaml', text: shopYaml.replace(right, wrong) },
  ]);
  expect(found).toEqual([]);
  expect(checkOntology(ontology!).map((d) => [d.code, d.file, d.path])).toEqual([
    [code, 'shop.yaml', path],
  ]);
});

it('an attribute that is computed from itself is named once', () => {
  const yaml = `
entity: e
source: { table: e }
key: [id]
attributes:
  id: { type: bigint }
  a: { type: bigint, is: b + 1 }
  b: { type: bigint, is: parent.a }
relationships:
  parent: { to: e, on: { id: id }, cardinality: many_to_one }
`;
  const [ontology, found] = loadOntology([{ file: 'e.yaml', text: yaml }]);
  expect(ontology).toBeUndefined();
  expect(found.map((d) => [d.code, d.path, d.params])).toEqual([
    ['ontology/attribute-cycle', '/attributes/a/is', { names: ['e.a', 'e.b', 'e.a'] }],
  ]);
});

it('exact conversions are made: a whole number is a decimal, a day its first moment', () => {
  const yaml = `
entity: e
source: { table: e }
key: [id]
attributes:
  id: { type: bigint }
  day: { type: date }
  a: { type: 'decimal(20,2)', is: id }
  b: { type: double, is: id }
  c: { type: timestamp, is: day }
`;
  expect(checkOntology(ontologyOf(yaml))).toEqual([]);
});
