import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkPaths } from '../../src/cli/actions/check/check.js';
import { showStatus } from '../../src/cli/actions/follow/status.js';
import type { Outcome, Session } from '../../src/cli/outcome.js';
import { rendered } from '../../src/cli/output/rendered.js';
import { makeSpecProject } from '../bench/spec-project.js';
import { documentOf, runCli } from '../support/run-cli.js';

/** The program does so many specs in several threads; the sources, which are not compiled, in one. */
const count = 205;

function inOneThread(cwd: string): Session {
  const { signal } = new AbortController();
  return { language: 'en', cwd, signal, progress: () => undefined };
}

/** What `--json` says of an outcome, beside how it ended. */
async function saidOf({ data, diagnostics = [], texts = new Map() }: Outcome) {
  const { json } = await rendered(diagnostics, texts, 'en');
  return JSON.parse(JSON.stringify({ ...data, diagnostics: json })) as {
    readonly diagnostics: readonly object[];
  };
}

function withFaults(cwd: string): void {
  const folder = (n: number): string => join(cwd, `specs/${String(n).padStart(5, '0')}-store`);
  const table = (n: number): string => `dws_trd_store${String(n).padStart(5, '0')}_nd`;
  const edited = (file: string, from: string, to: string): void =>
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(from, to));
  for (const n of [2, 99, 204]) {
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

it('threads find what one thread finds, in the same order', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'cli-test-'));
  try {
    makeSpecProject(cwd, count);
    withFaults(cwd);
    const session = inOneThread(cwd);
    const checked = await saidOf(await checkPaths(session, [], { cache: false }));
    const check = await runCli(['check', '--no-cache', '--json'], { cwd });
    expect(documentOf(check)).toMatchObject(checked);
    expect(checked.diagnostics.length).toBeGreaterThan(10);
    const standing = await saidOf(await showStatus(session, undefined, {}));
    expect(documentOf(await runCli(['status', '--json'], { cwd }))).toMatchObject(standing);

    // What one thread cannot read is found like anything else, and the rest is checked.
    for (const n of ['00060', '00130', '00199'])
      symlinkSync('/etc/hostname', join(cwd, `specs/${n}-store/dsl/${n}.json`));
    const ran = await runCli(['check', '--no-cache', '--json'], { cwd });
    expect(ran.status).toBe(1);
    const { diagnostics } = documentOf(ran) as {
      readonly diagnostics: readonly { readonly code: string; readonly file: string }[];
    };
    const unread = diagnostics.filter((d) => d.code === 'spec/unreadable-file');
    expect(unread.map((d) => d.file)).toEqual(
      ['00060', '00130', '00199'].map((n) => `specs/${n}-store/dsl/${n}.json`),
    );
    expect(diagnostics.length - unread.length).toBe(checked.diagnostics.length);
  } finally {
    // So many files take longer to remove than a hook may.
    rmSync(cwd, { recursive: true });
  }
});
