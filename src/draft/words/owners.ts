import { isNumeric } from '../attribute-kinds.js';
import { aboutOf, ask, claim, isFree, markAt } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Mention } from '../reading.js';
import { referentsOf } from '../lexing/word.js';

/**
 * Top 10 customers by invoice total: the noun directly before a number that orders says whose number it
 * is, and is no key of the result. Of another entity than the number's own it is asked about.
 */
export function readOwners(reader: Reader, mentions: readonly Mention[]): readonly Mention[] {
  const isRanked = reader.words.some(
    (_, i) => markAt(reader, i, 'top', 'sort', 'rank') !== undefined,
  );
  if (!isRanked) return mentions;
  const owners = new Set<Mention>();
  const owned = mentions.map((mention) => {
    const owner = ownerBefore(reader, mention.first);
    // By order paid amount: what could be a count of orders is the noun of the number behind it.
    const count = mentions.find((m) => m.first === owner && m.last === owner);
    const entity = referentsOf(reader.words[owner], 'entity')[0]?.entity;
    const sign = markAt(reader, stepBack(reader, owner), 'by', 'sort');
    const isOpen = isFree(reader, owner) || count !== undefined;
    if (entity === undefined || sign === undefined || !isOpen) return mention;
    const about = aboutOf(reader, owner, mention.last);
    const isOwn = mention.sources.length === 1 && mention.sources[0]!.name === entity.name;
    if (!isOwn) ask(reader, about, reader.texts.knownWords(aboutOf(reader, owner)));
    claim(reader, owner);
    if (count !== undefined) owners.add(count);
    return { ...mention, first: owner, about };
  });
  for (const count of mentions) askForValue(reader, count);
  return owned.filter((_, i) => !owners.has(mentions[i]!));
}

/** By order amount, where no metric is that amount: a count of orders and a key would both be guesses. */
function askForValue(reader: Reader, count: Mention): void {
  const next = spaceAfter(reader, count.last);
  const isValue = referentsOf(reader.words[next], 'attribute').some(
    (r) => isNumeric(r.attribute) && count.sources.some((s) => s.name === r.entity.name),
  );
  const isNoun = referentsOf(reader.words[count.word], 'entity').length > 0;
  const isBy = markAt(reader, stepBack(reader, count.first), 'by', 'sort') !== undefined;
  if (!isValue || !isNoun || !isBy || !isFree(reader, next)) return;
  const about = aboutOf(reader, count.first, next);
  ask(reader, about, reader.texts.knownWords(aboutOf(reader, next)));
  claim(reader, next);
}

function spaceAfter(reader: Reader, word: number): number {
  let at = word + 1;
  while (reader.words[at]?.text.trim() === '') at += 1;
  return at;
}

/** The word directly before, spaces and 的 left out; other glue (按场次统计支付金额) separates. */
function ownerBefore(reader: Reader, word: number): number {
  let at = word - 1;
  while (reader.words[at]?.text.trim() === '' || markAt(reader, at, 'of') !== undefined) at -= 1;
  return at;
}

/** The word before, articles and spaces left out. */
function stepBack(reader: Reader, word: number): number {
  let at = word - 1;
  while (markAt(reader, at, 'stop') !== undefined) at -= 1;
  return at;
}
