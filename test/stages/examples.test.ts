import { expect, it } from 'vitest';
import { examplesFor } from '../../src/stages/draft/examples.js';
import { ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const tokenize = (text: string): readonly string[] =>
  Array.from(new Intl.Segmenter('zh', { granularity: 'word' }).segment(text), (s) => s.segment);

const document = (title: string, metric: string, by: string, more: object = {}): string =>
  JSON.stringify({
    dsl: '1',
    title,
    as_of: '2026-11-07',
    stages: [
      { name: 'result', by: [{ as: 'k', is: by }], measures: [{ as: 'm', metric, ...more }] },
    ],
  });
const delivered = (spec: string, requirement: string, text: string) => ({
  spec,
  requirement: `### REQ-001 a\n\n> ${requirement}\n`,
  documents: [text],
});
const titles = (requirement: string, all: readonly ReturnType<typeof delivered>[]) =>
  examplesFor(requirement, all, ontologyOf(shopYaml), tokenize).map(
    (e) => (JSON.parse(e.document) as { readonly title: string }).title,
  );

const paid = delivered('001', 'weekly revenue', document('paid', 'paid_amt', 'store.store_id'));
const count = delivered('002', 'how often people buy', document('count', 'order_cnt', 'customer.gender')); // prettier-ignore
const refunds = delivered('003', '各店铺的退款', document('refunds', 'refund_rate', 'store.store_id')); // prettier-ignore

it('what reads the same of the ontology is an example, whatever words it was asked with', () => {
  // No word of this stands in what was delivered: metric and store are known by their labels alone.
  expect(titles('门店的支付金额', [count, paid])[0]).toBe('paid');
});

it('what has the words or reads the same is one, what does both comes first', () => {
  expect(new Set(titles('各店铺的支付金额', [count, refunds, paid]))).toEqual(
    new Set(['paid', 'refunds']),
  );
  const both = delivered('004', '各店铺的支付金额', document('both', 'paid_amt', 'store.store_id'));
  expect(titles('各店铺的支付金额', [paid, refunds, both])[0]).toBe('both');
});

it.each([
  ['a metric that is no more', document('gone', 'pay_amt', 'store.store_id')],
  ['a question that is open', document('open', 'paid_amt', 'store.store_id', { fill: '?' })],
])('what reads %s is none', (_, text) => {
  expect(titles('各店铺的支付金额', [delivered('005', '各店铺的支付金额', text)])).toEqual([]);
});

it('nothing is shown where nothing was delivered', () => {
  expect(titles('各店铺的支付金额', [])).toEqual([]);
});
