import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import { openDuckdb } from '../../src/engine/duckdb.js';
import type { Engine, Value } from '../../src/engine/engine.js';
import type { Ontology } from '../../src/ontology/model.js';
import { duckdb } from '../../src/sql/dialects/duckdb.js';
import { maxcompute } from '../../src/sql/dialects/maxcompute.js';
import { print } from '../../src/sql/print/print.js';
import { daily, documentOf } from '../support/bind.js';
import { shopSql } from '../support/shop.js';
import { shopOfBuyers, viewOf } from '../support/views.js';

/** Every customer should have paid; a view that hides some must not make others vanish. */
const payer = `---
entity: payer
source: { table: dim_customer, layer: dim }
key: [customer_id]
attributes: { customer_id: bigint }
relationships:
  buyer: { to: buyer, on: { customer_id: customer_id }, cardinality: one_to_one, required: true }
`;
/** Orders of two stores are seen, and of buyers none but the second, not how much they paid. */
const both = shopOfBuyers(`${payer}---
policy: stores
entity: orders
filter: store_id in (102, 103)
except_roles: [auditor]
---
policy: buyers
entity: buyer
filter: customer_id <> 3
mask: [{ attribute: paid, with: "cast(1 as decimal(38,2))" }]
except_roles: [auditor, officer]
`);

let real: Engine;
/** The same tables with everything else in what the policies hide. */
let other: Engine;

beforeAll(async () => {
  [real, other] = [await openDuckdb(), await openDuckdb()];
  for (const engine of [real, other]) await engine.execute(shopSql);
  const changed = await other.execute([
    `update dwd_order_di set amount = amount * 7, customer_id = 6, status = 'paid' where store_id is null or store_id = 101`,
    `update dwd_order_di set amount = amount + 1 where customer_id = 3`,
  ]);
  if ('error' in changed) throw new Error(changed.error.message);
});
afterAll(async () => {
  await real.close();
  await other.close();
});

async function rowsOn(
  engine: Engine,
  ontology: Ontology,
  stages: readonly unknown[],
  roles: readonly string[],
): Promise<readonly (readonly Value[])[]> {
  const [checked, found] = check(formatDocument(documentOf(stages)), ontology, { roles });
  if (checked === undefined) throw new Error(JSON.stringify(found, undefined, 1));
  const [printed] = print(checked.statement, duckdb);
  const got = await engine.query(printed!.text);
  if ('error' in got) throw new Error(`${got.error.message}\n${printed!.text}`);
  const plain = (v: Value): Value =>
    typeof v === 'bigint' || (typeof v === 'string' && /^\d+\.\d+$/.test(v)) ? Number(v) : v;
  return got.value.rows.map((row) => row.map(plain));
}

const one = (stage: object): readonly unknown[] => [{ name: 'result', ...stage }];
const rows = one({
  from: 'buyer',
  columns: ['customer_id', 'orders_paid', 'paid'].map((c) => ({ as: c, is: c })),
  order: [{ by: 'customer_id' }],
});
const payers = one({
  from: 'payer',
  by: [{ as: 'n', is: 'buyer.orders_paid' }],
  measures: [{ as: 'all', agg: 'count' }],
  order: [{ by: 'n' }],
});

// Paid orders of stores 102 and 103: 1003 and 1011 of customer 2, 1005 and 1006 of customer 3.
it.each<[string, readonly unknown[], readonly string[], readonly (readonly Value[])[]]>([
  ['both hold', rows, [], [[2, 2, 1]]],
  [
    'that of what it reads holds for those who see all of it',
    rows,
    ['officer'],
    [
      [2, 2, 39.2],
      [3, 2, 23.4],
    ],
  ],
  [
    'a row that is hidden is no partner, though one is required',
    payers,
    [],
    [
      [2, 1],
      [null, 5],
    ],
  ],
  [
    'also where only what it reads hides rows',
    payers,
    ['officer'],
    [
      [2, 2],
      [null, 4],
    ],
  ],
])('%s', async (_name, stages, roles, expected) => {
  expect(await rowsOn(real, both, stages, roles)).toEqual(expected);
});

