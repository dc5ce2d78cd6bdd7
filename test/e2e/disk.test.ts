import { mkdirSync, chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesButPlans, filesOf } from '../support/files-of.js';
import { runCli, troubleOf } from '../support/run-cli.js';
import { emptyFolder, shopProject, storeDocument, write } from '../support/shop-project.js';

const generated = 'specs/001-store-nd/generated';
const document = 'specs/001-store-nd/dsl/dws_trd_store_nd.json';
/** Its SQL is longer than a block. */
const longer = JSON.stringify({ ...storeDocument, title: storeDocument.title.repeat(12) });

/** No file may grow beyond so many blocks, as on a disk that is full; needs no rights. */
const smallDisk = (blocks: number): readonly string[] => [
  'bash',
  '-c',
  `ulimit -f ${blocks}; exec "$@"`,
  'bash',
];
/** Standard output is a device that is always full. */
const fullOutput = ['bash', '-c', 'exec "$@" > /dev/full', 'bash'];

it.each<readonly [what: string, blocks: number, args: readonly string[]]>([
  ['no lock can be taken', 0, ['gen', 'all', '001']],
  ['some of the generated files fit', 1, ['gen', 'all', '001']],
  ['a new project', 0, ['init', 'new']],
])('a full disk leaves every file as it was: %s', async (_, blocks, args) => {
  const cwd = await shopProject({ [generated]: null, [document]: longer });
  const before = filesOf(cwd);
  const ran = await runCli([...args, '--json'], { cwd, wrap: smallDisk(blocks) });
  expect([ran.status, troubleOf(ran)]).toEqual([7, 'workspace/cannot-write']);
  expect(filesOf(cwd)).toEqual(before);
  const again = await runCli([...args, '--json'], { cwd });
  expect([again.status, again.stderr]).toEqual([0, '']);
});

it('says that standard output is full, and keeps what was written', async () => {
  const cwd = await shopProject({ [generated]: null });
  const ran = await runCli(['gen', 'all', '001'], { cwd, wrap: fullOutput });
  expect([ran.status, ran.stderr]).toEqual([7, expect.stringContaining('[cli/cannot-print]')]);
  expect((await runCli(['check'], { cwd })).status).toBe(0);
});

/** A file stands where a folder should be: nobody can write there, whoever runs this. */
it.each<readonly [what: string, path: string, args: readonly string[]]>([
  ['generated files', generated, ['gen', 'all', '001']],
  ['what is observed', 'specs/002-top-stores/observed', ['run', '002']],
  ['locks', '.dataagent', ['gen', 'all', '001']],
  ['a new project', 'new', ['init', 'new/project']],
])('says that a folder cannot be written: %s', async (_, path, args) => {
  const cwd = await shopProject();
  rmSync(join(cwd, path), { recursive: true, force: true });
  write(cwd, path, 'a file');
  const before = filesButPlans(cwd);
  const ran = await runCli([...args, '--json'], { cwd });
  expect([ran.status, troubleOf(ran)]).toEqual([7, expect.stringMatching(/^workspace\/cannot-/)]);
  expect(filesButPlans(cwd)).toEqual(before);
});

it('says that a folder is read-only, and reads it all the same', async () => {
  const cwd = await shopProject({ [`${generated}/duckdb/dws_trd_store_nd.sql`]: 'edited' });
  mkdirSync(join(cwd, '.dataagent'));
  const folders = [cwd, '.dataagent', generated, `${generated}/duckdb`].map((f) =>
    f === cwd ? cwd : join(cwd, f),
  );
  for (const folder of folders) chmodSync(folder, 0o555);
  try {
    const before = filesOf(cwd);
    const gen = await runCli(['gen', 'all', '001', '--json'], { cwd });
    // Nothing is read-only to the superuser.
    const mayWrite = process.getuid?.() === 0;
    expect(gen.status).toBe(mayWrite ? 0 : 7);
    expect(mayWrite || before).toEqual(mayWrite || filesOf(cwd));
    const check = await runCli(['check', '--json'], { cwd });
    expect(check.status).toBe(mayWrite ? 0 : 1);
  } finally {
    for (const folder of folders) chmodSync(folder, 0o755);
  }
});

it('says that a place of the system cannot be written', async () => {
  const ran = await runCli(['init', '/proc/project', '--json'], { cwd: emptyFolder() });
  expect([ran.status, troubleOf(ran)]).toEqual([7, 'workspace/cannot-write']);
});
