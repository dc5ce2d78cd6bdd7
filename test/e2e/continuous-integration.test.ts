import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readYaml } from '../../src/base/yaml/yaml.js';
import { bin, codesOf, documentOf, runCli } from '../support/run-cli.js';
import { emptyFolder, shopProject, write } from '../support/shop-project.js';

function git(cwd: string, ...args: readonly string[]): string {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...own, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

it('says on a shallow clone that the base is missing, and checks all', async () => {
  const origin = await shopProject();
  git(origin, 'init', '-q', '-b', 'main');
  write(origin, '.gitignore', '*.duckdb\n.dataagent/\n');
  git(origin, 'add', '-A');
  git(origin, 'commit', '-q', '-m', 'first');
  const first = git(origin, 'rev-parse', 'HEAD').trim();
  const requirement = 'specs/002-top-stores/requirement.md';
  const text = readFileSync(join(origin, requirement), 'utf8');
  write(origin, requirement, `${text}\nmore\n`);
  git(origin, 'commit', '-q', '-a', '-m', 'second');

  const whole = join(emptyFolder(), 'whole');
  git(origin, 'clone', '-q', `file://${origin}`, whole);
  const only = await runCli(['check', '--since', first, '--json'], { cwd: whole });
  expect(documentOf(only)).toMatchObject({ summary: { specs: 1 } });

  const shallow = join(emptyFolder(), 'shallow');
  git(origin, 'clone', '-q', '--depth', '1', `file://${origin}`, shallow);
  const all = await runCli(['check', '--since', first], { cwd: shallow });
  expect(all.stderr).toContain('a shallow clone?');
  expect(all.stdout).toContain('checked 2 specs');

  const none = join(emptyFolder(), 'none');
  git(origin, 'clone', '-q', `file://${origin}`, none);
  execFileSync('rm', ['-rf', join(none, '.git')]);
  const outside = await runCli(['check', '--since', first], { cwd: none });
  expect(outside.stderr).toContain('in no git repository');
  expect(outside.stdout).toContain('checked 2 specs');
});

/** Commits a project; gives the commit. */
function committed(cwd: string): string {
  git(cwd, 'init', '-q', '-b', 'main');
  write(cwd, '.gitignore', '*.duckdb\n.dataagent/\n');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-q', '-m', 'first');
  return git(cwd, 'rev-parse', 'HEAD').trim();
}

it.each<[string, (cwd: string) => void, string[]]>([
  [
    'a new spec that writes the table of an unchanged one',
    (cwd) => {
      cpSync(join(cwd, 'specs/001-store-nd'), join(cwd, 'specs/003-other'), { recursive: true });
      const meta = readFileSync(join(cwd, 'specs/001-store-nd/spec.yaml'), 'utf8');
      write(cwd, 'specs/003-other/spec.yaml', meta.replace('001-store-nd', '003-other'));
    },
    ['spec/table-written-twice'],
  ],
  [
    'a deleted spec that an unchanged one changes',
    (cwd) => rmSync(join(cwd, 'specs/001-store-nd'), { recursive: true }),
    ['spec/unknown-spec'],
  ],
])('since a commit it finds what a change does to others: %s', async (_, change, codes) => {
  const meta = 'id: 002-top-stores\ntitle: 下单最多的两家门店\nkind: quick\n';
  const cwd = await shopProject({
    'specs/002-top-stores/spec.yaml': `${meta}changes: 001-store-nd\n`,
  });
  const first = committed(cwd);
  change(cwd);
  const ran = await runCli(['check', '--since', first, '--json'], { cwd });
  expect(codesOf(ran).filter((c) => codes.includes(c))).toEqual(codes);
});

it('init writes what CI and a hook run, and all of it runs', async () => {
  const cwd = emptyFolder();
  expect((await runCli(['init', '.'], { cwd })).status).toBe(0);
  const files = ['.github/workflows/dataagent.yml', '.gitlab-ci.yml', '.pre-commit-config.yaml'];
  const commands = files.flatMap((file) => {
    const text = readFileSync(join(cwd, file), 'utf8');
    expect(readYaml(text).problem).toBeUndefined();
    return [...text.matchAll(/(?:run: |- |entry: )(dataagent .*)$/gm)].map(([, line]) => line!);
  });
  const since = `"$CI_MERGE_REQUEST_DIFF_BASE_SHA"`;
  expect(new Set(commands)).toEqual(
    new Set([
      'dataagent check --since "origin/$BASE" --format github',
      'dataagent check --format github',
      `dataagent check \${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--since ${since}} --format junit > dataagent.xml`,
      'dataagent test',
      'dataagent check --since HEAD',
    ]),
  );
  const first = committed(cwd);
  git(cwd, 'update-ref', 'refs/remotes/origin/main', first);
  // As shells run them: in a change, and in a push, where the variables of a change are empty.
  const shell = `dataagent() { "${process.execPath}" "${bin}" "$@"; }`;
  for (const env of [{ BASE: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: first }, {}])
    for (const command of new Set(commands)) {
      if (command.includes('$BASE') && !('BASE' in env)) continue;
      const ran = spawnSync('bash', ['-e', '-c', `${shell}\n${command}`], {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, ...env, LANG: 'C' },
      });
      expect([command, ran.status, ran.stderr]).toEqual([command, 0, '']);
    }
  expect(readFileSync(join(cwd, 'dataagent.xml'), 'utf8')).toContain('<testsuites');
});
