import { dictionaryOf } from '../../draft/vocabulary.js';
import { loadTokenizer } from '../../knowledge/tokens.js';
import { wikiFor, wikiLines } from '../../knowledge/wiki.js';
import { examplesFor } from '../../stages/draft/examples.js';
import type { Selected } from '../../stages/draft/prompt-context.js';
import { selectContext } from '../../stages/draft/select-context.js';
import { readDelivered } from '../../workspace/delivered.js';
import { rememberedIn } from '../../workspace/memory.js';
import { readGuides } from '../../workspace/skills.js';
import { readWiki } from '../../workspace/wiki.js';
import type { Work } from './project.js';

/**
 * What a model reads for a requirement: of the ontology, and for a spec of the project also of its wiki,
 * of what it says to agents, and of what other specs have delivered.
 */
export async function selectedFor(
  { ontology, project }: Work,
  requirement: string,
  spec?: string,
): Promise<Selected> {
  const tokenize = await loadTokenizer(dictionaryOf(ontology));
  const selected = selectContext(requirement, ontology, tokenize);
  if (spec === undefined) return selected;
  const pages = [...(await readWiki(project)), ...(await readGuides(project, process.env))];
  const lines = pages.flatMap(({ file, text }) => wikiLines(file, text));
  const delivered = [...(await readDelivered(project, spec)), ...(await rememberedIn(project))];
  return {
    ...selected,
    wiki: wikiFor(lines, requirement, tokenize),
    examples: examplesFor(requirement, delivered, ontology, tokenize),
  };
}
