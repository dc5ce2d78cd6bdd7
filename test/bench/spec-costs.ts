import { appendFileSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peakOf } from './scale-costs.js';
import { makeSpecProject } from './spec-project.js';
import { timed } from './times.js';

/** What commands cost over many specs, in milliseconds and megabytes, their start included. */
export interface SpecCost {
  readonly specs: number;
  readonly files: number;
  /** Every spec is read, compiled, bound and compared. */
  readonly coldMs: number;
  readonly coldMB: number;
  /** Again, when nothing changed. */
  readonly warmMs: number;
  readonly warmMB: number;
  /** After one requirement changed. */
  readonly changedMs: number;
  /** `check --since HEAD` after it. */
  readonly sinceMs: number;
  readonly statusMs: number;
}

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'bin/dataagent.js');

/** A project of many specs without findings, by the built program; its user has a cache of his own. */
export function specCosts(count: number): SpecCost {
  const folder = mkdtempSync(join(tmpdir(), 'dataagent-bench-'));
  const home = mkdtempSync(join(tmpdir(), 'dataagent-bench-home-'));
  const before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = home;
  try {
    const files = makeSpecProject(folder, count) * count;
    const git = (...args: readonly string[]): void => {
      const own = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org'];
      execFileSync('git', [...own, ...args], { cwd: folder, stdio: 'ignore' });
    };
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'all');
    // Files that changed within two seconds are checked again: their times may not tell.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2100);
    let [coldMB, warmMB] = [0, 0];
    const coldMs = timed(() => (coldMB = peakOf([bin, 'check'], folder)));
    const warmMs = Math.min(
      ...[1, 2, 3].map(() => timed(() => (warmMB = peakOf([bin, 'check'], folder)))),
    );
    const changed = join(folder, 'specs/00001-store/requirement.md');
    appendFileSync(changed, '\n- more\n');
    utimesSync(changed, 1, 1);
    const changedMs = timed(() => peakOf([bin, 'check'], folder));
    const sinceMs = timed(() => peakOf([bin, 'check', '--since', 'HEAD'], folder));
    const statusMs = timed(() => peakOf([bin, 'status'], folder));
    return {
      specs: count,
      files,
      coldMs,
      coldMB,
      warmMs,
      warmMB,
      changedMs,
      sinceMs,
      statusMs,
    };
  } finally {
    if (before === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = before;
    rmSync(folder, { recursive: true });
    rmSync(home, { recursive: true });
  }
}
