import type { TroubleKind } from '../base/trouble.js';

/** How a command ended, and its exit code (design section 6): the code follows from the word alone. */
export const exitCodes = {
  ok: 0,
  findings: 1,
  usage: 2,
  'needs-person': 3,
  denied: 4,
  model: 5,
  budget: 6,
  environment: 7,
  bug: 70,
  interrupted: 130,
} as const satisfies Readonly<Record<TroubleKind | 'ok' | 'findings' | 'bug', number>>;

/** How a command ended. */
export type Ending = keyof typeof exitCodes;
