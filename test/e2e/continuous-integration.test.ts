import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readYaml } from '../../src/base/yaml.js';
import { codesOf, documentOf, runCli } from '../support/run-cli.js';
import { emptyFolder, shopProject, write } from '../support/shop-project.js';

function git(cwd: string, ...args: readonly string[]): string {
  const own = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...own, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

it(
  'says on a shallow clone that the base is missing, and checks all',
  { timeout: 60_000 },
  async () => {
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
  },
);

it('init writes what CI and a hook run, and all of it runs', { timeout: 60_000 }, async () => {
  const cwd = emptyFolder();
  expect((await runCli(['init', '.'], { cwd })).status).toBe(0);
  const files = ['.github/workflows/dataagent.yml', '.gitlab-ci.yml', '.pre-commit-config.yaml'];
  const commands = files.flatMap((file) => {
    expect(existsSync(join(cwd, file))).toBe(true);
    const text = readFileSync(join(cwd, file), 'utf8');
    expect(readYaml(text).problem).toBeUndefined();
    return [...text.matchAll(/(?:run: |- |entry: )(dataagent .*)$/gm)].map(
      ([, command]) => command!,
    );
  });
  expect(new Set(commands)).toEqual(
    new Set(['dataagent check', 'dataagent test', 'dataagent check --since HEAD']),
  );
  git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-q', '-m', 'new');
  for (const command of new Set(commands)) {
    const ran = await runCli([...command.split(' ').slice(1), '--json'], { cwd });
    expect([command, ran.status, codesOf(ran)]).toEqual([command, 0, []]);
  }
});
