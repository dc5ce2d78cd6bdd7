import { dictionaryOf } from '../draft/vocabulary.js';
import { loadTokenizer } from '../knowledge/tokens.js';
import type { Selected } from '../stages/prompt-context.js';
import { selectContext } from '../stages/select-context.js';
import type { Work } from './project.js';

/** What of the ontology a model reads for a requirement. */
export async function selectedFor({ ontology }: Work, requirement: string): Promise<Selected> {
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  return selectContext(requirement, ontology, tokenize);
}
