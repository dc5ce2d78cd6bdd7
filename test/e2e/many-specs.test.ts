import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkPaths } from '../../src/cli/actions/check.js';
import { showStatus } from '../../src/cli/actions/status.js';
import type { Outcome, Session } from '../../src/cli/outcome.js';
import { rendered } from '../../src/cli/output/rendered.js';
import { makeSpecProject } from '../bench/spec-project.js';
import { documentOf, runCli } from '../support/run-cli.js';
import { emptyFolder } from '../support/shop-project.js';

/** The program does so many specs in several threads; the sources, which are not compiled, in one. */
const count = 230;

function inOneThread(cwd: string): Session {
  const { signal } = new AbortController();
  return { language: 'en', cwd, signal, progress: () => undefined };
}

/** What `--json` says of an outcome, beside how it ended. */
async function saidOf({ data, diagnostics = [], texts = new Map() }: Outcome) {
  const { json } = await rendered(diagnostics, texts, 'en');
  return JSON.parse(JSON.stringify({ ...data, diagnostics: json })) as unknown;
}

function withFaults(cwd: string): void {
  const folder = (n: number): string => join(cwd, `specs/${String(n).padStart(5, '0')}-store`);
  const table = (n: number): string => `dws_trd_store${String(n).padStart(5, '0')}_nd`;
  const edited = (file: string, from: string, to: string): void =>
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
  for (const n of [2, 99, 229]) {
    edited(join(folder(n), `generated/duckdb/${table(n)}.sql`), 'COUNT(*)', 'COUNT(1)');
    edited(join(folder(n - 1), 'spec.yaml'), 'id: ', 'id: x');
  }
  for (const n of [50, 151]) edited(join(folder(n), `dsl/${table(n)}.json`), 'order_amt', 'amt');
  // Written by another spec, far away, too.
  edited(join(folder(200), `dsl/${table(200)}.json`), table(200), table(20));
  rmSync(join(folder(120), 'spec.yaml'));
  appendFileSync(join(folder(77), 'requirement.md'), '\nkey AKIAIOSFODNN7EXAMPLE\n');
  mkdirSync(join(folder(180), 'approvals'));
  writeFileSync(join(folder(180), 'approvals/G1-00000000.json'), '{}');
}

it('threads find what one thread finds, in the same order', { timeout: 120_000 }, async () => {
  const cwd = emptyFolder();
  makeSpecProject(cwd, count);
  withFaults(cwd);
  const session = inOneThread(cwd);
  for (const [args, alone] of [
    [['check', '--no-cache'], await checkPaths(session, [], { cache: false })],
    [['status'], await showStatus(session, undefined, {})],
  ] as const) {
    const said = documentOf(await runCli([...args, '--json'], { cwd }));
    const expected = (await saidOf(alone)) as Readonly<Record<string, unknown>>;
    expect(Object.fromEntries(Object.keys(expected).map((k) => [k, said[k]]))).toEqual(expected);
  }
  const said = documentOf(await runCli(['check', '--no-cache', '--json'], { cwd }));
  expect((said['diagnostics'] as readonly object[]).length).toBeGreaterThan(10);

  // Whichever thread comes upon one first, the trouble is that of the first spec.
  for (const n of ['00060', '00130', '00228'])
    symlinkSync('/etc/hostname', join(cwd, `specs/${n}-store/dsl/${n}.json`));
  const ran = await runCli(['check', '--no-cache', '--json'], { cwd });
  expect(ran.status).toBe(4);
  expect(documentOf(ran)).toMatchObject({ error: { code: 'workspace/outside' } });
  expect(ran.stdout).toContain('00060.json');
});
