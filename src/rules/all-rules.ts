import type { Rule } from './rule.js';

/** Every law, in reading order: what matters most comes first. */
export const allRules: readonly Rule[] = [];
