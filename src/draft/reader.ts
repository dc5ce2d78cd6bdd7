import type { Day } from '../base/time/calendar-days.js';
import type { Language } from '../base/diagnostic.js';
import type { Unresolved } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import type { Mark, MarkKind } from './lexing/mark.js';
import type { Texts } from './texts.js';
import type { Word } from './lexing/word.js';
import { markOf } from './lexing/word.js';

/** One reading of one requirement: what it reads from, and two lists that grow on the way. */
export interface Reader {
  readonly ontology: Ontology;
  readonly requirement: string;
  readonly words: readonly Word[];
  readonly asOf: Day;
  readonly language: Language;
  readonly texts: Texts;
  /** A scheduled table rather than a question: time counts from $bizdate. */
  readonly scheduled: boolean;
  /** Words that have got a meaning in the document; what stays is reported. */
  readonly claimed: Set<number>;
  /** What has no place in the document: holes at "". */
  readonly asked: Unresolved[];
}

/** Notes that words have got their meaning. */
export function claim(reader: Reader, ...words: readonly number[]): void {
  for (const word of words) reader.claimed.add(word);
}

/** Whether a word is there and has no meaning yet. */
export function isFree(reader: Reader, word: number): boolean {
  return word >= 0 && word < reader.words.length && !reader.claimed.has(word);
}

/** Index of the next word that is none of these marks, glue left out; past the end: the number of words. */
export function nextOf(reader: Reader, word: number, ...skip: readonly MarkKind[]): number {
  let next = word + 1;
  while (markOf(reader.words[next], 'stop', ...skip) !== undefined) next += 1;
  return next;
}

/** Index of the previous word that is none of these marks, glue left out; before the start: -1. */
export function previousOf(reader: Reader, word: number, ...skip: readonly MarkKind[]): number {
  let previous = word - 1;
  while (markOf(reader.words[previous], 'stop', ...skip) !== undefined) previous -= 1;
  return previous;
}

/** The mark at an index, where it is one of these kinds. */
export function markAt<K extends MarkKind>(
  reader: Reader,
  word: number,
  ...kinds: readonly K[]
): Extract<Mark, { kind: K }> | undefined {
  return markOf(reader.words[word], ...kinds);
}

/** The requirement's own text from the first of some words to the last. */
export function aboutOf(reader: Reader, ...words: readonly number[]): string {
  const first = reader.words[Math.min(...words)];
  const last = reader.words[Math.max(...words)];
  return first === undefined || last === undefined
    ? ''
    : reader.requirement.slice(first.start, last.end).trim();
}

/** Whether two words stand one after the other, with nothing but a space between them. */
export function touches({ words, requirement }: Reader, first: number, second: number): boolean {
  const [a, b] = [words[first], words[second]];
  if (a === undefined || b === undefined || first >= second) return false;
  return requirement.slice(a.end, b.start).trim() === '';
}

/** Reports what stands in the way of a whole document and has no place in it. */
export function ask(reader: Reader, about: string, question: string): void {
  if (!reader.asked.some((u) => u.about === about && u.question === question))
    reader.asked.push({ about, question, at: '', options: [] });
}
