import type { Tokenize } from '../draft/lexing/tokenize.js';

/**
 * The tokenizer of Chinese text: jieba's dictionary with these words of the ontology added, so that they
 * stay whole. Loaded late: the dictionary is 5 MB. Unknown words are not guessed at (no HMM), so the
 * same text always gives the same pieces.
 */
export async function loadTokenizer(words: readonly string[]): Promise<Tokenize> {
  const [{ Jieba }, { dict }] = await Promise.all([
    import('@node-rs/jieba'),
    import('@node-rs/jieba/dict.js'),
  ]);
  const jieba = Jieba.withDict(dict);
  // A word of the user's dictionary has no white space and stands alone on its line.
  const entries = words.filter((word) => /^[^\s\p{C}]+$/u.test(word));
  if (entries.length > 0)
    jieba.loadDict(Buffer.from(entries.map((word) => `${word} ${frequency}\n`).join('')));
  return (text) => jieba.cut(text, false);
}

/** More frequent than any word of the dictionary itself (the most frequent, 了, has 883634). */
const frequency = 1_000_000;
