import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engine/duckdb.js';
import { documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { emptyFolder, shopProject, write } from '../support/shop-project.js';

it.each([[['--json', 'help']], [['check', '--help', '--json']], [['--version', '--json']]])(
  'what %s shows is a document where one is asked for',
  async (args) => {
    const ran = await runCli(args);
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const { data } = documentOf(ran) as { readonly data?: { readonly text: string } };
    const text = data?.text ?? (documentOf(ran)['text'] as string);
    expect(text).toMatch(/Usage: dataagent|^\d+\.\d+/);
  },
);

it('help is text where no document is asked for', async () => {
  const ran = await runCli(['help']);
  expect(ran.stdout).toMatch(/^Usage: dataagent/);
});

it('two formats at once are refused, in the one document that --json promises', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['check', '--format', 'sarif', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([2, 'cli/usage']);
  expect(JSON.parse(ran.stdout)).toMatchObject({ outcome: 'usage' });
  const json = await runCli(['check', '--format', 'json', '--json'], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ command: 'check' });
});

it('a setting that is nothing like any is told where all are', async () => {
  const cwd = await shopProject();
  const ran = await runCli(['config', 'explain', 'zzz'], { cwd });
  expect(ran.status).toBe(2);
  expect(ran.stderr).toContain('= hint: "dataagent config explain" lists all settings');
});

it('what a document lacks, and where its JSON ends, come with what to do', async () => {
  const cwd = await shopProject();
  write(cwd, 'a.json', '{"dsl": "1", "stages": []}');
  write(cwd, 'b.json', '{"dsl": "1", ');
  const ran = await runCli(['check', 'a.json', 'b.json'], { cwd });
  expect(ran.stderr).toContain('= hint: add "title"');
  expect(ran.stderr).toContain('= hint: close the brackets and quotes that are open');
});

it('the address of a database outside of a new project is said as it is from inside', async () => {
  const cwd = emptyFolder();
  const engine = await openDuckdb({ target: { file: join(cwd, 'shop.duckdb') } });
  await engine.execute([
    'CREATE TABLE dim_store (store_id BIGINT)',
    'INSERT INTO dim_store VALUES (1)',
  ]);
  await engine.close();
  mkdirSync(join(cwd, 'projects'));
  const ran = await runCli(['init', 'projects/shop', '--from', 'duckdb:shop.duckdb'], { cwd });
  expect(ran.status).toBe(0);
  expect(ran.stdout).toContain('--database duckdb:../../shop.duckdb');
  const check = ['check', '--database', 'duckdb:../../shop.duckdb'];
  expect((await runCli(check, { cwd: join(cwd, 'projects/shop') })).status).toBe(0);
});

describe('what a run lacks', () => {
  it.each([
    ['a day', [], 'cli/no-value'],
    [
      'the database that it is given',
      ['--bizdate', '2026-11-07', '--database', 'duckdb:nope.duckdb'],
      'engine/no-such-file',
    ],
  ])('%s is said before anything is generated or tested', async (_, options, code) => {
    const cwd = await shopProject();
    const ran = await runCli(['run', '001', ...options], { cwd });
    expect(ran.status).not.toBe(0);
    expect(ran.stderr).toMatch(new RegExp(`^error\\[${code}\\]`));
  });

  it('and the history tells it', async () => {
    const cwd = await shopProject();
    await runCli(['run', '001'], { cwd });
    const told = await runCli(['history', '001'], { cwd });
    expect(told.stdout).toMatch(/run began\n/);
    expect(told.stdout).toContain('(cli/no-value): dws_trd_store_nd is computed for a day');
  });

  it('the database of the project', async () => {
    const cwd = await shopProject({ 'shop.duckdb': null });
    const ran = await runCli(['run', '001', '--bizdate', '2026-11-07'], { cwd });
    expect([ran.status, ran.stderr]).toEqual([
      7,
      expect.stringMatching(/^error\[engine\/no-such-file\]/),
    ]);
  });
});

it('a strong rule that fails comes with where its SQL is and what to run then', async () => {
  const rules = 'rules:\n  - { rule: enough-stores, rows: { min: 100, max: 5000 } }\n';
  const cwd = await shopProject({
    'specs/001-store-nd/dqc.yaml': rules,
    'specs/001-store-nd/tests/orders.yaml': null,
  });
  await runCli(['gen', 'all', '001'], { cwd });
  const ran = await runCli(['run', '001', '--bizdate', '2026-11-07'], { cwd });
  expect(ran.status).toBe(1);
  expect(ran.stdout).toMatch(
    /generated\/duckdb\/dws_trd_store_nd\.dqc\.sql; .* dataagent run 001-store-nd --bizdate 2026-11-07\n$/,
  );
});

it('a rejection is told with its reason wherever the gate is', async () => {
  const settings = "dataagent: '1'\nname: shop\ntimezone: Asia/Shanghai\ngates: [G2]\n";
  const cwd = await shopProject({ 'dataagent.yaml': settings });
  await runCli(['reject', '001', 'G2', '--reason', '口径不对', '--by', '张三'], { cwd });
  expect((await runCli(['run', '001', '--lang', 'zh'], { cwd })).stdout).toContain(
    '张三：口径不对',
  );
  expect((await runCli(['status', '001'], { cwd })).stdout).toContain('G2 张三: 口径不对');
  const status = documentOf(await runCli(['status', '001', '--json'], { cwd }));
  expect(status).toMatchObject({
    specs: [{ rejections: [{ gate: 'G2', by: '张三', reason: '口径不对' }] }],
  });
});

describe('names that nothing has', () => {
  it.each([
    ['trace', ['trace', 'nosuch'], /REQ-001.*ontology list/],
    ['trace, nearly', ['trace', 'order_cnt_1'], /near it: dws_trd_store_nd\.order_cnt_1d/],
    ['rename', ['ontology', 'rename', 'nosuch', 'x'], /ontology list/],
    ['rename, nearly', ['ontology', 'rename', 'order_am', 'x'], /near it: order_amt/],
    ['a command', ['chekc', '--lang', 'zh'], /= 提示: 相近的有：check；/],
    ['an option', ['check', '--formt', 'x', '--lang', 'zh'], /= 提示: 相近的有：--format；/],
  ])('%s', async (_, args, hint) => {
    const cwd = await shopProject();
    const ran = await runCli(args, { cwd });
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringMatching(hint)]);
  });
});

it('what the ontology warns of is said by check, and not before everything else', async () => {
  const more =
    'metric: other_amt\nlabel: 下单金额\ntype: aggregate\nentity: orders\nagg: max\nof: amount\n';
  const cwd = await shopProject({ 'ontology/more.yaml': more });
  expect((await runCli(['check'], { cwd })).stderr).toContain('warning[ontology/');
  expect((await runCli(['status'], { cwd })).stderr).toBe('');
});

it('--since says why it checks everything', async () => {
  const cwd = await shopProject();
  const since = async (ref: string): Promise<string> =>
    (await runCli(['check', '--since', ref], { cwd })).stderr;
  expect(await since('HEAD')).toContain('in no git repository');
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@y', ...args], { cwd });
  git('init', '-q');
  expect(await since('HEAD')).toContain('has no commit yet');
  git('add', '-A');
  git('commit', '-q', '-m', 'all');
  expect(await since('nope')).toContain('knows no nope');
});
