import type { Selected } from '../stages/prompt-context.js';
import type { Spec } from '../workspace/spec.js';
import type { Work } from './project.js';

/** What of the ontology a model reads for a requirement. */
export async function selectedFor(
  { ontology }: Work,
  _spec: Spec,
  _requirement: string,
): Promise<Selected> {
  return {
    entities: [...ontology.entities.values()],
    metrics: [...ontology.metrics.values()],
    terms: [...ontology.terms.values()],
    examples: [],
  };
}
