import { dictionaryOf } from '../../src/draft/vocabulary.js';
import { indexOntology } from '../../src/knowledge/knowledge-index.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import { loadOntology } from '../../src/ontology/load.js';
import { selectContext } from '../../src/stages/draft/select-context.js';
import { generatedOntology } from './generated-ontology.js';
import { timed } from './times.js';

/** What it costs to search an ontology of some size, in milliseconds. */
export interface SearchCost {
  readonly entities: number;
  /** The words of the ontology, and the dictionary with them. */
  readonly tokenizerMs: number;
  readonly indexMs: number;
  /** Index and selection for one requirement. */
  readonly selectMs: number;
}

/** Index and one selection over a generated ontology; once, as a command does it. */
export async function searchCosts(entities: number): Promise<SearchCost> {
  const [ontology] = loadOntology(generatedOntology(entities));
  if (ontology === undefined) throw new Error('an ontology of the bench does not load');
  const started = performance.now();
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  const tokenizerMs = performance.now() - started;
  const indexMs = timed(() => indexOntology(ontology, tokenize));
  const selectMs = timed(() => selectContext('近30天各城市的金额0之0', ontology, tokenize));
  return { entities, tokenizerMs, indexMs, selectMs };
}
