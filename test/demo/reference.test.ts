import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoTables } from '../../scripts/demo/data.js';
import { yuan, type Row } from '../../scripts/demo/table.js';
import { demoDatabase, tsv, type DemoDatabase } from './demo-database.js';

const folder = join(import.meta.dirname, 'reference');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
/** The clean partition is as long as the data; it is compared where a document makes it again. */
const tooLong = new Set(['watch-clean.sql']);
const files = readdirSync(folder).filter((file) => file.endsWith('.sql') && !tooLong.has(file));

let demo: DemoDatabase;
beforeAll(async () => {
  demo = await demoDatabase();
});
afterAll(() => demo.close());

it.each(files)('%s gives the rows written beside it', async (file) => {
  expect(tsv(await demo.query(read(file)))).toBe(read(`${basename(file, '.sql')}.tsv`));
});

// Counted without SQL, so that the reference itself is not one person's mistake twice.
const tables = demoTables();
const rows = (name: string): readonly Row[] => tables.find((t) => t.name === name)!.rows;
const cell = (file: string, key: string, column: string): string => {
  const [head, ...lines] = read(file)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return lines.find((line) => line.includes(key))![head!.indexOf(column)]!;
};
const between = (value: unknown, from: string, until: string): boolean =>
  String(value) >= from && String(value) < until;
const fen = (value: unknown): number => Number(String(value).replace('.', ''));

it('counts viewers and money of an anchor as plain loops do', () => {
  const watched = rows('dwd_live_watch_di').filter(
    (row) => row['anchor_id'] === 1002 && between(row['enter_time'], '2026-11-01', '2026-11-08'),
  );
  const users = new Set(watched.map((row) => row['user_id']).filter((user) => user !== null));
  expect(cell('anchor-nd.tsv', '1002', 'watch_uv_7d')).toBe(String(users.size));
  const dur = watched.reduce((sum, row) => sum + Number(row['watch_dur_sec']), 0);
  expect(cell('anchor-nd.tsv', '1002', 'watch_dur_7d')).toBe(String(dur));
  const paid = rows('dwd_trd_live_pay_di').filter(
    (row) =>
      row['anchor_id'] === 1002 &&
      row['test_flag'] === 0 &&
      between(row['pay_time'], '2026-11-01', '2026-11-08'),
  );
  expect(cell('anchor-nd.tsv', '1002', 'pay_amt_7d')).toBe(
    yuan(paid.reduce((sum, row) => sum + fen(row['pay_amt']), 0)),
  );
  expect(cell('anchor-nd.tsv', '1002', 'pay_byr_cnt_7d')).toBe(
    String(new Set(paid.map((row) => row['buyer_id'])).size),
  );
});

it('keeps the total of thirty days over all anchors', () => {
  const total = rows('dwd_trd_live_pay_di')
    .filter((row) => row['test_flag'] === 0 && between(row['pay_time'], '2026-10-09', '2026-11-08'))
    .reduce((sum, row) => sum + fen(row['pay_amt']), 0);
  const [head, ...lines] = read('anchor-nd.tsv')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const column = head!.indexOf('pay_amt_30d');
  expect(lines.reduce((sum, line) => sum + fen(line[column]), 0)).toBe(total);
});
