import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import { renderJson } from '../../base/render.js';
import { check } from '../../compile.js';
import { readProjectConfig } from '../../config/project-config.js';
import type { Engine } from '../../engine/engine.js';
import { languageOf } from '../../draft/texts.js';
import { parseDocument } from '../../dsl/parse.js';
import { controlAnswer, requirementOf } from '../../evaluate/proposals/control.js';
import { withDeclarations, type Declared } from '../../evaluate/declarations/declarations.js';
import { draftProposals } from '../../evaluate/proposals/draft-proposal.js';
import type { Exchange, Proposal, Propose } from '../../evaluate/proposals/proposal.js';
import type { Run } from '../../evaluate/runs/run-set.js';
import type { Model } from '../../llm/model.js';
import type { Ontology } from '../../ontology/model.js';
import { draftWithModel } from '../../stages/draft/model-draft.js';
import { allDefinitions } from '../all-definitions.js';
import type { EvalOptions } from '../commands/eval.js';
import { runModel } from './models.js';
import type { Session } from '../outcome.js';
import { emptyProof } from './prove-candidate.js';
import type { Work } from '../project/project.js';
import { selectedFor } from '../project/selected.js';

/** How questions are answered in an evaluation: the drafter first, then a model where one is named. */
export async function modelPaths(
  session: Session,
  engine: Engine,
  declared: Declared,
  options: EvalOptions,
  asOf: string,
): Promise<
  | { readonly propose: Propose; readonly control?: NonNullable<Run['control']> }
  | { readonly found: readonly Diagnostic[] }
> {
  const drafts = draftProposals(asOf);
  if (options.model === 'none' && options.replay === undefined) return { propose: drafts };
  const { make, found } = await runModel(session, workOf(session), options);
  if (hasErrors(found) || make === undefined) return { found };
  const model = await make(() => undefined);
  return {
    propose: modelProposals(session, drafts, model, options.candidates !== false),
    ...(options.control === true && {
      control: async (question) => {
        const exchanges: Exchange[] = [];
        const { tables } = await withDeclarations(engine, declared).describe();
        const own = tables.filter(
          (t) => question.schema === undefined || t.schema === question.schema,
        );
        const heard = hearing(model, exchanges);
        const day = question.asOf ?? asOf;
        return { ...(await controlAnswer(question, own, day, heard, session.signal)), exchanges };
      },
    }),
  };
}

/** The settings of models belong to people, not to a set of questions: an evaluation needs no project. */
function workOf(session: Session): Work {
  const [config] = readProjectConfig("dataagent: '1'\n");
  if (config === undefined) throw new Error('the defaults of a project are not accepted');
  const project = { root: session.cwd, config, texts: new Map<string, string>() };
  return { project, ontology: nothing, dialects: [], language: session.language };
}

const nothing: Ontology = {
  entities: new Map(),
  metrics: new Map(),
  periods: new Map(),
  calendars: new Map(),
  terms: new Map(),
  policies: new Map(),
};

function modelProposals(
  session: Session,
  drafts: Propose,
  model: Model,
  candidates: boolean,
): Propose {
  return async (question, ontology): Promise<Proposal> => {
    const own = await drafts(question, ontology);
    const drafted = own.first === undefined ? undefined : parseDocument(own.first)[0]?.document;
    if (own.first === undefined || drafted === undefined) return own;
    const isComplete = own.asked.length === 0 && !hasErrors(check(own.first, ontology)[1]);
    if (isComplete) return own;
    const requirement = requirementOf(question);
    const language = languageOf(requirement);
    const exchanges: Exchange[] = [];
    const proposed: string[] = [];
    const work = { ...workOf(session), ontology };
    const { document, text, corrected } = await draftWithModel({
      requirement,
      drafted,
      ontology,
      selected: await selectedFor(work, requirement),
      candidates,
      language,
      model: hearing(model, exchanges),
      say: (d) => renderJson(d, allDefinitions, language, new Map()),
      prove: emptyProof(session, ontology),
      write: (event) => {
        if (event.type === 'candidate' && typeof event['text'] === 'string')
          proposed.push(event['text']);
      },
      signal: session.signal,
    });
    const repairs = Object.entries(corrected.counts).map(
      ([code, { seen }]) => [code, seen] as const,
    );
    return {
      first: proposed[0] ?? text,
      repaired: text,
      asked: (document.unresolved ?? []).map((hole) => hole.question),
      repairs: Object.fromEntries(repairs.filter(([, seen]) => seen > 0)),
      exchanges,
      ...(own.unused !== undefined && { unused: own.unused }),
    };
  };
}

/** The same model; what is said is kept. */
function hearing(model: Model, exchanges: Exchange[]): Model {
  return async (request, signal) => {
    const reply = await model(request, signal);
    exchanges.push({
      prompt: `${request.system}\n\n${request.user}`,
      answer: reply.text,
      tokens: reply.usage.input + reply.usage.output,
    });
    return reply;
  };
}
