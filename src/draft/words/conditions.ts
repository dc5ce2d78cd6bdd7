import { literalOf } from '../lexing/literal.js';
import { attributeCandidates, plainCandidate } from '../place.js';
import type { Candidate } from '../place.js';
import { aboutOf, claim, isFree, markAt, nextOf, previousOf } from '../reader.js';
import type { Reader } from '../reader.js';
import type { Condition, ConditionMeaning } from '../reading.js';
import { isQualifier } from '../qualifier.js';
import type { Qualifier } from '../qualifier.js';
import type { Referent } from '../vocabulary.js';
import { labelOf, nameAttributeOf } from '../scope.js';
import { referentsOf } from '../lexing/word.js';

/**
 * Conditions on rows: modifiers (女性), coded values (已支付), values of attributes (城市为"上海"), each
 * perhaps negated (不含测试订单) or listed (店播和达人播: either).
 */
export function readConditions(reader: Reader): readonly Condition[] {
  const conditions: Condition[] = [];
  const excluded = new Set<number>();
  reader.words.forEach((_, word) => {
    if (!isFree(reader, word)) return;
    const made = equalityAt(reader, word) ?? listAt(reader, word, excluded);
    if (made !== undefined) conditions.push(made);
  });
  return conditions;
}

/** 城市为"上海", city = 'Shanghai', 城市是上海: an attribute and the value it has. */
function equalityAt(reader: Reader, word: number): Condition | undefined {
  const candidates = attributeCandidates(namedAt(reader, word));
  if (candidates.length === 0) return namedEntityAt(reader, word);
  const sign = nextOf(reader, word);
  const equals = markAt(reader, sign, 'compare');
  const isEqual = equals === undefined || equals.op === '=' || equals.op === '<>';
  if (markAt(reader, sign, 'is', 'compare') === undefined || !isEqual) return undefined;
  const at = nextOf(reader, sign);
  const value = reader.words[at];
  const said =
    value?.kind === 'quoted' ? value.value : value?.kind === 'unknown' ? value.text : undefined;
  if (said === undefined || !isFree(reader, at)) return undefined;
  if (value?.kind === 'unknown' && saysNothing.test(said)) return undefined;
  const negated = equals?.op === '<>' || isNegated(reader, sign) || isNegated(reader, at);
  claim(reader, word, sign, at);
  const about = aboutOf(reader, word, at);
  return {
    first: word,
    last: at,
    about,
    meanings: candidates.map((candidate) => valueMeaning(candidate, [said], negated)),
    each: false,
    notes: value?.kind === 'unknown' ? [{ about, taken: reader.texts.literally(said) }] : [],
  };
}

/** 电话为空, is empty: no value of that spelling, unless it stands in quotes. */
const saysNothing = /^(?:空|空值|空白|缺失|未知|null|nil|empty|blank|missing|unknown|none)$/i;

/** Anchor "小美", 门店「外滩店」: the row of that name. */
function namedEntityAt(reader: Reader, word: number): Condition | undefined {
  const referents = namedAt(reader, word);
  const entity = referents.flatMap((r) => (r.kind === 'entity' ? [r.entity] : []))[0];
  const attribute = entity && nameAttributeOf(entity, true);
  const at = nextOf(reader, word);
  const value = reader.words[at];
  if (entity === undefined || attribute === undefined || value?.kind !== 'quoted') return undefined;
  if (!isFree(reader, at)) return undefined;
  claim(reader, word, at);
  const about = aboutOf(reader, word, at);
  return {
    first: word,
    last: at,
    about,
    meanings: [valueMeaning(plainCandidate(entity, attribute), [value.value], false)],
    each: false,
    notes: [{ about, taken: reader.texts.named(labelOf(attribute), value.value) }],
  };
}

/** One modifier, or values of one attribute with and, or between them. */
function listAt(reader: Reader, first: number, excluded: Set<number>): Condition | undefined {
  const meanings = meaningsAt(reader, first);
  if (meanings.length === 0) return undefined;
  const words = [first];
  let shared = meanings;
  for (
    let next = listedAfter(reader, first);
    next !== undefined;
    next = listedAfter(reader, next)
  ) {
    const both = meaningsAt(reader, next).filter(
      (m) =>
        m.kind === 'value' && shared.some((s) => s.kind === 'value' && s.attribute === m.attribute),
    );
    if (both.length === 0) break;
    shared = shared.filter((s) =>
      both.some((b) => s.kind === 'value' && b.kind === 'value' && s.attribute === b.attribute),
    );
    words.push(next);
  }
  const last = words.at(-1)!;
  const not = negationOf(reader, first, excluded);
  const named = attributeBefore(reader, not ?? first, shared);
  claim(reader, ...words, ...(not === undefined ? [] : [not]));
  const joints = words.slice(1).map((_, i) => nextOf(reader, words[i]!));
  claim(reader, ...joints);
  const negated = not !== undefined;
  if (negated) for (const word of [...words, last + 1]) excluded.add(word);
  const start = named ?? not ?? first;
  const about = aboutOf(reader, start, last);
  return {
    first: start,
    last,
    about,
    meanings: distinct(shared).map((referent) => meaningOf(reader, referent, words, negated)),
    each:
      !negated && words.length > 1 && joints.every((j) => markAt(reader, j, 'and') !== undefined),
    notes: negated ? [{ about, taken: reader.texts.negated(about) }] : [],
  };
}

