import { check } from '../../src/compile.js';
import type { Diagnostic } from '../../src/base/diagnostic.js';
import { draft, type DraftOptions } from '../../src/draft/draft.js';
import { dictionaryOf } from '../../src/draft/vocabulary.js';
import type { Document } from '../../src/dsl/document.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import type { Ontology } from '../../src/ontology/model.js';
import { ontologyOf, shop } from '../support/bind.js';
import { clinicYaml } from './clinic.js';

/** Another topic than the shop's, so that rules are about kinds of words and not about words. */
export const clinic = ontologyOf(clinicYaml);

const tokenizers = new Map([
  [shop, await loadTokenizer(dictionaryOf(shop))],
  [clinic, await loadTokenizer(dictionaryOf(clinic))],
]);

/** The tokenizer of one of the two ontologies. */
export function tokenizerOf(ontology: Ontology): DraftOptions['tokenize'] {
  return tokenizers.get(ontology)!;
}

/** A requirement drafted as of 7 November 2026; it must be readable. */
export function drafted(
  requirement: string,
  ontology: Ontology = shop,
  options: Partial<DraftOptions> = {},
): Document {
  const tokenize = tokenizerOf(ontology);
  const { document } = draft(requirement, ontology, { asOf: '2026-11-07', tokenize, ...options });
  if (document === undefined) throw new Error(`not readable: ${requirement}`);
  return document;
}

/** What the compiler finds in a document; a whole draft has nothing but warnings. */
export function errorsIn(document: Document, ontology: Ontology = shop): readonly Diagnostic[] {
  const [, found] = check(JSON.stringify(document), ontology);
  return found.filter((d) => d.severity === 'error');
}
