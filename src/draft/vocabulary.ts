import { unreachable } from '../base/unreachable.js';
import type {
  Attribute,
  Described,
  Entity,
  Metric,
  Ontology,
  Period,
  Relationship,
  Term,
} from '../ontology/model.js';
import { fold, isChinese, stem } from './lexing/fold.js';
import { MARKS_EN } from './lexing/marks-en.js';
import { MARKS_ZH } from './lexing/marks-zh.js';

/** What a word of the business can mean. */
export type Referent =
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'attribute'; readonly entity: Entity; readonly attribute: Attribute }
  | {
      readonly kind: 'value';
      readonly entity: Entity;
      readonly attribute: Attribute;
      readonly code: string;
    }
  | { readonly kind: 'relationship'; readonly entity: Entity; readonly relationship: Relationship }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'grain'; readonly grain: string }
  | { readonly kind: 'term'; readonly term: Term };

/** All words of an ontology: each form, as it is compared, with everything that it can mean. */
export interface Vocabulary {
  /** Forms with Chinese characters, compared by characters. */
  readonly chinese: ReadonlyMap<string, readonly Referent[]>;
  /** Other forms: stems of their words with one space between. */
  readonly latin: ReadonlyMap<string, readonly Referent[]>;
  /** The longest Chinese form in characters, the longest other form in words. */
  readonly longest: { readonly characters: number; readonly words: number };
}

/** A form at a place of a text. */
export interface Named {
  readonly end: number;
  readonly referents: readonly Referent[];
}

/** Collects the surface forms of everything in an ontology: names, labels, synonyms, coded values. */
export function vocabularyOf(ontology: Ontology): Vocabulary {
  const chinese = new Map<string, Referent[]>();
  const latin = new Map<string, Referent[]>();
  const seen = new Set<string>();
  for (const [form, referent] of formsOf(ontology)) {
    const [map, key] = isChinese(form)
      ? [chinese, fold(form).replaceAll(/\s+/g, '')]
      : [latin, latinKey(form)];
    if (key === '' || (referent.kind === 'attribute' && GENERIC.has(key))) continue;
    // Thousands of entities may have a word in common.
    const whole = JSON.stringify([key, referentKey(referent)]);
    if (seen.has(whole)) continue;
    seen.add(whole);
    const known = map.get(key);
    if (known === undefined) map.set(key, [referent]);
    else known.push(referent);
  }
  return {
    chinese,
    latin,
    longest: {
      characters: most([...chinese.keys()].map((k) => k.length)),
      words: most([...latin.keys()].map((k) => k.split(' ').length)),
    },
  };
}

/** Words that name an attribute of anything: they are read with the noun they belong to. */
const GENERIC: ReadonlySet<string> = new Set(['name', 'id']);

/** All forms that start at a position of a folded text, the longest first. */
export function namesAt(vocabulary: Vocabulary, text: string, position: number): readonly Named[] {
  return [
    ...chineseAt(vocabulary, text, position),
    ...latinAt(vocabulary, text, position),
  ].toSorted((a, b) => b.end - a.end);
}

/** Words of the ontology that a tokenizer should keep whole. */
export function dictionaryOf(ontology: Ontology): readonly string[] {
  const words = new Set<string>();
  for (const [form] of formsOf(ontology))
    if (isChinese(form)) words.add(fold(form).replaceAll(/\s+/g, ''));
  return [...words].filter((word) => word !== '').toSorted();
}

function chineseAt(
  { chinese, longest }: Vocabulary,
  text: string,
  position: number,
): readonly Named[] {
  const found: Named[] = [];
  let form = '';
  // Spaces between Chinese and other words are a matter of style: UV 价值 is UV价值.
  for (let end = position; end < text.length && form.length < longest.characters; end++) {
    if (text[end] === ' ' && form !== '') continue;
    form += text[end]!;
    const referents = chinese.get(form);
    if (referents !== undefined && isWhole(text, position, end + 1))
      found.push({ end: end + 1, referents });
  }
  return found;
}

/** A Latin letter or digit at an end of a form must not go on in the text: `gmv额` is not in `xgmv额`. */
function isWhole(text: string, start: number, end: number): boolean {
  const joins = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && /[a-z\d_]/.test(a) && /[a-z\d_]/.test(b);
  return !joins(text[start - 1], text[start]) && !joins(text[end - 1], text[end]);
}

