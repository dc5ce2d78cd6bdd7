import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codesOf, documentOf, runCli } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const tests = 'specs/001-store-nd/tests';
const orders = `order_id,store_id,amount,order_time,ds
1,101,12.50,2026-11-06 23:59:30,20261107
2,,0.50,2026-11-07 00:00:00,20261107
`;
const caseOf = (given: string, expected: string): string => `test: 文件中的行
bizdate: '2026-11-07'
given:
  dwd_order_di: ${given}
  dim_store: [{ store_id: 101 }]
expect:
  rows: ${expected}
`;
const inline = `
    - { store_id: 101, order_cnt_1d: 0, order_cnt_7d: 1, order_amt_7d: '12.5' }
    - { store_id: -1, order_cnt_1d: 1, order_cnt_7d: 1, order_amt_7d: '0.5' }`;

async function project(
  given: string,
  expected: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const below = Object.entries(files).map(([name, text]) => [`${tests}/${name}`, text] as const);
  return shopProject({
    [`${tests}/orders.yaml`]: caseOf(given, expected),
    ...Object.fromEntries(below),
  });
}

/** What the engine writes into a Parquet file for a SELECT. */
async function parquet(cwd: string, name: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${join(cwd, tests, name)}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

describe('rows of cases in files', () => {
  it('reads them from CSV, given and expected', async () => {
    const expected = 'store_id,order_cnt_1d,order_amt_7d\n101,0,12.5\n-1,1,0.5\n';
    const files = { 'data/orders.csv': orders, 'expected.csv': expected };
    const cwd = await project('{ file: data/orders.csv }', '{ file: expected.csv }', files);
    expect(await runCli(['test', '001'], { cwd })).toMatchObject({ status: 0 });
    expect(codesOf(await runCli(['check', '--json'], { cwd }))).toEqual([]);
    write(cwd, `${tests}/expected.csv`, expected.replace('12.5', '12.6'));
    const wrong = await runCli(['test', '001', '--json'], { cwd });
    expect(codesOf(wrong)).toEqual(['spec/test-failed', 'spec/test-failed']);
  });

  it('reads them from Parquet, only the columns that matter', async () => {
    const given = '{ file: o.parquet, columns: [order_id, store_id, amount, order_time, ds] }';
    const cwd = await project(given, inline, {});
    await parquet(
      cwd,
      'o.parquet',
      `SELECT 1::BIGINT AS order_id, 101 AS store_id, 12.50::DECIMAL(18,2) AS amount,
              TIMESTAMP '2026-11-06 23:59:30' AS order_time, '20261107' AS ds, 'x' AS clerk
       UNION ALL SELECT 2, NULL, 0.50, TIMESTAMP '2026-11-07 00:00:00', '20261107', 'y'`,
    );
    expect(await runCli(['test', '001'], { cwd })).toMatchObject({ status: 0 });
    write(cwd, `${tests}/orders.yaml`, caseOf('{ file: o.parquet }', inline));
    const extra = await runCli(['test', '001', '--json'], { cwd });
    expect(documentOf(extra)['diagnostics']).toMatchObject([
      {
        code: 'spec/extra-columns',
        path: '/given/dwd_order_di/file',
        message: expect.stringContaining('clerk') as string,
      },
    ]);
    // A change of the spec begins with its rows, byte for byte.
    const made = await runCli(['new', 'spec', '加一列', '--modify', '001', '--json'], { cwd });
    const { spec } = documentOf(made) as { readonly spec: string };
    expect(readFileSync(join(cwd, `specs/${spec}/tests/o.parquet`))).toEqual(
      readFileSync(join(cwd, `${tests}/o.parquet`)),
    );
  });

  it.each([
    [
      'a name that is not there',
      '{ file: order.csv }',
      {},
      'spec/no-row-file',
      '/given/dwd_order_di/file',
    ],
    [
      'a way out of the tests',
      '{ file: ../../../shop.duckdb }',
      {},
      'spec/no-row-file',
      '/given/dwd_order_di/file',
    ],
    [
      'an absolute path',
      '{ file: /etc/passwd }',
      {},
      'spec/no-row-file',
      '/given/dwd_order_di/file',
    ],
    [
      'another kind of file',
      '{ file: orders.yaml }',
      {},
      'spec/no-row-file',
      '/given/dwd_order_di/file',
    ],
    [
      'a column that the file has not',
      '{ file: orders.csv, columns: [ds, order_no] }',
      {},
      'spec/not-in-file',
      '/given/dwd_order_di/columns/1',
    ],
    ['no file at all', '{ columns: [ds] }', {}, 'spec/missing-key', '/given/dwd_order_di'],
    [
      'a line with another number of values',
      '{ file: orders.csv }',
      { 'orders.csv': 'order_id,amount\n1,1,250.00\n' },
      'spec/broken-row-file',
      '',
    ],
    [
      'what is no Parquet',
      '{ file: o.parquet }',
      { 'o.parquet': 'nonsense' },
      'spec/broken-row-file',
      '',
    ],
    [
      'a value that its column cannot hold',
      '{ file: orders.csv }',
      { 'orders.csv': 'order_id\nmany\n' },
      'spec/test-broken',
      '/given/dwd_order_di',
    ],
  ])('says where %s stands', async (_, given, files, code, path) => {
    const cwd = await project(given, inline, { 'orders.csv': orders, ...files });
    const ran = await runCli(['test', '001', '--json'], { cwd });
    expect(ran.status).toBe(1);
    expect(documentOf(ran)['diagnostics']).toMatchObject([{ code, path }]);
    expect(ran.stdout).not.toContain(cwd);
  });

  it('follows no link out of the project', async () => {
    const cwd = await project('{ file: link.csv }', inline, {});
    symlinkSync('/etc/passwd', join(cwd, tests, 'link.csv'));
    const ran = await runCli(['test', '001'], { cwd });
    expect([ran.status, ran.stdout.includes('root')]).toEqual([1, false]);
  });

  it('binds acceptance to what stands in them', async () => {
    const cwd = await project('{ file: orders.csv }', inline, { 'orders.csv': orders });
    const settings = "dataagent: '1'\nname: shop\ntimezone: Asia/Shanghai\ngates: [G4]\n";
    write(cwd, 'dataagent.yaml', settings);
    await runCli(['gen', 'all', '001'], { cwd });
    await runCli(['report', '001'], { cwd });
    const hashOf = async (): Promise<unknown> => {
      const ran = await runCli(['approve', '001', 'G4', '--json'], { cwd });
      return (documentOf(ran)['waiting'] as readonly { readonly hash: string }[])[0]?.hash;
    };
    const before = await hashOf();
    expect(before).toMatch(/^[0-9a-f]{8}$/);
    writeFileSync(join(cwd, tests, 'orders.csv'), orders.replace('12.50', '12.49'));
    expect(await hashOf()).not.toBe(before);
  });
});
