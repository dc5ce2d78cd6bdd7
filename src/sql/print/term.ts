import type { Doc } from './layout.js';

/** How tightly an operator binds, loosest first; an operand that binds less stands in parentheses. */
export const levels = {
  or: 1,
  and: 2,
  not: 3,
  compare: 4,
  add: 5,
  multiply: 6,
  sign: 7,
  atom: 8,
} as const;

/** One of the levels. */
export type Level = (typeof levels)[keyof typeof levels];

/** The text of an expression, and how tightly it holds together. */
export interface Term {
  readonly doc: Doc;
  readonly level: Level;
}

/** Text that needs no parentheses wherever it stands: a name, a literal, a call. */
export function atom(doc: Doc): Term {
  return { doc, level: levels.atom };
}
