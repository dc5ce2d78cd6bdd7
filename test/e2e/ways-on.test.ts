import { expect, it } from 'vitest';
import { documentOf, runCli } from '../support/run-cli.js';
import { shopProject } from '../support/shop-project.js';

const shopName = '001-store-nd';
const withGates = {
  'dataagent.yaml': "dataagent: '1'\nname: shop\nlanguage: zh\ngates: [G1, G2]\n",
  [`specs/${shopName}/solution.md`]: '# 方案\n\n- 每天重算。\n',
};

it('every command that meets an open question names the one that answers it', async () => {
  const cwd = await shopProject();
  const made = await runCli(['new', 'spec', '最近各门店的订单数', '--name', 'vague', '--json'], {
    cwd,
  });
  const spec = documentOf(made)['spec'] as string;
  const clarify = `dataagent clarify ${spec}`;
  const drafted = await runCli(['gen', 'dsl', spec, '--as-of', '2026-11-07'], { cwd });
  expect([drafted.status, drafted.stdout]).toEqual([3, expect.stringContaining(clarify)]);
  for (const command of [['gen', 'all', spec], ['run', spec], ['check'], ['next', spec]])
    expect((await runCli(command, { cwd })).stdout).toContain(clarify);
});

it('next names every gate that waits, so that none is asked for again behind another', async () => {
  const cwd = await shopProject(withGates);
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

it('a change is not drafted anew: clarify says to change its document', async () => {
  const cwd = await shopProject(withGates);
  const wanted = ['new', 'spec', '加上近30天下单数', '--modify', shopName, '--json'];
  const made = await runCli(wanted, { cwd });
  const asked = await runCli(['clarify', documentOf(made)['spec'] as string], { cwd });
  expect([asked.status, asked.stdout]).toEqual([
    3,
    expect.stringContaining('/dsl/dws_trd_store_nd.json as required'),
  ]);
  expect(asked.stdout).toContain('do not remove it: it is what was delivered');
});
