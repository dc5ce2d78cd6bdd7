import { afterAll, expect, it } from 'vitest';
import { type Answer, wrongOn } from './answered.js';
import { openTables } from './fleet.js';

/** A small shop: who orders what, when it arrives, what comes back. */
const shop = await openTables([
  `create table customers (customer_id bigint primary key, customer_name varchar, city varchar, has_insurance varchar)`,
  `create table orders (order_id bigint primary key, customer_id bigint references customers (customer_id), order_dt date,
    delivered_dt date, quantity bigint, unit_price double, discount_pct varchar, importance varchar, returned bigint, num_boxes bigint)`,
  `insert into customers values (1, 'Ann', 'Rome', 'Yes'), (2, 'Bo', 'Rome', 'No'), (3, 'Cy', 'Oslo', 'Yes'), (4, 'Di', 'Oslo', 'No')`,
  `insert into orders values
    (11, 1, '2022-01-05', '2022-01-08', 2, 10, '5%', 'high', 0, 1), (12, 1, '2022-05-01', '2022-05-02', 1, 40, '10%', 'low', 1, 1),
    (13, 2, '2023-01-10', '2023-01-14', 3, 10, '20%', 'high', 0, 2), (14, 2, '2023-05-11', '2023-05-12', 5, 4, '10%', 'low', 0, 2),
    (15, 3, '2023-02-01', '2023-02-06', 1, 30, '30%', 'high', 1, 1), (16, 3, '2023-06-01', '2023-06-02', 4, 5, '15%', 'low', 0, 3)`,
]);
/** What a greenhouse grows, in one table whose names are abbreviated and misspelt. */
const greenhouse = await openTables([
  `create table seedling_batches (batch_no varchar, country_of_origin varchar, grower_nm varchar, sown_dt date, sold_dt date,
    rot_speed_rpm double, avg_temprature_c double, num_of_trays bigint, tray_weight_kg double, num_casualities bigint,
    is_organic bigint, wilted bigint, has_solar varchar, importance varchar)`,
  `insert into seedling_batches values
    ('b1', 'Spain', 'Eva', '2022-03-01', '2022-03-11', 100, 20, 2, 5, 1, 0, 0, 'Yes', 'high'),
    ('b2', 'Spain', 'Eva', '2022-04-01', '2022-04-05', 300, 22, 1, 8, 0, 1, 1, 'No', 'low'),
    ('b3', 'Kenya', 'Tom', '2023-03-01', '2023-03-07', 200, 30, 4, 2, 2, 0, 1, 'Yes', 'high'),
    ('b4', 'Kenya', 'Ian', '2023-04-01', '2023-04-21', 400, 28, 3, 4, 5, 1, 0, 'Yes', 'low'),
    ('b5', 'Kenya', 'Ian', '2023-05-01', '2023-05-03', 500, 26, 2, 6, 0, 0, 0, 'No', 'low')`,
]);
afterAll(async () => {
  for (const { engine } of [shop, greenhouse]) await engine.close();
});

// Counted by hand from the rows above; more columns than these may be shown.
const ofShop: readonly Answer[] = [
  // A percentage bound without itself; what is asked comes with its unit.
  ['折扣在10%以上（不含10%）的订单平均单价是多少美元', [[15]]],
  ['从没下过订单的客户有多少', [[1]]],
  // Of a row that says yes or no: a part, in percent or not.
  [
    '各重要性的退货率',
    [
      ['high', 1 / 3],
      ['low', 1 / 3],
    ],
  ],
  ['退货率是多少（%）', [[100 / 3]]],
  // A value of one character, behind its column; rows that are cut are told apart.
  [
    '重要性为高的订单里，单价最高的2个的编号和单价',
    [
      [15, 30],
      [11, 10],
    ],
  ],
  [
    '有保险和没有保险的客户各有多少',
    [
      ['Yes', 2],
      ['No', 2],
    ],
  ],
  [
    '各城市的订单数，占总订单数的百分比',
    [
      ['Rome', 4, 400 / 6],
      ['Oslo', 2, 200 / 6],
    ],
  ],
  // A kind right behind the thing whose kind it is; an order by the part that was asked for.
  [
    '每个客户城市的订单数和退货率，按退货率从高到低排序',
    [
      ['Oslo', 2, 1 / 2],
      ['Rome', 4, 1 / 4],
    ],
  ],
  // What is said right before a further number chooses its rows alone, and then also before the first.
  [
    '各重要性的订单数和Rome的订单数',
    [
      ['high', 3, 2],
      ['low', 3, 2],
    ],
  ],
  ['Rome的客户数和Oslo的客户数', [[2, 2]]],
  [
    '各城市的订单数及占比，按占比升序',
    [
      ['Oslo', 2, 1 / 3],
      ['Rome', 4, 2 / 3],
    ],
  ],
];
const ofGreenhouse: readonly Answer[] = [
  [
    '各产国的平均转速',
    [
      ['Spain', 200],
      ['Kenya', 1100 / 3],
    ],
  ],
  [
    '每个国家转速最高的前1个批次的批次号和转速',
    [
      ['Spain', 'b2', 300],
      ['Kenya', 'b5', 500],
    ],
  ],
  [
    '装了太阳能和没装太阳能的批次各有多少',
    [
      ['Yes', 3],
      ['No', 2],
    ],
  ],
  [
    '各国家有多少批次、多少人伤亡',
    [
      ['Spain', 2, 1],
      ['Kenya', 3, 7],
    ],
  ],
  [
    '各国家的批次数及占比，按占比从低到高排序',
    [
      ['Spain', 2, 2 / 5],
      ['Kenya', 3, 3 / 5],
    ],
  ],
  ['袋数合计最多的国家是哪个', []],
];

it.each(ofShop)('%s', async (...answer) => {
  expect(await wrongOn('2024-02-29', shop, answer)).toBeUndefined();
});

it.each(ofGreenhouse.slice(0, -1))('%s', async (...answer) => {
  expect(await wrongOn('2024-02-29', greenhouse, answer)).toBeUndefined();
});

// Rather a question than a number that is another: what no column is called, what may be either.
it.each([
  [shop, '订单的平均袋数是多少'],
  [greenhouse, '袋数合计最多的国家是哪个'],
])('%# asks: %s', async (tables, question) => {
  expect(await wrongOn('2024-02-29', tables, [question, [[]]])).toMatch(/[？?]$/);
});
