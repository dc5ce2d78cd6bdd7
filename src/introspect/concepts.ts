import type { Found, FoundAttribute, FoundEntity } from './found.js';
import { endsWith, sameWords, singularWords, wordsOf } from './words/words.js';

/** What an ontology of the business calls things and what is said of them. */
export interface Concepts {
  readonly classes: readonly { readonly name: string; readonly label: string }[];
  /** Columns, by the class that has them. */
  readonly properties: readonly Property[];
  /** From one class to another. */
  readonly relations: readonly (Property & { readonly range: string })[];
}

interface Property {
  readonly name: string;
  readonly label: string;
  readonly domain: string;
}

/**
 * What was found of a database, called as an ontology of the business calls it: a class is the table of
 * its name, a property the column of its name in it, or the only number of that kind in the table whose
 * rows it is a kind of. A class or a property without its like in the database says nothing.
 */
export function withConcepts(found: Found, concepts: readonly Concepts[]): Found {
  const entities = concepts.reduce<readonly FoundEntity[]>(
    (known, one) => known.map((entity) => called(entity, known, one)),
    found.entities,
  );
  const metrics = entities.flatMap((entity) => {
    const before = found.entities.find((e) => e.name === entity.name)!;
    const own = entity.attributes.filter((a) => !before.attributes.some((b) => b.name === a.name));
    return own.flatMap((attribute) => {
      const name = `${entity.name}_${attribute.name}_sum`;
      const isFree = !found.metrics.some((m) => m.name === name);
      return isFree ? [{ name, entity: entity.name, agg: 'sum' as const, of: attribute.name }] : [];
    });
  });
  return { ...found, entities, metrics: [...found.metrics, ...metrics] };
}

function called(entity: FoundEntity, all: readonly FoundEntity[], concepts: Concepts): FoundEntity {
  const own = wordsFor(entity.name);
  const known = concepts.classes.find(
    (c) => sameWords(wordsFor(c.label), own) || sameWords(wordsFor(c.name), own),
  );
  if (known === undefined) return entity;
  let { attributes } = entity;
  for (const property of concepts.properties.filter((p) => p.domain === known.name))
    attributes = withProperty(entity, attributes, own, property, all);
  return { ...entity, label: entity.label ?? known.label, attributes };
}

function withProperty(
  entity: FoundEntity,
  attributes: readonly FoundAttribute[],
  own: readonly string[],
  { label }: Property,
  all: readonly FoundEntity[],
): readonly FoundAttribute[] {
  const words = wordsFor(label);
  // "Policy Number" of a policy is its number.
  const short = sameWords(words.slice(0, own.length), own) ? words.slice(own.length) : words;
  const ranked: readonly ((a: FoundAttribute) => boolean)[] = [
    (a) => sameWords(wordsFor(a.name), words),
    (a) => short.length > 0 && sameWords(wordsFor(a.name), short),
    (a) => endsWith(wordsFor(a.name), words),
  ];
  for (const fits of ranked) {
    const fitting = attributes.filter(fits);
    if (fitting.length > 1) return attributes;
    const [only] = fitting;
    if (only !== undefined)
      return attributes.map((a) => (a === only ? { ...a, label: a.label ?? label } : a));
  }
  return withInherited(entity, attributes, words, label, all);
}

/** A kind of something has its number: the amount of a premium is that of its policy amount. */
function withInherited(
  entity: FoundEntity,
  attributes: readonly FoundAttribute[],
  words: readonly string[],
  label: string,
  all: readonly FoundEntity[],
): readonly FoundAttribute[] {
  const kinds = entity.relationships.filter((r) => r.cardinality === 'one_to_one' && r.required);
  const [only] = kinds;
  const wider = only === undefined ? undefined : all.find((e) => e.name === only.to);
  if (kinds.length !== 1 || only === undefined || wider === undefined) return attributes;
  const last = words.slice(-1);
  const fitting = wider.attributes.filter(
    (a) => ['decimal', 'double'].includes(a.type.kind) && endsWith(wordsFor(a.name), last),
  );
  const [one] = fitting;
  const name = words.join('_');
  const isTaken =
    attributes.some((a) => a.name === name) || entity.relationships.some((r) => r.name === name);
  if (one === undefined || fitting.length > 1 || isTaken || !/^[a-z]\w*$/.test(name))
    return attributes;
  const is = `${only.name}.${one.name}`;
  return [...attributes, { name, label, type: one.type, is, required: false }];
}

function wordsFor(name: string): readonly string[] {
  return singularWords(wordsOf(name));
}
