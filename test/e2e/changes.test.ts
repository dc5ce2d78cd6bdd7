import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli, troubleOf, type Ran } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const settings =
  "dataagent: '1'\nname: shop\nlanguage: zh\ntimezone: Asia/Shanghai\ndatabase: duckdb:shop.duckdb\n";
const project = (): Promise<string> => shopProject({ 'dataagent.yaml': settings });
const waiting = (ran: Ran) =>
  (documentOf(ran)['waiting'] ?? []) as readonly { gate: string; hash: string }[];
const run = (cwd: string, spec: string): Promise<Ran> =>
  runCli(['run', spec, '--bizdate', '2026-11-07', '--json'], { cwd });

/** Runs a spec, says yes at each gate on the way, and accepts it. */
async function deliver(cwd: string, spec: string): Promise<readonly string[]> {
  const answered: string[] = [];
  for (;;) {
    const ran = await run(cwd, spec);
    const gates = waiting(ran);
    if (gates.length === 0) {
      const next = documentOf(ran)['next'] as string;
      const accepted = await runCli(next.split(' ').slice(1), { cwd });
      return accepted.status === 0 ? answered : [...answered, accepted.stderr];
    }
    const names = gates.map((g) => g.gate);
    answered.push(...names);
    const hashes = gates.flatMap((g) => ['--hash', g.hash]);
    await runCli(['approve', spec, ...names, ...hashes], { cwd });
  }
}

it('modifies what was delivered, and retires it', async () => {
  const cwd = await project();
  expect(await deliver(cwd, '001')).toEqual(['G1', 'G2']);
  const made = await runCli(['new', 'spec', '去掉昨天的订单数', '--modify', '001', '--json'], {
    cwd,
  });
  expect(made).toMatchObject({ status: 0 });
  const { spec } = documentOf(made) as { spec: string };
  expect(spec).toBe('003-store-nd-modify');
  const document = `specs/${spec}/dsl/dws_trd_store_nd.json`;
  const text = JSON.parse(readFileSync(join(cwd, document), 'utf8')) as {
    satisfies: string[];
    unresolved?: unknown;
    stages: { measures: unknown[] }[];
  };
  expect(await run(cwd, '003')).toMatchObject({ status: 3 });
  delete text.unresolved;
  expect(text.satisfies).toEqual(['REQ-001']);
  text.stages[0]!.measures.shift();
  write(cwd, document, JSON.stringify(text));
  write(cwd, `specs/${spec}/tests/orders.yaml`, null);
  expect(await runCli(['fmt', document], { cwd })).toMatchObject({ status: 0 });
  expect(await deliver(cwd, '003')).toEqual(['G1', 'G2', 'G3']);
  expect(codesOf(await runCli(['check', '--json'], { cwd }))).toEqual([]);
  const retired = await runCli(['retire', '003', '--reason', '没有人用了', '--json'], { cwd });
  expect(documentOf(retired)).toMatchObject({ spec: '004-store-nd-modify-retire' });
  expect(await deliver(cwd, '004')).toEqual(['G1', 'G3']);
  const decisions = readdirSync(join(cwd, 'specs/004-store-nd-modify-retire/approvals'));
  const last = decisions.find((f) => f.startsWith('G4'))!;
  const accepted = readFileSync(
    join(cwd, 'specs/004-store-nd-modify-retire/approvals', last),
    'utf8',
  );
  expect(JSON.parse(accepted)).toMatchObject({ gone: ['dws_trd_store_nd'] });
});

it('lets one table have one writer', async () => {
  const cwd = await project();
  const copy = (path: string, from: string, to: string): void =>
    write(
      cwd,
      `specs/003-other/${path}`,
      readFileSync(join(cwd, 'specs/001-store-nd', path), 'utf8').replace(from, to),
    );
  copy('spec.yaml', '001-store-nd', '003-other');
  copy('requirement.md', '', '');
  copy('dsl/dws_trd_store_nd.json', '', '');
  const ran = await runCli(['check', '--json'], { cwd });
  expect(codesOf(ran)).toContain('spec/table-written-twice');
  copy('spec.yaml', 'id: 001-store-nd', 'changes: 001-store-nd\nid: 003-other');
  expect(codesOf(await runCli(['check', '--json'], { cwd }))).not.toContain(
    'spec/table-written-twice',
  );
});

it.each([
  ['modify', ['new', 'spec', '去掉昨天的订单数', '--modify', '001']],
  ['retire', ['retire', '001', '--reason', '没有人用了']],
])('does not %s what nobody has accepted', async (_, args) => {
  const cwd = await project();
  const ran = await runCli([...args, '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([2, 'gate/not-delivered']);
  expect(readdirSync(join(cwd, 'specs')).toSorted()).toEqual(['001-store-nd', '002-top-stores']);
});

it('gives no two specs one name, and no name a second number', async () => {
  const cwd = await project();
  const make = (...more: readonly string[]): Promise<Ran> =>
    runCli(['new', 'spec', '近7天各门店的订单数', ...more, '--json'], { cwd });
  expect(documentOf(await make('--name', 'weekly'))).toMatchObject({ spec: '003-weekly' });
  const again = await make('--name', 'weekly');
  expect([again.status, troubleOf(again)]).toEqual([2, 'cli/name-taken']);
  expect(again.stdout).toContain('--name weekly-2');
  const numbered = await make('--name', '003-weekly');
  expect([numbered.status, troubleOf(numbered)]).toEqual([2, 'cli/name']);
  const [first, second] = [documentOf(await make()), documentOf(await make())];
  expect(second['spec']).toBe(`005-${(first['spec'] as string).slice(4)}-2`);
});
