import type { Mark, MarkKind } from './mark.js';
import type { NumberWord } from '../words/number.js';
import type { TimePhrase } from '../dates/dates.js';
import type { Referent } from '../vocabulary.js';

/** Characters [start, end) of a requirement. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A word of a requirement: what stands at a span, and what it can be. Words follow each other without gaps but white space. */
export type Word = TextSpan & { readonly text: string } & (
    | { readonly kind: 'name'; readonly referents: readonly Referent[] }
    | { readonly kind: 'time'; readonly phrase: TimePhrase }
    | { readonly kind: 'number'; readonly number: NumberWord }
    /** In quotes: a value, letter by letter. */
    | { readonly kind: 'quoted'; readonly value: string }
    | { readonly kind: 'mark'; readonly mark: Mark }
    /** A word of nothing that is known here. */
    | { readonly kind: 'unknown' }
  );

/** The mark of a word, where it is one of these kinds. */
export function markOf<K extends MarkKind>(
  word: Word | undefined,
  ...kinds: readonly K[]
): Extract<Mark, { kind: K }> | undefined {
  return word?.kind === 'mark' && (kinds as readonly MarkKind[]).includes(word.mark.kind)
    ? (word.mark as Extract<Mark, { kind: K }>)
    : undefined;
}

/** The referents of one kind that a word can mean. */
export function referentsOf<K extends Referent['kind']>(
  word: Word | undefined,
  kind: K,
): readonly Extract<Referent, { kind: K }>[] {
  return word?.kind === 'name'
    ? word.referents.filter((r): r is Extract<Referent, { kind: K }> => r.kind === kind)
    : [];
}
