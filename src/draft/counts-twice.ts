import { markOf, referentsOf, type Word } from './lexing/word.js';

/**
 * How many seats there are and how many of them were taken; the number of orders and the number of paid
 * orders: one of the numbers has a condition that the other has not. Read as one, both would have it.
 */
export function countsTwice(requirement: string, words: readonly Word[]): boolean {
  if (/\bhow many of (?:them|these|those)\b/i.test(requirement)) return true;
  // How many orders, and from how many distinct customers: of those orders, not of all customers.
  if (/\band\b[^.?]*\b(?:distinct|unique)\b/i.test(requirement)) return true;
  const counts = words.flatMap((word, i) => (markOf(word, 'count') === undefined ? [] : [i]));
  const behind = (at: number): number =>
    markOf(words[at + 1], 'of') === undefined ? at + 1 : at + 2;
  const isChosen = counts.map((at) => isCondition(words[behind(at)]));
  return isChosen.includes(true) && isChosen.includes(false);
}

/** A value, or what is true of a row, before what is counted. */
function isCondition(word: Word | undefined): boolean {
  const isFlag = referentsOf(word, 'attribute').some((r) => r.attribute.type.kind === 'boolean');
  return isFlag || referentsOf(word, 'value').length > 0;
}
