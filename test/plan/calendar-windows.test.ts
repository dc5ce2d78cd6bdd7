import { expect, it } from 'vitest';
import { ontologyOf } from '../support/bind.js';
import { rowsOfShop } from '../support/run-shop.js';
import { shopYaml } from '../support/shop.js';

// Seasons of three, two and five days; the last of October is in none. Orders a day from 31 October on:
// 1; 2, 1, 2, 1, 1, 1, 2.
const seasons = ontologyOf(`${shopYaml}
---
entity: season_day
source: { table: dim_season_day }
key: [day]
attributes: { day: date, season: string, season_no: bigint }
---
calendar: seasons
entity: season_day
day: day
grains:
  season: { value: season, order: season_no }
`);
const tables = [
  `create table dim_season_day as select d::date as day,
    case when d <= date '2026-10-30' then 'autumn' when d = date '2026-10-31' then null
      when d <= date '2026-11-02' then 'rush' else 'feast' end as season,
    case when d <= date '2026-10-30' then 1 when d <= date '2026-11-02' then 2 else 3 end as season_no
    from range(date '2026-10-28', date '2026-11-08', interval 1 day) t(d)`,
];
const week = { from: "date '2026-11-01'", to: "date '2026-11-07'" };
const season = { as: 'season', grain: 'season' };
const day = { as: 'day', grain: 'day' };
const orders = { as: 'orders', metric: 'order_cnt' };
const rows = async (stage: object): Promise<readonly (readonly unknown[])[]> =>
  (await rowsOfShop([{ name: 'r', ...stage }], {}, seasons, tables)).slice(1);

it("S11: a custom grain shifts by the calendar's order, whatever the lengths", async () => {
  const measures = [
    orders,
    { ...orders, as: 'before', shift: '-1 season' },
    { ...orders, as: 'year', shift: '-1 year' },
    { ...orders, as: 'start', shift: 'start of season' },
  ];
  const order = [{ by: 'orders' }];
  expect(await rows({ time: week, by: [season], measures, order })).toEqual([
    ['rush', 3, 0, 0, 3],
    ['feast', 7, 3, 0, 7],
  ]);
});

it('S11: a window of units of a calendar is those that end with the bucket, without days between them', async () => {
  const time = (mode: string, last: number) => ({ last, unit: 'season', mode });
  const measures = [
    { ...orders, as: 'two', time: time('rolling', 2) },
    { ...orders, as: 'to_date', time: time('to_date', 1) },
    { ...orders, as: 'two_to_date', time: time('to_date', 2) },
    { ...orders, as: 'complete', time: time('complete', 1) },
  ];
  const order = [{ by: 'two' }];
  expect(await rows({ time: week, by: [season], measures, order })).toEqual([
    ['rush', 3, 3, 3, 0],
    ['feast', 10, 7, 10, 3],
  ]);
});

it('S11: days are shown beside units: to date, the unit before, the same place of the one before', async () => {
  const measures = [
    { ...orders, as: 'to_date', time: { last: 1, unit: 'season', mode: 'to_date' } },
    { ...orders, as: 'complete', time: { last: 1, unit: 'season', mode: 'complete' } },
    { ...orders, as: 'before', shift: '-1 season' },
    { ...orders, as: 'rolling', time: { last: 1, unit: 'season', mode: 'rolling' } },
  ];
  // The feast has five days and the rush two: its third day and later are compared with the rush's last.
  expect(await rows({ time: week, by: [day], measures, order: [{ by: 'day' }] })).toEqual([
    ['2026-11-01', 2, 0, 0, 2],
    ['2026-11-02', 3, 0, 0, 3],
    ['2026-11-03', 2, 3, 2, 3],
    ['2026-11-04', 3, 3, 1, 3],
    ['2026-11-05', 4, 3, 1, 4],
    ['2026-11-06', 5, 3, 1, 5],
    ['2026-11-07', 7, 3, 1, 7],
  ]);
});

