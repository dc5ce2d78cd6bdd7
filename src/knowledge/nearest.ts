import type { Tokenize } from '../draft/lexing/tokenize.js';
import { bm25Index, bm25Scores } from './bm25.js';
import { searchWords } from './words.js';

/** Points of the texts, by number, that a requirement has words of. */
export function wordPoints(
  texts: readonly string[],
  requirement: string,
  tokenize: Tokenize,
): ReadonlyMap<number, number> {
  const index = bm25Index(texts.map((text) => searchWords(text, tokenize)));
  return new Map(bm25Scores(index, searchWords(requirement, tokenize)));
}

/** The numbers of the texts that a requirement has words of, best first; of equal ones in their order. */
export function nearest(
  texts: readonly string[],
  requirement: string,
  tokenize: Tokenize,
): readonly number[] {
  return [...wordPoints(texts, requirement, tokenize)]
    .toSorted(([a, x], [b, y]) => y - x || a - b)
    .map(([number]) => number);
}
