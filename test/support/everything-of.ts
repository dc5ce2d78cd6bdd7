import type { Ontology } from '../../src/ontology/model.js';
import type { Selected } from '../../src/stages/draft/prompt-context.js';

/** All that an ontology defines, as what a prompt shows of it; without examples. */
export function everythingOf({ entities, metrics, terms }: Ontology): Selected {
  return {
    entities: [...entities.values()],
    metrics: [...metrics.values()],
    terms: [...terms.values()],
    examples: [],
  };
}
