import { expect, it } from 'vitest';
import { check } from '../../src/compile.js';
import { explainDocument } from '../../src/stages/explain/explain-document.js';
import { documentOf, ontologyOf, shop } from '../support/bind.js';
import { shopYaml } from '../support/shop.js';
import { shopOfBuyers } from '../support/views.js';

function explain(
  stages: readonly unknown[],
  language: 'en' | 'zh' = 'en',
  ontology = shop,
): readonly string[] {
  const [checked, found] = check(JSON.stringify(documentOf(stages)), ontology);
  if (checked === undefined) throw new Error(JSON.stringify(found, undefined, 1));
  const text = explainDocument(checked, ontology, language);
  expect(explainDocument(checked, ontology, language)).toBe(text);
  return text.split('\n');
}

const week = [
  {
    name: 'result',
    by: [{ as: 'gender', is: 'customer.gender' }],
    measures: [
      { as: 'amt', metric: 'paid_amt_7d', fill: 0 },
      { as: 'before', metric: 'paid_amt_7d', shift: '-7 day' },
      { as: 'price', metric: 'aov', time: { period: '7d' } },
    ],
    compute: [{ as: 'up', is: 'amt - before' }],
  },
];

it.each([
  ['As of 2026-11-07.'],
  ['One row for each gender.'],
  ['- gender: customer.gender'],
  ['Population: the groups that any of the numbers has rows for.'],
  [
    "- amt (metric paid_amt_7d): sum(amount) over rows of orders (订单); where status = 'paid'; from 2026-11-01 through 2026-11-07 by pay_time; 0 where there is nothing",
  ],
  [
    "- before (metric paid_amt_7d): sum(amount) over rows of orders (订单); where status = 'paid'; from 2026-10-25 through 2026-10-31 by pay_time; null where there is nothing",
  ],
  ['- price (metric aov): price_paid_amt / price_buyer_cnt'],
  [
    "  - price_buyer_cnt: count_distinct(customer_id) over rows of orders (订单); where status = 'paid'; from 2026-11-01 through 2026-11-07 by pay_time; 0 where there is nothing",
  ],
  ['- up: amt - before'],
  [
    '- orders → customer on customer_id = customer_id: at most one partner, so no row is repeated; only rows with a partner (S3: every row has a partner)',
  ],
  [
    '- orders (订单): rows may arrive 1 day(s) after their clock: a range of that clock reads the partitions of 1 more day(s), and a day is complete 1 day(s) later, so run the last 1 day(s) again.',
  ],
  ['- gender ← dim_customer.gender (unchanged)'],
  ['- amt ← dwd_order_di.amount, dwd_order_di.status (aggregated)'],
])('says %s', (line) => {
  expect(explain(week)).toContain(line);
});

it.each([
  ['截止日 2026-11-07。'],
  ['每个 gender 一行。'],
  [
    "- amt（指标 paid_amt_7d）: 对 orders (订单) 的行求 sum(amount)；条件 status = 'paid'；2026-11-01 至 2026-11-07（含）（按 pay_time）；无数据时为 0",
  ],
  ['- gender ← dim_customer.gender (原值)'],
])('says in Chinese %s', (line) => {
  expect(explain(week, 'zh')).toContain(line);
});

it('tells populations, what belongs to them, look-ups and what stays', () => {
  const lines = explain([
    {
      name: 'paid',
      by: [{ as: 'who', is: 'orders.customer_id' }],
      measures: [{ as: 'amt', metric: 'paid_amt' }],
    },
    {
      name: 'result',
      from: 'customer',
      match: [{ to: 'paid', on: [{ key: 'who', is: 'customer_id' }] }],
      where: ['is_female'],
      columns: [
        { as: 'customer_id', is: 'customer_id' },
        { as: 'amt', is: 'paid.amt' },
      ],
      measures: [{ as: 'n', agg: 'count', entity: 'refund' }],
      keep: ['n > 0'],
      order: [{ by: 'n', dir: 'desc' }],
      limit: { rows: 3 },
    },
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      'One row for each source row; key customer_id.',
      'Population: all rows of customer (客户).',
      'Looks up paid as paid by who = customer_id.',
      "Rows count where gender = 'f'.",
      '- amt: paid.amt',
      '- n: count over rows of refund (退款); that belong to a row by orders.customer; 0 where there is nothing',
      'Stays where n > 0.',
      'Ordered by n desc.',
      'The first 3.',
    ]),
  );
  expect(
    lines.some((l) => l.startsWith('- customer → paid on customer_id = who: at most one partner')),
  ).toBe(true);
});

it('tells what is not additive over time, and policies that hold', () => {
  const ontology = ontologyOf(
    `${shopYaml}---\npolicy: p\nentity: store\nfilter: city_id = 11\nmask: [{ attribute: name, with: "'?'" }]\n---\npolicy: q\nentity: refund\nfilter: refund_id > 0`,
  );
  const stages = [
    {
      name: 'result',
      by: [{ as: 's', is: 'store.name' }],
      measures: [{ as: 'm', metric: 'stock_qty' }],
    },
  ];
  const lines = explain(stages, 'en', ontology);
  expect(lines).toContain(
    'A policy of store (门店) holds: only rows where city_id = 11; masked: name (S17).',
  );
  expect(lines.filter((l) => l.includes('policy of'))).toHaveLength(1);
  expect(
    lines.some((l) => l.includes('only the last stock_date of each store_id, product_id')),
  ).toBe(true);
  expect(
    lines.some(
      (l) => l.startsWith('- stock → store on') && l.includes('rows without a partner stay'),
    ),
  ).toBe(true);
});

it('tells of an entity that is the result of a document, and leads on to its tables', () => {
  const asked = [
    {
      name: 'result',
      from: 'buyer',
      by: [{ as: 'is_big', is: 'is_big' }],
      measures: [{ as: 'n', agg: 'count' }],
    },
  ];
  const ontology = shopOfBuyers('---\npolicy: p\nentity: buyer\nfilter: customer_id <> 3\n');
  expect(explain(asked, 'en', ontology)).toEqual(
    expect.arrayContaining([
      'A policy of buyer (买家) holds: only rows where customer_id <> 3 (S17).',
      '## Entity buyer (买家)',
      'Its rows are the result of views/buyers.json: the same for whoever reads them, below policies and conditions of its own.',
      'Population: all rows of orders (订单).',
      "Rows count where status = 'paid'.",
      '- is_big ← dwd_order_di.amount (aggregated)',
    ]),
  );
  expect(explain(asked, 'zh', ontology)).toContain('## 实体 buyer (买家)');
});
