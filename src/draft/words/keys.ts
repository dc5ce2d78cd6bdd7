import type { Entity, Relationship } from '../../ontology/model.js';
import { attributeCandidates, plainCandidate } from '../place.js';
import { aboutOf, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { KeyMention, KeyPart, Note } from '../reading.js';
import { nameAttributeOf, namesOf } from '../scope.js';
import { headFrom, namesEntity, qualifiersAt } from '../qualifier.js';
import { referentsOf } from '../lexing/word.js';
import type { Word } from '../lexing/word.js';

/**
 * What the result is grouped by, as far as the requirement says so: 各主播, 按城市和类目, by city, per day,
 * 主播维度. Entities and attributes that stand bare are read later, when it is known what is left.
 */
export function readKeys(reader: Reader): readonly KeyMention[] {
  const keys: KeyMention[] = [];
  reader.words.forEach((found, word) => {
    if (!isFree(reader, word)) return;
    const grain = markAt(reader, word, 'grain');
    if (grain !== undefined) {
      keys.push({ kind: 'grain', word, about: aboutOf(reader, word), unit: grain.unit, notes: [] });
      claim(reader, word);
      // By day and store: the list goes on; daily orders and customers: it does not.
      if (/^(?:by|按)/i.test(found.text)) keys.push(...restOfList(reader, word));
    } else if (markAt(reader, word, 'each', 'by') !== undefined)
      keys.push(...listAfter(reader, word));
    else if (markAt(reader, word, 'dimension') !== undefined)
      keys.push(...listBefore(reader, word));
  });
  return keys.toSorted((a, b) => a.word - b.word);
}

/** The key that a word can be; undefined where it is none. */
export function keyAt(
  reader: Reader,
  word: number,
  notes: readonly Note[] = [],
): KeyMention | undefined {
  const found = reader.words[word];
  if (!isFree(reader, word) || found?.kind !== 'name') return undefined;
  const about = aboutOf(reader, word);
  const grain = referentsOf(found, 'grain')[0];
  if (grain !== undefined) return { kind: 'grain', word, about, unit: grain.grain, notes };
  const [qualifier] = qualifiersAt(reader, word);
  const isNoun = qualifier !== undefined && namesEntity(reader, word, qualifier.entity);
  const entity = isNoun
    ? qualifier.entity
    : referentsOf(found, 'entity').find((r) => r.entity.key.length > 0)?.entity;
  const parts = entity === undefined ? partsOf(reader, found) : entityParts(entity);
  return parts.length === 0
    ? undefined
    : {
        kind: 'value',
        word,
        about,
        parts,
        notes,
        ...(entity !== undefined && { entity }),
        ...(isNoun && { qualified: true as const }),
      };
}

/** Notes that a word has become a key; one that is a condition as well is still read as such. */
export function claimKey(reader: Reader, key: KeyMention): void {
  if (key.kind === 'grain' || key.qualified === undefined) claim(reader, key.word);
}

/** The key attributes of an entity, and the attributes that name it for people; sensitive ones only where they were asked for. */
export function entityParts(
  entity: Entity,
  roles: readonly { readonly owner: Entity; readonly relationship: Relationship }[] = [],
  sensitive = false,
): readonly KeyPart[] {
  const keys = entity.key.flatMap((name) => entity.attributes.get(name) ?? []);
  const names = namesOf(entity, sensitive);
  return [...new Set([...keys, ...names])].map((attribute) => ({
    as: columnName(entity, attribute.name, roles[0]?.relationship),
    candidates:
      roles.length === 0
        ? [plainCandidate(entity, attribute)]
        : roles.map(({ owner, relationship }) => ({
            owner,
            roles: [relationship],
            entity,
            attribute,
          })),
    naming: names.includes(attribute),
  }));
}

function partsOf(reader: Reader, word: Word): readonly KeyPart[] {
  const attributes = attributeCandidates(word.kind === 'name' ? word.referents : []);
  const [first] = attributes;
  if (first !== undefined) {
    // 各门店名称: two stores of one name stay two.
    if (
      attributes.length === 1 &&
      nameAttributeOf(first.entity, true) === first.attribute &&
      first.entity.key.length > 0
    )
      return entityParts(first.entity, [], true);
    const as = columnName(first.entity, first.attribute.name);
    return [{ as, candidates: attributes, naming: false }];
  }
  const roles = referentsOf(word, 'relationship');
  const target = roles[0] && reader.ontology.entities.get(roles[0].relationship.to);
  if (target === undefined || target.key.length === 0) return [];
  return entityParts(
    target,
    roles
      .filter((r) => r.relationship.to === target.name)
      .map(({ entity: owner, relationship }) => ({ owner, relationship })),
  );
}

/** 各主播、类目: the keys that follow a mark. */
function listAfter(reader: Reader, mark: number): readonly KeyMention[] {
  const word = headAfter(reader, mark);
  const key = keyAt(reader, word);
  // 按金额从高到低 says how rows are ordered.
  const isOrder = markAt(reader, nextOf(reader, word), 'sort') !== undefined;
  if (key === undefined || (isOrder && markAt(reader, mark, 'by') !== undefined)) return [];
  claim(reader, mark);
  claimKey(reader, key);
  for (let between = mark + 1; between < word; between++)
    if (markAt(reader, between, 'each', 'by') !== undefined) claim(reader, between);
  const dimension = nextOf(reader, word);
  if (markAt(reader, dimension, 'dimension') !== undefined) claim(reader, dimension);
  return [key, ...restOfList(reader, word)];
}

/** The noun that each, by belongs to: in 每个女性客户 the customer, not the condition before it. */
function headAfter(reader: Reader, mark: number): number {
  return headFrom(reader, nextOf(reader, mark, 'each', 'by', 'separately'));
}

/** … and Y, Z: more keys, as long as they are nothing that is measured. */
function restOfList(reader: Reader, last: number): readonly KeyMention[] {
  const and = nextOf(reader, last);
  if (markAt(reader, and, 'and') === undefined) return [];
  const word = nextOf(reader, and);
  if (referentsOf(reader.words[word], 'metric').length > 0) return [];
  const key = keyAt(reader, word);
  if (key === undefined) return [];
  claim(reader, and);
  claimKey(reader, key);
  return [key, ...restOfList(reader, word)];
}

/** 主播、类目维度: the keys that stand before a mark. */
function listBefore(reader: Reader, mark: number): readonly KeyMention[] {
  const keys: KeyMention[] = [];
  let word = previousOf(reader, mark, 'of');
  for (let key = keyAt(reader, word); key !== undefined; key = keyAt(reader, word)) {
    keys.unshift(key);
    claimKey(reader, key);
    const and = previousOf(reader, word);
    if (markAt(reader, and, 'and') === undefined) break;
    word = previousOf(reader, and);
  }
  if (keys.length > 0) claim(reader, mark);
  return keys;
}

/** `name` of a store is `store_name`; `city_id` in the role ship_city is `ship_city_id`. */
export function columnName(entity: Entity, attribute: string, role?: Relationship): string {
  const owner = role?.name ?? entity.name;
  if (role !== undefined && attribute.startsWith(`${entity.name}_`))
    return owner + attribute.slice(entity.name.length);
  const bare = ['name', 'title', 'id', 'code', 'type', 'status', 'level'].includes(attribute);
  return bare || role !== undefined ? `${owner}_${attribute}` : attribute;
}
