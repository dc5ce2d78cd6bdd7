/** Texts that words find: BM25 (Robertson, Walker) over short texts, where a word counts once. */
export interface Bm25 {
  /** Texts in which a word stands, by their numbers. */
  readonly postings: ReadonlyMap<string, readonly number[]>;
  /** Words of each text. */
  readonly lengths: readonly number[];
  readonly meanLength: number;
}

/** Indexes texts, given as their words; a text's number is its place in the list. */
export function bm25Index(texts: Iterable<readonly string[]>): Bm25 {
  const postings = new Map<string, number[]>();
  const lengths: number[] = [];
  let total = 0;
  for (const words of texts) {
    const number = lengths.length;
    lengths.push(words.length);
    total += words.length;
    for (const word of words) {
      const known = postings.get(word);
      if (known === undefined) postings.set(word, [number]);
      else known.push(number);
    }
  }
  return { postings, lengths, meanLength: lengths.length === 0 ? 1 : total / lengths.length };
}

/** How saturation and length count: the usual values. */
const k1 = 1.2;
const b = 0.75;

/** Scores of the texts that have any of the words, by number. */
export function bm25Scores(index: Bm25, words: readonly string[]): ReadonlyMap<number, number> {
  const scores = new Map<number, number>();
  for (const word of words) {
    const found = index.postings.get(word) ?? [];
    const rare = rarity(index, found.length);
    for (const number of found) {
      const length = index.lengths[number]! / Math.max(index.meanLength, 1e-9);
      const points = (rare * (k1 + 1)) / (1 + k1 * (1 - b + b * length));
      scores.set(number, (scores.get(number) ?? 0) + points);
    }
  }
  return scores;
}

function rarity({ lengths }: Bm25, texts: number): number {
  return Math.log(1 + (lengths.length - texts + 0.5) / (texts + 0.5));
}
