import type { Diagnostic } from './diagnostic.js';

/** The diagnostics without repetitions of one another: what is wrong once is said once. */
export function distinct(found: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(found.map((d) => [JSON.stringify(d), d] as const)).values()];
}
