import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentOf, runCli } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const shopName = '001-store-nd';

it('every command that meets an open question names the one that answers it', async () => {
  const cwd = await shopProject();
  await runCli(['new', 'spec', '近7天各门店的客单价', '--name', 'vague'], { cwd });
  const clarify = 'dataagent clarify 002-vague';
  const drafted = await runCli(['gen', 'dsl', '002', '--as-of', '2026-11-07'], { cwd });
  expect([drafted.status, drafted.stdout]).toEqual([3, expect.stringContaining(clarify)]);
  for (const command of [['gen', 'all', '002'], ['run', '002'], ['check'], ['next', '002']])
    expect((await runCli(command, { cwd })).stdout).toContain(clarify);
});

it('next names every gate that waits, so that none is asked for again behind another', async () => {
  const cwd = await shopProject();
  const next = documentOf(await runCli(['next', '--json'], { cwd }))['next'];
  expect(next).toBe(`dataagent approve ${shopName} G1 G2`);
});

it('what a document reads can be traced by its table, to everything that comes of it', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['trace', 'dwd_order_di', '--json'], { cwd });
  const { back } = documentOf(ran) as {
    readonly back: readonly { readonly from: string; readonly by: string; readonly to: string }[];
  };
  expect(back).toContainEqual({
    from: `${shopName}/dsl/dws_trd_store_nd`,
    by: 'reads',
    to: 'dwd_order_di',
  });
  expect(back.map((l) => l.from)).toContain(`${shopName}#REQ-001`);
  expect(new Set(back.map((l) => JSON.stringify(l))).size).toBe(back.length);
});

it('a change is not drafted anew: clarify says to change its document, and gen dsl keeps its table', async () => {
  const cwd = await shopProject();
  // A project without an acceptance gate lets a spec be changed that nobody has accepted.
  const config = readFileSync(join(cwd, 'dataagent.yaml'), 'utf8');
  write(cwd, 'dataagent.yaml', `${config}gates: [G1, G2]\n`);
  await runCli(['new', 'spec', '加上近7天各门店的支付金额', '--modify', shopName], { cwd });
  const asked = await runCli(['clarify', '002'], { cwd });
  expect(asked.status).toBe(3);
  expect(asked.stdout).toContain('do not remove it: it is what was delivered');
  const [document] = documentOf(await runCli(['clarify', '002', '--json'], { cwd }))[
    'questions'
  ] as readonly { readonly file: string }[];
  expect(document?.file).toContain('/dsl/dws_trd_store_nd.json');
});
