import { entryIn } from '../../entry-in.js';
import { stem } from '../../lexing/fold.js';

/** What nouns of doing end with, longest first: payment of pay, donation of donate, rental of rent. */
const nounTails = ['ation', 'ment', 'ing', 'ion', 'ure', 'al', 'y', ''];

/** Verbs in the forms of their past that are not made by an ending, and what their nouns are called. */
const irregular: Readonly<Record<string, string>> = {
  paid: 'pay',
  pay: 'pay',
  pays: 'pay',
  sold: 'sale',
  sell: 'sale',
  sells: 'sale',
  bought: 'purchas',
  flew: 'flight',
  flown: 'flight',
  borrowed: 'loan',
  borrow: 'loan',
};

/** Stems of the verbs that a thing which records something done is called by: booking, payment, order, dive. */
export function verbsOf(words: readonly string[]): readonly string[] {
  const last = words.at(-1);
  if (last === undefined || words.length !== 1) return [];
  const noun = stem(last);
  const stems = nounTails.flatMap((tail) =>
    noun.endsWith(tail) && noun.length - tail.length >= 3
      ? [actStem(noun.slice(0, noun.length - tail.length))]
      : [],
  );
  return [...new Set(stems)].filter((s) => s.length >= 3);
}

/** The stem of a verb in a question: ordered, ordering and order are one. */
export function actStem(verb: string): string {
  const known = entryIn(irregular, verb);
  if (known !== undefined) return known;
  const bare = verb.replace(/(?:ing|ed|es|s)$/, '');
  const short = /(.)\1$/.test(bare) && !/(?:ll|ss)$/.test(bare) ? bare.slice(0, -1) : bare;
  return short.length < 3 ? verb : short.replace(/[eiy]$/, '');
}
