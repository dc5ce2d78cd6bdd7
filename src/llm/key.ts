import { execFile } from 'node:child_process';
import type { Provider } from './provider.js';
import { keepSecret, withoutSecrets } from './secrets.js';
import { llmTrouble } from './troubles.js';

/**
 * The key of a provider, from the environment or by the user's own command; from here on no sink lets it
 * through. A server that needs none gets a word, since the protocol always sends one.
 */
export async function keyOf(
  { name, key }: Provider,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<string> {
  if (key.kind === 'none') return 'none';
  if (key.kind === 'command') return kept(await printed(name, key.command, signal));
  const value = env[key.name]?.trim() ?? '';
  if (value === '') throw llmTrouble('no-key', { provider: name, name: key.name });
  return kept(value);
}

function kept(key: string): string {
  keepSecret(key);
  return key;
}

/** What a command prints, its first line; at most ten seconds. */
function printed(provider: string, command: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('/bin/sh', ['-c', command], { timeout: 10_000, signal }, (error, stdout) => {
      const key = stdout.split('\n')[0]?.trim() ?? '';
      if (error === null && key !== '') return resolve(key);
      if (signal.aborted) return reject(signal.reason as Error);
      const detail = error === null ? 'it prints nothing' : exitOf(error);
      return reject(llmTrouble('key-command', { provider, detail: withoutSecrets(detail) }));
    });
  });
}

/** Never what the command printed: that may be half a key. */
function exitOf(error: { readonly code?: unknown; readonly killed?: boolean }): string {
  if (error.killed === true) return 'it takes more than 10 s';
  return typeof error.code === 'number' ? `it ends with ${error.code}` : 'it cannot be run';
}