/**
 * What a word can mean as a condition: modifiers and coded values, unless it names something countable. A
 * thing there are rows of is meant before a value that is called like it, but where that value's attribute
 * stands before (the channel store).
 */
function meaningsAt(reader: Reader, word: number): readonly Qualifier[] {
  const referents = namedAt(reader, word);
  if (referents.some((r) => r.kind === 'metric' || r.kind === 'term')) return [];
  const meanings = referents.filter(isQualifier);
  if (!referents.some((r) => r.kind === 'entity')) return meanings;
  const before = attributeCandidates(namedAt(reader, previousOf(reader, word, 'is', 'compare')));
  return meanings.filter((m) => before.some(({ attribute }) => attribute === m.attribute));
}

/** 性别为女性, status is paid: the attribute whose value follows says nothing more than the value. */
function attributeBefore(
  reader: Reader,
  word: number,
  meanings: readonly Qualifier[],
): number | undefined {
  const sign = previousOf(reader, word);
  const equals = markAt(reader, sign, 'compare');
  const isSign = markAt(reader, sign, 'is') !== undefined || equals?.op === '=';
  const at = isSign ? previousOf(reader, sign) : sign;
  const attributes = attributeCandidates(namedAt(reader, at));
  const isValueOf = attributes.some(({ attribute, entity }) =>
    meanings.some(
      (m) => m.attribute === attribute || (isSign && m.kind === 'attribute' && m.entity === entity),
    ),
  );
  if (!isValueOf) return undefined;
  claim(reader, at);
  if (isSign) claim(reader, sign);
  return at;
}

function namedAt(reader: Reader, word: number): readonly Referent[] {
  const found = reader.words[word];
  return isFree(reader, word) && found?.kind === 'name' ? found.referents : [];
}

function listedAfter(reader: Reader, word: number): number | undefined {
  const and = nextOf(reader, word);
  const next = nextOf(reader, and);
  return markAt(reader, and, 'and', 'or') !== undefined && isFree(reader, next) ? next : undefined;
}

/** A modifier that is written as `attribute = code` and that coded value are one meaning, not two. */
function distinct(referents: readonly Qualifier[]): readonly Qualifier[] {
  const values = referents.filter((r) => r.kind === 'value');
  return referents.filter(
    (r) =>
      r.kind === 'value' ||
      !values.some(
        (v) =>
          v.entity === r.entity &&
          r.attribute.is?.text.replaceAll(' ', '') === `${v.attribute.name}='${v.code}'`,
      ),
  );
}

function meaningOf(
  reader: Reader,
  referent: Qualifier,
  words: readonly number[],
  negated: boolean,
): ConditionMeaning {
  const candidate = plainCandidate(referent.entity, referent.attribute);
  if (referent.kind === 'attribute') return modifierMeaning(candidate, negated);
  const codes = words.flatMap((word) =>
    referentsOf(reader.words[word], 'value')
      .filter((r) => r.attribute === referent.attribute)
      .map((r) => r.code),
  );
  return valueMeaning(candidate, [...new Set(codes)], negated);
}

function modifierMeaning(candidate: Candidate, negated: boolean): ConditionMeaning {
  const name = candidate.attribute.name.replace(/^is_/, '');
  return {
    candidate,
    // Rows without a value are not what was excluded, so they stay.
    test: (path) =>
      negated
        ? candidate.attribute.required
          ? `not ${path}`
          : `${path} is distinct from true`
        : path,
    prefix: negated ? `non_${name}` : name,
  };
}

function valueMeaning(
  candidate: Candidate,
  values: readonly string[],
  negated: boolean,
): ConditionMeaning {
  const literals = values.map((value) => literalOf(candidate.attribute, value));
  const [only] = literals;
  const test = (path: string): string => {
    if (literals.length > 1)
      return negated
        ? `(${path} is null or ${path} not in (${literals.join(', ')}))`
        : `${path} in (${literals.join(', ')})`;
    return negated ? `${path} is distinct from ${only!}` : `${path} = ${only!}`;
  };
  const code = values.join('_');
  // A number says nothing without what it is the number of: status_1.
  const named = /^\d/.test(code) ? `${candidate.attribute.name}_${code}` : code;
  return {
    candidate,
    test,
    prefix: /^[\p{L}\p{N}_]+$/u.test(named) ? `${negated ? 'non_' : ''}${named}` : '',
  };
}

/**
 * The word that negates a condition: 不含, excluding before it, or before the condition that `and` joins
 * it to (不含测试订单和已关闭订单).
 */
function negationOf(
  reader: Reader,
  word: number,
  excluded: ReadonlySet<number>,
): number | undefined {
  const before = previousOf(reader, word);
  if (markAt(reader, before, 'not') !== undefined) return before;
  if (markAt(reader, before, 'and', 'or') === undefined) return undefined;
  const joined = previousOf(reader, before);
  return excluded.has(joined) ? before : undefined;
}

function isNegated(reader: Reader, word: number): boolean {
  const before = reader.words[word - 1];
  if (before?.kind !== 'mark' || before.mark.kind !== 'not') return false;
  claim(reader, word - 1);
  return true;
}
