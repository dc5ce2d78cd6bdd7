import type { Attribute, Entity, Ontology } from '../../ontology/model.js';
import { isNumeric } from '../attribute-kinds.js';
import { fold, isChinese, stem } from '../lexing/fold.js';
import { flagForms } from './flag-forms.js';
import {
  commonStart,
  isIdentifying,
  keyedAs,
  latinKey,
  verbStem,
  withoutStart,
  wordsIn,
} from './name-words.js';
import {
  chineseFormsOf,
  chineseValuesOf,
  countrySpellings,
  partedWords,
} from './chinese/glossary.js';
import { nearForms, sameReferent, tableTails, tailForms } from './chinese/tails.js';
import { likeVerbs, spokenForms } from './english/business-words.js';
import { states } from './english/states.js';
import { verbsOf } from './english/actions.js';
import { saidAs, sexes, writtenOut } from './english/said-as.js';

/** What words of a question can name: a thing, one of its values' columns, or a value. */
export type Referent =
  { readonly kind: 'entity'; readonly entity: Entity } | AttributeReferent | ValueReferent;

/** A column of a thing’s values. */
export interface AttributeReferent {
  readonly kind: 'attribute';
  readonly entity: Entity;
  readonly attribute: Attribute;
  /** It holds how many there are of what the words name: `citation_num` for citations. */
  readonly counted?: true;
}

/** One of the coded values of a column. */
export interface ValueReferent {
  readonly kind: 'value';
  readonly entity: Entity;
  readonly attribute: Attribute;
  readonly code: string;
}

/** All forms that name something, and how long they get. */
export interface Index {
  /** Stems of words with one space between. */
  readonly latin: ReadonlyMap<string, readonly Referent[]>;
  /** Runs of characters. */
  readonly chinese: ReadonlyMap<string, readonly Referent[]>;
  /** Words that begin an attribute of time, as verbs: joined of `join_date`. */
  readonly verbs: ReadonlyMap<string, readonly AttributeReferent[]>;
  /** Verbs that say what rows of an entity record: ordered of orders, paid of payments. */
  readonly acts: ReadonlyMap<string, readonly Entity[]>;
  readonly longest: { readonly words: number; readonly characters: number };
}

const indexes = new WeakMap<Ontology, Index>();

/** The index of an ontology; an ontology never changes, so it is made once. */
export function indexOf(ontology: Ontology): Index {
  const known = indexes.get(ontology) ?? newIndex(ontology);
  indexes.set(ontology, known);
  return known;
}

