import { beforeAll, describe, expect, it } from 'vitest';
import { allRewrites } from '../../../src/plan/rewrites/all-rewrites.js';
import { duckdb } from '../../../src/sql/dialects/duckdb.js';
import { openDatabase, type Database } from '../../sql/database.js';
import { ontologyOf } from '../../support/bind.js';
import { shopSql, shopYaml } from '../../support/shop.js';
import { sqlOf } from './shop-sql.js';

const unpartitioned = ontologyOf(
  shopYaml.replaceAll(/  mode: increment\n  partition: .*\n/g, '').replaceAll(/  late: .*\n/g, ''),
);
let db: Database;
beforeAll(async () => {
  db = await openDatabase();
  for (const statement of shopSql) await db.run(statement);
  // The shop's orders are of one week: the same again so many days earlier, and at midnight.
  for (const days of [9, 31, 62, 150])
    await db.run(
      `INSERT INTO dwd_order_di SELECT * REPLACE (order_id + 1000 * ${days} AS order_id,
         date_trunc('hour', order_time) - INTERVAL ${days * 24 + 9} HOUR AS order_time) FROM dwd_order_di`,
    );
  await db.run(
    `INSERT INTO dwd_order_di SELECT * REPLACE (7 AS order_id, TIMESTAMP '2026-11-01 00:10:00' AS order_time)
     FROM dwd_order_di WHERE order_id = (SELECT min(order_id) FROM dwd_order_di)`,
  );
  // Orders of the afternoon arrive the day after.
  await db.run(`UPDATE dwd_order_di SET ds = strftime(order_time + INTERVAL 12 HOUR, '%Y%m%d')`);
});

const ofParts: readonly object[] = [
  { metric: 'order_cnt' },
  { entity: 'orders', agg: 'sum', of: 'amount', where: ["status = 'paid'"] },
  { entity: 'orders', agg: 'min', of: 'amount' },
  { entity: 'orders', agg: 'max', of: 'pay_time' },
];
const whole: readonly object[] = [
  { entity: 'orders', agg: 'avg', of: 'amount' },
  { entity: 'orders', agg: 'count_distinct', of: 'customer_id' },
];
const windows: readonly object[] = [
  { time: { last: 3, unit: 'day', mode: 'rolling' } },
  { time: { last: 2, unit: 'week', mode: 'rolling' } },
  { time: { last: 1, unit: 'month', mode: 'rolling' } },
  { time: { last: 1, unit: 'day', mode: 'to_date' } },
  { time: { last: 1, unit: 'month', mode: 'to_date' } },
  { time: { last: 1, unit: 'year', mode: 'to_date' } },
  { time: { last: 2, unit: 'month', mode: 'to_date' } },
  { time: { last: 1, unit: 'week', mode: 'complete' } },
  { time: { last: 2, unit: 'quarter', mode: 'complete' } },
  { time: { period: 'td' } },
  { time: { last: 3, unit: 'day', mode: 'rolling' }, shift: '-2 day' },
  { time: { period: 'td' }, shift: '-3 day' },
  { shift: '-1 day' },
  { shift: '-1 week' },
  { shift: '-1 month' },
  { shift: 'start of month' },
];
const shown = { from: "date '2026-11-01'", to: "date '2026-11-07'" };
const stages: readonly { readonly by: string; readonly stage: object }[] = [
  { by: 'day', stage: { time: shown, by: [{ as: 'day', grain: 'day' }] } },
  {
    by: 'day, all filled',
    stage: { time: shown, by: [{ as: 'day', grain: 'day', gaps: 'fill' }] },
  },
  { by: 'day, of all data', stage: { by: [{ as: 'day', grain: 'day' }] } },
  {
    by: 'day of an open range',
    stage: { time: { from: "date '2026-11-02'" }, by: [{ as: 'day', grain: 'day' }] },
  },
  {
    by: 'day and month',
    stage: {
      time: shown,
      by: [
        { as: 'day', grain: 'day' },
        { as: 'month', grain: 'month' },
      ],
    },
  },
  {
    by: 'day and city',
    stage: {
      time: shown,
      by: [
        { as: 'day', grain: 'day' },
        { as: 'city', is: 'store.city.name' },
      ],
    },
  },
  { by: 'week', stage: { time: shown, by: [{ as: 'week', grain: 'week' }] } },
  {
    by: 'month',
    stage: {
      time: { from: "date '2025-10-05'", to: "date '2026-11-07'" },
      by: [{ as: 'month', grain: 'month' }],
    },
  },
  { by: 'hour', stage: { time: shown, by: [{ as: 'hour', grain: 'hour' }] } },
];

/** What concerns windows of buckets, one after the other. */
const ofWindows = allRewrites.filter((r) => /window|bucket/.test(r.name));

describe('windows have the same rows, whatever is read and added up before them', () => {
  const all = windows.flatMap((window) => stages.map(({ by, stage }) => ({ window, by, stage })));
  it.each(all)('$window by $by', async ({ window, stage }) => {
    for (const some of [ofParts, whole]) {
      const measures = some.map((measure, i) => ({ as: `m${i}`, ...measure, ...window }));
      const document = [{ name: 'result', ...stage, measures }];
      const known = new Map<string, readonly string[]>();
      const rowsOf = async (sql: string): Promise<readonly string[]> => {
        const found =
          known.get(sql) ?? (await db.rows(sql)).map((row) => row.map(String).join()).toSorted();
        known.set(sql, found);
        return found;
      };
      const rowsWith = async (left: readonly string[]): Promise<readonly string[]> =>
        rowsOf(
          sqlOf(
            document,
            allRewrites.filter(({ name }) => !left.includes(name)),
          ),
        );
      const rows = await rowsWith(ofWindows.map(({ name }) => name));
      expect(rows.length).toBeGreaterThan(0);
      expect(await rowsWith([])).toEqual(rows);
      // What is in no partition that is read is in no window (S12).
      expect(await rowsOf(sqlOf(document, allRewrites, duckdb, 'merged', unpartitioned))).toEqual(
        rows,
      );
      for (const { name } of ofWindows)
        expect([name, ...(await rowsWith([name]))]).toEqual([name, ...rows]);
    }
  });
});

describe('S12: of a partitioned table the partitions of the windows are read', () => {
  const one = { by: [{ as: 'week', grain: 'week' }], time: shown };
  it.each([
    // The first week begins on 26 October, the last ends on 8 November, whose rows may arrive on the 9th.
    [{ time: { last: 3, unit: 'day', mode: 'rolling' } }, '20261030', '20261109'],
    [{ time: { last: 1, unit: 'month', mode: 'to_date' } }, '20261101', '20261109'],
    [{ time: { last: 1, unit: 'week', mode: 'complete' } }, '20261019', '20261102'],
    [{ shift: '-1 year' }, '20251020', '20251103'],
    [{ time: { period: 'td' } }, undefined, '20261109'],
  ] as const)('%j', (window, from, to) => {
    const measures = [{ as: 'm', metric: 'order_cnt', ...window }];
    const sql = sqlOf([{ name: 'result', ...one, measures }]);
    expect(/orders\.ds >= '(\d+)'/.exec(sql)?.[1]).toBe(from);
    expect(/orders\.ds <= '(\d+)'/.exec(sql)?.[1]).toBe(to);
  });
});
