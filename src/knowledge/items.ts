import type { Attribute, Described, Entity, Metric, Ontology, Term } from '../ontology/model.js';
import { unreachable } from '../base/unreachable.js';
import { references } from '../expr/visit.js';
import { isChinese } from '../draft/lexing/fold.js';
import {
  chineseFormsOf,
  chineseValuesOf,
  partedWords,
} from '../draft/question/chinese/glossary.js';

/** One thing of the ontology that a requirement may speak of. */
export type Item =
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'attribute'; readonly entity: Entity; readonly attribute: Attribute }
  | { readonly kind: 'role'; readonly entity: Entity; readonly to: string; readonly name: string }
  | { readonly kind: 'metric'; readonly metric: Metric }
  | { readonly kind: 'term'; readonly term: Term };

/** A text by which an item is found, and how much a hit of it says, at most 1. */
export interface Form {
  readonly text: string;
  readonly weight: number;
}

/** The name of an item: `orders`, `orders.amount`, `metric paid_amt`, `term GMV`. */
export function itemName(item: Item): string {
  switch (item.kind) {
    case 'entity':
      return item.entity.name;
    case 'attribute':
      return `${item.entity.name}.${item.attribute.name}`;
    case 'role':
      return `role ${item.entity.name}.${item.name}`;
    case 'metric':
      return `metric ${item.metric.name}`;
    case 'term':
      return `term ${item.term.name}`;
    default:
      return unreachable(item);
  }
}

/** All items of an ontology with their forms: entities with their parts, metrics, terms, in the order of names. */
export function* itemsOf(ontology: Ontology): Generator<readonly [Item, readonly Form[]]> {
  for (const entity of ontology.entities.values()) {
    yield [{ kind: 'entity', entity }, described(entity)];
    for (const attribute of entity.attributes.values())
      yield [{ kind: 'attribute', entity, attribute }, attributeForms(attribute)];
    for (const role of entity.relationships.values())
      yield [{ kind: 'role', entity, to: role.to, name: role.name }, described(role)];
  }
  for (const metric of ontology.metrics.values())
    yield [{ kind: 'metric', metric }, described(metric)];
  for (const term of ontology.terms.values()) yield [{ kind: 'term', term }, described(term)];
}

/** What an item leads to in one step, and how much of its score goes there. */
export function neighbours(
  item: Item,
  ontology: Ontology,
): readonly (readonly [name: string, part: number])[] {
  switch (item.kind) {
    case 'entity':
      return entityNeighbours(item.entity);
    case 'attribute':
      return [
        [item.entity.name, 0.6],
        ...namesIn(item.attribute.is === undefined ? [] : [item.attribute.is]).map(
          (name) => [`${item.entity.name}.${name}`, 0.3] as const,
        ),
      ];
    case 'role':
      return [
        [item.to, 0.6],
        [item.entity.name, 0.3],
      ];
    case 'metric':
      return metricNeighbours(item.metric);
    case 'term':
      return item.term.means.flatMap((name) => [
        [`metric ${name}`, 0.9] as const,
        [name, 0.9] as const,
        ...[...ontology.entities.values()]
          .filter((e) => !name.includes('.') && e.attributes.has(name))
          .map((e) => [`${e.name}.${name}`, 0.9] as const),
      ]);
    default:
      return unreachable(item);
  }
}

/** A row is told by its key, its name and its time; those it looks up may be asked for as well. */
function entityNeighbours(entity: Entity): readonly (readonly [string, number])[] {
  const of = (name: string): string => `${entity.name}.${name}`;
  return [
    ...entity.key.map((name) => [of(name), 0.3] as const),
    ...[...entity.attributes.keys()]
      .filter(
        (name) =>
          /(?:^|_)(?:name|title)$/i.test(name) ||
          entity.attributes.get(name)?.label?.endsWith('名称') === true,
      )
      .map((name) => [of(name), 0.35] as const),
    ...(entity.time === undefined ? [] : [[of(entity.time), 0.3] as const]),
    ...[...entity.relationships.values()].map(({ to }) => [to, 0.25] as const),
  ];
}

function metricNeighbours(metric: Metric): readonly (readonly [string, number])[] {
  switch (metric.type) {
    case 'aggregate': {
      const written = [metric.of, metric.time, ...metric.where].filter((w) => w !== undefined);
      return [
        [metric.entity, 0.6],
        ...namesIn(written).map((name) => [`${metric.entity}.${name}`, 0.3] as const),
      ];
    }
    case 'derived':
      return [[`metric ${metric.of}`, 0.5]];
    case 'composite':
      return [
        ...metric.inputs.map((i) => [`metric ${i.metric}`, 0.5] as const),
        ...namesIn([metric.is]).map((name) => [`metric ${name}`, 0.5] as const),
      ];
    case 'conversion':
      return metric.steps.map((s) => [s.entity, 0.5] as const);
    default:
      return unreachable(metric);
  }
}

/** The first names of the paths in expressions. */
function namesIn(
  written: readonly { readonly expr: Parameters<typeof references>[0] }[],
): readonly string[] {
  return written.flatMap(({ expr }) =>
    references(expr).flatMap(({ to }) => {
      const { names } = to as { readonly names?: readonly string[] };
      return names?.[0] ?? [];
    }),
  );
}

function described(thing: Described): readonly Form[] {
  const { name, label, synonyms, description } = thing;
  return [
    { text: name, weight: 1 },
    ...(label === undefined ? [] : [{ text: label, weight: 1 }]),
    ...synonyms.map((text) => ({ text, weight: 1 })),
    ...(description === undefined ? [] : [{ text: description, weight: 0.5 }]),
    ...(saysChinese(thing) ? [] : translated(name)),
  ];
}

/** Whether people have said what it is called in Chinese. */
function saysChinese({ label, synonyms }: Described): boolean {
  return [label ?? '', ...synonyms].some(isChinese);
}

/** What a name may be called in Chinese: as a whole, else each of its words. */
function translated(name: string): readonly Form[] {
  const words = partedWords(partsOf(name));
  const whole = chineseFormsOf(words).slice(0, 8);
  if (whole.length > 0) return whole.map((text) => ({ text, weight: 0.9 }));
  return words.flatMap((word) =>
    chineseFormsOf([word])
      .slice(0, 4)
      .map((text) => ({ text, weight: 0.5 })),
  );
}

function partsOf(name: string): readonly string[] {
  return (
    name
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function attributeForms(attribute: Attribute): readonly Form[] {
  const values = [...(attribute.values ?? [])].flatMap(([code, { label, synonyms }]) => {
    const said = [...(/\p{L}{2}/u.test(code) ? [code] : []), label, ...synonyms];
    return said.some(isChinese) ? said : [...said, ...chineseValuesOf(partsOf(label))];
  });
  return [...described(attribute), ...values.map((text) => ({ text, weight: 0.9 }))];
}
