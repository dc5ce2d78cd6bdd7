import { aboutOf, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { KeyMention, Mention } from '../reading.js';
import { reaches, sourcesOfAll } from '../scope.js';
import type { Entity } from '../../ontology/model.js';

/** A number whose part of a whole is asked for. */
export interface ShareReading {
  /** The mention's word. */
  readonly word: number;
  readonly about: string;
}

/** 支付金额占比, share of revenue: of the number beside the word, or of the only one. */
export function readShares(reader: Reader, mentions: readonly Mention[]): readonly ShareReading[] {
  return reader.words.flatMap((_, word) => {
    if (markAt(reader, word, 'share') === undefined || !isFree(reader, word)) return [];
    const before = mentions.find((m) => nextOf(reader, m.last, 'of') === word);
    const behind = mentions.find((m) => m.first === nextOf(reader, word, 'of', 'agg'));
    const target =
      before ?? behind ?? (mentions.length === 1 ? mentions[0] : listed(reader, word, mentions));
    if (target === undefined) return [];
    claim(reader, word);
    return [{ word: target.word, about: aboutOf(reader, word, target.first, target.last) }];
  });
}

/** 支付金额及环比、占比: the number that the list of its comparisons began with. */
function listed(reader: Reader, word: number, mentions: readonly Mention[]): Mention | undefined {
  let at = previousOf(reader, word, 'and', 'of', 'share');
  while (isShift(reader, at)) at = previousOf(reader, at, 'and', 'of', 'share');
  return mentions.find((m) => m.first <= at && at <= m.last);
}

function isShift(reader: Reader, word: number): boolean {
  const found = reader.words[word];
  return found?.kind === 'time' && found.phrase.kind === 'shift';
}

/** Whose every row is listed, also without any number. */
export interface Population {
  readonly entity: Entity;
  readonly about: string;
}

/**
 * 所有门店, all stores, including those without any: the result lists the whole entity. `All` before a
 * number says nothing more than the number.
 */
export function readPopulation(
  reader: Reader,
  mentions: readonly Mention[],
  keys: readonly KeyMention[],
): Population | undefined {
  const entities = keys.flatMap((k) =>
    k.kind === 'value' && k.entity !== undefined ? [{ word: k.word, entity: k.entity }] : [],
  );
  let found: Population | undefined;
  reader.words.forEach((text, word) => {
    if (markAt(reader, word, 'all') === undefined || !isFree(reader, word)) return;
    const next = nextOf(reader, word, 'each', 'which');
    const key = entities.find((e) => e.word === next);
    const isTail = /没|无|未|零|without|none|zero/i.test(text.text);
    const [only] = entities;
    if (key !== undefined) found = { entity: key.entity, about: aboutOf(reader, word, next) };
    else if (isTail && only !== undefined && entities.length === 1)
      found = { entity: only.entity, about: aboutOf(reader, word) };
    else if (isTail || !mentions.some((m) => m.first === next)) return;
    claim(reader, word);
  });
  const population = found;
  if (population === undefined) return undefined;
  // By one path: of several the key is asked about, as it is without a population.
  return reaches(reader.ontology, sourcesOfAll(mentions), population.entity)
    ? population
    : undefined;
}

/** 趋势, over time: buckets of time whose size was not said. */
export function claimTrend(reader: Reader): string | undefined {
  const word = reader.words.findIndex(
    (_, i) => isFree(reader, i) && markAt(reader, i, 'trend') !== undefined,
  );
  if (word < 0) return undefined;
  claim(reader, word);
  return aboutOf(reader, word);
}

/**
 * How many customers … orders: a count and another number side by side, joined by nothing that says how.
 * Gives what stands behind the count.
 */
export function unrelatedTo(
  reader: Reader,
  counted: Mention,
  mentions: readonly Mention[],
): Mention | undefined {
  const next = nextOf(reader, counted.last, 'preposition', 'which', 'is', 'all');
  const other = mentions.find((m) => m.first === next && m !== counted);
  return other !== undefined && previousOf(reader, other.first) >= counted.last ? other : undefined;
}
