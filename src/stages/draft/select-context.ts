import type { Tokenize } from '../../draft/lexing/tokenize.js';
import { chooseContext } from '../../knowledge/choose.js';
import { indexOntology } from '../../knowledge/knowledge-index.js';
import type { Ontology } from '../../ontology/model.js';
import { contextText, pieceText, type Selected } from './prompt-context.js';

/** The most characters of an ontology that a prompt shows; a prompt does not grow with the ontology. */
export const contextBudget = 12_000;

/**
 * What of an ontology a model reads for a requirement: all of it where that fits, else what the words of
 * the requirement name and what is one step from it, best first, as far as the budget goes. The same
 * requirement always selects the same.
 */
export function selectContext(
  requirement: string,
  ontology: Ontology,
  tokenize: Tokenize,
  budget: number = contextBudget,
): Selected {
  const whole: Selected = {
    entities: [...ontology.entities.values()],
    metrics: [...ontology.metrics.values()],
    terms: [...ontology.terms.values()],
    examples: [],
  };
  // A large ontology is not even written out to be measured.
  if (whole.entities.length < 200 && contextText(whole, ontology).length <= budget) return whole;
  const nothing: Selected = { entities: [], metrics: [], terms: [], examples: [] };
  const chosen = chooseContext(indexOntology(ontology, tokenize), requirement, {
    size: budget - contextText(nothing, ontology).length,
    cost: (piece) => pieceText(piece).length + 1,
  });
  return { ...chosen, examples: [] };
}