const LATIN_WORD = /[\p{L}\p{N}]+(?:'[a-z]+)?/uy;

function latinAt({ latin, longest }: Vocabulary, text: string, position: number): readonly Named[] {
  const before = text[position - 1];
  if (before !== undefined && /[a-z\d]/.test(before)) return [];
  const found: Named[] = [];
  const stems: string[] = [];
  let at = position;
  while (stems.length < longest.words) {
    LATIN_WORD.lastIndex = at;
    const word = LATIN_WORD.exec(text)?.[0];
    if (word === undefined || isChinese(word)) {
      const part = word === undefined ? undefined : /^[a-z\d]+/.exec(word)?.[0];
      if (part === undefined) break;
      stems.push(stem(part));
      const referents = latin.get(stems.join(' '));
      if (referents !== undefined) found.push({ end: at + part.length, referents });
      break;
    }
    stems.push(stem(word));
    const end = at + word.length;
    const referents = latin.get(stems.join(' '));
    if (referents !== undefined) found.push({ end, referents });
    const gap = /^(?:[ _-]|\. ?)/.exec(text.slice(end, end + 2))?.[0];
    if (gap === undefined) break;
    at = end + gap.length;
  }
  return found;
}

function latinKey(form: string): string {
  return (fold(form).match(/[\p{L}\p{N}]+(?:'[a-z]+)?/gu) ?? []).map(stem).join(' ');
}

type Form = readonly [form: string, referent: Referent];

function* formsOf(ontology: Ontology): Generator<Form> {
  for (const term of ontology.terms.values()) yield* described(term, { kind: 'term', term });
  for (const metric of ontology.metrics.values())
    yield* described(metric, { kind: 'metric', metric });
  for (const entity of ontology.entities.values()) {
    yield* described(entity, { kind: 'entity', entity });
    for (const attribute of entity.attributes.values()) yield* attributeForms(entity, attribute);
    for (const relationship of entity.relationships.values())
      yield* described(relationship, { kind: 'relationship', entity, relationship });
  }
  for (const period of ontology.periods.values())
    yield* described(period, { kind: 'period', period });
  for (const calendar of ontology.calendars.values())
    for (const [grain, { value }] of calendar.grains) {
      yield [grain, { kind: 'grain', grain }];
      const attribute = ontology.entities.get(calendar.entity)?.attributes.get(value);
      if (attribute !== undefined) yield* described(attribute, { kind: 'grain', grain });
    }
}

function* described(thing: Described, referent: Referent): Generator<Form> {
  yield [thing.name, referent];
  if (thing.label !== undefined) yield [thing.label, referent];
  for (const synonym of thing.synonyms) yield [synonym, referent];
}

function* attributeForms(entity: Entity, attribute: Attribute): Generator<Form> {
  const referent: Referent = { kind: 'attribute', entity, attribute };
  yield* described(attribute, referent);
  if (attribute.type.kind === 'boolean') {
    // is_fan is said as `fan`, 是否粉丝 as 粉丝.
    for (const form of [attribute.name, attribute.label ?? '', ...attribute.synonyms]) {
      const bare = form.replace(/^(?:is_|has_|是否为?|是)/i, '');
      if (bare !== form && bare !== '') yield [bare, referent];
    }
  }
  for (const [code, { label, synonyms }] of attribute.values ?? []) {
    const value: Referent = { kind: 'value', entity, attribute, code };
    yield [label, value];
    for (const synonym of synonyms) yield [synonym, value];
    // A code that is a word is said as one; 1, A or `on` would match anything.
    if (/\p{L}{2}/u.test(code) && !isGrammar(code)) yield [code, value];
  }
}

/** Whether a text is a word of the grammar: in, on, all, by. */
function isGrammar(text: string): boolean {
  const folded = fold(text);
  return [...MARKS_EN, ...MARKS_ZH].some(({ pattern }) => {
    pattern.lastIndex = 0;
    return pattern.exec(folded)?.[0].length === folded.length;
  });
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}

/** A text that is the same exactly for the same referent. */
export function referentKey(referent: Referent): string {
  switch (referent.kind) {
    case 'metric':
      return JSON.stringify(['metric', referent.metric.name]);
    case 'entity':
      return JSON.stringify(['entity', referent.entity.name]);
    case 'attribute':
      return JSON.stringify(['attribute', referent.entity.name, referent.attribute.name]);
    case 'value':
      return JSON.stringify([
        'value',
        referent.entity.name,
        referent.attribute.name,
        referent.code,
      ]);
    case 'relationship':
      return JSON.stringify(['relationship', referent.entity.name, referent.relationship.name]);
    case 'period':
      return JSON.stringify(['period', referent.period.name]);
    case 'grain':
      return JSON.stringify(['grain', referent.grain]);
    case 'term':
      return JSON.stringify(['term', referent.term.name]);
    default:
      return unreachable(referent);
  }
}
