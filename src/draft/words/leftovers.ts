import { knownPieces } from '../question/known-pieces.js';
import { aboutOf, ask } from '../reader.js';
import type { Reader } from '../reader.js';
import type { MarkKind } from '../lexing/mark.js';
import type { TextSpan, Word } from '../lexing/word.js';

/** Grammar words that may stand without having done anything: glue and brackets. */
const GLUE: readonly MarkKind[] = [
  'stop',
  'of',
  'and',
  'is',
  'preposition',
  'open',
  'close',
  'end',
  'range',
  'separately',
  'which',
  'list',
];

/** Signs that say nothing: stops, brackets, pictures. Percent, plus, money and the like do say something. */
const SILENT = /^(?:(?![%‰&#@*\\])\p{P}|\p{So}|\p{M})+$/u;

/** Spans of the words that got a meaning, and of those that got none. */
export interface WordUse {
  readonly used: readonly TextSpan[];
  readonly unused: readonly TextSpan[];
}

/** How many places without a meaning are asked about one by one. */
const ASKED = 12;

/** How many meanings of a word are named. */
const NAMED = 3;

/**
 * Says which words were used, and asks about every other word that bears content: it might change the
 * numbers, so nothing is built before it is explained or left out.
 */
export function reportLeftovers(reader: Reader): WordUse {
  const { words, claimed } = reader;
  const used = words.filter((_, i) => claimed.has(i)).map(({ start, end }) => ({ start, end }));
  const groups = groupsOf(words, claimed);
  for (const group of groups.slice(0, ASKED)) askOf(reader, group);
  if (groups.length > ASKED) {
    const rest = groups.slice(ASKED);
    const about = `${rest
      .slice(0, 3)
      .map((g) => aboutOf(reader, ...g))
      .join(' … ')} …`;
    reader.asked.push({
      about,
      question: reader.texts.moreWords(rest.length),
      at: '',
      options: [],
    });
  }
  const unused = groups.map((g) => ({ start: words[g[0]!]!.start, end: words[g.at(-1)!]!.end }));
  return { used, unused };
}

/** The words of a group may be known one by one, as those of a question are; then only the others are unknown. */
function askOf(reader: Reader, group: readonly number[]): void {
  const { texts, ontology, asOf } = reader;
  const about = aboutOf(reader, ...group);
  const kinds = new Set(group.map((i) => reader.words[i]!.kind));
  const isStrange = kinds.size === 1 && kinds.has('unknown');
  const pieces = isStrange ? knownPieces(about, ontology, asOf) : [];
  if (pieces.every(({ names }) => names.length === 0))
    return ask(reader, about, questionOf(reader, about, kinds));
  for (const { start, end, names } of pieces) {
    const words = about.slice(start, end);
    const question =
      names.length === 0
        ? texts.unknownWords(words)
        : texts.namedWords(words, names.slice(0, NAMED));
    ask(reader, words, question);
  }
}

function questionOf(reader: Reader, about: string, kinds: ReadonlySet<Word['kind']>): string {
  if (kinds.has('unknown')) return reader.texts.unknownWords(about);
  return kinds.has('name') || kinds.has('quoted')
    ? reader.texts.knownWords(about)
    : reader.texts.openMark(about);
}

/** Content words without a meaning, those side by side together. */
function groupsOf(
  words: readonly Word[],
  claimed: ReadonlySet<number>,
): readonly (readonly number[])[] {
  const groups: number[][] = [];
  let open: number[] | undefined;
  words.forEach((word, i) => {
    const isLeft = !claimed.has(i) && !(word.kind === 'mark' && GLUE.includes(word.mark.kind));
    const isContent = isLeft && !(word.kind === 'unknown' && SILENT.test(word.text));
    if (!isContent) open = undefined;
    else if (
      open === undefined ||
      (words[open.at(-1)!]!.kind === 'mark') !== (word.kind === 'mark')
    )
      groups.push((open = [i]));
    else open.push(i);
  });
  return groups;
}
