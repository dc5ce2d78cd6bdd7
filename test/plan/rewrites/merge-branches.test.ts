import { beforeAll, describe, expect, it } from 'vitest';
import { allRewrites } from '../../../src/plan/rewrites/all-rewrites.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { openDatabase, type Database } from '../../sql/database.js';
import { shopSql } from '../../support/shop.js';
import { sqlOf } from './shop-sql.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  for (const statement of shopSql) await db.run(statement);
});

const paid = { entity: 'orders', agg: 'sum', of: 'amount', where: ["status = 'paid'"] };
const trailing = { last: 3, unit: 'day', mode: 'rolling' };
const days = { from: "date '2026-11-01'", to: "date '2026-11-07'" };
const merging: readonly { readonly says: string; readonly stage: object }[] = [
  {
    says: 'without a population',
    stage: {
      by: [{ as: 'store', is: 'store.name' }],
      measures: [
        { as: 'orders', metric: 'order_cnt' },
        { as: 'paid', ...paid },
        { as: 'buyers', entity: 'orders', agg: 'count_distinct', of: 'customer_id' },
      ],
    },
  },
  {
    says: 'of own rows',
    stage: {
      from: 'orders',
      by: [{ as: 'store_id', is: 'store_id' }],
      measures: [
        { as: 'n', agg: 'count' },
        { as: 'paid', ...paid },
        { as: 'most', agg: 'max', of: 'amount' },
      ],
    },
  },
  {
    says: 'that belong to groups of a population',
    stage: {
      from: 'customer',
      by: [{ as: 'city', is: 'city.name' }],
      measures: [
        { as: 'customers', agg: 'count' },
        { as: 'orders', metric: 'order_cnt' },
        { as: 'paid', ...paid },
      ],
    },
  },
  {
    says: 'looked up for each row',
    stage: {
      from: 'customer',
      columns: [{ as: 'id', is: 'customer_id' }],
      measures: [
        { as: 'orders', metric: 'order_cnt' },
        { as: 'paid', ...paid },
      ],
    },
  },
  {
    says: 'over windows',
    stage: {
      by: [{ as: 'day', grain: 'day' }],
      time: days,
      measures: [
        { as: 'orders', metric: 'order_cnt', time: trailing },
        { as: 'paid', ...paid, time: trailing },
      ],
    },
  },
];

describe('aggregates of the same rows in one scan are those of a scan each', () => {
  it.each(merging)('$says', async ({ stage }) => {
    const stages = [{ name: 'result', ...stage }];
    const [apart, merged] = [sqlOf(stages, allRewrites, duckdb, 'apart'), sqlOf(stages)];
    const scans = (sql: string): number => sql.split('dwd_order').length - 1;
    expect(scans(apart)).toBeGreaterThan(scans(merged));
    const rows = (await db.rows(merged)).map((row) => row.map(String).join()).toSorted();
    expect((await db.rows(apart)).map((row) => row.map(String).join()).toSorted()).toEqual(rows);
    expect(rows.length).toBeGreaterThan(1);
  });
});