function newIndex(ontology: Ontology): Index {
  const latin = new Map<string, Referent[]>();
  const chinese = new Map<string, Referent[]>();
  const verbs = new Map<string, AttributeReferent[]>();
  const add = (form: string, referent: Referent): void => {
    const [map, key] = isChinese(form)
      ? [chinese, fold(form).replaceAll(/\s+/g, '')]
      : [latin, latinKey(form)];
    if (key === '' || (key.length === 1 && !/[州省县区国邦男女]/.test(key))) return;
    const there = map.get(key) ?? [];
    if (!there.some((r) => sameReferent(r, referent))) map.set(key, [...there, referent]);
  };
  const entities = [...ontology.entities.values()];
  const prefix = commonStart(entities.map((e) => wordsIn(e.name)));
  const keyed = keyedAs(entities);
  for (const entity of entities) {
    const thing = keyed.get(entity) ?? [];
    for (const form of entityForms(entity, prefix)) add(form, { kind: 'entity', entity });
    for (const form of [thing.join(' '), ...chineseFormsOf(thing)])
      add(form, { kind: 'entity', entity });
    const common = attributePrefix(entity);
    for (const attribute of entity.attributes.values()) {
      if (isRawText(entity, attribute)) continue;
      const target = targetOf(ontology, entity, attribute);
      for (const { form, counted } of attributeForms(entity, attribute, common, thing))
        add(form, {
          kind: 'attribute',
          ...(target ?? { entity, attribute }),
          ...(counted && { counted }),
        });
      if (target === undefined)
        for (const form of ownForms(entity, prefix, attribute, common))
          add(form, { kind: 'attribute', entity, attribute });
      for (const [code, { label, synonyms }] of attribute.values ?? [])
        for (const form of valueForms(code, label, synonyms, /gender|sex$/i.test(attribute.name)))
          add(form, { kind: 'value', entity, attribute, code });
      for (const { form, code } of flagForms(attribute, bareWords(attribute, common)))
        add(form, { kind: 'value', entity, attribute, code });
      if (attribute.type.kind === 'date' || attribute.type.kind === 'timestamp')
        for (const word of new Set(timeWords(attribute, common).flatMap(likeVerbs))) {
          const referent = { kind: 'attribute', entity, attribute } as const;
          verbs.set(word, [...(verbs.get(word) ?? []), referent]);
        }
    }
  }
  const taken = new Set(latin.keys());
  for (const entity of entities)
    for (const attribute of entity.attributes.values())
      for (const form of spokenForms(
        entity,
        attribute,
        bareWords(attribute, attributePrefix(entity)),
      ))
        if (!taken.has(latinKey(form))) add(form, { kind: 'attribute', entity, attribute });
  for (const entity of entities)
    for (const attribute of entity.attributes.values())
      for (const form of thingForms(entity, attribute)) {
        const map = isChinese(form) ? chinese : latin;
        if (!map.has(isChinese(form) ? form : latinKey(form)))
          add(form, { kind: 'attribute', entity, attribute });
      }
  addTails(entities, prefix, chinese, add);
  for (const entity of entities)
    for (const attribute of entity.attributes.values())
      if (isListOfCountries(attribute))
        for (const name of countrySpellings.keys())
          if (!chinese.has(name)) add(name, { kind: 'value', entity, attribute, code: name });
  // What a table holds as it is asked for comes before what only stands for it.
  for (const entity of entities)
    for (const attribute of entity.attributes.values())
      for (const code of /state|province/i.test(attribute.name)
        ? (attribute.values?.keys() ?? [])
        : []) {
        const state = states[code.toUpperCase()];
        if (state !== undefined && !latin.has(latinKey(state)))
          add(state, { kind: 'value', entity, attribute, code });
      }
  const acts = new Map<string, Entity[]>();
  for (const entity of entities.filter(recordsSomething))
    for (const verb of verbsOf(wordsIn(entity.name).slice(prefix.length)))
      acts.set(verb, [...(acts.get(verb) ?? []), entity]);
  return {
    latin,
    chinese,
    verbs,
    acts,
    longest: {
      words: Math.max(1, ...[...latin.keys()].map((k) => k.split(' ').length)),
      characters: Math.max(1, ...[...chinese.keys()].map((k) => k.length)),
    },
  };
}

/** What is called by the end of a name, or by a word for the same, where nothing else is. */
function addTails(
  entities: readonly Entity[],
  prefix: readonly string[],
  chinese: ReadonlyMap<string, readonly Referent[]>,
  add: (form: string, referent: Referent) => void,
): void {
  const columns = entities.flatMap((entity) => {
    const common = attributePrefix(entity);
    const own = [...entity.attributes.values()].filter((a) => !isRawText(entity, a));
    return own.map((attribute) => ({
      referent: { kind: 'attribute', entity, attribute } as const,
      words: bareWords(attribute, common),
    }));
  });
  const words = (entity: Entity): readonly string[] => wordsIn(entity.name).slice(prefix.length);
  const tables = entities.map((entity) => ({ entity, words: words(entity) }));
  for (const forms of [tailForms(columns), tableTails(tables), nearForms(chinese)])
    for (const [form, referent] of forms) if (!chinese.has(form)) add(form, referent);
}

/** A bridge that only says what belongs together records nothing that is done. */
function recordsSomething({ attributes, relationships }: Entity): boolean {
  const pointing = new Set([...relationships.values()].flatMap((r) => r.on.map((o) => o.from)));
  return [...attributes.keys()].some((name) => !pointing.has(name));
}

