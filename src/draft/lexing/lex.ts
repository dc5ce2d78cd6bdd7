import type { Day } from '../../base/time/calendar-days.js';
import { timePhraseAt } from '../dates/dates.js';
import { fold, isChinese } from './fold.js';
import type { Mark } from './mark.js';
import { MARKS_EN } from './marks-en.js';
import { MARKS_ZH } from './marks-zh.js';
import { numberAt } from '../words/number.js';
import { tighten } from './tighten.js';
import type { Tokenize } from './tokenize.js';
import { namesAt } from '../vocabulary.js';
import type { Referent, Vocabulary } from '../vocabulary.js';
import type { Word } from './word.js';

/**
 * Cuts a requirement into words: of the ontology, of time, of the grammar, numbers, and the rest. Of all
 * ways to cut it, the one that leaves the fewest characters unknown and then needs the fewest words;
 * so the longest match wins, wherever it starts. An unknown word is never cut: 天 in 天猫 is no day.
 */
export function lex(
  requirement: string,
  vocabulary: Vocabulary,
  tokenize: Tokenize,
  asOf: Day,
): readonly Word[] {
  const { text, origin } = tighten(fold(requirement));
  const tokens = tokensOf(text, tokenize);
  const best: (Arrival | undefined)[] = Array.from({ length: text.length + 1 });
  best[0] = { cost: 0, from: 0, word: undefined };
  for (let position = 0; position < text.length; position++) {
    const here = best[position];
    if (here === undefined) continue;
    for (const { end, cost, is } of piecesAt(position)) {
      const total = here.cost + cost;
      if (total < (best[end]?.cost ?? Infinity))
        best[end] = { cost: total, from: position, word: wordOf(position, end, is) };
    }
  }
  return wayTo(text.length, best).filter((word) => word.text.trim() !== '');

  function wordOf(position: number, end: number, is: Meaning): Word {
    const [from, to] = [origin[position]!, origin[end - 1]! + 1];
    return { start: from, end: to, text: requirement.slice(from, to), ...is };
  }

  function* piecesAt(position: number): Generator<Piece> {
    const token = tokens.get(position);
    if (token !== undefined)
      yield { end: token, cost: UNKNOWN * (token - position), is: { kind: 'unknown' } };
    const character = text[position]!;
    if (/\s/.test(character) && character !== '\n')
      yield { end: position + 1, cost: 0, is: { kind: 'mark', mark: { kind: 'stop' } } };
    for (const { end, referents } of namesAt(vocabulary, text, position)) {
      // A single Chinese character is a word only where the tokenizer says so.
      if (end === position + 1 && isChinese(character) && tokens.get(position) !== end) continue;
      if (isTimed(position, end, referents)) continue;
      yield { end, cost: NAME, is: { kind: 'name', referents } };
    }
    const phrase = timePhraseAt(text, position, asOf);
    if (phrase !== undefined) yield { end: phrase.end, cost: TIME, is: { kind: 'time', phrase } };
    const number = numberAt(text, position);
    if (number !== undefined) yield { end: number.end, cost: MARK, is: { kind: 'number', number } };
    const quote = quoteAt(text, position);
    if (quote !== undefined) {
      const value = requirement.slice(origin[position]! + 1, origin[quote - 1]);
      yield { end: quote, cost: NAME, is: { kind: 'quoted', value } };
    }
    for (const [mark, end] of marksAt(text, position))
      yield { end, cost: mark.kind === 'stop' ? STOP : MARK, is: { kind: 'mark', mark } };
  }

  /**
   * 近7天支付金额 is also the name of a metric that is the base metric over that time. It is read as its
   * parts, so that in 近7天支付金额、退款金额 the time holds for both.
   */
  function isTimed(position: number, end: number, referents: readonly Referent[]): boolean {
    const after = timePhraseAt(text, position, asOf)?.end;
    if (after === undefined || after >= end) return false;
    const rest = text[after] === '的' || text[after] === ' ' ? after + 1 : after;
    const parts = namesAt(vocabulary, text, rest).find((n) => n.end === end)?.referents ?? [];
    return referents.every(
      (r) =>
        r.kind === 'metric' &&
        r.metric.type === 'derived' &&
        r.metric.where.length === 0 &&
        r.metric.shift === undefined &&
        parts.some(
          (p) =>
            p.kind === 'metric' && r.metric.type === 'derived' && p.metric.name === r.metric.of,
        ),
    );
  }
}

const NAME = 8;
const TIME = 9;
const MARK = 11;
const STOP = 12;
const UNKNOWN = 1000;

/** What a word can be, without where it stands. */
type Meaning = Word extends infer W
  ? W extends Word
    ? Omit<W, 'start' | 'end' | 'text'>
    : never
  : never;

/** A word that could stand here, and what it costs to read it so. */
interface Piece {
  readonly end: number;
  readonly cost: number;
  readonly is: Meaning;
}

interface Arrival {
  readonly cost: number;
  readonly from: number;
  readonly word: Word | undefined;
}

function wayTo(end: number, best: readonly (Arrival | undefined)[]): readonly Word[] {
  const words: Word[] = [];
  for (let at = end; at > 0; at = best[at]!.from) words.push(best[at]!.word!);
  return words.toReversed();
}

/** Start → end of each token: Latin words whole, Chinese as the tokenizer cuts it, anything else by characters. */
function tokensOf(text: string, tokenize: Tokenize): ReadonlyMap<number, number> {
  const tokens = new Map<number, number>();
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    let at = index;
    for (const piece of isChinese(run) ? tokenize(run) : [run]) {
      tokens.set(at, at + piece.length);
      at += piece.length;
    }
  }
  return tokens;
}

const RUNS =
  /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}_])+(?:'(?:(?!\p{Script=Han})[\p{L}\p{N}_])+)?|[^]/gu;

/** Where a value in quotes ends that begins here. */
function quoteAt(text: string, position: number): number | undefined {
  const quote = text[position];
  if (quote !== '"' && quote !== "'" && quote !== '「') return undefined;
  if (quote === "'" && /[a-z\d]/.test(text[position - 1] ?? '')) return undefined;
  const end = text.indexOf(quote === '「' ? '」' : quote, position + 1);
  return end < 0 || end - position > 200 || end === position + 1 ? undefined : end + 1;
}

/** The longest mark of each kind that starts here. */
function marksAt(text: string, position: number): readonly (readonly [Mark, number])[] {
  const found = new Map<string, readonly [Mark, number]>();
  for (const { pattern, mark } of [...MARKS_ZH, ...MARKS_EN]) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null || match[0] === '') continue;
    const made = mark(match.groups ?? {});
    if (made === undefined) continue;
    const key = `${made.kind} ${match[0].length}`;
    if (!found.has(key)) found.set(key, [made, position + match[0].length]);
  }
  return [...found.values()];
}
