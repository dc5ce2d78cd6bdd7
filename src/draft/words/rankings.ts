import { keyAt } from './keys.js';
import { aboutOf, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Ranking, Words } from '../reading.js';
import { referentsOf } from '../lexing/word.js';

/** What an order can be by: a number that is asked for, or an attribute where rows are listed. */
export interface Operand extends Words {
  readonly word: number;
}

/**
 * Orders and how much of them stays: Top 10, 支付金额最高的5个主播, 按支付金额降序, ranked by revenue. The
 * operand is the one beside the words, else the only one there is; else it is not known.
 */
export function readRankings(reader: Reader, operands: readonly Operand[]): readonly Ranking[] {
  const rankings: Ranking[] = [];
  reader.words.forEach((_, word) => {
    if (!isFree(reader, word)) return;
    const made =
      topAt(reader, word, operands) ??
      sortAt(reader, word, operands) ??
      placeAt(reader, word, operands);
    if (made !== undefined) rankings.push(made);
  });
  return merged(rankings.length > 0 ? rankings : orderedBy(reader, operands));
}

/** Top 10 of something, by something. */
function topAt(reader: Reader, word: number, operands: readonly Operand[]): Ranking | undefined {
  const top = markAt(reader, word, 'top');
  if (top === undefined) return undefined;
  const behind = nextOf(reader, word, 'of');
  // 支付金额的前10: in Chinese the number stands before; in English `names of the top 3` are no number.
  const isLatin =
    /[a-z]/i.test(reader.words[word]!.text) && !/\p{Script=Han}/u.test(reader.requirement);
  const before = operandAt(
    operands,
    isLatin ? previousOf(reader, word, 'rank') : previousOf(reader, word, 'of', 'by', 'rank'),
  );
  const next = operandAt(operands, behind);
  // Anchors with the highest amount: in English what is ranked may stand before.
  const subject = /[a-z]/i.test(reader.words[word]!.text)
    ? previousOf(reader, word, 'preposition', 'which', 'is')
    : -1;
  const ranked =
    next === undefined && isKeyWord(reader, behind)
      ? behind
      : isKeyWord(reader, subject)
        ? subject
        : undefined;
  const by = byAfter(reader, word, operands);
  const found = before ?? next ?? by?.operand ?? only(operands);
  claim(reader, word);
  if (before !== undefined) claimBy(reader, before);
  if (by !== undefined && by.operand === found) claim(reader, by.mark);
  return {
    about: aboutOf(reader, word, ranked ?? word),
    ...(found !== undefined && { word: found.word }),
    ascending: top.ascending,
    ...(top.rows === undefined ? { rows: 1, ties: true } : { rows: top.rows, ties: false }),
    ...(ranked !== undefined && { ranked }),
    column: false,
  };
}

/** 按支付金额降序, sorted by revenue, from high to low. */
function sortAt(reader: Reader, word: number, operands: readonly Operand[]): Ranking | undefined {
  const sort = markAt(reader, word, 'sort');
  if (sort === undefined) return undefined;
  const next = operandAt(operands, nextOf(reader, word, 'of'));
  const before = operandAt(operands, previousOf(reader, word, 'of'));
  const direction = next && nextOf(reader, next.last);
  const said = direction === undefined ? undefined : markAt(reader, direction, 'sort');
  if (said !== undefined) claim(reader, direction!);
  const found = next ?? before ?? only(operands);
  claim(reader, word);
  if (next === undefined && before !== undefined) claimBy(reader, before);
  return {
    about: aboutOf(reader, word, found?.word ?? word),
    ...(found !== undefined && { word: found.word }),
    ascending: said?.ascending ?? sort.ascending ?? false,
    ...((said?.ascending ?? sort.ascending) === undefined && { unsaid: true as const }),
    ties: false,
    column: false,
  };
}

/** 支付金额排名: the place is a column of the result. */
function placeAt(reader: Reader, word: number, operands: readonly Operand[]): Ranking | undefined {
  if (markAt(reader, word, 'rank') === undefined) return undefined;
  const before = operandAt(operands, previousOf(reader, word, 'of'));
  const by = byAfter(reader, word, operands);
  const found = before ?? by?.operand ?? only(operands);
  claim(reader, word);
  if (before !== undefined) claimBy(reader, before);
  if (by !== undefined && by.operand === found) claim(reader, by.mark);
  return {
    about: aboutOf(reader, word),
    ...(found !== undefined && { word: found.word }),
    ascending: false,
    ties: false,
    column: true,
  };
}

/** By revenue, without a word of order: from high to low. */
function orderedBy(reader: Reader, operands: readonly Operand[]): readonly Ranking[] {
  const by = byAfter(reader, -1, operands);
  if (by === undefined) return [];
  claim(reader, by.mark);
  const { first, last, word } = by.operand;
  return [
    {
      about: aboutOf(reader, by.mark, first, last),
      word,
      ascending: false,
      ties: false,
      column: false,
    },
  ];
}

interface By {
  readonly mark: number;
  readonly operand: Operand;
}

/** The first `by` behind a word that has an operand behind it. */
function byAfter(reader: Reader, word: number, operands: readonly Operand[]): By | undefined {
  for (let mark = word + 1; mark < reader.words.length; mark++) {
    if (markAt(reader, mark, 'by') === undefined || !isFree(reader, mark)) continue;
    const operand = operandAt(operands, nextOf(reader, mark));
    if (operand !== undefined) return { mark, operand };
  }
  return undefined;
}

function claimBy(reader: Reader, operand: Operand): void {
  const by = previousOf(reader, operand.first);
  if (markAt(reader, by, 'by') !== undefined) claim(reader, by);
}

function operandAt(operands: readonly Operand[], word: number): Operand | undefined {
  return operands.find((o) => o.first <= word && word <= o.last);
}

function only(operands: readonly Operand[]): Operand | undefined {
  return operands.length === 1 ? operands[0] : undefined;
}

function isKeyWord(reader: Reader, word: number): boolean {
  return (
    keyAt(reader, word) !== undefined && referentsOf(reader.words[word], 'metric').length === 0
  );
}

/** 按支付金额排名前10, top 10 sorted descending: several words for one order are one. */
function merged(rankings: readonly Ranking[]): readonly Ranking[] {
  return rankings.reduce<readonly Ranking[]>((done, next) => {
    const last = done.at(-1);
    const isOther = last?.word !== undefined && next.word !== undefined && last.word !== next.word;
    return last === undefined || isOther
      ? [...done, next]
      : [...done.slice(0, -1), both(last, next)];
  }, []);
}

function both(a: Ranking, b: Ranking): Ranking {
  // The top 3 with the highest: the number that was said counts, not the one that `highest` implies.
  const counted =
    [a, b].find((r) => r.rows !== undefined && !r.ties) ?? (a.rows === undefined ? b : a);
  const [word, ranked] = [a.word ?? b.word, a.ranked ?? b.ranked];
  return {
    about: a.about,
    ...(word !== undefined && { word }),
    ascending: a.ascending || b.ascending,
    ...(a.unsaid === true && b.unsaid === true && { unsaid: true as const }),
    ...(counted.rows !== undefined && { rows: counted.rows }),
    ties: counted.ties,
    ...(ranked !== undefined && { ranked }),
    column: a.column || b.column,
  };
}
