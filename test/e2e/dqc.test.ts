import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli } from '../support/run-cli.js';
import { shopProject } from '../support/shop-project.js';

const spec = 'specs/001-store-nd';
const rules = `rules:
  - { rule: week-covers-day, holds: order_cnt_1d <= order_cnt_7d }
  - { rule: known-stores, where: [store_id > 0], refers: { columns: [store_id], entity: store } }
  - { rule: few-orders, says: 订单不多, strength: weak, holds: order_cnt_7d < 4 }
`;

it('rules of dqc.yaml are generated, run and reported', async () => {
  const cwd = await shopProject({ [`${spec}/dqc.yaml`]: rules });
  const missing = await runCli(['check', '001', '--json'], { cwd });
  expect(codesOf(missing)).toContain('spec/outdated-files');
  expect((await runCli(['gen', 'dqc', '001'], { cwd })).status).toBe(0);
  for (const dialect of ['duckdb', 'maxcompute']) {
    const file = join(cwd, spec, `generated/${dialect}/dws_trd_store_nd.dqc.sql`);
    expect(readFileSync(file, 'utf8')).toContain('-- few-orders (weak): 订单不多\n');
  }
  const ran = await runCli(['run', '001', '--bizdate', '2026-11-07', '--json'], { cwd });
  const [report] = documentOf(ran)['documents'] as [{ readonly checks: readonly object[] }];
  // Of the four rows one store has four orders, and one row, -1, is of no store.
  expect(report.checks).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 'week-covers-day', strength: 'strong', result: 'pass' }),
      expect.objectContaining({ id: 'known-stores', result: 'pass' }),
      expect.objectContaining({ id: 'few-orders', strength: 'weak', result: 'fail', failed: 1 }),
    ]),
  );
  // A weak rule tells somebody and stops nothing.
  expect(ran.status).toBe(0);
});

it('check locates what is wrong with a rule', async () => {
  const file = `${spec}/dqc.yaml`;
  const found = async (text: string): Promise<unknown> => {
    const cwd = await shopProject({ [file]: text });
    return documentOf(await runCli(['check', '001', '--json'], { cwd }))['diagnostics'];
  };
  expect(await found('rules:\n  - rule: a\n    holds: order_count > 0\n')).toMatchObject([
    { code: 'quality/unknown-column', file, line: 3, column: 12 },
  ]);
  const several = 'rules:\n  - { rule: a }\n  - { rule: b, rows: {}, hold: x }\n';
  expect(await found(several)).toMatchObject([
    { code: 'spec/unknown-key', file, line: 3 },
    { code: 'spec/out-of-range', file, line: 3 },
  ]);
  const unclear = 'rules:\n  - { rule: a }\n  - { rule: row-count, rows: { min: 1 } }\n';
  expect(await found(unclear)).toMatchObject([{ code: 'quality/one-check', file, line: 2 }]);
  expect(await found(unclear.replace('  - { rule: a }\n', ''))).toMatchObject([
    { code: 'quality/repeated-rule', file, line: 2 },
  ]);
});

it('a case says which rules its rows break', async () => {
  const cases = readFileSync(join(await shopProject(), spec, 'tests/orders.yaml'), 'utf8');
  const few = rules.replace('< 4', '< 1');
  const cwd = await shopProject({
    [`${spec}/dqc.yaml`]: few,
    [`${spec}/tests/orders.yaml`]: `${cases}  fails: [few-orders]\n`,
  });
  const good = await runCli(['test', '001', '--json'], { cwd });
  expect([good.status, documentOf(good)['diagnostics']]).toEqual([0, []]);
  const other = cases.replace('expect:', 'expect:\n  fails: [week-covers-day]');
  const bad = await runCli(['test', '001', '--json'], {
    cwd: await shopProject({ [`${spec}/dqc.yaml`]: few, [`${spec}/tests/orders.yaml`]: other }),
  });
  expect(bad.status).toBe(1);
  expect(documentOf(bad)['diagnostics']).toMatchObject(
    ['few-orders', 'week-covers-day'].map((row) => ({
      code: 'spec/test-failed',
      message: expect.stringContaining(row) as string,
    })),
  );
});
