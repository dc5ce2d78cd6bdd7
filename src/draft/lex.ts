import type { Day } from '../base/calendar-days.js';
import { timePhraseAt } from './dates.js';
import { fold, isChinese } from './fold.js';
import type { Mark } from './mark.js';
import { MARKS_EN } from './marks-en.js';
import { MARKS_ZH } from './marks-zh.js';
import { numberAt } from './number-word.js';
import type { Tokenize } from './tokenize.js';
import { namesAt } from './vocabulary.js';
import type { Referent, Vocabulary } from './vocabulary.js';
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
  const text = fold(requirement);
  const tokens = tokensOf(text, tokenize);
  const best: (Arrival | undefined)[] = Array.from({ length: text.length + 1 });
  best[0] = { cost: 0, from: 0, word: undefined };
  for (let position = 0; position < text.length; position++) {
    const here = best[position];
    if (here === undefined) continue;
    for (const [word, cost] of wordsAt(position)) {
      const total = here.cost + cost;
      if (best[word.end] === undefined || total < best[word.end]!.cost)
        best[word.end] = { cost: total, from: position, word };
    }
  }
  return wayTo(text.length, best).filter((word) => word.text.trim() !== '');

  function* wordsAt(position: number): Generator<readonly [Word, number]> {
    const make = (end: number): { start: number; end: number; text: string } => ({
      start: position,
      end,
      text: requirement.slice(position, end),
    });
    const token = tokens.get(position);
    if (token !== undefined)
      yield [{ ...make(token), kind: 'unknown' }, UNKNOWN * (token - position)];
    const character = text[position]!;
    if (/\s/.test(character) && character !== '\n')
      yield [{ ...make(position + 1), kind: 'mark', mark: { kind: 'stop' } }, 0];
    for (const { end, referents } of namesAt(vocabulary, text, position)) {
      // A single Chinese character is a word only where the tokenizer says so.
      if (end === position + 1 && isChinese(character) && tokens.get(position) !== end) continue;
      if (isTimed(position, end, referents)) continue;
      yield [{ ...make(end), kind: 'name', referents }, NAME];
    }
    const phrase = timePhraseAt(text, position, asOf);
    if (phrase !== undefined) yield [{ ...make(phrase.end), kind: 'time', phrase }, TIME];
    const number = numberAt(text, position);
    if (number !== undefined) yield [{ ...make(number.end), kind: 'number', number }, MARK];
    const quoted = quotedAt(text, requirement, position);
    if (quoted !== undefined)
      yield [{ ...make(quoted.end), kind: 'quoted', value: quoted.value }, NAME];
    for (const [mark, end] of marksAt(text, position))
      yield [{ ...make(end), kind: 'mark', mark }, mark.kind === 'stop' ? STOP : MARK];
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

/** A value in quotes, as it was written. */
function quotedAt(
  text: string,
  requirement: string,
  position: number,
): { end: number; value: string } | undefined {
  const quote = text[position];
  if (quote !== '"' && quote !== "'" && quote !== '「') return undefined;
  if (quote === "'" && /[a-z\d]/.test(text[position - 1] ?? '')) return undefined;
  const end = text.indexOf(quote === '「' ? '」' : quote, position + 1);
  if (end < 0 || end - position > 200 || end === position + 1) return undefined;
  return { end: end + 1, value: requirement.slice(position + 1, end) };
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
