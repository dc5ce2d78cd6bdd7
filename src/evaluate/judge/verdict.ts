import type { Rows } from './compare.js';
import type { Proposal } from '../proposals/proposal.js';
import type { Question } from '../questions/question.js';

/**
 * How a question ended. Of a question whose data holds no answer, everything but rows is `refused`, and
 * rows are `wrong`.
 */
export type Verdict = 'right' | 'wrong' | 'asked' | 'refused';

/** A question, what was proposed for it and what became of it. */
export interface Judged {
  readonly question: Question;
  readonly verdict: Verdict;
  readonly proposal: Proposal;
  /** The document had no findings as it was first proposed. */
  readonly validAtFirst: boolean;
  /** It had none in the end. */
  readonly valid: boolean;
  /** Codes of the findings that are left. */
  readonly codes: readonly string[];
  readonly sql?: string;
  readonly rows?: Rows;
  /** What differs from the expected rows, or why there are none. */
  readonly note?: string;
  readonly seconds: number;
}
