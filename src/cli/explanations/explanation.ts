import type { Language } from '../../base/diagnostic.js';

/** What a definition does not say of itself: a text that trips it, one that does not, and why it is there. */
export interface Explanation {
  readonly failing: string;
  readonly passing: string;
  /** Of a trouble; a diagnostic says it itself. */
  readonly why?: Readonly<Record<Language, string>>;
}

/** Explanations of one room's codes, by their names without the room. */
export type Explanations = Readonly<Record<string, Explanation>>;
