import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { demoTables } from '../../scripts/demo/data.js';
import { csv, type Row } from '../../scripts/demo/table.js';

const tables = new Map(demoTables().map((t) => [t.name, t]));
const rows = (name: string): readonly Row[] => tables.get(name)!.rows;
const text = (row: Row, column: string): string => String(row[column]);
const count = (name: string, is: (row: Row) => boolean): number => rows(name).filter(is).length;
/** The day of an event as partitions write it. */
const dayOf = (row: Row, clock: string): string =>
  text(row, clock).slice(0, 10).replaceAll('-', '');
const seconds = (row: Row, column: string): number => Date.parse(`${text(row, column)}Z`) / 1000;

it('has the same bytes every time', () => {
  const hash = createHash('sha256');
  for (const table of tables.values()) hash.update(table.name).update(csv(table));
  expect(hash.digest('hex')).toBe(
    'e8bc4710d002fe6f6fc1245ad89b95a1e9ff57d00bd7a4fbc0a871a86be18ffd',
  );
});

it('has about 100,000 rows in 26 tables', () => {
  const total = [...tables.values()].reduce((sum, t) => sum + t.rows.length, 0);
  expect(tables.size).toBe(26);
  expect(total).toBeGreaterThan(95_000);
  expect(total).toBeLessThan(120_000);
});

it('fills every column of a row and no other', () => {
  const wrong = [...tables.values()].filter((t) => {
    const names = t.columns.map((c) => c.name).toSorted();
    return t.rows.some((row) => Object.keys(row).toSorted().join() !== names.join());
  });
  expect(wrong.map((t) => t.name)).toEqual([]);
});

it('covers thirty days of partitions', () => {
  const partitioned = [...tables.values()].filter((t) => t.columns.some((c) => c.name === 'ds'));
  const ends = partitioned.map((t) => {
    const days = t.rows.map((row) => text(row, 'ds')).toSorted();
    return [t.name, days[0], days.at(-1)];
  });
  // The raw log is kept for a week, and nothing is refunded on the first day.
  const later = new Set(['ods_live_watch_log_di', 'dwd_trd_live_refund_di']);
  expect(ends.filter(([name, first]) => first !== '20261009' && !later.has(name!))).toEqual([]);
  expect(ends.filter(([, , last]) => last !== '20261107')).toEqual([]);
});

it.each([
  ['dwd_live_watch_di', 'enter_time'],
  ['dwd_live_intr_di', 'intr_time'],
  ['dwd_live_follow_di', 'follow_time'],
  ['dwd_live_itm_expo_di', 'expo_time'],
  ['dwd_live_itm_clk_di', 'clk_time'],
  ['dwd_trd_order_di', 'create_time'],
  ['dwd_trd_sub_order_di', 'create_time'],
  ['dwd_trd_live_pay_di', 'pay_time'],
  ['dwd_trd_live_refund_di', 'refund_time'],
])('%s has rows that arrive a day late, and none later', (table, clock) => {
  const delays = rows(table).map((row) => {
    const arrived = text(row, 'ds').replace(/(....)(..)(..)/, '$1-$2-$3');
    return (Date.parse(arrived) - Date.parse(text(row, clock).slice(0, 10))) / 86_400_000;
  });
  expect(new Set(delays)).toEqual(new Set([0, 1]));
  expect(delays.filter((d) => d === 1).length).toBeGreaterThan(rows(table).length / 100);
});

it.each([
  ['dwd_live_online_di', 'stat_time'],
  ['dwd_live_session_seg_di', 'seg_start'],
  ['dwd_live_session_item_di', 'list_time'],
  ['dwd_live_ad_cost_di', 'cost_time'],
  ['dws_live_category_1d', 'stat_date'],
])('%s has every row in the partition of its day', (table, clock) => {
  expect(count(table, (row) => text(row, 'ds') !== dayOf(row, clock))).toBe(0);
});

it('has sessions across midnight, still on the air, announced, canceled, and without a viewer', () => {
  const today = rows('dim_live_session_df').filter((row) => row['ds'] === '20261107');
  const watched = new Set(rows('dwd_live_watch_di').map((row) => row['live_id']));
  const across = today.filter(
    (row) => row['end_time'] !== null && dayOf(row, 'start_time') !== dayOf(row, 'end_time'),
  );
  expect(across.length).toBeGreaterThan(50);
  expect(new Set(today.map((row) => row['status']))).toEqual(
    new Set(['notice', 'living', 'ended', 'canceled']),
  );
  expect(
    today.filter((row) => row['status'] === 'ended' && !watched.has(row['live_id'])).length,
  ).toBeGreaterThan(5);
});

it('cuts sessions at midnight without losing a second', () => {
  const ended = rows('dim_live_session_df').filter(
    (row) =>
      row['ds'] === '20261107' &&
      row['status'] === 'ended' &&
      dayOf(row, 'start_time') >= '20261009',
  );
  const cut = new Map<unknown, number>();
  for (const row of rows('dwd_live_session_seg_di'))
    cut.set(row['live_id'], (cut.get(row['live_id']) ?? 0) + Number(row['seg_sec']));
  expect(
    ended.filter(
      (row) => cut.get(row['live_id']) !== seconds(row, 'end_time') - seconds(row, 'start_time'),
    ),
  ).toEqual([]);
  expect(
    count(
      'dwd_live_session_seg_di',
      (row) => seconds(row, 'seg_end') - seconds(row, 'seg_start') !== row['seg_sec'],
    ),
  ).toBe(0);
});

