import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { formatDocument } from '../../src/dsl/canonical.js';
import type { Value } from '../../src/engine/engine.js';
import { originOf } from '../../src/lineage/origin.js';
import { daily, documentOf } from '../support/bind.js';
import { rowsOfShop } from '../support/run-shop.js';
import { shopOfBuyers, viewOf } from '../support/views.js';

const ontology = shopOfBuyers(
  `---
entity: big_buyer
source: { dsl: views/big.json }
key: [customer_id]
attributes: { customer_id: bigint, city: string, paid: double }
---
entity: note
source: { dsl: views/notes.json }
attributes: { city: string, says: string }
`,
  {
    // A view over a view, of two stages.
    'views/big.json': viewOf([
      {
        name: 'big',
        from: 'buyer',
        where: ['is_big'],
        columns: ['customer_id', 'paid'].map((c) => ({ as: c, is: c })),
      },
      {
        name: 'result',
        from: 'big',
        match: [{ to: 'customer', on: [{ key: 'customer_id', is: 'customer_id' }] }],
        columns: [{ as: 'city', is: 'customer.city.name' }],
      },
    ]),
    // All rows of two stages: nothing tells them apart, so the entity has no key.
    'views/notes.json': viewOf([
      {
        name: 'cities',
        from: 'city',
        columns: [
          { as: 'city', is: 'name' },
          { as: 'says', is: 'region.name' },
        ],
      },
      {
        name: 'stores',
        from: 'store',
        columns: [
          { as: 'city', is: 'city.name' },
          { as: 'says', is: 'name' },
        ],
      },
      { name: 'result', union: ['cities', 'stores'] },
    ]),
  },
);

const one = (stage: object): readonly unknown[] => [{ name: 'result', ...stage }];
const orders = { as: 'orders', metric: 'order_cnt' };
const paid = { as: 'paid', agg: 'sum', entity: 'buyer', of: 'paid' };
const plain = (value: Value): Value =>
  typeof value === 'bigint' || (typeof value === 'string' && /^\d+\.\d\d$/.test(value))
    ? Number(value)
    : value;

// By hand from the shop: of paid orders 1 has 3 (82.50), 2 has 2 (39.20), 3 has 2 (23.40), 4 one (12.50), 5 one (4.00).
it.each<[string, readonly unknown[], readonly (readonly Value[])[]]>([
  [
    'rows, grouped by an attribute that is computed over columns of the document',
    one({
      from: 'buyer',
      by: [{ as: 'big', is: 'is_big' }],
      measures: [
        { as: 'n', agg: 'count' },
        { as: 'orders_paid', agg: 'sum', of: 'orders_paid' },
      ],
      order: [{ by: 'big' }],
    }),
    [
      [false, 2, 2],
      [true, 3, 7],
    ],
  ],
  [
    'a path that ends at one: who never paid is neither',
    one({
      by: [{ as: 'big', is: 'orders.customer.buyer.is_big' }],
      measures: [orders],
      order: [{ by: 'big' }],
    }),
    [
      [false, 3],
      [true, 9],
    ],
  ],
  [
    'trap: beside a measure of rows that are more, nothing is counted twice',
    one({
      by: [{ as: 'region', is: 'customer.city.region.name' }],
      measures: [orders, paid],
      order: [{ by: 'region' }],
    }),
    [
      ['华东', 7, 121.7],
      ['华南', 4, 35.9],
      [null, 1, 4],
    ],
  ],
  [
    'a match, and who has no partner',
    one({
      from: 'customer',
      match: [{ to: 'buyer', as: 'b', on: [{ key: 'customer_id', is: 'customer_id' }] }],
      columns: [
        { as: 'id', is: 'customer_id' },
        { as: 'n', is: 'b.orders_paid' },
        { as: 'known', is: 'found(b)' },
      ],
      where: ['customer_id >= 4'],
      order: [{ by: 'id' }],
    }),
    [
      [4, 1, true],
      [5, 1, true],
      [6, null, false],
    ],
  ],
  [
    'a set: customers that are not buyers',
    one({
      from: 'customer',
      match: [
        {
          to: 'buyer',
          as: 'b',
          on: [{ key: 'customer_id', is: 'customer_id' }],
          only: 'unmatched',
        },
      ],
      columns: [{ as: 'id', is: 'customer_id' }],
    }),
    [[6]],
  ],
  [
    'a view over a view, in a type that holds its values',
    one({
      from: 'big_buyer',
      columns: ['customer_id', 'city', 'paid'].map((c) => ({ as: c, is: c })),
      order: [{ by: 'customer_id' }],
    }),
    [
      [1, '上海', 82.5],
      [2, '杭州', 39.2],
      [3, '深圳', 23.4],
    ],
  ],
  [
    'one that is read twice, and below another beside',
    [
      {
        name: 'big',
        from: 'big_buyer',
        by: [{ as: 'city', is: 'city' }],
        measures: [{ as: 'n', agg: 'count' }],
      },
      {
        name: 'result',
        from: 'buyer',
        match: [{ to: 'big', on: [{ key: 'city', is: 'customer.city.name' }] }],
        by: [{ as: 'beside', is: 'found(big)' }],
        measures: [{ as: 'n', agg: 'count' }],
        order: [{ by: 'beside' }],
      },
    ],
    // 4 lives where 3 does.
    [
      [false, 1],
      [true, 4],
    ],
  ],
  [
    'one without a key',
    one({
      from: 'note',
      by: [{ as: 'city', is: 'city' }],
      measures: [{ as: 'n', agg: 'count' }],
      order: [{ by: 'n' }, { by: 'city' }],
    }),
    [
      ['广州', 1],
      ['上海', 2],
      ['杭州', 2],
      ['深圳', 2],
    ],
  ],
])('%s', async (_name, stages, expected) => {
  const [, ...rows] = await rowsOfShop(stages, {}, ontology);
  expect(rows.map((row) => row.map(plain))).toEqual(expected);
});

