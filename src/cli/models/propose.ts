import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import { renderJson } from '../../base/render.js';
import type { Draft } from '../../draft/draft.js';
import { languageOf } from '../../draft/texts.js';
import { check } from '../../compile.js';
import { formatDocument } from '../../dsl/canonical.js';
import type { Document } from '../../dsl/document.js';
import { draftWithModel, type ModelDrafted } from '../../stages/draft/model-draft.js';
import { openJournal, type Journal, type JournalEvent } from '../../workspace/journal.js';
import type { Spec } from '../../workspace/spec.js';
import { allDefinitions } from '../all-definitions.js';
import type { DatabaseOptions } from '../project/database.js';
import { runModelOf, type RunModelOnce } from './model-of-run.js';
import type { ModelOptions } from './models.js';
import type { ParameterOptions } from '../options/option-values.js';
import type { Said, Session } from '../outcome.js';
import type { Work } from '../project/project.js';
import { candidateProof } from './prove-candidate.js';
import type { RunRecord } from '../runs/run-record.js';
import { selectedFor } from '../project/selected.js';

/** A document for a requirement, with how it came about. */
export interface Proposed {
  readonly document: Document;
  readonly text: string;
  /** Who wrote it: the drafter alone, or a model. */
  readonly from: 'drafter' | 'model';
  /** The profile that was asked; `none` where no model was. */
  readonly profile: string;
  readonly run: string;
  readonly corrected?: ModelDrafted['corrected'];
}

/**
 * Settles what the drafter left open: where it understood everything its document stands; else the model
 * of the settings, if there is one, plans, drafts and corrects. Every step is journalled, however it ends.
 */
export async function propose(
  session: Session,
  work: Work,
  spec: Spec,
  requirement: string,
  drafted: Draft & { readonly document: Document },
  options: ModelOptions & DatabaseOptions & ParameterOptions,
): Promise<
  Proposed | { readonly found: readonly Diagnostic[]; readonly texts: ReadonlyMap<string, string> }
> {
  const { ontology, project } = work;
  const { document } = drafted;
  const text = formatDocument(document);
  const [, found] = check(text, ontology);
  const complete = (document.unresolved?.length ?? 0) === 0 && !hasErrors(found);
  // Within a run the journal is the run's; a draft by itself has one of its own.
  const { record } = session;
  let journal: Journal | undefined;
  const write = (event: JournalEvent): void => void (record ?? journal!).write(event);
  const models = await modelFor(session, work, options, complete, write);
  if (hasErrors(models.found)) return models;
  journal = record === undefined ? await openJournal(project.root) : undefined;
  const { run } = record ?? journal!;
  const [begun, ended] =
    record === undefined ? ['run.started', 'run.finished'] : ['draft.started', 'draft.finished'];
  const as = { text, from: 'drafter' as const, profile: models.profile, run };
  try {
    write({ type: begun, spec: spec.name, command: 'gen dsl', profile: models.profile });
    const asked = (document.unresolved ?? []).map((u) => u.question);
    const wrong = found.filter((d) => d.severity === 'error');
    const findings = wrong.map(({ code, path, severity }) => ({ code, path, severity }));
    write({ type: 'drafted', complete, open: asked, findings });
    if (complete || models.make === undefined) {
      const left = asked.length > 0 ? 'needs-person' : 'findings';
      write({ type: ended, outcome: complete ? 'ok' : left, from: 'drafter' });
      return { ...as, document };
    }
    session.progress(asking);
    const language = languageOf(requirement);
    const model = await models.make();
    const selected = await selectedFor(work, requirement, spec.name);
    const made = await draftWithModel({
      requirement,
      drafted: document,
      ontology,
      selected,
      language,
      model,
      say: (d) => renderJson(d, allDefinitions, language, new Map()),
      prove: candidateProof(session, work, options),
      write,
      signal: session.signal,
    });
    const open = made.document.unresolved ?? [];
    const { why, counts, lost } = made.corrected;
    write({
      type: ended,
      outcome: open.length > 0 ? 'needs-person' : 'ok',
      from: made.from,
      why,
      counts,
      lost: lost.map((d) => d.params),
      open: open.map((u) => u.question),
    });
    return { ...made, profile: models.profile, run };
  } catch (error) {
    write({ type: ended, ...failureOf(error) });
    throw error;
  } finally {
    journal?.close();
  }
}

/** Where nothing is open, settings of models do not matter, unless the command line speaks of them. */
async function modelFor(
  session: Session,
  work: Work,
  options: ModelOptions,
  complete: boolean,
  write: RunRecord['write'],
): Promise<RunModelOnce> {
  const said = options.model !== undefined || options.replay !== undefined;
  if (complete && !said) return { profile: 'none', found: [], texts: new Map() };
  return runModelOf(session, work, options, write);
}

const asking: Said = {
  en: 'the words are not all known; asking the model',
  zh: '部分用语无法确定，询问模型',
};

function failureOf(error: unknown): { readonly outcome: string; readonly code: string } {
  const { kind, code } = error as { readonly kind?: unknown; readonly code?: unknown };
  return {
    outcome: typeof kind === 'string' ? kind : 'bug',
    code: typeof code === 'string' ? code : 'cli/bug',
  };
}
