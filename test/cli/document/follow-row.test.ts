import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { followedKeys } from '../../../src/cli/actions/document/follow-row.js';
import type { Outcome } from '../../../src/cli/outcome.js';
import { queryFile } from '../../../src/cli/actions/document/query.js';
import { rolesOf } from '../../../src/cli/options/roles.js';
import { databaseFile, temporaryFolder } from '../../engine/temporary.js';
import { shopSql, shopYaml } from '../../support/shop.js';

const stages = [
  {
    name: 'by_customer',
    by: [{ as: 'customer_id', is: 'customer.customer_id' }],
    measures: [
      { as: 'orders', metric: 'order_cnt' },
      { as: 'refunds', agg: 'count', entity: 'refund' },
    ],
  },
  { name: 'busy', from: 'by_customer', where: ['orders > 2'] },
  { name: 'result', from: 'busy', by: [], measures: [{ as: 'n', agg: 'count' }] },
];

async function follow(row: readonly string[], yaml = shopYaml): Promise<Outcome> {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'names'));
  writeFileSync(join(cwd, 'names', 'shop.yaml'), yaml);
  const document = { dsl: '1', title: 't', as_of: '2026-11-07', stages };
  writeFileSync(join(cwd, 'doc.json'), JSON.stringify(document));
  const database = `duckdb:${await databaseFile(shopSql)}`;
  const { signal } = new AbortController();
  const session = { language: 'en', cwd, signal, progress: () => undefined } as const;
  const options = { database, ontology: 'names', format: 'table', maxRows: '10', row };
  return queryFile(session, 'doc.json', options);
}

const seen = ({ data }: Outcome): unknown =>
  (data['stages'] as readonly { stage: string; rows: unknown }[]).map((s) => [s.stage, s.rows]);

it('follows a row through stages and their parts, where they have the column', async () => {
  // Customer 2 has orders 1003, 1004, 1011, of which 1003 was refunded twice.
  expect(seen(await follow(['customer_id=2']))).toEqual([
    ['by_customer_orders', [{ customer_id: 2, orders: 3 }]],
    ['by_customer_refund', [{ customer_id: 2, refunds: 2 }]],
    ['by_customer', [{ customer_id: 2, orders: 3, refunds: 2 }]],
    ['busy', [{ customer_id: 2, orders: 3, refunds: 2 }]],
  ]);
});

it('shows where a row is lost', async () => {
  // Customer 3 has two orders, no refund, and is not busy.
  expect(seen(await follow(['customer_id=3']))).toEqual([
    ['by_customer_orders', [{ customer_id: 3, orders: 2 }]],
    ['by_customer_refund', []],
    ['by_customer', [{ customer_id: 3, orders: 2, refunds: 0 }]],
    ['busy', []],
  ]);
});

it.each([[['custmer_id=2']], [['customer_id']]])('%j is a usage error', async (row) => {
  await expect(follow(row)).rejects.toMatchObject({ kind: 'usage' });
});

it('an empty value is null', () => {
  expect(followedKeys(['a=', 'b=x=y'])).toEqual([
    { column: 'a', value: '' },
    { column: 'b', value: 'x=y' },
  ]);
});

it('reads roles from the environment, for what a person asks', async () => {
  expect(rolesOf({ DATAAGENT_ROLES: ' officer, ,seller' })).toEqual(['officer', 'seller']);
  expect(rolesOf({})).toEqual([]);
  const hidden = `${shopYaml}---\npolicy: p\nentity: customer\nfilter: customer_id <> 2\nexcept_roles: [officer]\n`;
  const rows = async (): Promise<number> =>
    (
      seen(await follow(['customer_id=2'], hidden)) as readonly [string, readonly unknown[]][]
    )[0]![1].length;
  expect(await rows()).toBe(0);
  vi.stubEnv('DATAAGENT_ROLES', 'officer');
  expect(await rows()).toBe(1);
});
