import type { Diagnostic, JsonPointer } from '../base/diagnostic.js';
import { findingKey, lowestLevel } from './fingerprint.js';
import { lostBetween } from './lost.js';

/** A document as it is tried: its JSON value and what is found in it. */
export interface Candidate {
  readonly value: unknown;
  readonly found: readonly Diagnostic[];
}

/** Whether a repair is taken, and why not. */
export interface Verdict {
  readonly accepted: boolean;
  readonly reason: 'better' | 'new-findings' | 'no-progress' | 'loses-meaning';
  /** What it would lose, or what it newly breaks. */
  readonly because: readonly Diagnostic[];
}

/**
 * Judges a repair (design section 6): taken if its lowest failing level is higher, or the same with a
 * strict subset of the findings there and none new, and nothing was lost. `asked`: the places it changed.
 */
export function judge(before: Candidate, after: Candidate, asked: readonly JsonPointer[]): Verdict {
  const lost = lostBetween(before.value, after.value, asked);
  if (lost.length > 0) return { accepted: false, reason: 'loses-meaning', because: lost };
  const [was, now] = [lowestLevel(before.found), lowestLevel(after.found)];
  if (now > was) return { accepted: true, reason: 'better', because: [] };
  const known = new Set(before.found.filter(isError).map(findingKey));
  const fresh = after.found.filter((d) => isError(d) && !known.has(findingKey(d)));
  if (now < was) return { accepted: false, reason: 'new-findings', because: fresh };
  const atLevel = (found: readonly Diagnostic[]) =>
    new Set(found.filter((d) => isError(d) && d.level === was).map(findingKey));
  const [old, left] = [atLevel(before.found), atLevel(after.found)];
  const added = fresh.filter((d) => d.level === was);
  if (added.length > 0) return { accepted: false, reason: 'new-findings', because: added };
  return left.size < old.size
    ? { accepted: true, reason: 'better', because: [] }
    : { accepted: false, reason: 'no-progress', because: [] };
}

function isError(d: Diagnostic): boolean {
  return d.severity === 'error';
}
