import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileSchema } from '../../src/base/json/json-schema.js';
import reportSchema from '../../src/stages/report/report.schema.json' with { type: 'json' };
import tasksSchema from '../../src/stages/tasks/tasks.schema.json' with { type: 'json' };
import { bestStores, modelProject, type ModelProject } from '../support/model-project.js';
import { codesOf, documentOf, runCli, type Ran } from '../support/run-cli.js';
import { scriptedModel, type Asked, type Turn } from '../support/scripted-model.js';
import { shopProject, write } from '../support/shop-project.js';
import { stopAfter } from '../support/stop-at.js';

const spec = 'specs/001-store-nd';
const run = ['run', '001', '--bizdate', '2026-11-07'];
const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), 'utf8');
const json = (cwd: string, path: string): Readonly<Record<string, unknown>> =>
  JSON.parse(read(cwd, path)) as Readonly<Record<string, unknown>>;

type Event = Readonly<Record<string, unknown>> & { readonly type: string; readonly seq: number };
const lines = (text: string): readonly Event[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
const skipped = ({ stdout }: Ran): readonly unknown[] =>
  lines(stdout).flatMap((e) => (e.type === 'task.skipped' ? [e['role']] : []));
function journals(cwd: string): readonly string[] {
  const runs = join(cwd, '.dataagent/runs');
  const names = readdirSync(runs).toSorted((a, b) => (a < b ? -1 : 1));
  return names.map((name) => readFileSync(join(runs, name, 'events.jsonl'), 'utf8'));
}

it('writes a report whose every number is held, and says where it came from', async () => {
  const cwd = await shopProject();
  expect((await runCli(run, { cwd })).status).toBe(0);
  const report = json(cwd, `${spec}/observed/report.json`);
  expect(compileSchema(reportSchema)(report)).toEqual([]);
  expect(report['numbers']).toEqual(
    expect.arrayContaining([
      { name: 'tests.passed', value: 1, from: `${spec}/tests/orders.yaml` },
      {
        name: 'rows.dws_trd_store_nd',
        value: 4,
        from: `${spec}/generated/duckdb/dws_trd_store_nd.sql: duckdb:shop.duckdb, 2026-11-07`,
      },
    ]),
  );
  // The page is the project's, whatever the locale of whoever runs it.
  expect(read(cwd, `${spec}/observed/report.md`)).toContain('dws_trd_store_nd 产出 4 行');
  expect(compileSchema(tasksSchema)(json(cwd, `${spec}/tasks.json`))).toEqual([]);
  expect((await runCli(['check', '--json'], { cwd })).status).toBe(0);
  const en = await runCli(['report', '001', '--lang', 'en', '--print'], { cwd });
  expect(en.stdout).toContain('dws_trd_store_nd gave 4 row(s)');
  expect((await runCli(['check', '--json'], { cwd })).status).toBe(0);
  const page = read(cwd, `${spec}/observed/report.md`);
  write(cwd, `${spec}/observed/report.md`, page.replace('产出 4 行', '产出 5 行'));
  const edited = await runCli(['check', '--json'], { cwd });
  expect([edited.status, codesOf(edited)]).toEqual([1, ['report/unheld-number']]);
});

it('prints the events of its journal as lines of JSON, the end last', async () => {
  const cwd = await shopProject();
  const ran = await runCli([...run, '--output', 'stream-json'], { cwd });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  expect(ran.stdout).toBe(journals(cwd)[0]);
  const events = lines(ran.stdout);
  expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
  expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'ok', exit: 0 });
});

it.each([
  ['a spec that is nowhere', ['run', '009'], 2, 'usage'],
  ['a project that is nowhere', ['run', '--project', 'nowhere'], 2, 'usage'],
  ['a wrong day', ['run', '001', '--bizdate', 'today'], 2, 'usage'],
])('ends its lines also for %s', async (_, args, exit, outcome) => {
  const cwd = await shopProject();
  const ran = await runCli([...args, '--output', 'stream-json'], { cwd });
  expect(ran.status).toBe(exit);
  expect(lines(ran.stdout)).toMatchObject([{ type: 'run.finished', outcome, exit }]);
});

it('ends its lines also when it is interrupted, and goes on with the same run', async () => {
  const cwd = await shopProject();
  const stopped = await runCli([...run, '--output', 'stream-json'], {
    cwd,
    env: stopAfter('run.started', 'SIGINT'),
  });
  const end = lines(stopped.stdout).at(-1)!;
  expect([end.type, end['outcome'], stopped.status]).toEqual(['run.finished', 'interrupted', 130]);
  const again = await runCli([...run, '--output', 'stream-json'], { cwd });
  expect(again.status).toBe(0);
  expect(lines(again.stdout)[0]).toMatchObject({ type: 'run.resumed', seq: end.seq + 1 });
  expect(journals(cwd)).toHaveLength(1);
  expect((await runCli(run, { cwd })).status).toBe(0);
  expect(journals(cwd)).toHaveLength(2);
});

