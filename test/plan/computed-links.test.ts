import { expect, it } from 'vitest';
import type { TableRows } from '../support/compiled-rows.js';
import { engineWith, runDocument } from '../support/compiled-rows.js';
import { documentOf, found, ontologyOf } from '../support/bind.js';
import { evaluateDocument } from '../../src/reference/evaluate.js';
import { difference } from '../reference/compare.js';
import { valuesOf } from '../../src/reference/tables.js';

/** Orders name their shop as a text, shops have theirs as two columns; a shop's region is the first letter of its code. */
const yaml = `
entity: bill
source: { table: bill }
key: [id]
time: at
attributes:
  id: bigint
  raw: string
  amount: bigint
  at: date
  code: { type: bigint, is: try_cast(raw as bigint) }
relationships:
  shop: { to: shop, on: { code: code }, cardinality: many_to_one }
---
entity: shop
source: { table: shop }
key: [code]
attributes:
  area: bigint
  no: bigint
  name: string
  code: { type: bigint, is: area * 100 + no }
relationships:
  region: { to: region, on: { area: region_id }, cardinality: many_to_one }
---
entity: region
source: { table: region }
key: [region_id]
attributes: { region_id: bigint, rname: string }
---
metric: amount
type: aggregate
entity: bill
agg: sum
of: amount
`;
const tables: TableRows = {
  bill: [
    { id: '1', raw: '101', amount: '5', at: '2026-11-01' },
    { id: '2', raw: '0101', amount: '7', at: '2026-11-02' },
    { id: '3', raw: '202', amount: '1', at: '2026-11-02' },
    { id: '4', raw: 'x', amount: '2', at: '2026-11-03' },
    { id: '5', raw: '999', amount: '4', at: '2026-11-03' },
  ],
  shop: [
    { area: '1', no: '1', name: 'A' },
    { area: '2', no: '2', name: 'B' },
    { area: '1', no: '3', name: 'C' },
  ],
  region: [
    { region_id: '1', rname: 'north' },
    { region_id: '2', rname: 'south' },
  ],
};
const ontology = ontologyOf(yaml);
const amount = { as: 'amount', metric: 'amount' };

it.each([
  [
    'a key',
    { by: [{ as: 'k', is: 'shop.name' }], measures: [amount] },
    [
      ['A', 12],
      ['B', 1],
      [null, 6],
    ],
  ],
  [
    'a path that goes on',
    { by: [{ as: 'k', is: 'region.rname' }], measures: [amount] },
    [
      ['north', 12],
      ['south', 1],
      [null, 6],
    ],
  ],
  [
    'rows of the other side',
    { from: 'shop', columns: [{ as: 'name', is: 'name' }], measures: [amount] },
    [
      ['A', 12],
      ['B', 1],
      ['C', null],
    ],
  ],
  [
    'groups of them',
    { from: 'shop', by: [{ as: 'r', is: 'region.rname' }], measures: [amount] },
    [
      ['north', 12],
      ['south', 1],
    ],
  ],
  [
    'a match on what is computed along a path',
    {
      from: 'region',
      match: [{ to: 'shop', on: [{ key: 'code', is: '101 * region_id' }] }],
      columns: [
        { as: 'r', is: 'rname' },
        { as: 's', is: 'shop.name' },
      ],
    },
    [
      ['north', 'A'],
      ['south', 'B'],
    ],
  ],
])('a relationship on a computed attribute: %s', async (_, stage, expected) => {
  const document = documentOf([{ name: 'r', ...stage }]);
  const engine = await engineWith(ontology, tables);
  try {
    const outcome = await runDocument(engine, document, ontology);
    if (outcome.kind !== 'rows') throw new Error(outcome.note);
    const rows = outcome.rows.rows.map((row) =>
      row.map((v) => (typeof v === 'string' ? v : v === null ? null : Number(v))),
    );
    expect(rows.map(String).toSorted()).toEqual(expected.map(String).toSorted());
    const reference = evaluateDocument(document, ontology, valuesOf(ontology, tables));
    expect(difference(reference, outcome.rows)).toBeUndefined();
  } finally {
    await engine.close();
  }
});

it('refuses to join on what itself follows relationships', () => {
  const around = ontologyOf(
    yaml
      .replace('is: try_cast(raw as bigint)', 'is: "shop2.area + 1"')
      .replace(
        '  shop: { to: shop',
        '  shop2: { to: shop, on: { id: code }, cardinality: many_to_one }\n  shop: { to: shop',
      ),
  );
  const stage = { name: 'r', from: 'bill', columns: [{ as: 'n', is: 'shop.name' }] };
  expect(found([stage], {}, around)).toContain(
    'bind/computed-link /stages/0/columns/0/is "shop.name"',
  );
});
