import { entryIn } from '../../entry-in.js';
import { stem } from '../../lexing/fold.js';
import { isNumeric, isTemporal } from '../../attribute-kinds.js';
import type { Attribute, Entity } from '../../../ontology/model.js';

/** Verbs that say the same of a day that a row has, by their stems. */
const sameVerbs: readonly (readonly string[])[] = [
  ['join', 'sign', 'register', 'registrat', 'enroll', 'subscrib'],
  ['hir', 'employ', 'recruit'],
  ['terminat', 'fir', 'dismiss', 'left'],
  ['ship', 'dispatch'],
  ['open', 'launch', 'found', 'establish'],
  ['clos', 'shut'],
  ['publish', 'publicat', 'releas', 'issu'],
  ['end', 'finish', 'complet'],
  ['start', 'began'],
  ['born', 'birth'],
  ['paid', 'pay', 'payment'],
];

/** A stem of a verb with those of the verbs that say the same. */
export function likeVerbs(verb: string): readonly string[] {
  return sameVerbs.find((verbs) => verbs.includes(verb)) ?? [verb];
}

/** What people call a column besides its name, where nothing is called so: the opening date, the closing price, revenue. */
export function spokenForms(
  entity: Entity,
  attribute: Attribute,
  words: readonly string[],
): readonly string[] {
  const thing = entity.name.split('_').at(-1)!;
  const [word, ...more] = words;
  const isOne = word !== undefined && more.length === 0 && isNumeric(attribute);
  return [
    ...(isTemporal(attribute) ? dayForms(words) : []),
    ...(isRevenue(entity, attribute) ? revenueForms : []),
    ...(isOne ? adjectivesOf(word).map((adjective) => `${adjective} ${thing}`) : []),
  ];
}

/** What people call a day that a row has: opened_on is the opening date, birth_date the date of birth. */
function dayForms(words: readonly string[]): readonly string[] {
  const bare = words.filter((w) => !dayTails.has(w));
  const [word] = bare;
  if (bare.length !== 1 || word === undefined || !/^[a-z]{3,}$/.test(word)) return [];
  const base = /(?<!e)ed$/.test(word) ? word.slice(0, -2) : word.replace(/e$/, '');
  const said = [...new Set([word, base, `${base}ing`, `${base}ed`])];
  return [
    ...said.flatMap((s) => [`${s} date`, `${s} day`]),
    `date of ${word}`,
    `date of ${base}ing`,
  ];
}

const dayTails: ReadonlySet<string> = new Set(['date', 'day', 'at', 'on', 'time', 'datetime']);

/** What a row of trade is called by: its money is what is earned with it. */
const trades = 'sale order invoice transaction purchase booking payment'.split(' ').map(stem);

/** Revenue, sales amount: the only column of money of the rows that record trade, where it is no price of one of several. */
export function isRevenue(entity: Entity, attribute: Attribute): boolean {
  const words = entity.name.split('_').map(stem);
  const isTrade = words.some((w) => trades.includes(w)) && !words.includes('made');
  if (!isTrade || !isNumeric(attribute)) return false;
  const attributes = [...entity.attributes.values()];
  const endsIn = (a: Attribute, ends: readonly string[]): boolean =>
    isNumeric(a) && ends.some((end) => a.name.split('_').at(-1) === end);
  const isMany = attributes.some((a) => endsIn(a, ['quantity', 'qty', 'shares', 'units']));
  const amounts = attributes.filter((a) => endsIn(a, ['amount', 'amt', 'total', 'revenue']));
  const prices = attributes.filter((a) => endsIn(a, ['price']));
  const [only, ...more] = amounts.length > 0 ? amounts : isMany ? [] : prices;
  return more.length === 0 && only === attribute;
}

/** What revenue is called. */
export const revenueForms: readonly string[] = [
  'revenue',
  'sales revenue',
  'sales amount',
  'sale amount',
  'sales value',
  'revenue amount',
  'turnover',
];

/** What a column of a thing is called as its adjective: the close of a daily price is the closing price. */
function adjectivesOf(word: string): readonly string[] {
  const known = entryIn(adjectives, word);
  return known === undefined ? [] : [word, ...known];
}

const adjectives: Readonly<Record<string, readonly string[]>> = {
  close: ['closing'],
  open: ['opening'],
  high: [],
  low: [],
  start: ['starting'],
  end: ['ending'],
};
