import { beforeAll, describe, expect, it } from 'vitest';
import { allRewrites } from '../../../src/plan/rewrites/all-rewrites.js';
import { maxcompute } from '../../../src/sql/dialects/maxcompute.js';
import { openDatabase, type Database } from '../../sql/database.js';
import { shopSql } from '../../support/shop.js';
import { sqlOf } from './shop-sql.js';

let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  for (const statement of shopSql) await db.run(statement);
});

/** A document that a rewrite says in another way: text that only stands before, and text that only stands after. */
interface Example {
  readonly rewrite: string;
  readonly stages: readonly unknown[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const spent = {
  name: 'spent',
  from: 'customer',
  columns: [
    { as: 'id', is: 'customer_id' },
    { as: 'city', is: 'city.name' },
  ],
  measures: [{ as: 'n', metric: 'order_cnt' }],
};

/** A measure over windows that end with each of some days. */
function windowed(measure: object, more: object = {}): object {
  return {
    name: 'result',
    by: [{ as: 'day', grain: 'day' }],
    time: { from: "date '2026-11-01'", to: "date '2026-11-07'" },
    measures: [{ as: 'm', ...measure }],
    ...more,
  };
}

const examples: readonly Example[] = [
  {
    rewrite: 'inline-stages',
    stages: [
      {
        name: 'women',
        from: 'customer',
        where: ['is_female'],
        columns: [
          { as: 'id', is: 'customer_id' },
          { as: 'city', is: 'city.name' },
        ],
      },
      {
        name: 'result',
        from: 'women',
        by: [{ as: 'city', is: 'city' }],
        measures: [{ as: 'n', agg: 'count' }],
      },
    ],
    before: ['-- stage women', 'FROM women'],
    after: ['GROUP BY city.name'],
  },
  {
    rewrite: 'prune-columns',
    stages: [
      spent,
      {
        name: 'result',
        from: 'spent',
        by: [{ as: 'n', is: 'n' }],
        measures: [{ as: 'customers', agg: 'count' }],
      },
    ],
    before: ['dim_city', 'AS city'],
    after: [],
  },
  {
    rewrite: 'left-to-inner',
    stages: [
      {
        name: 'result',
        from: 'customer',
        where: ["city.name = '上海'"],
        columns: [{ as: 'id', is: 'customer_id' }],
      },
    ],
    before: ['LEFT JOIN dim_city'],
    after: ['\nJOIN dim_city'],
  },
  {
    rewrite: 'counts-to-tests',
    stages: [
      { ...spent, keep: ['n = 0'] },
      { name: 'result', from: 'spent', by: [], measures: [{ as: 'idle', agg: 'count' }] },
    ],
    before: ['COUNT(*) AS n'],
    after: ['ANTI JOIN'],
  },
  {
    rewrite: 'few-distinct',
    stages: [
      {
        name: 'result',
        from: 'customer',
        columns: [{ as: 'id', is: 'customer_id' }],
        measures: [{ as: 'stores', entity: 'orders', agg: 'count_distinct', of: 'store_id' }],
        keep: ['stores > 1'],
        show: ['id'],
      },
    ],
    before: ['COUNT(DISTINCT orders.store_id)'],
    after: ['MIN(orders.store_id) <> MAX(orders.store_id)'],
  },
  {
    rewrite: 'plain-tests',
    stages: [
      {
        name: 'paid',
        from: 'orders',
        where: ["status = 'paid'"],
        by: [{ as: 'customer_id', is: 'customer_id' }],
      },
      {
        name: 'result',
        from: 'customer',
        match: [{ to: 'paid', on: [{ key: 'customer_id', is: 'customer_id' }], only: 'matched' }],
        columns: [{ as: 'id', is: 'customer_id' }],
      },
    ],
    before: ['GROUP BY orders.customer_id'],
    after: [],
  },
  {
    rewrite: 'late-look-ups',
    stages: [
      {
        name: 'result',
        from: 'orders',
        by: [
          { as: 'store_id', is: 'store_id' },
          { as: 'store', is: 'store.name' },
          { as: 'city', is: 'store.city.name' },
        ],
        measures: [{ as: 'amount', agg: 'sum', of: 'amount' }],
      },
    ],
    before: ['GROUP BY orders.store_id, store.name, store_city.name'],
    after: ['GROUP BY orders.store_id\n', ') AS grouped\nLEFT JOIN dim_store AS store'],
  },
  {
    rewrite: 'push-conditions',
    stages: [
      {
        name: 'by_store',
        from: 'orders',
        by: [{ as: 'store_id', is: 'store_id' }],
        measures: [{ as: 'n', agg: 'count' }],
        windows: [{ as: 'place', fn: 'rank', per: ['store_id'], order: [{ by: 'n' }] }],
      },
      {
        name: 'result',
        from: 'by_store',
        where: ['store_id = 101'],
        columns: [
          { as: 'n', is: 'n' },
          { as: 'place', is: 'place' },
        ],
      },
    ],
    before: ['WHERE by_store.store_id = 101'],
    after: ['WHERE orders.store_id = 101'],
  },
  {
    rewrite: 'wanted-keys',
    stages: [
      {
        name: 'usual',
        from: 'orders',
        by: [{ as: 'store_id', is: 'store_id' }],
        measures: [{ as: 'usual', agg: 'avg', of: 'amount' }],
      },
      {
        name: 'result',
        from: 'orders',
        match: [{ to: 'usual', on: [{ key: 'store_id', is: 'store_id' }] }],
        where: ["store.city.name = '上海'", 'amount > usual.usual'],
        columns: [{ as: 'id', is: 'order_id' }],
      },
    ],
    before: [],
    after: ['SEMI JOIN (\n      SELECT store.store_id\n      FROM dim_store AS store'],
  },
  {
    rewrite: 'window-ranges',
    stages: [windowed({ metric: 'order_cnt', time: { last: 2, unit: 'day', mode: 'rolling' } })],
    before: [],
    after: ["orders.order_time >= CAST(DATE '2026-10-31' AS TIMESTAMP)"],
  },
  {
    rewrite: 'equal-buckets',
    stages: [windowed({ metric: 'order_cnt', shift: '-1 week' })],
    before: ['>= (CAST(days."day" - INTERVAL 1 WEEK AS DATE))'],
    after: ['CAST(orders.order_time AS DATE) ='],
  },
  {
    rewrite: 'dense-windows',
    stages: [windowed({ metric: 'order_cnt', time: { last: 2, unit: 'day', mode: 'rolling' } })],
    before: ['AS clock_day'],
    after: ['ROWS BETWEEN 1 PRECEDING AND CURRENT ROW'],
  },
  {
    rewrite: 'days-before-windows',
    stages: [
      windowed(
        { metric: 'order_cnt', time: { last: 2, unit: 'day', mode: 'rolling' } },
        {
          by: [
            { as: 'day', grain: 'day' },
            { as: 'store_id', is: 'store.store_id' },
          ],
        },
      ),
    ],
    before: [],
    after: ['CAST(orders.order_time AS DATE) AS clock_day', 'SUM(grouped.m)'],
  },
];

describe('each rewrite says a document of the shop in its own way, with the same rows', () => {
  it.each(examples)('$rewrite', async ({ rewrite, stages, before, after }) => {
    const others = allRewrites.filter(({ name }) => name !== rewrite);
    const off = sqlOf(stages, others);
    const on = sqlOf(stages, allRewrites);
    for (const text of before) {
      expect(off).toContain(text);
      expect(on).not.toContain(text);
    }
    for (const text of after) {
      expect(on).toContain(text);
      expect(off).not.toContain(text);
    }
    expect(on).not.toBe(off);
    const rows = (await db.rows(off)).map((row) => JSON.stringify(row.map(String))).toSorted();
    expect((await db.rows(on)).map((row) => JSON.stringify(row.map(String))).toSorted()).toEqual(
      rows,
    );
    expect(rows.length).toBeGreaterThan(0);
    // What one dialect can say so can the other.
    expect(sqlOf(stages, allRewrites, maxcompute)).not.toBe(sqlOf(stages, others, maxcompute));
  });

  it('has an example of every rewrite that is seen alone', () => {
    const seen = new Set(examples.map((e) => e.rewrite));
    expect(allRewrites.map((r) => r.name).filter((name) => !seen.has(name))).toEqual([
      // It only prepares the others: conditions are lowered to the same SQL from either place.
      'conditions-below-columns',
    ]);
  });
});
