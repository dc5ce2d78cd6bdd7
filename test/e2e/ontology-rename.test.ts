import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesOf } from '../support/files-of.js';
import { codesOf, documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const settings =
  "dataagent: '1'\nname: shop\nlanguage: zh\ntimezone: Asia/Shanghai\ndatabase: duckdb:shop.duckdb\n";
const solution = { 'specs/001-store-nd/solution.md': '# 方案\n\n- 每天重算。\n' };
const project = (): Promise<string> => shopProject({ 'dataagent.yaml': settings, ...solution });

it('renames a metric everywhere, and approvals go on', async () => {
  const cwd = await project();
  const run = ['run', '001', '--bizdate', '2026-11-07', '--json'];
  const { waiting } = documentOf(await runCli(run, { cwd })) as {
    readonly waiting: readonly { readonly hash: string }[];
  };
  const hashes = waiting.flatMap(({ hash }) => ['--hash', hash]);
  await runCli(['approve', '001', 'G1', 'G2', ...hashes, '--by', '张三'], { cwd });
  const before = filesOf(cwd);
  const asked = ['ontology', 'rename', 'order_amt', 'total_amt'];
  const shown = documentOf(await runCli([...asked, '--json'], { cwd }));
  expect(shown).toMatchObject({ written: false, kind: 'metric' });
  expect(shown['approvals']).toHaveLength(1);
  expect(filesOf(cwd)).toEqual(before);
  const ran = await runCli([...asked, '--write', '--json'], { cwd });
  expect([ran.status, documentOf(ran)['written']]).toEqual([0, true]);
  expect(readFileSync(join(cwd, 'ontology/metrics.yaml'), 'utf8')).toContain('metric: total_amt\n');
  const file = readdirSync(join(cwd, 'specs/001-store-nd/approvals')).filter((f) =>
    f.startsWith('G2'),
  );
  const carried = file.map((f) => {
    const text = readFileSync(join(cwd, 'specs/001-store-nd/approvals', f), 'utf8');
    return (JSON.parse(text) as { readonly carried?: object }).carried;
  });
  expect(carried.flatMap((c) => c ?? [])).toMatchObject([
    { kind: 'metric', from: 'order_amt', to: 'total_amt' },
  ]);
  const status = documentOf(await runCli(['status', '001', '--json'], { cwd }));
  expect(status).toMatchObject({ specs: [{ gates: { G1: 'approved', G2: 'approved' } }] });
  const found = codesOf(await runCli(['check', '001', '--json'], { cwd }));
  expect(found.filter((c) => c !== 'gate/missing')).toEqual([]);

  // It holds as long as the approval that it repeats, and nothing but the name is another.
  const original = file.find((_, i) => carried[i] === undefined)!;
  write(cwd, `specs/001-store-nd/approvals/${original}`, null);
  expect(codesOf(await runCli(['check', '001', '--json'], { cwd }))).toContain(
    'gate/unproven-approval',
  );
  const after = documentOf(await runCli(['status', '001', '--json'], { cwd }));
  expect(after).toMatchObject({ specs: [{ gates: { G2: 'awaiting' } }] });
});

it.each([
  ['a name that a metric has', 'order_amt', 'order_cnt', 'definition/name-taken'],
  ['a name that a document says', 'order_amt', 'order_amt_7d', 'definition/name-taken'],
  ['what is no name', 'order_amt', 'a-b', 'definition/not-plain'],
  ['a word of YAML', 'order_amt', 'true', 'definition/not-plain'],
  ['a relationship', 'orders.store', 'shop', 'definition/not-renamed'],
  ['what is not there', 'order_am', 'x', 'cli/unknown-definition'],
])('refuses %s', async (_, old, to, code) => {
  const cwd = await project();
  const before = filesOf(cwd);
  const ran = await runCli(['ontology', 'rename', old, to, '--write', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([2, code]);
  expect(filesOf(cwd)).toEqual(before);
});

it('leaves a document alone that was broken before', async () => {
  const cwd = await project();
  const broken = readFileSync(join(cwd, 'specs/002-top-stores/dsl/question.json'), 'utf8');
  write(cwd, 'specs/002-top-stores/dsl/question.json', broken.replace('order_cnt"', 'order_cntt"'));
  const before = filesOf(cwd);
  const ran = await runCli(['ontology', 'rename', 'order_cnt', 'count_1', '--write', '--json'], {
    cwd,
  });
  expect(ran.status).toBe(0);
  const question = 'specs/002-top-stores/dsl/question.json';
  expect(filesOf(cwd)[question]).toEqual(before[question]);
});
