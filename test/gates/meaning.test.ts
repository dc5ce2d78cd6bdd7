import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { closureOf } from '../../src/gates/closure.js';
import { meaningsOf, type Meanings } from '../../src/gates/meaning.js';
import { proofOf } from '../../src/gates/proof.js';
import { proseOf } from '../../src/gates/prose.js';
import { loadOntology } from '../../src/ontology/load.js';
import { documentOf, ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';
import { buyers, buyerYaml } from '../support/views.js';

const stages = [
  {
    name: 'result',
    by: [{ as: 'store_id', is: 'store.store_id' }],
    measures: [{ as: 'amt', metric: 'paid_amt_7d', fill: 0 }],
  },
];

function meanings(yaml = shopYaml, more: object = {}): Meanings {
  const ontology = ontologyOf(yaml);
  const [checked, found] = check(JSON.stringify({ ...documentOf(stages), ...more }), ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found));
  return meaningsOf(
    {
      kind: 'new',
      requirement: '# t\n\n### REQ-001 a b\n\n- one\n- two\n',
      solution: 's',
      documents: new Map([['d', checked]]),
      proofs: new Map(),
      targets: [],
    },
    ontology,
    new Map(),
  );
}

const changed = (yaml: string): boolean => {
  expect(yaml).not.toBe(shopYaml);
  return meanings(yaml).of.G2?.hash !== meanings().of.G2?.hash;
};

it('reads metrics through metrics, their entity and what their conditions name', () => {
  const ontology = ontologyOf(shopYaml);
  const text = JSON.stringify(documentOf(stages));
  const [checked] = check(text, ontology);
  const names = [...closureOf(text, checked!.bound, ontology).keys()];
  expect(names).toEqual(
    expect.arrayContaining([
      'entity orders',
      'entity store',
      'metric paid_amt',
      'metric paid_amt_7d',
      'orders.amount',
      'orders.status',
      'orders.store',
      'store.store_id',
    ]),
  );
  expect(names).not.toContain('metric order_cnt');
  expect(names).not.toContain('entity product');
});

it.each([
  ['a condition of the metric below', "status = 'paid'", "status <> 'paid'"],
  ['the table', 'table: dwd_order_di', 'table: dwd_order_other_di'],
  ['coded values, narrowed', 'open: 未支付, closed: 已关闭', 'open: 未支付'],
])('an approval of the model does not outlive a change of %s', (_, from, to) => {
  expect(changed(shopYaml.replace(from, to))).toBe(true);
});

it.each([
  ['a label', 'label: 订单', 'label: 订单明细'],
  ['a label of a coded value', 'open: 未支付', 'open: 待支付'],
  ['a comment', 'entity: orders', '# orders\nentity: orders'],
  ['space in an expression', "status = 'paid'", "status  =  'paid'"],
  [
    'a definition that is not read',
    /$/,
    '\n---\nmetric: other_cnt\ntype: aggregate\nentity: orders\nagg: count\n',
  ],
])('an approval of the model outlives %s', (_, from, to) => {
  expect(changed(shopYaml.replace(from, to))).toBe(false);
});

const rows = 'test: a\ngiven: { t: [{ n: 1 }] }\n';

it.each([
  ['a comment', 'tests/a.yaml', rows, `# why\n${rows}`, true],
  ['line breaks', 'tests/a.yaml', rows, rows.replaceAll('\n', '\r\n'), true],
  ['a value', 'tests/a.yaml', rows, rows.replace('1', '2'), false],
  ['a text instead of a number', 'tests/a.yaml', rows, rows.replace('1', "'1'"), false],
  ['line breaks of a CSV', 'tests/a.csv', 'n\n1\n', 'n\r\n1\r\n', true],
  ['quotes of a CSV', 'tests/a.csv', 'n\n\n', 'n\n""\n', false],
  ['what is no YAML', 'tests/a.yaml', 'a: [', 'a: ]', false],
])('given and expected rows differing in %s say the same: %#', (_, file, a, b, same) => {
  expect(proofOf(file, a) === proofOf(file, b)).toBe(same);
});

it.each([
  ['lines are broken elsewhere', '一行 文字\n另一行', '一行 文字 另一行'],
  ['lists are marked otherwise', '- one\n- two', '* one\n\n* two'],
])('prose is the same when %s', (_, a, b) => {
  expect(proseOf(a)).toBe(proseOf(b));
});

it('prose differs when a word does', () => {
  expect(proseOf('- 7 days')).not.toBe(proseOf('- 8 days'));
});

it('an approval does not outlive another zone of the project where moments declare theirs', () => {
  const utc = shopYaml.replace('  table: dwd_order_di', '  table: dwd_order_di\n  timezone: UTC');
  const hashIn = (yaml: string, timezone: string): string | undefined => {
    const ontology = { ...ontologyOf(yaml), timezone };
    const [checked] = check(JSON.stringify(documentOf(stages)), ontology);
    const text = JSON.stringify(documentOf(stages));
    return closureOf(text, checked!.bound, ontology).get('timezone');
  };
  expect(hashIn(utc, 'Asia/Shanghai')).not.toBe(hashIn(utc, 'UTC'));
  // Where nobody says whose clock moments are of, the project's changes nothing.
  expect(hashIn(shopYaml, 'Asia/Shanghai')).toBeUndefined();
});

it('an approval does not outlive a change of a document that an entity is the result of', () => {
  const closure = (text: string, file = 'views/buyers.json') => {
    const [ontology] = loadOntology([
      {
        file: 'shop.yaml',
        text: `${shopYaml}---\n${buyerYaml.replace('views/buyers.json', file)}`,
      },
      { file, text },
    ]);
    const asked = documentOf([
      { name: 'result', from: 'buyer', by: [], measures: [{ as: 'n', agg: 'count' }] },
    ]);
    const [checked, found] = check(JSON.stringify(asked), ontology!);
    if (checked === undefined) throw new Error(JSON.stringify(found));
    return closureOf(JSON.stringify(asked), checked.bound, ontology!);
  };
  const before = closure(buyers);
  // What the document reads is read, too.
  expect([...before.keys()]).toEqual(
    expect.arrayContaining(['entity buyer', 'entity orders', 'orders.amount', 'orders.is_paid']),
  );
  const retold = JSON.stringify(JSON.parse(buyers.replace('"view"', '"Buyers"')), undefined, 4);
  expect(closure(retold, 'buyers.json')).toEqual(before);
  expect(closure(buyers.replace('is_paid', 'not is_paid'))).not.toEqual(before);
});
