import { isChinese } from '../lexing/fold.js';
import { aboutOf, touches } from '../reader.js';
import type { Reader } from '../reader.js';
import type { KeyMention, Ranking } from '../reading.js';
import { nameAttributeOf } from '../scope.js';

type ValueKey = KeyMention & { readonly kind: 'value' };

/**
 * Customer country, 会员等级: directly behind its entity an attribute is what is grouped by, and the entity
 * only says whose it is; in Chinese the entity may stand behind (各等级会员). What tells or names its rows
 * (各会员姓名) is grouped by the entity itself. A ranking of the entity becomes one of the attribute.
 */
export function attributiveKeys(
  reader: Reader,
  keys: readonly KeyMention[],
  rankings: readonly Ranking[],
): { readonly keys: readonly KeyMention[]; readonly rankings: readonly Ranking[] } {
  const owners = new Map<KeyMention, ValueKey>();
  for (const owner of keys) {
    const attribute = keys.find((key) => isAttributeOf(reader, key, owner));
    if (attribute?.kind === 'value') owners.set(owner, attribute);
  }
  if (owners.size === 0) return { keys, rankings };
  const whole = keys.flatMap((key): readonly KeyMention[] => {
    if (owners.has(key)) return [];
    const owner = [...owners].find(([, attribute]) => attribute === key)?.[0];
    if (owner === undefined || key.kind !== 'value') return [key];
    const [first, last] = [owner.word, key.word].toSorted((a, b) => a - b);
    const about = aboutOf(reader, first!, last!);
    const { bare: _, ...announced } = key;
    const parts = key.parts.map((part) => ({ ...part, naming: false }));
    const notes = [{ about, taken: reader.texts.grouped(key.about) }];
    return [
      { ...announced, parts, notes, ...(isBare(owner) && isBare(key) && { bare: true as const }) },
    ];
  });
  const moved = rankings.map((ranking) => {
    const owner = [...owners].find(([key]) => key.word === ranking.ranked);
    return owner === undefined ? ranking : { ...ranking, ranked: owner[1].word };
  });
  return { keys: whole, rankings: moved };
}

function isAttributeOf(reader: Reader, key: KeyMention, owner: KeyMention): boolean {
  if (key.kind === 'grain' || owner.kind === 'grain') return false;
  const { entity } = owner;
  if (entity === undefined || owner.qualified === true || key.entity !== undefined) return false;
  const [part, ...more] = key.parts;
  const [candidate, ...others] = part?.candidates ?? [];
  if (candidate === undefined || more.length > 0 || others.length > 0) return false;
  const { attribute } = candidate;
  if (candidate.entity !== entity || entity.key.includes(attribute.name)) return false;
  if (nameAttributeOf(entity, true) === attribute) return false;
  return touches(reader, owner.word, key.word) || isBehind(reader, key.word, owner.word);
}

function isBehind(reader: Reader, attribute: number, entity: number): boolean {
  const word = reader.words[entity];
  return word !== undefined && isChinese(word.text) && touches(reader, attribute, entity);
}

function isBare(key: KeyMention): boolean {
  return key.kind === 'value' && key.bare === true;
}