it('S11: gaps of a custom grain are filled by the units of the range, or of the data', async () => {
  const refunds = { as: 'refunds', metric: 'refund_amt' };
  const by = [{ ...season, gaps: 'fill' }];
  const time = { from: "date '2026-10-28'", to: "date '2026-11-07'" };
  const order = [{ by: 'orders' }, { by: 'refunds' }];
  expect(await rows({ time, by, measures: [orders, refunds], order })).toEqual([
    ['autumn', 0, '0.00'],
    // The last of October is in no season; its order is in the range.
    [null, 1, '0.00'],
    ['rush', 3, '0.00'],
    ['feast', 7, '20.50'],
  ]);
  // Open: refunds are of the feast only, and one is after the calendar's last day.
  expect(await rows({ by, measures: [refunds], order: [{ by: 'refunds' }] })).toEqual([
    ['feast', '20.50'],
    [null, '25.00'],
  ]);
});

it('S11: a range counts in units of a calendar as of the day, and shifts by its order', async () => {
  const time = (mode: string, last = 1) => ({ last, unit: 'season', mode });
  const measures = [
    { ...orders, as: 'to_date', time: time('to_date') },
    { ...orders, as: 'two', time: time('to_date', 2) },
    { ...orders, as: 'complete', time: time('complete') },
    { ...orders, as: 'rolling', time: time('rolling') },
    { ...orders, as: 'before', time: time('to_date'), shift: '-1 season' },
    { ...orders, as: 'week', time: { period: '7d' }, shift: '-1 season' },
    { ...orders, as: 'start', time: { period: '7d' }, shift: 'start of season' },
  ];
  // As of the feast's last day; the same place of the rush is its last, the 2nd; the feast begins with the 3rd.
  expect(await rows({ by: [], measures })).toEqual([[7, 10, 3, 7, 3, 4, 6]]);
  // Of rows that are chosen by it, and beside a key.
  const rest = { from: 'orders', time: time('to_date'), by: [{ as: 's', is: 'store_id' }] };
  const counted = [{ as: 'n', agg: 'count' }];
  expect(await rows({ ...rest, measures: counted, order: [{ by: 's' }] })).toEqual([
    [101, 2],
    [102, 1],
    [103, 3],
    [null, 1],
  ]);
});

it('S11: a day outside the calendar is in no unit of it', async () => {
  const measures = [{ ...orders, time: { last: 1, unit: 'season', mode: 'to_date' } }];
  const stages = [{ name: 'r', by: [], measures }];
  const [, row] = await rowsOfShop(stages, { as_of: '2026-12-24' }, seasons, tables);
  expect(row).toEqual([0]);
});

it('S11: a window that begins before the calendar has the days that there are', async () => {
  const time = (mode: string, last: number) => ({ last, unit: 'season', mode });
  const measures = [
    { ...orders, as: 'rolling', time: time('rolling', 3) },
    { ...orders, as: 'to_date', time: time('to_date', 4) },
    { ...orders, as: 'complete', time: time('complete', 3) },
    { ...orders, as: 'moved', time: time('to_date', 1), shift: '-3 season' },
  ];
  // The order of 31 October, between two seasons, is in a range and in no bucket's window.
  expect(await rows({ by: [], measures })).toEqual([[11, 11, 4, 0]]);
  const order = [{ by: 'rolling' }, { by: 'complete' }];
  expect(await rows({ time: week, by: [season], measures, order })).toEqual([
    ['rush', 3, 3, 0, 0],
    ['feast', 10, 10, 3, 0],
  ]);
  const days = { from: "date '2026-11-02'", to: "date '2026-11-03'" };
  expect(await rows({ time: days, by: [day], measures, order: [{ by: 'day' }] })).toEqual([
    ['2026-11-02', 3, 3, 0, 0],
    ['2026-11-03', 5, 5, 3, 0],
  ]);
});