/** What an attribute that points to another thing names: the key of that thing. */
function targetOf(
  ontology: Ontology,
  entity: Entity,
  { name }: Attribute,
): { readonly entity: Entity; readonly attribute: Attribute } | undefined {
  const targets = [...entity.relationships.values()].flatMap((r) => {
    // Names that are written out stand for themselves where the list of them lacks some.
    if (!r.required && entity.attributes.get(name)?.type.kind === 'string' && isNameLike(name))
      return [];
    const other = ontology.entities.get(r.to);
    const attribute = r.on.length === 1 && r.on[0]!.from === name ? r.on[0]!.to : undefined;
    const key = attribute === undefined ? undefined : other?.attributes.get(attribute);
    return other === undefined || key === undefined ? [] : [{ entity: other, attribute: key }];
  });
  return targets.length === 1 ? targets[0] : undefined;
}

function isNameLike(name: string): boolean {
  return wordsIn(name).at(-1) === 'name';
}

function* entityForms(entity: Entity, prefix: readonly string[]): Generator<string> {
  yield* [entity.name, entity.label ?? '', ...entity.synonyms].filter((f) => f !== '');
  const words = wordsIn(entity.name).slice(prefix.length);
  if (words.length > 0) yield words.join(' ');
  if (words.length > 1 && words.every((w) => /^[a-z]+$/.test(w))) yield words.join('');
  const written = writtenOut(words);
  if (written !== undefined) yield written.join(' ');
  yield* chineseFormsOf(words);
}

/** 商店类型: the thing and what is asked of it. */
function ownForms(
  entity: Entity,
  prefix: readonly string[],
  attribute: Attribute,
  common: readonly string[],
): readonly string[] {
  const bare = bareWords(attribute, common);
  if (bare.length !== 1) return [];
  const things = chineseFormsOf(wordsIn(entity.name).slice(prefix.length));
  // 订单数量 counts orders, whatever they have a quantity of.
  const forms = chineseFormsOf(bare).filter((f) => !isNumeric(attribute) || !/[数量]$/.test(f));
  return things.flatMap((thing) => forms.map((form) => thing + form));
}

interface AttributeForm {
  readonly form: string;
  readonly counted?: true;
}

function* attributeForms(
  entity: Entity,
  attribute: Attribute,
  common: readonly string[],
  thing: readonly string[],
): Generator<AttributeForm> {
  const said = [attribute.name, attribute.label ?? '', ...attribute.synonyms];
  for (const form of said) if (form !== '' && !generic.has(form.toLowerCase())) yield { form };
  const bare = bareWords(attribute, common);
  const own = wordsIn(entity.name);
  for (const words of [bare, withoutStart(bare, own), withoutStart(bare, own.slice(-1))]) {
    // What names any row of anything is read with its noun.
    if (words.length === 0 || (words.length === 1 && generic.has(words[0]!))) continue;
    yield { form: words.join(' ') };
    for (const spoken of saidAs(words)) yield { form: spoken.join(' ') };
    // rental_hours of rentals are no rental.
    const things = words.length > 1 ? own.flatMap((_, at) => chineseFormsOf(own.slice(at))) : [];
    const forms = chineseFormsOf(words).filter((form) => !things.includes(form));
    yield* forms.map((form) => ({ form }));
    if (words.length === 2) yield { form: `${words[1]!} of ${words[0]!}` };
    // The city name is the city, but owners of one name are two; a rating is what is rated.
    const named = words.at(-1) === 'name' ? words.slice(0, -1).join(' ') : '';
    if (named !== '' && named !== thing.join(' ') && attribute.type.kind === 'string') {
      yield { form: named };
      yield* chineseFormsOf(words.slice(0, -1)).map((form) => ({ form }));
    }
    if (words.length === 1 && words[0]!.endsWith('ing') && isNumeric(attribute))
      yield { form: words[0]!.replace(/ing$/, 'ed') };
    const counted = countedWords(words);
    if (counted !== undefined && isNumeric(attribute)) {
      yield { form: counted.join(' '), counted: true };
      yield* chineseFormsOf(counted).map((form) => ({ form, counted: true as const }));
    }
  }
}

