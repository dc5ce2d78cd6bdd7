import { check } from '../../compile.js';
import type { Tokenize } from '../../draft/lexing/tokenize.js';
import type { Document } from '../../dsl/document.js';
import { rebuild } from '../../dsl/grammar.js';
import { nearest } from '../../knowledge/nearest.js';
import { datum } from '../../llm/fence.js';
import type { Ontology } from '../../ontology/model.js';
import type { Delivered } from '../../workspace/delivered.js';
import type { Selected } from './prompt-context.js';
import { requirementText } from '../spec/requirement.js';

/** How many documents are shown, and how long one may be in characters. */
const most = 2;
const longest = 3000;

/**
 * Delivered documents whose requirement is like this one, nearest first: only those that every law of
 * today's ontology lets through, without what people were asked about them.
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
  const texts = all.map((one) => one.requirement);
  const found: { readonly requirement: string; readonly document: string }[] = [];
  for (const number of nearest(texts, requirement, tokenize)) {
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

/** In one line; comments and titles as short as other data, and nothing that looks like the fence. */
function shownDocument(document: Document): string {
  const { satisfies: _s, assumptions: _a, unresolved: _u, ...rest } = document;
  const plain = rebuild(rest, {
    text: (text, type) => (type === 'string' ? datum(text) : text.replaceAll(/<<<|>>>/g, ' ')),
  });
  return JSON.stringify(plain);
}
