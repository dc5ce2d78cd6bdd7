import { dictionaryOf } from '../../src/draft/vocabulary.js';
import { languageOf } from '../../src/draft/texts.js';
import { loadTokenizer } from '../../src/knowledge/tokens.js';
import { estimateTokens } from '../../src/llm/tokens.js';
import { loadOntology } from '../../src/ontology/load.js';
import { draftPrompt, planPrompt } from '../../src/stages/draft/model-draft.js';
import { selectContext } from '../../src/stages/draft/select-context.js';
import { generatedOntology } from './generated-ontology.js';

/** How large the prompts for one requirement are over an ontology of some size. */
export interface PromptCost {
  readonly entities: number;
  readonly metrics: number;
  /** Of the ontology, what the prompt shows. */
  readonly shownEntities: number;
  readonly shownMetrics: number;
  /** System and user together. */
  readonly planCharacters: number;
  readonly draftCharacters: number;
  /** As the budget counts them before a provider has. */
  readonly tokens: number;
}

const requirement = '近30天各城市的金额0之0';

/** The prompts that a model would be sent; they must not grow with the ontology. */
export async function promptCosts(entities: number): Promise<PromptCost> {
  const [ontology] = loadOntology(generatedOntology(entities));
  if (ontology === undefined) throw new Error('an ontology of the bench does not load');
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  const selected = selectContext(requirement, ontology, tokenize);
  const drafted = { dsl: '1', title: requirement, as_of: '2026-11-07', stages: [] } as const;
  const language = languageOf(requirement);
  const input = { requirement, drafted, ontology, selected, language };
  const prompts = [await planPrompt(input), await draftPrompt(input, '')];
  const [plan = '', draft = ''] = prompts.map(({ system, user }) => `${system}${user}`);
  return {
    entities: ontology.entities.size,
    metrics: ontology.metrics.size,
    shownEntities: selected.entities.length,
    shownMetrics: selected.metrics.length,
    planCharacters: plan.length,
    draftCharacters: draft.length,
    tokens: estimateTokens(plan) + estimateTokens(draft),
  };
}
