import { type Diagnostic, hasErrors } from '../base/diagnostic.js';

/** What makes two findings the same: code, place and parameters (design section 6). */
export function findingKey({ code, path, params }: Diagnostic): string {
  const sorted = Object.entries(params).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([code, path, sorted]);
}

/** The errors of a candidate as one text, whatever their order: where it comes again, a loop has closed. */
export function fingerprintOf(found: readonly Diagnostic[]): string {
  return found
    .filter((d) => d.severity === 'error')
    .map(findingKey)
    .toSorted()
    .join('\n');
}

/** The lowest level that has an error; one above the highest where none has. */
export function lowestLevel(found: readonly Diagnostic[]): number {
  if (!hasErrors(found)) return cleanLevel;
  return Math.min(...found.filter((d) => d.severity === 'error').map((d) => d.level));
}

/** The level of a candidate without errors. */
const cleanLevel = 7;
