import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costOf } from './scale-costs.js';
import { makeSpecProject } from './spec-project.js';

/**
 * What a command costs over many specs, its start included. What it cannot do without stands beside it, as
 * this process does it in the same run on the same files.
 */
export interface SpecCost {
  readonly specs: number;
  readonly files: number;
  readonly command: string;
  readonly ms: number;
  /** Of all threads together: what a busy machine adds least to. */
  readonly cpuMs: number;
  readonly mb: number;
  /** Its processor time over that of reading and hashing every file. */
  readonly overReading: number;
  /** The same over that of looking at the times of every file. */
  readonly overLooking: number;
}

const root = join(import.meta.dirname, '../..');
const bin = join(root, 'bin/dataagent.js');

/** Commands in a project of many specs without findings, by the built program; its user has a cache of his own. */
export function specCosts(count: number): readonly SpecCost[] {
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
    const reading = cpuOf(() => each(folder, (file) => readAndHash(file)));
    const looking = cpuOf(() => each(folder, (file) => lstatSync(file)));
    const run = (command: string, ...args: readonly string[]): SpecCost => {
      const { ms, cpuMs, mb } = costOf([bin, ...args], folder);
      const overReading = cpuMs / reading;
      return {
        specs: count,
        files,
        command,
        ms,
        cpuMs,
        mb,
        overReading,
        overLooking: cpuMs / looking,
      };
    };
    const unchanged = [
      run('check, cold', 'check'),
      run('check, warm', 'check'),
      run('status, cold', 'status'),
      run('status, warm', 'status'),
    ];
    const changed = join(folder, 'specs/00001-store/requirement.md');
    appendFileSync(changed, '\n- more\n');
    utimesSync(changed, 1, 1);
    return [
      ...unchanged,
      run('check, one changed', 'check'),
      run('check --since HEAD', 'check', '--since', 'HEAD'),
      run('check --since HEAD, cold', 'check', '--since', 'HEAD', '--no-cache'),
    ];
  } finally {
    if (before === undefined) delete process.env['XDG_CACHE_HOME'];
    else process.env['XDG_CACHE_HOME'] = before;
    rmSync(folder, { recursive: true });
    rmSync(home, { recursive: true });
  }
}

function readAndHash(file: string): void {
  createHash('sha256').update(readFileSync(file)).digest();
}

/** Every file of the specs. */
function each(folder: string, visit: (file: string) => void): void {
  const specs = join(folder, 'specs');
  for (const entry of readdirSync(specs, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) visit(join(entry.parentPath, entry.name));
}

/** Processor time in milliseconds. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
