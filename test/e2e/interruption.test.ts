import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesOf } from '../support/files-of.js';
import { documentOf, runCli, troubleOf, type Ran } from '../support/run-cli.js';
import { shopProject, write } from '../support/shop-project.js';
import { stopAt } from '../support/stop-at.js';

const spec = 'specs/001-store-nd';
const gen = ['gen', 'all', '001', '--json'];
const run = ['run', '001', '--bizdate', '2026-11-07', '--json'];

/** Files of the tool's own that must not outlive a command. */
function leftovers(cwd: string): readonly string[] {
  const all = readdirSync(cwd, { recursive: true, encoding: 'utf8' });
  return all.filter((path) => /\.tmp$|\.lock/.test(path));
}

/** Without what says when it ran, and the plan that a run adds. */
function lasting(cwd: string): Readonly<Record<string, string>> {
  const files = Object.entries(filesOf(cwd));
  return Object.fromEntries(files.filter(([path]) => !/\/observed\/|\/tasks\.json$/.test(path)));
}

/**
 * How a command with --json ended: by itself, with a code and what its document calls it, or by the system's own
 * answer to a signal, which holds before the first line of code.
 */
function endingOf(ran: Ran): string {
  if (ran.signal !== null) return ran.signal;
  const { exit } = documentOf(ran);
  return ran.status === 0 && exit === 0
    ? 'done'
    : `${String(ran.status)} ${String(troubleOf(ran))}`;
}

/** Right bytes, and a project whose generated files were all edited since. */
async function editedProject() {
  const cwd = await shopProject();
  const right = lasting(cwd);
  const paths = Object.keys(right).filter((path) => path.startsWith(`${spec}/generated/`));
  const edit = (): void => {
    for (const path of paths) write(cwd, path, 'edited');
  };
  const states = (): readonly string[] =>
    Object.entries(lasting(cwd)).map(([path, text]) =>
      text === right[path] ? 'right' : paths.includes(path) && text === 'edited' ? 'old' : path,
    );
  return { cwd, right, edit, states };
}

/** Changes of files: folders, the lock, temporary files, renames; beyond the last one nothing is stopped. */
const moments = [1, 3, 5, 8, 10, 12, 14, 17];

it('Ctrl-C at any change of a file leaves every file whole and nothing behind', async () => {
  const { cwd, right, edit, states } = await editedProject();
  const endings: string[] = [];
  for (const moment of moments) {
    edit();
    const ran = await runCli(gen, { cwd, env: stopAt(moment, 'SIGINT') });
    endings.push(endingOf(ran));
    expect(['done', '130 cli/interrupted']).toContain(endingOf(ran));
    expect([ran.stderr, leftovers(cwd)]).toEqual(['', []]);
    expect(new Set([...states(), 'old', 'right'])).toEqual(new Set(['old', 'right']));
  }
  expect(endings).toContain('130 cli/interrupted');
  expect((await runCli(gen, { cwd })).status).toBe(0);
  expect(lasting(cwd)).toEqual(right);
});

it('a kill at any change of a file leaves every file whole, and the next run goes on', async () => {
  const { cwd, right, edit, states } = await editedProject();
  for (const moment of moments) {
    edit();
    const ran = await runCli(gen, { cwd, env: stopAt(moment, 'SIGKILL') });
    expect(ran.signal).toBe('SIGKILL');
    const odd = states().filter((s) => s !== 'old' && s !== 'right' && !s.endsWith('.tmp'));
    expect(odd).toEqual([]);
  }
  const next = await runCli(gen, { cwd });
  expect([next.status, next.stderr, leftovers(cwd)]).toEqual([0, '', []]);
  expect(lasting(cwd)).toEqual(right);
});

it('Ctrl-C at any time of a run ends with 130, and the next run completes it', async () => {
  const { cwd, right, edit } = await editedProject();
  for (const delay of [50, 200, 400, 800, 1600]) {
    edit();
    const ran = await runCli(run, {
      cwd,
      started: (child) => setTimeout(() => child.kill('SIGINT'), delay),
    });
    expect(['done', '130 cli/interrupted', 'SIGINT']).toContain(endingOf(ran));
    expect([ran.stderr, leftovers(cwd)]).toEqual(['', []]);
  }
  const next = await runCli(run, { cwd });
  expect([next.status, next.stderr, leftovers(cwd)]).toEqual([0, '', []]);
  expect(lasting(cwd)).toEqual(right);
});

it('impatient Ctrl-C ends at once', async () => {
  const { cwd } = await editedProject();
  const ran = await runCli(run, {
    cwd,
    started: (child) => {
      const repeat = setInterval(() => child.kill('SIGINT'), 20);
      child.on('exit', () => clearInterval(repeat));
    },
  });
  expect(['SIGINT', 130]).toContain(ran.signal ?? ran.status);
  expect(leftovers(cwd)).toEqual([]);
});

it('of runs at once on one spec one writes, and the others say so or wait', async () => {
  const { cwd, right, edit } = await editedProject();
  edit();
  const runs: readonly Ran[] = await Promise.all(
    [gen, run, gen].map((args) => runCli(args, { cwd })),
  );
  const said = runs.map(endingOf);
  expect(said).toContain('done');
  expect(new Set([...said, 'done', '7 workspace/locked'])).toEqual(
    new Set(['done', '7 workspace/locked']),
  );
  expect(leftovers(cwd)).toEqual([]);
  expect(lasting(cwd)).toEqual(right);
});

it('of new specs at once each gets a number of its own', async () => {
  const cwd = await shopProject();
  const made = await Promise.all(
    ['a', 'b'].map((name) =>
      runCli(['new', 'spec', '近7天各门店的订单数', '--name', name, '--json'], { cwd }),
    ),
  );
  const said = made.map(endingOf);
  expect(said).toContain('done');
  const specs = readdirSync(join(cwd, 'specs')).filter((name) => /^00[3-9]-/.test(name));
  expect(specs.length).toBe(said.filter((s) => s === 'done').length);
  expect(new Set(specs.map((name) => name.slice(0, 3))).size).toBe(specs.length);
  expect(leftovers(cwd)).toEqual([]);
});

it.each([
  ['a reader that goes away', 'set -o pipefail; "$@" | head -1'],
  ['a closed standard output', '"$@" >&-'],
  ['both outputs closed', '"$@" >&- 2>&-'],
])('outlives %s', async (_, script) => {
  const ran = await runCli(['explain', '--list'], { wrap: ['bash', '-c', script, 'bash'] });
  expect([ran.status, ran.stderr]).toEqual([0, '']);
});
