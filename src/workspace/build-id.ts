import { readFileSync } from 'node:fs';

/**
 * Which build of the tool runs: the hash over its compiled files that the build leaves beside them.
 * Undefined where it runs from source, which may change at any moment.
 */
export function buildId(): string | undefined {
  try {
    return readFileSync(new URL('../build-id', import.meta.url), 'utf8').trim();
  } catch {
    return undefined;
  }
}
