import { cpSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codesOf, documentOf, runCli, type Ran } from '../support/run-cli.js';
import { emptyFolder, shopProject, write } from '../support/shop-project.js';

const kept = '.dataagent/cache/checks.json';
const requirement = 'specs/001-store-nd/requirement.md';

/** Files that changed within two seconds are not believed to be told by their times. */
const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 2200));

function checking(cwd: string, home: string) {
  return (...more: readonly string[]): Promise<Ran> =>
    runCli(['check', '--json', ...more], { cwd, env: { HOME: home, XDG_CACHE_HOME: '' } });
}

/** Puts a finding into what is kept of every spec, to see whether it is believed. */
function marked(cwd: string): void {
  const file = join(cwd, kept);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll(
      '"found":[]',
      '"found":[{"code":"gate/missing","severity":"warning","level":5,"path":"","params":{"spec":"x","gate":"G1","what":"x","chinese":"x"}}]',
    ),
  );
}

it('takes what an earlier check found only where nothing has changed', async () => {
  const [cwd, home] = [await shopProject(), emptyFolder()];
  const check = checking(cwd, home);
  await settle();
  const first = await check();
  expect([first.status, existsSync(join(cwd, kept))]).toEqual([0, true]);
  const before = readFileSync(join(cwd, kept), 'utf8');
  expect(documentOf(await check())).toEqual(documentOf(first));
  // Nothing was checked again, so nothing was kept anew.
  expect(readFileSync(join(cwd, kept), 'utf8')).toBe(before);

  // A change is found whatever its times are made to say.
  const text = readFileSync(join(cwd, requirement), 'utf8');
  write(cwd, requirement, text.replaceAll('REQ-001', 'REQ-009'));
  utimesSync(join(cwd, requirement), 1, 1);
  expect(codesOf(await check())).toContain('spec/unknown-requirement');
  write(cwd, requirement, text);
  expect(codesOf(await check())).toEqual([]);

  // So is one of the ontology, of the settings, and a new spec that writes the same table.
  const metrics = readFileSync(join(cwd, 'ontology/metrics.yaml'), 'utf8');
  write(cwd, 'ontology/metrics.yaml', metrics.replace('agg: sum', 'agg: max'));
  expect(codesOf(await check())).toContain('spec/outdated-files');
  write(cwd, 'ontology/metrics.yaml', metrics);
  const settings = readFileSync(join(cwd, 'dataagent.yaml'), 'utf8');
  write(cwd, 'dataagent.yaml', settings.replace('gates: []\n', ''));
  expect(codesOf(await check())).toContain('gate/missing');
  write(cwd, 'dataagent.yaml', settings);
  cpSync(join(cwd, 'specs/001-store-nd'), join(cwd, 'specs/003-same'), { recursive: true });
  const same = join(cwd, 'specs/003-same/spec.yaml');
  writeFileSync(same, readFileSync(same, 'utf8').replace('001-store-nd', '003-same'));
  expect(codesOf(await check())).toContain('spec/table-written-twice');
});

it('believes nothing that somebody else kept, or that was edited', async () => {
  const [cwd, home] = [await shopProject(), emptyFolder()];
  const check = checking(cwd, home);
  await settle();
  await check();
  marked(cwd);
  expect(codesOf(await check())).toEqual([]);
  // It was thrown away and kept anew; with the seal of the user it is believed, else by nobody.
  await check();
  const own = readdirSync(join(home, '.cache/dataagent'));
  expect(own).toContain('cache.key');
  const stranger = emptyFolder();
  const file = join(cwd, kept);
  const before = readFileSync(file, 'utf8');
  expect(codesOf(await checking(cwd, stranger)())).toEqual([]);
  expect(readFileSync(file, 'utf8').split('\n')[1]).not.toBe(before.split('\n')[1]);
});

it('--no-cache reads everything and keeps nothing', async () => {
  const [cwd, home] = [await shopProject(), emptyFolder()];
  await settle();
  expect((await checking(cwd, home)('--no-cache')).status).toBe(0);
  expect(existsSync(join(cwd, kept))).toBe(false);
});