/** A column of ids stands for the things they are of, where nothing else is called so. */
function thingForms(entity: Entity, attribute: Attribute): readonly string[] {
  const words = bareWords(attribute, attributePrefix(entity));
  const isOfSales = wordsIn(entity.name).some((w) => stem(w) === 'sale' || stem(w) === 'order');
  // Beside a quantity, the amount of a sale is money.
  const hasQuantity = entity.attributes.has('quantity') || entity.attributes.has('qty');
  if (isOfSales && hasQuantity && words.join(' ') === 'amount') return ['销售额', '销售金额'];
  // The only day or moment of a row is its date, whatever it is called.
  if (entity.time === attribute.name) return ['日期', '时间'];
  if (!isIdentifying(words)) return [];
  const stems = words.slice(0, -1);
  return [stems.join(' '), ...chineseFormsOf(stems)].filter((form) => form !== '');
}

/** A column of countries that has more of them than are listed. */
function isListOfCountries(attribute: Attribute): boolean {
  const isText = attribute.type.kind === 'string' && attribute.values === undefined;
  return isText && wordsIn(attribute.name).at(-1) === 'country';
}

/** Nouns that say which part of anything is meant. */
const generic: ReadonlySet<string> = new Set([
  'name',
  'id',
  'key',
  'code',
  'number',
  'no',
  'count',
]);

/** `citation_num`, `num_citations`: what is counted. */
function countedWords(words: readonly string[]): readonly string[] | undefined {
  if (words.length < 2) return undefined;
  if (countTails.has(words.at(-1)!)) return words.slice(0, -1);
  if (words[0] === 'number' && words[1] === 'of') return words.slice(2);
  return ['num', 'number', 'count', 'total', 'n'].includes(words[0]!) ? words.slice(1) : undefined;
}

const countTails: ReadonlySet<string> = new Set([
  'num',
  'cnt',
  'count',
  'number',
  'qty',
  'quantity',
]);

function valueForms(
  code: string,
  label: string,
  synonyms: readonly string[],
  isOfSex: boolean,
): readonly string[] {
  const chinese = [code, label].flatMap((text) => chineseValuesOf(wordsIn(text)));
  if (/^[A-Za-z]$/.test(code) && label === code && isOfSex)
    return [...chinese, ...(sexes[code.toUpperCase()] ?? [])];
  if (/^[A-Za-z]$/.test(code) && label === code)
    return ['类', '型', '级', '类型', '等级'].map((tail) => code + tail);
  return [label, ...synonyms, code, ...chinese].filter((f) => /\p{L}{2}|\p{L}\p{N}/u.test(f));
}

/** Verbs that a time is called by: `join_date`, `created_at`. */
function timeWords(attribute: Attribute, common: readonly string[]): readonly string[] {
  const words = bareWords(attribute, common)
    .map((w) => w.replace(/^signup$/, 'sign'))
    .filter((w) => w.length > 2 && !timeTails.has(w));
  return words.flatMap((w) => [
    verbStem(w),
    ...(/(?:ion|al|ment|ure|ery)$/.test(w) ? verbsOf([w]) : []),
  ]);
}

const timeTails: ReadonlySet<string> = new Set('date time day datetime str timestamp'.split(' '));

/** The words of an attribute without those that all attributes of its entity begin with, and without a computed type's tail. */
export function bareWords(attribute: Attribute, common: readonly string[]): readonly string[] {
  const words = partedWords(withoutStart(wordsIn(attribute.name), common));
  const isTyped = attribute.is !== undefined && words.length > 1;
  return isTyped && ['num', 'date', 'ts'].includes(words.at(-1)!) ? words.slice(0, -1) : words;
}

/** What all attributes of an entity begin with. */
export function attributePrefix(entity: Entity): readonly string[] {
  return commonStart([...entity.attributes.values()].map((a) => wordsIn(a.name)));
}

/** A text that is also read as what it holds: the reading is meant. */
function isRawText(entity: Entity, attribute: Attribute): boolean {
  return (
    attribute.is === undefined &&
    ['num', 'date', 'ts'].some((tail) => {
      const typed = entity.attributes.get(`${attribute.name}_${tail}`);
      return typed?.is?.text.includes(attribute.name) === true;
    })
  );
}
