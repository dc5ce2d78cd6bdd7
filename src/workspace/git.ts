import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What changed in a folder since a point of its history, uncommitted and untracked files included. */
export interface GitChanges {
  /** Paths relative to the folder. */
  readonly added: readonly string[];
  readonly modified: readonly string[];
  readonly deleted: readonly string[];
}

/** Why nothing can be said of what changed. */
export type NoChanges = 'no-git' | 'no-repository' | 'no-commit' | 'unknown-ref' | 'no-base';

/**
 * Files below `root` that differ from where the work left `ref` (the merge base). Nothing that a
 * repository's settings name is run: no external differ, no text converter, no file monitor.
 */
export async function changedSince(root: string, ref: string): Promise<GitChanges | NoChanges> {
  const inside = await git(root, ['rev-parse', '--is-inside-work-tree']);
  if (inside === undefined)
    return (await git(root, ['--version'])) === undefined ? 'no-git' : 'no-repository';
  const base = (await git(root, ['merge-base', '--end-of-options', ref, 'HEAD']))?.trim();
  if (base === undefined || base === '') return whyNoBase(root, ref);
  const diff = ['diff', '--name-status', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const listed = await git(root, [...diff, '--relative', '-z', base, '--', '.']);
  const others = await git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', '.']);
  if (listed === undefined || others === undefined) return 'no-base';
  const words = listed.split('\0').filter((w) => w !== '');
  const files = Array.from({ length: words.length / 2 }, (_, i) => ({
    status: words[2 * i]!,
    path: words[2 * i + 1]!,
  }));
  const having = (status: RegExp): readonly string[] =>
    files.filter((f) => status.test(f.status)).map((f) => f.path);
  return {
    added: [...having(/^A/), ...others.split('\0').filter((w) => w !== '')],
    modified: having(/^[MTU]/),
    deleted: having(/^D/),
  };
}

/** A history that was cut off may lack the base; a whole one knows every name that there is. */
async function whyNoBase(root: string, ref: string): Promise<NoChanges> {
  const commit = (name: string): Promise<string | undefined> =>
    git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  if ((await commit('HEAD')) === undefined) return 'no-commit';
  const cut = (await git(root, ['rev-parse', '--is-shallow-repository']))?.trim() === 'true';
  return !cut && (await commit(ref)) === undefined ? 'unknown-ref' : 'no-base';
}

/** Versions of a file in the history of the work, newest first; none where there is no history of it. */
export async function* versionsOf(root: string, file: string): AsyncGenerator<string> {
  const log = ['log', '--format=%H', '-n', '100', '--no-ext-diff', '--no-textconv'];
  const commits = (await git(root, [...log, '--', file])) ?? '';
  for (const commit of commits.split('\n').filter((c) => /^[\da-f]{40,64}$/.test(c))) {
    const text = await git(root, ['show', '--no-textconv', `${commit}:./${file}`]);
    if (text !== undefined) yield text;
  }
}

async function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
    const options = { cwd, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)('git', [...safe, ...args], options);
    return stdout;
  } catch {
    return undefined;
  }
}
