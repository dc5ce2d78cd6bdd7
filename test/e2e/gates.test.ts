import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli, troubleOf, type Ran } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const settings = (more = ''): string =>
  `dataagent: '1'\nname: shop\nlanguage: zh\ntimezone: Asia/Shanghai\ndatabase: duckdb:shop.duckdb\n${more}`;
const spec = '001-store-nd';
const solution = { [`specs/${spec}/solution.md`]: '# 方案\n\n- 每天重算。\n' };
const project = (more = '', files: Readonly<Record<string, string>> = {}): Promise<string> =>
  shopProject({ 'dataagent.yaml': settings(more), ...solution, ...files });
const run = (cwd: string, ...more: readonly string[]): Promise<Ran> =>
  runCli(['run', '001', '--bizdate', '2026-11-07', '--json', ...more], { cwd });
const waiting = (ran: Ran) =>
  (documentOf(ran)['waiting'] ?? []) as readonly { gate: string; state: string; hash: string }[];
const approvals = (cwd: string): readonly string[] =>
  readdirSync(join(cwd, `specs/${spec}/approvals`)).toSorted();

async function agree(cwd: string): Promise<void> {
  const hashes = waiting(await run(cwd)).flatMap((w) => ['--hash', w.hash]);
  const ran = await runCli(['approve', '001', 'G1', 'G2', ...hashes, '--by', '张三'], { cwd });
  expect(ran).toMatchObject({ status: 0 });
}

it('stops at a gate, goes on once somebody agreed, and asks for acceptance', async () => {
  const cwd = await project();
  const stopped = await run(cwd);
  expect(stopped.status).toBe(3);
  expect(waiting(stopped).map((w) => [w.gate, w.state])).toEqual([
    ['G1', 'awaiting'],
    ['G2', 'awaiting'],
  ]);
  await agree(cwd);
  const ran = await run(cwd);
  expect(ran).toMatchObject({ status: 0 });
  const next = documentOf(ran)['next'] as string;
  expect(next).toMatch(/^dataagent approve 001-store-nd G4 --hash [0-9a-f]{8}$/);
  const accepted = await runCli([...next.split(' ').slice(1), '--by', '李四'], { cwd });
  expect(accepted).toMatchObject({ status: 0 });
  const status = await runCli(['status', '001', '--json'], { cwd });
  expect(documentOf(status)).toMatchObject({
    specs: [{ gates: { G1: 'approved', G2: 'approved', G4: 'approved' } }],
  });
  expect((await runCli(['check'], { cwd })).stderr).toBe('');
});

it('tells an approval that its meaning has left from one that it has not', async () => {
  const cwd = await project();
  await agree(cwd);
  const requirement = `specs/${spec}/requirement.md`;
  const text = readFileSync(join(cwd, requirement), 'utf8');
  write(cwd, requirement, `${text.replaceAll('\n', '\n\n')}\n`);
  expect((await runCli(['check', '--json'], { cwd })).status).toBe(0);
  write(cwd, requirement, text.replace('7', '8'));
  const stale = await runCli(['check', '--json'], { cwd });
  expect(stale.status).toBe(1);
  expect(codesOf(stale)).toEqual(['gate/stale']);
  const diff = await runCli(['diff', '001', '--json'], { cwd });
  expect(documentOf(diff)).toMatchObject({
    specs: [
      {
        gates: [
          { gate: 'G1', state: 'stale', changed: ['requirement'] },
          { gate: 'G2', state: 'approved' },
        ],
      },
    ],
  });
  expect(waiting(await run(cwd)).map((w) => [w.gate, w.state])).toEqual([['G1', 'stale']]);
});

it('holds a rejection until the content changes', async () => {
  const cwd = await project();
  const no = await runCli(['reject', '001', 'G1', '--json'], { cwd });
  expect([no.status, troubleOf(no)]).toEqual([2, 'gate/no-reason']);
  const why = await runCli(['reject', '001', 'G1', '--reason', '口径不对', '--by', '王五'], {
    cwd,
  });
  expect(why).toMatchObject({ status: 0 });
  const found = await runCli(['check', '001'], { cwd });
  expect(found.status).toBe(1);
  expect(found.stderr).toContain('rejected at G1 by 王五: 口径不对');
  expect(waiting(await run(cwd, '--yes')).map((w) => w.state)).toContain('rejected');
});