it('has anchors who change their name or level between snapshots, and anchors who sign on later', () => {
  const snapshots = rows('dim_live_anchor_df');
  const values = (column: string): readonly unknown[] => {
    const seen = new Map<unknown, Set<unknown>>();
    for (const row of snapshots)
      seen.set(row['anchor_id'], (seen.get(row['anchor_id']) ?? new Set()).add(row[column]));
    return [...seen].filter(([, all]) => all.size > 1).map(([id]) => id);
  };
  expect(values('anchor_name')).toEqual([1007, 1023]);
  expect(values('anchor_level')).toEqual([1018]);
  expect(count('dim_live_anchor_df', (row) => row['ds'] === '20261009')).toBe(58);
  expect(count('dim_live_anchor_df', (row) => row['ds'] === '20261107')).toBe(60);
});

it('has a user in two rooms at once', () => {
  const byUser = new Map<unknown, Row[]>();
  for (const row of rows('dwd_live_watch_di'))
    if (row['user_id'] !== null && row['leave_time'] !== null)
      byUser.set(row['user_id'], [...(byUser.get(row['user_id']) ?? []), row]);
  const twice = [...byUser.values()].filter((list) =>
    list.some((a) =>
      list.some(
        (b) =>
          a['live_id'] !== b['live_id'] &&
          seconds(a, 'enter_time') <= seconds(b, 'enter_time') &&
          seconds(b, 'enter_time') < seconds(a, 'leave_time'),
      ),
    ),
  );
  expect(twice.length).toBeGreaterThan(20);
});

it('has viewers who are not logged in, views under three seconds, and views without an end', () => {
  expect(count('dwd_live_watch_di', (row) => row['user_id'] === null)).toBeGreaterThan(300);
  expect(
    count('dwd_live_watch_di', (row) => Number(row['watch_dur_sec'] ?? 3) < 3),
  ).toBeGreaterThan(1000);
  expect(count('dwd_live_watch_di', (row) => row['leave_time'] === null)).toBeGreaterThan(0);
});

it('has orders of several items whose parts add up to the fen', () => {
  const fen = (value: unknown): number => Math.round(Number(value) * 100);
  const parts = new Map<unknown, number[]>();
  for (const row of rows('dwd_trd_sub_order_di'))
    parts.set(row['order_id'], [...(parts.get(row['order_id']) ?? []), fen(row['crt_amt'])]);
  const wrong = rows('dwd_trd_order_di').filter(
    (row) =>
      (parts.get(row['order_id']) ?? []).reduce((a, b) => a + b, 0) + fen(row['freight_amt']) !==
      fen(row['order_amt']),
  );
  expect(wrong).toEqual([]);
  expect([...parts.values()].filter((list) => list.length > 1).length).toBeGreaterThan(500);
});

it('writes amounts as exact decimals', () => {
  const money = [...tables.values()].flatMap((t) =>
    t.columns
      .filter((c) => c.type === 'DECIMAL(18,2)')
      .flatMap((c) => t.rows.map((row) => row[c.name])),
  );
  expect(money.filter((value) => value !== null && !/^\d+\.\d\d$/.test(String(value)))).toEqual([]);
  expect(money.length).toBeGreaterThan(10_000);
});

it('has test orders, orders without a session, free gifts, and orders paid late or never', () => {
  const paid = new Set(rows('dwd_trd_live_pay_di').map((row) => row['sub_order_id']));
  const pays = 'dwd_trd_live_pay_di';
  expect(count(pays, (row) => row['test_flag'] === 1)).toBeGreaterThan(10);
  expect(count(pays, (row) => row['live_id'] === null)).toBeGreaterThan(100);
  expect(count(pays, (row) => (row['live_id'] === null) !== (row['anchor_id'] === null))).toBe(0);
  expect(count(pays, (row) => row['pay_amt'] === '0.00')).toBeGreaterThan(10);
  expect(count('dwd_trd_sub_order_di', (row) => !paid.has(row['sub_order_id']))).toBeGreaterThan(
    100,
  );
});

it('has refunds after the window of seven days, at its very end, in parts, and closed', () => {
  const late = rows('dwd_trd_live_refund_di').map(
    (row) => seconds(row, 'refund_time') - seconds(row, 'pay_time'),
  );
  expect(late.filter((s) => s > 7 * 86_400).length).toBeGreaterThan(30);
  expect(late.filter((s) => s === 7 * 86_400).length).toBe(1);
  const lines = rows('dwd_trd_live_refund_di').map((row) => row['sub_order_id']);
  expect(lines.length - new Set(lines).size).toBeGreaterThan(10);
  expect(count('dwd_trd_live_refund_di', (row) => row['status'] === 'closed')).toBeGreaterThan(20);
});

it('shares each session among its items exactly', () => {
  const shares = new Map<unknown, number>();
  for (const row of rows('dwd_live_session_item_di'))
    shares.set(
      row['live_id'],
      (shares.get(row['live_id']) ?? 0) + Math.round(Number(row['alloc_share']) * 1e6),
    );
  expect(new Set(shares.values())).toEqual(new Set([1_000_000]));
});
