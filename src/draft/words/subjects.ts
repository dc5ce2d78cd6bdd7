import type { Entity } from '../../ontology/model.js';
import { claimKey, keyAt } from './keys.js';
import { aboutOf, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Condition, Keep, KeyMention, Mention, Note, Ranking, Words } from '../reading.js';
import { referentsOf } from '../lexing/word.js';
import type { Word } from '../lexing/word.js';

/** The noun behind a condition (女性客户, 年龄大于60的患者) says what the condition is about and nothing more. */
export function claimHeads(reader: Reader, conditions: readonly Condition[]): void {
  for (const { first, last, meanings } of conditions) {
    const head = nextOf(reader, last, 'of');
    const entity = referentsOf(reader.words[head], 'entity')[0]?.entity;
    const asked = markAt(reader, previousOf(reader, first), 'which', 'list', 'top') !== undefined;
    const isHead = meanings.some((m) => m.candidate.entity.name === entity?.name);
    if (isHead && !asked && isFree(reader, head)) claim(reader, head);
  }
}

/**
 * The keys that no `each` announces but the words around do: what is ranked (最高的5个主播), what is asked
 * for (which customers), whose number is compared (支付金额超过2000的主播).
 */
export function readSubjectKeys(
  reader: Reader,
  keys: readonly KeyMention[],
  keeps: readonly Keep[],
  rankings: readonly Ranking[],
): readonly KeyMention[] {
  const found: KeyMention[] = [];
  const take = (word: number): void => {
    const key = keyAt(reader, word);
    if (key === undefined) return;
    claimKey(reader, key);
    if (![...keys, ...found].some((k) => isSameKey(k, key))) found.push(key);
  };
  for (const { ranked } of rankings) if (ranked !== undefined) take(ranked);
  reader.words.forEach((_, word) => {
    const subject = nextOf(reader, word, 'all');
    if (markAt(reader, word, 'which') === undefined || keyAt(reader, subject) === undefined) return;
    claim(reader, word);
    take(subject);
  });
  for (const keep of keeps) {
    const subject = subjectOf(reader, keep);
    if (subject !== undefined) take(subject);
  }
  return found;
}

/** The keys that stand bare before a number (主播的支付金额), once it is known what is left. */
export function readBareKeys(
  reader: Reader,
  mentions: readonly Mention[],
  keys: readonly KeyMention[],
  rankings: readonly Ranking[],
  conditions: readonly Condition[],
): { readonly keys: readonly KeyMention[]; readonly notes: readonly Note[] } {
  const found: KeyMention[] = [];
  const notes: Note[] = [];
  reader.words.forEach((word, at) => {
    const about = aboutOf(reader, at);
    const key = keyAt(reader, at, [{ about, taken: reader.texts.grouped(about) }]);
    if (key === undefined || isPartOfUnknown(reader, at) || isOrder(reader, at)) return;
    const entity = key.kind === 'value' ? key.entity : undefined;
    if (entity !== undefined && isOwn(entity, mentions)) claim(reader, at);
    else if (
      entity !== undefined &&
      (isAdjunct(at, mentions, keys, rankings) || conditions.some((c) => c.last === at - 1))
    ) {
      claim(reader, at);
      notes.push({ about, taken: reader.texts.notGrouped(about) });
    } else if (entity === undefined || isBefore(word, mentions, at)) {
      claim(reader, at);
      const others = [...keys, ...found];
      if (!others.some((k) => isSameKey(k, key)))
        found.push(describes(key, others) ?? (key.kind === 'grain' ? key : { ...key, bare: true }));
    }
  });
  const isNamed = [...keys, ...found].some((k) => k.kind === 'value' && k.entity !== undefined);
  reader.words.forEach((_, at) => {
    const mark = markAt(reader, at, 'naming');
    if (mark !== undefined && isNamed) claim(reader, at);
  });
  return { keys: found, notes };
}

/** 类目名称、一级类目 of a category that is grouped by: values of it, which identify nothing more. */
function describes(key: KeyMention, others: readonly KeyMention[]): KeyMention | undefined {
  if (key.kind === 'grain' || key.entity !== undefined) return undefined;
  const isOf = key.parts.every((part) =>
    others.some(
      (o) =>
        o.kind === 'value' &&
        o.parts.some(
          (p) =>
            !p.naming &&
            p.candidates[0]?.entity === part.candidates[0]?.entity &&
            part.candidates.length === 1,
        ),
    ),
  );
  return isOf
    ? { ...key, notes: [], parts: key.parts.map((p) => ({ ...p, naming: true })) }
    : undefined;
}

/** 支付 in 支付毛利: with an unknown word directly beside it, a word is part of a name that is not known. */
export function isPartOfUnknown(reader: Reader, word: number): boolean {
  const here = reader.words[word]!;
  return [reader.words[word - 1], reader.words[word + 1]].some(
    (w) =>
      w?.kind === 'unknown' &&
      (w.end === here.start || w.start === here.end) &&
      /\p{L}/u.test(w.text),
  );
}

/** 金额从高到低: a word that rows are ordered by groups none. */
function isOrder(reader: Reader, word: number): boolean {
  return markAt(reader, nextOf(reader, word), 'sort') !== undefined;
}

/** 各类目商品销售件数: a noun directly before a number, where something else is grouped by and nothing ranked. */
function isAdjunct(
  word: number,
  mentions: readonly Mention[],
  keys: readonly KeyMention[],
  rankings: readonly Ranking[],
): boolean {
  const isDirect = mentions.some((m) => m.first === word + 1);
  const isRanked = rankings.some((r) => r.rows !== undefined && r.ranked === undefined);
  return isDirect && !isRanked && keys.some((k) => k.kind === 'value');
}

/** Whose number is compared: the noun behind the comparison, or the one it says more about. */
function subjectOf(reader: Reader, { first, last }: Words): number | undefined {
  const behind = nextOf(reader, last, 'of', 'which');
  if (keyAt(reader, behind)?.kind === 'value') return behind;
  const before = previousOf(reader, first, 'which', 'preposition', 'of', 'agg');
  return keyAt(reader, before)?.kind === 'value' ? before : undefined;
}

/** An entity that all numbers are about anyway: 订单的支付金额 groups nothing. */
function isOwn(entity: Entity, mentions: readonly Mention[]): boolean {
  return (
    mentions.length > 0 &&
    mentions.every((m) => m.sources.length === 1 && m.sources[0]!.name === entity.name)
  );
}

/** A noun before a number is whose number it is; behind one, as in English, it only says more about the whole. */
function isBefore(word: Word, mentions: readonly Mention[], at: number): boolean {
  return mentions.some((m) => m.first > at) && !/[a-z]/i.test(word.text);
}

function isSameKey(a: KeyMention, b: KeyMention): boolean {
  if (a.kind === 'grain') return b.kind === 'grain' && a.unit === b.unit;
  return (
    b.kind === 'value' &&
    a.parts.length === b.parts.length &&
    a.parts.every((part, i) => part.as === b.parts[i]!.as)
  );
}