it.each([
  ['a hash of something else', ['--hash', '00000000'], 3, 'gate/other-hash'],
  ['--yes where the project lists no gate', ['--yes'], 4, 'gate/not-listed'],
])('does not take %s', async (_, answer, exit, code) => {
  const cwd = await project();
  const ran = await runCli(['approve', '001', 'G1', ...answer, '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([exit, code]);
});

it('asks for the hash of each gate that is answered', async () => {
  const cwd = await project();
  const [first] = waiting(await run(cwd));
  const ran = await runCli(['approve', '001', 'G1', 'G2', '--hash', first!.hash], { cwd });
  expect([ran.status, ran.stderr]).toEqual([3, expect.stringContaining('given for G2: each gate')]);
  expect(() => approvals(cwd)).toThrow(/ENOENT/);
});

it('shows what is to be decided where nobody answers, and writes nothing', async () => {
  const cwd = await project('', { [`specs/${spec}/solution.md`]: '# 方案\u001B[2J\n' });
  const ran = await runCli(['approve', '001', 'G1'], { cwd });
  expect(ran.status).toBe(3);
  expect(ran.stdout).toContain('方案');
  expect(ran.stdout).not.toContain('\u001B');
  expect(ran.stdout).toMatch(/dataagent approve 001-store-nd G1 --hash [0-9a-f]{8}/);
  expect(() => approvals(cwd)).toThrow(/ENOENT/);
});

it('--yes answers listed gates, and never a new metric', async () => {
  const cwd = await project('approvals: { auto: [G1, G2] }\n');
  const first = await run(cwd, '--yes');
  expect(waiting(first).map((w) => w.gate)).toEqual(['G2']);
  const ran = await runCli(['approve', '001', 'G2', '--yes', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([4, 'gate/in-person']);
  await agree(cwd);
  const document = `specs/${spec}/dsl/dws_trd_store_nd.json`;
  write(cwd, document, readFileSync(join(cwd, document), 'utf8').replace('720', '730'));
  const again = await run(cwd, '--yes');
  // The metrics were approved before; only the table's life is longer.
  expect(waiting(again)).toEqual([]);
  expect(again).toMatchObject({ status: 0 });
});

it('finds decisions that were tampered with', async () => {
  const cwd = await project();
  await agree(cwd);
  const folder = join(cwd, `specs/${spec}/approvals`);
  const [first = '', second = ''] = approvals(cwd);
  const text = readFileSync(join(folder, first), 'utf8');
  write(folder, first, text.replace('张三', '李四'));
  expect(codesOf(await runCli(['check', '--json'], { cwd }))).toContain('gate/edited-decision');
  write(folder, first, text);
  renameSync(join(folder, second), join(folder, 'G2-00000000.json'));
  expect(codesOf(await runCli(['check', '--json'], { cwd }))).toContain('gate/edited-decision');
  rmSync(join(folder, 'G2-00000000.json'));
  write(cwd, `specs/002-top-stores/approvals/${first}`, text);
  expect(codesOf(await runCli(['check', '--json'], { cwd }))).toContain('gate/other-spec');
});

it('accepts nothing before what acceptance rests on', async () => {
  const cwd = await project();
  const accept = async (): Promise<readonly unknown[]> => {
    const ran = await runCli(['approve', '001', 'G4', '--hash', '00000000', '--json'], { cwd });
    return [ran.status, troubleOf(ran), /after (?:G1, G2|a run)/.exec(ran.stdout)?.[0]];
  };
  expect(await accept()).toEqual([3, 'gate/waiting', 'after G1, G2']);
  await agree(cwd);
  expect(await accept()).toEqual([3, 'gate/waiting', 'after a run']);
  const next = documentOf(await run(cwd))['next'] as string;
  expect(await accept()).toEqual([3, 'gate/other-hash', undefined]);
  expect(await runCli(next.split(' ').slice(1), { cwd })).toMatchObject({ status: 0 });
});

it('asks before a delivered table loses a column', async () => {
  const cwd = await project();
  await agree(cwd);
  const next = documentOf(await run(cwd))['next'] as string;
  await runCli(next.split(' ').slice(1), { cwd });
  const document = `specs/${spec}/dsl/dws_trd_store_nd.json`;
  const text = readFileSync(join(cwd, document), 'utf8');
  const made = JSON.parse(text) as { stages: { measures: unknown[] }[] };
  made.stages[0]!.measures.shift();
  write(cwd, document, JSON.stringify(made));
  rmSync(join(cwd, `specs/${spec}/tests`), { recursive: true });
  await runCli(['fmt', document], { cwd });
  await agree(cwd);
  await runCli(['gen', 'all', '001'], { cwd });
  const stopped = await run(cwd);
  expect(waiting(stopped).map((w) => w.gate)).toEqual(['G3']);
  const early = await runCli(['approve', '001', 'G4', '--json'], { cwd });
  expect([early.status, troubleOf(early)]).toEqual([3, 'gate/waiting']);
  const yes = await runCli(['approve', '001', 'G3', '--json'], { cwd });
  expect(yes.status).toBe(3);
  const diff = await runCli(['diff', '001', '--json'], { cwd });
  expect(documentOf(diff)).toMatchObject({
    specs: [{ changes: [{ kind: 'drop-column', class: 'destructive', column: 'order_cnt_1d' }] }],
  });
});

it('traces both ways', async () => {
  const cwd = await project();
  const ran = await runCli(['trace', 'order_amt', '--json'], { cwd });
  expect(documentOf(ran)).toMatchObject({ names: ['metric order_amt'] });
  const column = await runCli(['trace', 'dws_trd_store_nd.order_amt_7d'], { cwd });
  expect(column.stdout).toContain(' is metric order_amt');
  expect(column.stdout).toContain('dwd_order_di.amount');
  expect(column.stdout).toContain('001-store-nd#REQ-001');
});

it('shows a definition, and whom a change of it reaches', async () => {
  const cwd = await project();
  const impact = await runCli(['ontology', 'impact', 'order_amt', '--json'], { cwd });
  expect(documentOf(impact)).toMatchObject({
    impact: [{ spec, document: 'dws_trd_store_nd', table: 'dws_trd_store_nd', gates: [] }],
  });
  const shown = await runCli(['ontology', 'show', '下单金额'], { cwd });
  expect(shown.stdout).toContain('ontology/metrics.yaml');
  expect(shown.stdout).toContain('"agg": "sum"');
  const listed = await runCli(['ontology', 'list', 'metric'], { cwd });
  expect(listed.stdout).toContain('order_amt  下单金额');
  const unknown = await runCli(['ontology', 'show', 'order_amtt', '--json'], { cwd });
  expect([unknown.status, troubleOf(unknown)]).toEqual([2, 'cli/unknown-definition']);
});

it('shows what changed in the texts since somebody approved, from git too', async () => {
  const cwd = await project();
  await agree(cwd);
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'approved');
  const file = `specs/${spec}/solution.md`;
  write(cwd, file, '# 方案\n\n- 每天重算。\n- 迟到三天的订单不补。\n');
  const shown = async (): Promise<string> =>
    (await runCli(['approve', '001', 'G1'], { cwd })).stdout;
  const wanted = '  - 每天重算。\n+ - 迟到三天的订单不补。\n';
  expect(await shown()).toContain(wanted);
  rmSync(join(cwd, '.dataagent/shown'), { recursive: true });
  expect(await shown()).toContain(wanted);
  rmSync(join(cwd, '.git'), { recursive: true });
  expect(await shown()).not.toContain('+ - 迟到');
});
