import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

const settings =
  "dataagent: '1'\nname: shop\nlanguage: zh\ntimezone: Asia/Shanghai\ndatabase: duckdb:shop.duckdb\n";

it('puts an answered question away with its decision, and tells of it', async () => {
  const cwd = await shopProject({ 'dataagent.yaml': settings });
  const early = await runCli(['archive', '002', '--json'], { cwd });
  expect([early.status, troubleOf(early)]).toEqual([3, 'archive/unfinished']);
  const git = (...args: readonly string[]): void => {
    const own = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    execFileSync('git', [...own, ...args], { cwd, stdio: 'ignore' });
  };
  const { waiting } = documentOf(await runCli(['approve', '002', 'G4', '--json'], { cwd })) as {
    readonly waiting: readonly { readonly hash: string }[];
  };
  await runCli(['approve', '002', 'G4', '--hash', waiting[0]!.hash], { cwd });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'answered');
  const ran = await runCli(['archive', '002', '--by', '张三', '--json'], { cwd });
  expect(documentOf(ran)).toMatchObject({ because: 'accepted' });
  const place = 'specs/archive/002-top-stores';
  expect(JSON.parse(readFileSync(join(cwd, place, 'archived.json'), 'utf8'))).toMatchObject({
    by: '张三',
    spec: '002-top-stores',
  });
  // A moved decision is neither deleted nor changed.
  const since = await runCli(['check', '--since', 'HEAD', '--json'], { cwd });
  expect(codesOf(since)).toEqual([]);
  const again = await runCli(['archive', '002', '--json'], { cwd });
  expect(troubleOf(again)).toBe('archive/already-there');
  expect((await runCli(['status', '002'], { cwd })).stdout).toBe('archived: 002-top-stores\n');

  // An edited decision is found there too, and so is a spec in two places.
  const [decision = ''] = readdirSync(join(cwd, place, 'approvals'));
  const text = readFileSync(join(cwd, place, 'approvals', decision), 'utf8');
  write(cwd, `${place}/approvals/${decision}`, text.replace('"approved"', '"rejected"'));
  write(cwd, 'specs/002-top-stores/spec.yaml', 'id: 002-top-stores\ntitle: t\nkind: quick\n');
  const found = codesOf(await runCli(['check', '--json'], { cwd }));
  expect(found).toContain('gate/edited-decision');
  expect(found).toContain('spec/archived-twice');
});

it('gives up what nobody accepted only for a reason, and knows it by its folder', async () => {
  const cwd = await shopProject({ 'dataagent.yaml': settings });
  const ran = await runCli(['archive', '001', '--reason', '不做了', '--json'], { cwd });
  expect(documentOf(ran)).toMatchObject({ because: 'reason' });
  expect(readdirSync(join(cwd, 'specs'))).toEqual(['002-top-stores', 'archive']);
  renameSync(join(cwd, 'specs/archive/001-store-nd'), join(cwd, 'specs/001-store-nd'));
  expect((await runCli(['test', '001'], { cwd })).status).toBe(0);
});