it('does not run again the tests that passed before it was killed; and does where they changed', async () => {
  const cwd = await shopProject();
  const kill = (): Promise<Ran> =>
    runCli([...run, '--output', 'stream-json'], {
      cwd,
      env: stopAfter('"stage.finished","stage":"test"', 'SIGKILL'),
    });
  expect((await kill()).signal).toBe('SIGKILL');
  // A line that was cut short by the end of a disk or of the power.
  const [name = ''] = readdirSync(join(cwd, '.dataagent/runs'));
  writeFileSync(join(cwd, '.dataagent/runs', name, 'events.jsonl'), '{"v":1,"se', { flag: 'a' });
  const again = await runCli([...run, '--output', 'stream-json'], { cwd });
  expect(again.status).toBe(0);
  expect(skipped(again)).toContain('test');
  expect((await kill()).signal).toBe('SIGKILL');
  const tests = `${spec}/tests/orders.yaml`;
  write(cwd, tests, read(cwd, tests).replace('昨天和今天', '两天'));
  const changed = await runCli([...run, '--output', 'stream-json'], { cwd });
  expect(changed.status).toBe(0);
  expect(skipped(changed)).not.toContain('test');
});

it('writes the solution of a document that a run had just drafted when it was killed', async () => {
  const killed = '20261107T080000Z-abcd';
  const events = [
    { v: 1, seq: 1, type: 'run.started', spec: '003-best' },
    { v: 1, seq: 2, type: 'task.started', task: 'T-001', role: 'model' },
  ];
  const project = await modelProject('http://127.0.0.1:9/v1', {
    'specs/003-best/dsl/question.json': JSON.stringify({ ...bestStores, as_of: '2026-11-07' }),
    '.dataagent/running/003-best': `${killed}\n`,
    [`.dataagent/runs/${killed}/events.jsonl`]: events
      .map((e) => `${JSON.stringify(e)}\n`)
      .join(''),
  });
  const ran = await project.run(['run', '003', '--json']);
  expect([ran.status, documentOf(ran)['run']]).toEqual([0, killed]);
  expect(existsSync(join(project.cwd, 'specs/003-best/solution.md'))).toBe(true);
});

it('recognises the lock of a process that is gone, though its number is another’s now', async () => {
  const cwd = await shopProject();
  const lock = (since: string): void =>
    write(
      cwd,
      '.dataagent/locks/001-store-nd.lock',
      JSON.stringify({ pid: process.pid, host: hostname(), since }),
    );
  lock('another boot 1');
  const taken = await runCli([...run, '--json'], { cwd });
  expect(taken.status).toBe(existsSync('/proc/self/stat') ? 0 : 7);
  write(
    cwd,
    '.dataagent/locks/001-store-nd.lock',
    JSON.stringify({ pid: process.pid, host: hostname() }),
  );
  expect((await runCli([...run, '--json'], { cwd })).status).toBe(7);
});

it('two at once on one spec: one does it, the other does it afterwards or says that it is being done', async () => {
  const cwd = await shopProject();
  const both = await Promise.all([runCli(run, { cwd }), runCli(run, { cwd })]);
  expect(both.map((r) => r.status)).toContain(0);
  expect(both.every((r) => r.status === 0 || r.status === 7)).toBe(true);
  expect((await runCli(['check', '--json'], { cwd })).status).toBe(0);
});

it('ten at once on ten specs: all are done', async () => {
  const copies = Array.from({ length: 9 }, (_, i) => String(i + 11).padStart(3, '0'));
  const base = await shopProject();
  const files = ['requirement.md', 'dsl/dws_trd_store_nd.json', 'tests/orders.yaml'].map(
    (f) => [f, read(base, `${spec}/${f}`)] as const,
  );
  const more = Object.fromEntries(
    copies.flatMap((n) => [
      [`specs/${n}-store/spec.yaml`, `id: ${n}-store\ntitle: 门店\nkind: new\n`],
      ...files.map(([f, text]) => [
        `specs/${n}-store/${f}`,
        text.replaceAll('"dws_trd_store_nd"', `"dws_trd_store${n}_nd"`),
      ]),
    ]),
  ) as Readonly<Record<string, string>>;
  const cwd = await shopProject(more);
  const names = ['001', ...copies];
  const ran = await Promise.all(
    names.map((n) => runCli(['run', n, '--bizdate', '2026-11-07'], { cwd })),
  );
  expect(ran.map((r) => r.status)).toEqual(names.map(() => 0));
  expect(journals(cwd)).toHaveLength(names.length);
  expect(journals(cwd).map((text) => lines(text).at(-1)?.type)).toEqual(
    names.map(() => 'run.finished'),
  );
});

