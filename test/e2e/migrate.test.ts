import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesOf } from '../support/files-of.js';
import { codesOf, documentOf, runCli, troubleOf } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';

it('has nothing to do in a project of today', async () => {
  const cwd = await shopProject();
  const before = filesOf(cwd);
  const ran = await runCli(['migrate', '--json'], { cwd });
  expect([ran.status, documentOf(ran)]).toMatchObject([0, { version: '1', files: [] }]);
  expect(filesOf(cwd)).toEqual(before);
});

it.each([
  ['dataagent.yaml', "dataagent: '1'", "dataagent: '2'", 'config/newer-version'],
  ['specs/002-top-stores/dsl/question.json', '"dsl": "1"', '"dsl": "2"', 'dsl/newer-version'],
])('a newer %s is refused as it is read, and never rewritten', async (file, now, newer, code) => {
  const cwd = await shopProject();
  write(cwd, file, readFileSync(join(cwd, file), 'utf8').replace(now, newer));
  const before = filesOf(cwd);
  const checked = await runCli(['check', '--fix', '--json'], { cwd });
  expect([checked.status, codesOf(checked)]).toEqual([1, expect.arrayContaining([code])]);
  const ran = await runCli(['migrate', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([7, 'migrate/newer']);
  expect(filesOf(cwd)).toEqual(before);
});

it('an older version is named with what to do, and nothing is written without a step', async () => {
  const cwd = await shopProject();
  const settings = readFileSync(join(cwd, 'dataagent.yaml'), 'utf8');
  write(cwd, 'dataagent.yaml', settings.replace("dataagent: '1'", "dataagent: '0'"));
  const before = filesOf(cwd);
  const checked = await runCli(['check'], { cwd });
  expect(checked.stderr).toContain('error[config/older-version]');
  expect(checked.stderr).toContain('dataagent migrate');
  const ran = await runCli(['migrate', '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([7, 'migrate/unknown']);
  expect(filesOf(cwd)).toEqual(before);
});
