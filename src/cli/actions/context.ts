import { languageOf } from '../../draft/texts.js';
import { estimateTokens } from '../../llm/tokens.js';
import { planPrompt } from '../../stages/model-draft.js';
import { requirementText } from '../../stages/requirement.js';
import type { ContextOptions } from '../commands/context.js';
import { draftFrom } from '../drafting.js';
import { findings, type Outcome, type Session } from '../outcome.js';
import { inProject, specNamed, withSpec } from '../project.js';
import { selectedFor } from '../selected.js';
import { cliTrouble } from '../troubles.js';

/** The first prompt of a spec, as it would be sent, with what was selected and how large it is. */
export async function showContext(
  session: Session,
  asked: string | undefined,
  options: ContextOptions,
): Promise<Outcome> {
  return inProject(session, options, async (work) => {
    const name = await specNamed(work.project, asked);
    return withSpec(work.project, name, async (spec) => {
      const requirement = requirementText(spec.requirement?.text ?? '');
      if (requirement === '') throw cliTrouble('no-requirement', {});
      const drafted = await draftFrom(requirement, work.ontology, work.project, options.asOf);
      const { document } = drafted;
      if (document === undefined) return findings(drafted.diagnostics, { spec: name });
      const selected = await selectedFor(work, requirement);
      const { system, user, version } = await planPrompt({
        requirement,
        drafted: document,
        ontology: work.ontology,
        selected,
        language: languageOf(requirement),
      });
      const size = {
        characters: system.length + user.length,
        tokens: estimateTokens(system) + estimateTokens(user),
        entities: selected.entities.length,
        metrics: selected.metrics.length,
        terms: selected.terms.length,
        examples: selected.examples.length,
      };
      const shown = Object.entries(size).map(
        ([what, count]) => `${sizeWord(what, session)} ${count}`,
      );
      return {
        text: `${system}\n\n${user}\n\n${shown.join(' · ')}\n`,
        data: { spec: name, version, system, user, size },
      };
    });
  });
}

const words: Readonly<Record<string, string>> = {
  characters: '字符',
  tokens: '约合 token',
  entities: '实体',
  metrics: '指标',
  terms: '术语',
  examples: '样例',
};

function sizeWord(what: string, { language }: Session): string {
  const about = what === 'tokens' ? 'about tokens' : what;
  return language === 'zh' ? (words[what] ?? what) : about;
}