const plan: Turn = { say: '每行一家门店；按近7天订单数取前两名。' };
const best: Turn = { say: JSON.stringify(bestStores) };
const asRun = ['run', '003', '--as-of', '2026-11-07', '--output', 'stream-json'];
const byRole =
  (report: string) =>
  ({ role }: Asked): Turn =>
    role === 'report' ? { say: report } : role === 'plan' ? plan : best;
const page = ({ cwd }: ModelProject): string => read(cwd, 'specs/003-best/observed/report.md');

it('takes the opening that a model writes where it says no number of its own', async () => {
  const model = await scriptedModel([byRole('# 概要\n一次提问产出 2 行，测试失败 0 个。')]);
  const project = await modelProject(model.url);
  const ran = await project.run(asRun);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  expect(model.asked.map((a) => a.role)).toEqual(['plan', 'draft', 'report']);
  expect(page(project)).toContain('一次提问产出 2 行，测试失败 0 个。');
  const report = json(project.cwd, 'specs/003-best/observed/report.json');
  expect(report['usage']).toMatchObject([{ calls: 3, input_tokens: 3000, output_tokens: 300 }]);
  // Asked again about the same state, nothing is paid for again.
  expect((await project.run(['report', '003'])).status).toBe(0);
  expect((await project.run(['check', '--json'])).status).toBe(0);
});

it.each([
  ['another number', '一次提问产出 2 行，比上周多 17%。', 'numbers'],
  ['a number in words', '一次提问产出三百行。', 'numbers'],
  ['too much', '好。'.repeat(2000), 'too-long'],
])('keeps its own opening where a model writes %s', async (_, said, why) => {
  const model = await scriptedModel([byRole(said)]);
  const project = await modelProject(model.url);
  const ran = await project.run(asRun);
  expect(ran.status).toBe(0);
  expect(page(project)).toContain('question 产出 2 行');
  expect(page(project)).not.toContain(said.slice(0, 20));
  expect(lines(ran.stdout).find((e) => e.type === 'report.refused')).toMatchObject({ why });
});

it('keeps its own opening where the model does not answer', async () => {
  const model = await scriptedModel([
    ({ role }) =>
      role === 'report' ? { status: 400, message: 'no' } : role === 'plan' ? plan : best,
  ]);
  const project = await modelProject(model.url);
  expect((await project.run(asRun)).status).toBe(0);
  expect(page(project)).toContain('question 产出 2 行');
});

const two = `# 门店\n\n## 需求\n\n### REQ-001 近7天各门店的订单数\n\n> 近7天各门店的订单数\n\n### REQ-002 近7天的下单金额\n\n> 近7天的下单金额\n`;
const parts = {
  documents: [
    { name: 'by_store', title: '各门店的订单数', satisfies: ['REQ-001'] },
    { name: 'amount', title: '下单金额', satisfies: ['REQ-002'] },
  ],
};

it('lets a model say which documents several requirements become, and drafts each', async () => {
  const model = await scriptedModel([
    ({ role }) => ({ say: role === 'tasks' ? JSON.stringify(parts) : '已完成。' }),
  ]);
  const project = await modelProject(model.url, {});
  write(project.cwd, 'specs/003-best/requirement.md', two);
  const ran = await project.run(asRun);
  expect([ran.status, ran.stderr]).toEqual([0, '']);
  expect(model.asked[0]?.role).toBe('tasks');
  const made = readdirSync(join(project.cwd, 'specs/003-best/dsl')).toSorted();
  expect(made).toEqual(['amount.json', 'by_store.json']);
  expect(json(project.cwd, 'specs/003-best/dsl/amount.json')).toMatchObject({
    satisfies: ['REQ-002'],
  });
  const graph = json(project.cwd, 'specs/003-best/tasks.json');
  expect(graph).toMatchObject({ planned: 'model' });
  expect((await project.run(['check', '003', '--json'])).status).toBe(0);
});

it.each([
  ['leaves a requirement out', { documents: [parts.documents[0]] }],
  [
    'takes one twice',
    { documents: [...parts.documents, { ...parts.documents[0], name: 'again' }] },
  ],
  [
    'names a way out',
    { documents: [{ ...parts.documents[0], name: '../x', satisfies: ['REQ-001', 'REQ-002'] }] },
  ],
  ['names nothing', { documents: [] }],
])('makes one document of all where the plan %s', async (_, answer) => {
  const model = await scriptedModel([
    ({ role }) => ({ say: role === 'tasks' ? JSON.stringify(answer) : '已完成。' }),
  ]);
  const project = await modelProject(model.url, {});
  write(project.cwd, 'specs/003-best/requirement.md', two);
  const ran = await project.run([...asRun]);
  expect(lines(ran.stdout).find((e) => e.type === 'planned')).toMatchObject({ by: 'files' });
  expect(lines(ran.stdout).map((e) => e.type)).toContain('plan.refused');
  expect(documentOf(await project.run(['status', '003', '--json']))).toMatchObject({ ok: true });
});
