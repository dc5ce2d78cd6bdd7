import type { Tokenize } from '../draft/lexing/tokenize.js';
import { bm25Index, bm25Scores } from './bm25.js';
import { searchWords } from './words.js';

/** The numbers of the texts that a requirement has words of, best first; of equal ones in their order. */
export function nearest(
  texts: readonly string[],
  requirement: string,
  tokenize: Tokenize,
): readonly number[] {
  const index = bm25Index(texts.map((text) => searchWords(text, tokenize)));
  return [...bm25Scores(index, searchWords(requirement, tokenize))]
    .toSorted(([a, x], [b, y]) => y - x || a - b)
    .map(([number]) => number);
}