it.each([
  ['rows', rows],
  ['partners', payers],
])('what is hidden changes nothing of %s', async (_name, stages) => {
  expect(await rowsOn(other, both, stages, [])).toEqual(await rowsOn(real, both, stages, []));
  const seen = ['auditor'];
  expect(await rowsOn(other, both, stages, seen)).not.toEqual(
    await rowsOn(real, both, stages, seen),
  );
});

it('who is excepted from both sees all', async () => {
  const all = await rowsOn(real, both, rows, ['auditor']);
  expect(all).toHaveLength(5);
  expect(all[0]).toEqual([1, 3, 82.5]);
});

it('a policy that looks up a view is refused: what it sees has two readings', () => {
  const ontology = shopOfBuyers(`---
policy: known
entity: customer
filter: buyer.orders_paid > 1
`);
  const asked = one({ from: 'customer', by: [], measures: [{ as: 'n', agg: 'count' }] });
  const [, found] = check(formatDocument(documentOf(asked)), ontology);
  expect(found.map((d) => [d.code, d.path])).toEqual([['plan/entity-of-document', '/stages/0']]);
});

it('a law sees what a view reads', () => {
  const ontology = shopOfBuyers(
    `---
entity: contact
source: { dsl: views/contacts.json }
key: [id]
attributes: { id: bigint, call: { type: string, column: who } }
`,
    {
      'views/contacts.json': viewOf([
        {
          name: 'result',
          from: 'store',
          columns: [
            { as: 'id', is: 'store_id' },
            { as: 'who', is: 'upper(name)' },
          ],
        },
      ]),
    },
  );
  const secret: Ontology = {
    ...ontology,
    entities: new Map(
      [...ontology.entities].map(([name, entity]) => {
        const attributes = [...entity.attributes].map(
          ([n, a]) =>
            [n, name === 'store' && n === 'name' ? { ...a, sensitive: true } : a] as const,
        );
        return [name, { ...entity, attributes: new Map(attributes) }];
      }),
    ),
  };
  const shown = one({
    from: 'contact',
    columns: [
      { as: 'id', is: 'id' },
      { as: 'say', is: 'call' },
    ],
  });
  const [, found] = check(formatDocument(documentOf(shown)), secret);
  expect(found.map((d) => [d.code, d.path])).toEqual([
    ['rule/sensitive-is-counted', '/stages/0/columns/1'],
  ]);
  const totals = one({
    from: 'buyer',
    by: [{ as: 'is_big', is: 'is_big' }],
    measures: [{ as: 'buyer_cnt', agg: 'count' }],
  });
  const written = { target: { ...daily, table: 'dwd_order_di' } };
  const [, laws] = check(formatDocument(documentOf(totals, written)), ontology);
  expect(laws.filter((d) => d.severity === 'error').map((d) => [d.code, d.path])).toContainEqual([
    'rule/own-table-is-self',
    '/stages/0/from',
  ]);
});

it('the tables that are read are the real ones, in both families of dialects', () => {
  const [checked] = check(formatDocument(documentOf(rows)), both);
  for (const dialect of [duckdb, maxcompute]) {
    const [printed, problems] = print(checked!.statement, dialect);
    expect(problems).toEqual([]);
    const tables = Array.from(printed!.text.matchAll(/\b(?:dwd|dim)_\w+/g), ([name]) => name);
    expect([...new Set(tables)]).toEqual(['dwd_order_di']);
    // What is seen of orders is said below the groups, what of buyers above them.
    expect(printed!.text.indexOf('102')).toBeLessThan(printed!.text.search(/group by/i));
    for (const { at } of printed!.spans) expect(at).toMatch(/^\/stages\/0/);
  }
});
