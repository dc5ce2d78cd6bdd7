import type { Tokenize } from '../draft/lexing/tokenize.js';
import type { Entity, Ontology } from '../ontology/model.js';
import { bm25Index, bm25Scores, type Bm25 } from './bm25.js';
import { itemName, itemsOf, neighbours, type Item } from './items.js';
import { searchWords } from './words.js';

/** An ontology as it is searched; made once, read for every requirement. */
export interface KnowledgeIndex {
  readonly ontology: Ontology;
  readonly tokenize: Tokenize;
  readonly items: readonly Item[];
  /** Numbers of items by their names. */
  readonly byName: ReadonlyMap<string, number>;
  readonly forms: Bm25;
  /** The item of each form, and its weight. */
  readonly owners: readonly number[];
  readonly weights: readonly number[];
}

/** Indexes labels, synonyms, names, descriptions and coded values of everything, and the terms; an ontology once. */
export function indexOntology(ontology: Ontology, tokenize: Tokenize): KnowledgeIndex {
  const known = indexes.get(ontology);
  if (known?.tokenize === tokenize) return known;
  const made = newIndex(ontology, tokenize);
  indexes.set(ontology, made);
  return made;
}

const indexes = new WeakMap<Ontology, KnowledgeIndex>();

function newIndex(ontology: Ontology, tokenize: Tokenize): KnowledgeIndex {
  const items: Item[] = [];
  const byName = new Map<string, number>();
  const owners: number[] = [];
  const weights: number[] = [];
  const texts: (readonly string[])[] = [];
  // Labels repeat: thousands of entities have a number and a name.
  const known = new Map<string, readonly string[]>();
  for (const [item, forms] of itemsOf(ontology)) {
    byName.set(itemName(item), items.length);
    for (const { text, weight } of forms) {
      const words = known.get(text) ?? searchWords(text, tokenize);
      known.set(text, words);
      if (words.length === 0) continue;
      owners.push(items.length);
      weights.push(weight);
      texts.push(words);
    }
    items.push(item);
  }
  return { ontology, tokenize, items, byName, forms: bm25Index(texts), owners, weights };
}

/** An item that a requirement speaks of, or that is one step from one. */
export interface Ranked {
  readonly item: Item;
  readonly score: number;
}

/**
 * Items by how much a requirement says of them, best first: BM25 of the form that fits best and a little
 * of the others, then one step in the ontology's graph. Items of equal score are in the order of their
 * entity's score, then of the ontology.
 */
export function ranked(index: KnowledgeIndex, requirement: string): readonly Ranked[] {
  const spread = spreadOnce(index, ownScores(index, searchWords(requirement, index.tokenize)));
  const scores = new Map(spread);
  const add = (name: string, points: number): void => {
    const number = index.byName.get(name);
    if (number !== undefined) scores.set(number, (scores.get(number) ?? 0) + points);
  };
  const best = bestEntities(index, spread);
  // Whatever an entity that is spoken of has may be meant in other words.
  for (const [entity, score] of best)
    for (const name of entity.attributes.keys()) add(`${entity.name}.${name}`, belonging * score);
  // What ties two of them together is seldom spoken of: a role's attributes, a bridge.
  const near = new Map(best);
  for (const entity of new Set([...near.keys(), ...pointingTo(index, near)])) {
    const roles = [...entity.relationships.values()].flatMap((role) => {
      const to = near.get(index.ontology.entities.get(role.to)!);
      return to === undefined || role.on.length === 0 ? [] : [{ role, score: to }];
    });
    const [, second] = roles.toSorted((a, b) => b.score - a.score);
    const own = Math.max(near.get(entity) ?? 0, second?.score ?? 0);
    if (second !== undefined) add(entity.name, tying * second.score);
    for (const { role, score } of roles)
      for (const { from } of role.on) add(`${entity.name}.${from}`, tying * Math.min(own, score));
  }
  const entityScore = (item: Item): number =>
    'entity' in item ? (scores.get(index.byName.get(item.entity.name)!) ?? 0) : 0;
  return [...scores]
    .map(([number, score]) => {
      const item = index.items[number]!;
      return { number, score, item, of: entityScore(item) };
    })
    .toSorted((a, b) => b.score - a.score || b.of - a.of || a.number - b.number);
}

/** Of how many entities all attributes are ranked. */
const mostWhole = 12;

/** How much an attribute has of its entity's score. */
const belonging = 0.15;

/** How much of their scores has what ties two entities together. */
const tying = 0.15;

function bestEntities(
  { items }: KnowledgeIndex,
  scores: ReadonlyMap<number, number>,
): readonly (readonly [Entity, number])[] {
  return [...scores]
    .toSorted(([a, x], [b, y]) => y - x || a - b)
    .flatMap(([number, score]) => {
      const item = items[number]!;
      return item.kind === 'entity' ? [[item.entity, score] as const] : [];
    })
    .slice(0, mostWhole);
}

/** Entities that look two or more of these up. */
function pointingTo(
  { ontology }: KnowledgeIndex,
  near: ReadonlyMap<Entity, number>,
): readonly Entity[] {
  const names = new Set([...near.keys()].map((entity) => entity.name));
  return [...ontology.entities.values()].filter((entity) => {
    const targets = new Set([...entity.relationships.values()].map((role) => role.to));
    return [...targets].filter((to) => names.has(to)).length > 1;
  });
}

function ownScores(index: KnowledgeIndex, words: readonly string[]): ReadonlyMap<number, number> {
  const best = new Map<number, number>();
  const rest = new Map<number, number>();
  for (const [form, score] of bm25Scores(index.forms, words)) {
    const item = index.owners[form]!;
    const points = score * index.weights[form]!;
    const before = best.get(item) ?? 0;
    best.set(item, Math.max(before, points));
    rest.set(item, (rest.get(item) ?? 0) + Math.min(before, points));
  }
  return new Map(
    [...best].map(([item, score]) => [item, score + Math.min(score, rest.get(item)!) / 4]),
  );
}

/** Each item gives a part of its score to what it leads to; of several gifts the largest counts, and a tenth of the others. */
function spreadOnce(
  index: KnowledgeIndex,
  own: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const made = new Map(own);
  // What metrics, attributes, roles and terms give reaches entities first; these give on.
  for (const entities of [false, true]) {
    const gifts = new Map<number, { most: number; all: number }>();
    for (const [number, score] of made) {
      const item = index.items[number]!;
      if ((item.kind === 'entity') !== entities) continue;
      for (const [name, part] of neighbours(item, index.ontology)) {
        const to = index.byName.get(name);
        if (to === undefined || to === number) continue;
        const { most, all } = gifts.get(to) ?? { most: 0, all: 0 };
        gifts.set(to, { most: Math.max(most, part * score), all: all + part * score });
      }
    }
    for (const [to, { most, all }] of gifts)
      made.set(to, (made.get(to) ?? 0) + most + Math.min(most, (all - most) / 10));
  }
  return made;
}
