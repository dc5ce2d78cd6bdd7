import type { Attribute, Entity } from '../../../ontology/model.js';
import { isNumeric, isTemporal } from '../../attribute-kinds.js';
import { namePairOf } from '../../scope.js';
import { wordsIn } from '../name-words.js';
import { roleOf } from '../token.js';
import type { Reading } from './reading.js';

/** An adjective that says how much there is of something, by the words that columns of it are called by. */
export interface Dimension {
  /** Less of it: short, cheap; of days earlier. */
  readonly less: boolean;
  /** `so`: a comparison of its own stands behind it: priced over. */
  readonly degree: 'most' | 'more' | 'so';
  readonly nouns: readonly string[];
  /** How many tokens say it. */
  readonly tokens: number;
}

const length = [
  'length',
  'duration',
  'minutes',
  'seconds',
  'milliseconds',
  'runtime',
  'page',
  'pages',
];
const price = ['price', 'cost', 'fare', 'fee', 'rate'];
const date = ['date', 'day', 'time', 'year'];
const age = ['age'];
const height = ['height', 'elevation', 'altitude'];

/** Adjectives by their stem: what more of it means, and of what. */
const adjectives: Readonly<Record<string, readonly [less: boolean, nouns: readonly string[]]>> = {
  long: [false, length],
  short: [true, length],
  deep: [false, ['depth']],
  shallow: [true, ['depth']],
  high: [false, height],
  tall: [false, height],
  expensive: [false, price],
  costly: [false, price],
  cheap: [true, price],
  heavy: [false, ['weight', 'mass']],
  light: [true, ['weight', 'mass']],
  large: [false, ['size', 'area', 'population', 'capacity']],
  big: [false, ['size', 'area', 'population', 'capacity']],
  small: [true, ['size', 'area', 'population', 'capacity']],
  fast: [false, ['speed', 'velocity']],
  slow: [true, ['speed', 'velocity']],
  wide: [false, ['width']],
  populous: [false, ['population']],
  populated: [false, ['population']],
  old: [false, age],
  young: [true, age],
  new: [false, date],
  recent: [false, date],
  early: [true, date],
};

/** Verbs by what they say how much there is of. */
const verbs: Readonly<Record<string, readonly string[]>> = {
  priced: price,
  cost: price,
  costs: price,
  costing: price,
  lasting: length,
  lasts: length,
  lasted: length,
  weighing: ['weight', 'mass'],
  weighs: ['weight', 'mass'],
  weigh: ['weight', 'mass'],
  rated: ['rating', 'stars', 'score'],
  scored: ['score', 'points'],
  scoring: ['score', 'points'],
  aged: ['age'],
  earning: ['salary', 'wage', 'income'],
  earns: ['salary', 'wage', 'income'],
  earn: ['salary', 'wage', 'income'],
};

/** The adjective of a dimension that stands next: longest, most expensive, deeper than; or its verb: priced over. */
export function dimensionNext({ tokens, at }: Reading): Dimension | undefined {
  const token = tokens[at];
  const best = roleOf(token, 'super');
  const compare = roleOf(token, 'compare');
  const behind = tokens[at + 1];
  if (best !== undefined && behind?.kind === 'unknown' && /most|least/i.test(token?.text ?? '')) {
    const [less, nouns] = adjectives[behind.text.toLowerCase()] ?? [];
    if (less === undefined) return undefined;
    return { less: less !== best.ascending, degree: 'most', nouns: nouns!, tokens: 2 };
  }
  const word = token?.text.toLowerCase() ?? '';
  const isCompared = roleOf(behind, 'compare', 'between') !== undefined;
  const valued = isCompared && token?.kind !== 'quoted' ? verbs[word] : undefined;
  if (valued !== undefined) return { less: false, degree: 'so', nouns: valued, tokens: 1 };
  if (compare !== undefined || token?.kind !== 'unknown') return undefined;
  for (const [adjective, [less, nouns]] of Object.entries(adjectives)) {
    const stem = adjective.replace(/e$/, '').replace(/y$/, 'i');
    const forms = [stem, stem + stem.at(-1)!];
    if (forms.some((f) => word === `${f}est`)) return { less, degree: 'most', nouns, tokens: 1 };
    const isThan = /^than$/i.test(behind?.text ?? '');
    if (isThan && forms.some((f) => word === `${f}er`))
      return { less, degree: 'more', nouns, tokens: 2 };
  }
  return undefined;
}

/** The only column of an entity that is of a dimension, and whether less of the dimension is less of the column. */
export function columnOfDimension(
  entity: Entity,
  { nouns, less }: Dimension,
): { readonly attribute: Attribute; readonly less: boolean } | undefined {
  const attributes = [...entity.attributes.values()];
  const isOf = (a: Attribute): boolean => wordsIn(a.name).some((w) => nouns.includes(w));
  const isAge = nouns === age && !attributes.some(isOf);
  // The oldest is what began first: who was born, what has one day only.
  const [day] = isAge ? beginnings(entity) : [];
  if (day !== undefined) return { attribute: day, less: !less };
  const days = attributes.filter(isTemporal);
  const isOnlyDay = nouns === date && days.length === 1;
  const found = isOnlyDay
    ? days
    : attributes.filter(
        (a) =>
          isOf(a) &&
          (nouns === date ? isTemporal(a) : isNumeric(a)) &&
          !entity.key.includes(a.name),
      );
  return found.length === 1 ? { attribute: found[0]!, less } : undefined;
}

/** The day that rows of an entity are as old as: that of birth, else the only one where they are no people. */
function beginnings(entity: Entity): readonly Attribute[] {
  const birth = birthOf(entity);
  if (birth !== undefined) return [birth];
  const days = [...entity.attributes.values()].filter(isTemporal);
  return days.length === 1 && namePairOf(entity, true).length === 0 ? days : [];
}

/** The day that people of an entity were born on. */
export function birthOf({ attributes }: Entity): Attribute | undefined {
  const found = [...attributes.values()].filter(
    (a) =>
      isTemporal(a) &&
      wordsIn(a.name).some((w) => /^(?:birth|birthdate|birthday|born|dob)$/.test(w)),
  );
  return found.length === 1 ? found[0] : undefined;
}