it('moments of a view are those of the project’s zone, and move to that of whoever reads', async () => {
  const times = shopOfBuyers(
    `---
entity: last_paid
source: { dsl: views/last.json }
key: [customer_id]
time: last_at
attributes: { customer_id: bigint, last_at: timestamp }
`,
    {
      'views/last.json': viewOf([
        {
          name: 'result',
          by: [{ as: 'customer_id', is: 'orders.customer_id' }],
          measures: [
            { as: 'last_at', agg: 'max', entity: 'orders', of: 'pay_time', where: ['is_paid'] },
          ],
        },
      ]),
    },
    'Asia/Shanghai',
  );
  const rows = (timezone?: string) =>
    rowsOfShop(
      one({
        from: 'last_paid',
        where: ["last_at >= cast('2026-11-05 16:00:00' as timestamp)"],
        by: [{ as: 'day', grain: 'day' }],
        measures: [{ as: 'n', agg: 'count' }],
        order: [{ by: 'day' }],
      }),
      timezone === undefined ? {} : { timezone },
      times,
    );
  const said = async (timezone?: string) =>
    (await rows(timezone))
      .slice(1)
      .map(([day, n]) => [JSON.stringify(day).slice(1, 11), Number(n)]);
  // 4 paid at 11-06 00:01:00, 5 at 11-06 13:01:00, 2 at 11-07 09:00:30, on the clock of Shanghai.
  expect(await said()).toEqual([
    ['2026-11-06', 2],
    ['2026-11-07', 1],
  ]);
  expect(await said('UTC')).toEqual([
    ['2026-11-05', 1],
    ['2026-11-06', 1],
    ['2026-11-07', 1],
  ]);
});

it('where a column comes from leads on to the tables, also for what runs daily', async () => {
  const [checked] = check(
    formatDocument(
      documentOf(
        one({
          from: 'buyer',
          by: [{ as: 'is_big', is: 'is_big' }],
          measures: [{ as: 'n', agg: 'count' }],
        }),
        { target: { ...daily, table: 'ads_buyer_1d' } },
      ),
    ),
    ontology,
  );
  const result = checked!.bound.stages.at(-1)!;
  expect(
    originOf(result, 'is_big', checked!.bound.views).sources.map(
      ({ entity, attribute }) => `${entity.table.name.join('.')}.${attribute.column ?? ''}`,
    ),
  ).toEqual(['dwd_order_di.amount']);
});
