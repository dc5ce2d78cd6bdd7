import { afterAll, expect, it } from 'vitest';
import { draft } from '../../../src/draft/draft.js';
import { loadTokenizer } from '../../../src/knowledge/tokens.js';
import { wrongOn, type Answer } from './answered.js';
import { fleetSql, openTables } from './fleet.js';

/** Visits to gyms, in one table without a key that names them; texts with money; a flag. */
const gym = await openTables([
  `create table gym_visits (visit_id bigint primary key, member_name varchar, branch varchar, coach varchar, member_age bigint, fee_amount bigint,
    discount double, over_time varchar, stars_rating double, payment_mode varchar, prize varchar, visit_day varchar)`,
  `insert into gym_visits values
    (1, 'Ann', 'East', 'Kim', 30, 100, 0, 'Yes', 4.0, 'Cash', '$3', '2024/1/5 10:00'), (2, 'Bob', 'East', 'Kim', 40, 300, 0.1, 'No', 5.0, 'Cash', '$9', '2024/1/6 11:30'),
    (3, 'Ann', 'West', 'Lee', 30, 200, null, 'Yes', 3.0, 'Credit Card', '$4', '2024/2/7 09:15'), (4, 'Cat', 'West', 'Lee', 50, 900, 0.2, 'No', 4.5, 'Credit Card', '$5', '2024/3/1 08:00'),
    (5, 'Bob', 'West', 'Kim', 40, 400, 0, 'No', 2.5, 'Cash', '$1', '2024/3/9 20:45'), (6, 'Dan', 'East', 'Kim', 30, 200, 0.3, 'Yes', 4.0, 'Cash', '$2', '2024/3/9 21:00')`,
]);
/** Films by the year they came out, called by their title. */
const cinema = await openTables([
  `create table cinema_movies (title varchar, genre varchar, director varchar, release_year bigint, critics_rating double, votes bigint)`,
  `insert into cinema_movies values ('A', 'Drama', 'X', 2001, 7, 10), ('B', 'Drama', 'Y', 2001, 9, 30), ('C', 'Comedy', 'X', 2002, 8, 50), ('D', 'Comedy', 'X', 2003, 6, 70)`,
]);
const fleet = await openTables(fleetSql);
afterAll(async () => {
  for (const { engine } of [gym, cinema, fleet]) await engine.close();
});
const tokenize = await loadTokenizer([]);

type Tables = typeof gym;
const wrong = (tables: Tables, answer: Answer): Promise<string | undefined> =>
  wrongOn('2024-06-30', tables, answer);

// Counted by hand from the rows above; more columns than these may be shown.
const visits: readonly Answer[] = [
  // Rows beside the average of their group: East 200, West 500.
  [
    '列出各分店中金额高于该分店平均金额的记录',
    [
      [2, 'East', 300],
      [4, 'West', 900],
    ],
  ],
  ['每个分店中金额超过该分店平均金额300元以上的记录', [[4, 'Cat', 'Lee', 50, 900]]],
  // Of all there are: 350; of the rows that are meant (Kim's): 250.
  ['金额高于整体平均的就诊记录', [[4], [5]]],
  [
    '各支付方式中金额高于该方式平均金额的会员数量',
    [
      ['Cash', 1],
      ['Credit Card', 1],
    ],
  ],
  [
    '按金额取前两条记录',
    [
      [4, 900],
      [5, 400],
    ],
  ],
  ['按会员年龄分组后的平均金额，且平均金额低于350', [[30, 500 / 3]]],
  [
    '各会员年龄的访问记录数量',
    [
      [30, 3],
      [40, 2],
      [50, 1],
    ],
  ],
  ['加班的记录有多少', [[3]]],
  [
    '各分店加班记录占比',
    [
      ['East', 2 / 3],
      ['West', 1 / 3],
    ],
  ],
  ['没有折扣的访问总金额', [[700]]],
  [
    '各分店金额的最大值、最小值和平均值',
    [
      ['East', 300, 100, 200],
      ['West', 900, 200, 500],
    ],
  ],
  ['超过2条记录的教练', [['Kim', 4]]],
  // Cut by the sum, shown by the mean.
  [
    '总金额前两名的教练及其平均金额，最后按平均金额排序',
    [
      ['Lee', 1100, 550],
      ['Kim', 1000, 250],
    ],
  ],
  ['平均评分最高的教练', [['Kim', 3.875]]],
  [
    '每月的总金额',
    [
      ['2024/01', 400],
      ['2024/02', 200],
      ['2024/03', 1500],
    ],
  ],
  ['现金记录中金额超过平均金额的会员及其次数', [['Bob', 2]]],
];
it.each(visits)('of visits: %s', async (...answer) => {
  expect(await wrong(gym, answer)).toBeUndefined();
});

const films: readonly Answer[] = [
  ['2001年上映的电影数量', [[2]]],
  [
    '每年上映的电影数量',
    [
      [2001, 2],
      [2002, 1],
      [2003, 1],
    ],
  ],
  [
    '各类型中评分最高的电影',
    [
      ['B', 'Drama', 9],
      ['C', 'Comedy', 8],
    ],
  ],
  [
    '投票数高于平均值的电影有哪些',
    [
      ['C', 50],
      ['D', 70],
    ],
  ],
  [
    '各导演的电影数量，按数量降序排列',
    [
      ['X', 3],
      ['Y', 1],
    ],
  ],
  ['喜剧片的平均评分', [[7]]],
];
it.each(films)('of films: %s', async (...answer) => {
  expect(await wrong(cinema, answer)).toBeUndefined();
});

const rides: readonly Answer[] = [
  [
    '接单次数最多的司机',
    [
      [1, 2],
      [3, 2],
    ],
  ],
  ['使用优惠码的行程数量', [[2]]],
];
it.each(rides)('of rides: %s', async (...answer) => {
  expect(await wrong(fleet, answer)).toBeUndefined();
});

it.each([
  ['places among equal rows', gym, '每个分店内按金额对记录进行排名'],
  ['the unit of what a text holds', gym, '奖金超过5万的记录'],
  ['two years at once', gym, '2023年和2024年的总金额'],
  ['the best group or the best row of each', gym, '按教练分组显示最高金额组'],
])('asks about %s', (_, { ontology }, question) => {
  const options = { asOf: '2024-06-30', kind: 'question', tokenize } as const;
  expect(draft(question, ontology, options).document?.unresolved ?? []).not.toEqual([]);
});
