import { check } from '../../compile.js';
import type { Tokenize } from '../../draft/lexing/tokenize.js';
import type { Document } from '../../dsl/document.js';
import { rebuild } from '../../dsl/grammar.js';
import { wordPoints } from '../../knowledge/nearest.js';
import { overlapPoints } from '../../knowledge/overlap.js';
import { datum } from '../../llm/fence.js';
import type { Ontology } from '../../ontology/model.js';
import type { Delivered } from '../../workspace/delivered.js';
import type { Selected } from './prompt-context.js';
import { requirementText } from '../spec/requirement.js';

/** How many documents are shown, and how long one may be in characters. */
const most = 2;
const longest = 3000;

/**
 * Delivered documents whose requirement has words of this one, or that read what it speaks of, nearest by
 * both first: only those that every law of today's ontology lets through, without what people were asked
 * about them.
 */
export function examplesFor(
  requirement: string,
  delivered: readonly Delivered[],
  ontology: Ontology,
  tokenize: Tokenize,
): Selected['examples'] {
  const all = delivered.flatMap(({ requirement: written, documents }) =>
    documents.map((document) => ({ requirement: requirementText(written), document })),
  );
  if (all.length === 0) return [];
  const texts = all.map((one) => one.requirement);
  const documents = all.map((one) => one.document);
  const order = bestOf(
    wordPoints(texts, requirement, tokenize),
    overlapPoints(documents, requirement, ontology, tokenize),
  );
  const found: { readonly requirement: string; readonly document: string }[] = [];
  for (const number of order) {
    const { requirement: said, document } = all[number]!;
    const [checked] = check(document, ontology);
    if (checked === undefined || (checked.document.unresolved ?? []).length > 0) continue;
    const shown = shownDocument(checked.document);
    if (shown.length > longest) continue;
    found.push({ requirement: said, document: shown });
    if (found.length === most) break;
  }
  return found;
}

/** Best first by points of several kinds, each as a share of its best; of equal ones in their order. */
function bestOf(...kinds: readonly ReadonlyMap<number, number>[]): readonly number[] {
  const sums = new Map<number, number>();
  for (const points of kinds) {
    const best = Math.max(...points.values());
    for (const [number, own] of points) sums.set(number, (sums.get(number) ?? 0) + own / best);
  }
  return [...sums].toSorted(([a, x], [b, y]) => y - x || a - b).map(([number]) => number);
}

/** In one line; comments and titles as short as other data, and nothing that looks like the fence. */
function shownDocument(document: Document): string {
  const { satisfies: _s, assumptions: _a, unresolved: _u, ...rest } = document;
  const plain = rebuild(rest, {
    text: (text, type) => (type === 'string' ? datum(text) : text.replaceAll(/<<<|>>>/g, ' ')),
  });
  return JSON.stringify(plain);
}
