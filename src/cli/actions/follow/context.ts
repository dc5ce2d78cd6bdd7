import { languageOf } from '../../../draft/texts.js';
import { estimateTokens } from '../../../llm/tokens.js';
import { draftPrompt, planPrompt } from '../../../stages/draft/model-draft.js';
import { contextText, examplesText } from '../../../stages/draft/prompt-context.js';
import { requirementText } from '../../../stages/spec/requirement.js';
import type { ContextOptions } from '../../commands/context.js';
import { draftFrom } from '../../models/drafting.js';
import { findings, type Outcome, type Said, type Session } from '../../outcome.js';
import { inProject, specNamed, withSpec } from '../../project/project.js';
import { selectedFor } from '../../project/selected.js';
import { cliTrouble } from '../../troubles/cli.js';

/**
 * The prompts of a spec as they would be sent, with what was selected and how large each is. The second
 * holds the model's answer to the first, in whose place a few words stand.
 */
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
      const selected = await selectedFor(work, requirement, name);
      const language = languageOf(requirement);
      const { ontology } = work;
      const input = { requirement, drafted: document, ontology, selected, language };
      const { system, user, version } = await planPrompt(input);
      const draft = await draftPrompt(input, answered[session.language]);
      const parts = {
        requirement: sizeOf(requirement),
        ontology: sizeOf(contextText(selected, ontology)),
        examples: sizeOf(examplesText(selected)),
        plan: sizeOf(`${system}${user}`),
        draft: sizeOf(`${draft.system}${draft.user}`),
      };
      const size = {
        characters: system.length + user.length,
        tokens: estimateTokens(system) + estimateTokens(user),
        entities: selected.entities.length,
        metrics: selected.metrics.length,
        terms: selected.terms.length,
        wiki: selected.wiki?.length ?? 0,
        examples: selected.examples.length,
      };
      const shown = Object.entries(size).map(
        ([what, count]) => `${sizeWord(what, session)} ${count}`,
      );
      return {
        text: [
          `${system}\n\n${user}`,
          `${draft.system}\n\n${draft.user}`,
          shown.join(' · '),
          partLines(parts, session),
        ].join('\n\n'),
        data: { spec: name, version, system, user, draft, size, parts },
      };
    });
  });
}

/** What stands for the plan, which only a model can write. */
const answered: Said = {
  en: '(the model answers the first prompt with a plan, which stands here)',
  zh: '（此处是模型对第一段提示的回答：计划）',
};

interface Size {
  readonly characters: number;
  readonly tokens: number;
}

function sizeOf(text: string): Size {
  return { characters: text.length, tokens: estimateTokens(text) };
}

/** A line for each part: how many characters, about how many tokens. */
function partLines(parts: Readonly<Record<string, Size>>, session: Session): string {
  const lines = Object.entries(parts).map(([part, { characters, tokens }]) => {
    const counts = { characters, tokens };
    const said = Object.entries(counts).map(([what, n]) => `${sizeWord(what, session)} ${n}`);
    return `${sizeWord(part, session)}: ${said.join(' · ')}\n`;
  });
  return lines.join('');
}

const words: Readonly<Record<string, string>> = {
  characters: '字符',
  tokens: '约合 token',
  entities: '实体',
  metrics: '指标',
  terms: '术语',
  examples: '样例',
  wiki: 'wiki 句子',
  requirement: '需求',
  ontology: '本体（含 wiki）',
  plan: '提示一（计划）合计',
  draft: '提示二（草稿）合计，不含计划',
};

const english: Readonly<Record<string, string>> = {
  tokens: 'about tokens',
  ontology: 'ontology with wiki',
  plan: 'first prompt (plan) in all',
  draft: 'second prompt (draft) in all, without the plan',
};

function sizeWord(what: string, { language }: Session): string {
  const about = english[what] ?? what;
  return language === 'zh' ? (words[what] ?? what) : about;
}
