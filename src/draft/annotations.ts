import type { JsonPointer } from '../base/diagnostic.js';
import type { Assumption, TargetColumn, Unresolved } from '../dsl/document.js';
import type { Hole, Note } from './reading.js';

/** What stands open in a document and what was taken, each at its place; both grow while it is written. */
export interface Annotations {
  readonly unresolved: Unresolved[];
  readonly assumptions: Assumption[];
  /** What columns hold that no metric describes, for the comments of a table. */
  readonly comments: TargetColumn[];
}

/** The text for a place: itself, or "?" with an entry that says what could stand there (S14). */
export function fill(annotations: Annotations, slot: string | Hole, at: JsonPointer): string {
  if (typeof slot === 'string') return slot;
  annotations.unresolved.push({ ...slot, at });
  return '?';
}

/** Notes readings at the place that they made; the same reading of the same words once. */
export function note(annotations: Annotations, notes: readonly Note[], at: JsonPointer): void {
  for (const { about, taken } of notes)
    if (!annotations.assumptions.some((a) => a.about === about && a.taken === taken))
      annotations.assumptions.push({ about, taken, at });
}
