import { indexOntology, ranked } from './knowledge-index.js';
import { itemName, type Item } from './items.js';
import type { Ontology } from '../ontology/model.js';
import type { Tokenize } from '../draft/lexing/tokenize.js';

/** So many of the things that a requirement speaks of are looked for in documents. */
const mostThings = 40;

/**
 * Points of the documents (their texts, by number) that read what a requirement speaks of, whatever words
 * either of them has for it: those of what both have, by how much a document reads in all.
 */
export function overlapPoints(
  documents: readonly string[],
  requirement: string,
  ontology: Ontology,
  tokenize: Tokenize,
): ReadonlyMap<number, number> {
  const index = indexOntology(ontology, tokenize);
  const things = ranked(index, requirement).slice(0, mostThings);
  return new Map(
    documents.flatMap((text, number) => {
      const words = new Set(text.match(/[\p{L}\p{N}_]+/gu));
      const shared = things.filter(({ item }) => reads(words, item));
      if (shared.length === 0) return [];
      const points = shared.reduce((sum, { score }) => sum + score, 0);
      const all = [...words].filter((word) => index.byName.has(word)).length;
      return [[number, points / Math.sqrt(Math.max(all, 1))] as const];
    }),
  );
}

/** Whether a document names a thing; an attribute only beside its entity. A term stands in no document. */
function reads(words: ReadonlySet<string>, item: Item): boolean {
  if (item.kind === 'attribute')
    return words.has(item.entity.name) && words.has(item.attribute.name);
  return (item.kind === 'metric' || item.kind === 'entity') && words.has(itemName(item));
}
