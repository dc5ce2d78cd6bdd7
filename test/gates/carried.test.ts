import { describe, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { isProven } from '../../src/gates/carried.js';
import type { Carried, Filed } from '../../src/gates/decision.js';
import { meaningsOf, type Meaning } from '../../src/gates/meaning.js';
import { documentOf, ontologyOf } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';

const document = JSON.stringify(
  documentOf([
    {
      name: 'result',
      where: ['orders.status is not null'],
      by: [{ as: 'store_id', is: 'store.store_id' }],
      measures: [{ as: 'amt', metric: 'paid_amt_7d', fill: 0, where: ['amount > 0'] }],
    },
  ]),
);

/** The meaning at G2, where `from` is called `to` in ontology and document, but for physical names. */
function meaning(yaml: string, text = document): Meaning {
  const ontology = ontologyOf(yaml);
  const [checked, found] = check(text, ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found));
  const spec = {
    kind: 'new',
    requirement: '# paid_amt\n',
    solution: 's',
    documents: new Map([['d', checked]]),
    proofs: new Map([['tests/t.yaml', 'test: paid_amt']]),
    targets: [],
  } as const;
  return meaningsOf(spec, ontology, new Map()).of.G4!;
}

function filed(hash8: string, { hash }: Meaning, carried?: Partial<Carried>): Filed {
  const decision = {
    v: 1,
    spec: 's',
    gate: 'G4',
    decision: 'approved',
    meaning: hash,
    parts: {},
    shown: {},
    by: 'x',
    at: '2026-11-07T00:00:00Z',
    follows: [],
    ...(carried && { carried: { decision: '', kind: 'metric', from: '', to: '', ...carried } }),
  } as const;
  return { hash8, file: `approvals/G4-${hash8}.json`, decision };
}

const word = (name: string): RegExp => new RegExp(`\\b${name}\\b`, 'g');
const metric = shopYaml.replaceAll(word('paid_amt'), 'total_amt');
const entity = shopYaml.replaceAll(word('store'), 'shop');
const attribute = shopYaml
  .replaceAll(word('amount'), 'price')
  .replaceAll(/price: \{ type/g, 'price: { column: amount, type');

describe('an approval that a renaming repeats', () => {
  const approved = filed('a', meaning(shopYaml));

  it.each([
    ['a metric', metric, document, 'paid_amt', 'total_amt'],
    ['an attribute', attribute, document.replaceAll(word('amount'), 'price'), 'amount', 'price'],
    ['an entity and its role', entity, document.replaceAll('store.', 'shop.'), 'store', 'shop'],
  ])('is proven for %s', (_, yaml, text, from, to) => {
    const now = meaning(yaml, text);
    expect(now.hash).not.toBe(approved.decision.meaning);
    const carried = filed('b', now, { decision: 'a', from, to });
    expect(isProven(carried, now, [approved, carried])).toBe(true);
  });

  it('is proven over several renamings', () => {
    const [once, twice] = [
      meaning(metric),
      meaning(metric.replaceAll(word('total_amt'), 'all_amt')),
    ];
    const first = filed('b', once, { decision: 'a', from: 'paid_amt', to: 'total_amt' });
    const second = filed('c', twice, { decision: 'b', from: 'total_amt', to: 'all_amt' });
    expect(isProven(second, twice, [approved, first, second])).toBe(true);
    const other = filed('b', once, { decision: 'z', from: 'paid_amt', to: 'total_amt' });
    expect(isProven(second, twice, [approved, other, second])).toBe(false);
  });

  it.each([
    ['another condition', metric.replace("status = 'paid'", "status <> 'paid'"), {}],
    ['another table', metric.replace('table: dwd_order_di', 'table: dwd_order_x_di'), {}],
    ['another name', metric, { to: 'other_amt' }],
    ['no approval', metric, { decision: 'z' }],
  ])('is not with %s', (_, yaml, more) => {
    const now = meaning(yaml);
    const carried = filed('b', now, { decision: 'a', from: 'paid_amt', to: 'total_amt', ...more });
    expect(isProven(carried, now, [approved, carried])).toBe(false);
  });

  it('is not where that was a rejection', () => {
    const now = meaning(metric);
    const rejected: Filed = {
      ...approved,
      decision: { ...approved.decision, decision: 'rejected', reason: 'no' },
    };
    const carried = filed('b', now, { decision: 'a', from: 'paid_amt', to: 'total_amt' });
    expect(isProven(carried, now, [rejected, carried])).toBe(false);
  });
});
