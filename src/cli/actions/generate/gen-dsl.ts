import { hasErrors, inFile } from '../../../base/diagnostic.js';
import type { Trouble } from '../../../base/trouble.js';
import { clean } from '../../../base/render.js';
import { check } from '../../../compile.js';
import type { Document } from '../../../dsl/document.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { answered, withAnswers } from '../../../stages/spec/clarifications.js';
import { requirementText } from '../../../stages/spec/requirement.js';
import { solutionOf } from '../../../stages/spec/solution.js';
import { requirementsOf } from '../../../workspace/requirements.js';
import { documentName, type Spec } from '../../../workspace/spec.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { GenOptions } from '../../commands/gen.js';
import type { DatabaseOptions } from '../../project/database.js';
import { draftFrom } from '../../models/drafting.js';
import type { ModelOptions } from '../../models/models.js';
import type { ParameterOptions } from '../../options/option-values.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import type { Work } from '../../project/project.js';
import { propose } from '../../models/propose.js';
import { cliTrouble } from '../../troubles/cli.js';

/** What a draft takes beside the spec. */
export interface DraftOptions
  extends Pick<GenOptions, 'asOf' | 'dryRun'>, ModelOptions, DatabaseOptions, ParameterOptions {
  /** The one document to draft of several that are planned, and the requirements it is for. */
  readonly document?: { readonly name: string; readonly satisfies?: readonly string[] | undefined };
  /** False: the solution is another's to write. */
  readonly solution?: boolean;
}

/** Drafts the document of a spec from its requirement; what stands there already is never overwritten. */
export async function genDsl(
  session: Session,
  work: Work,
  spec: Spec,
  options: DraftOptions,
): Promise<Outcome> {
  const { project, ontology } = work;
  const { asOf = spec.meta.as_of, dryRun } = options;
  const { document: only } = options;
  const own = spec.documents.filter(
    (d) => only === undefined || documentName(d.file) === only.name,
  );
  const [present] = own;
  if (present !== undefined) throw alreadyDrafted(spec, present.file);
  const written = spec.requirement?.text ?? '';
  const text = requirementText(written, only?.satisfies);
  if (text === '') throw cliTrouble('no-requirement', {});
  const satisfies = only?.satisfies ?? requirementsOf(written).map((r) => r.id);
  const drafted = await draftFrom(text, ontology, project, asOf, satisfies, answered(written));
  const first = drafted.document && withAnswers(drafted.document, written);
  if (first === undefined) return findings(drafted.diagnostics, { spec: spec.name });
  const proposed = await propose(
    session,
    work,
    spec,
    withAnswersSaid(text, written),
    { ...drafted, document: first },
    // What is not written is not paid for: only recordings answer a dry run.
    dryRun === true && options.replay === undefined ? { ...options, model: 'none' } : options,
  );
  if ('found' in proposed) return { ...findings(proposed.found), texts: proposed.texts };
  const document = withAnswers(proposed.document, written);
  const writesNothing = document.target === undefined && (spec.meta.targets ?? []).length > 0;
  if (spec.meta.kind === 'modify' && writesNothing)
    throw cliTrouble('draft-of-change', { spec: spec.name, changes: spec.meta.changes ?? '' });
  const content = formatDocument(document);
  const file = `${spec.folder}/dsl/${only?.name ?? fileName(document)}.json`;
  const [checked, found] = check(content, ontology);
  const solution = checked === undefined ? undefined : solutionOf(checked, ontology, work.language);
  const files = new Map([
    [file, content],
    ...(solution === undefined || spec.solution !== undefined || options.solution === false
      ? []
      : [[`${spec.folder}/solution.md`, solution] as const]),
  ]);
  session.signal.throwIfAborted();
  if (dryRun !== true) await writeFiles(project.root, files);
  const open = document.unresolved ?? [];
  const next = `dataagent ${open.length > 0 ? 'clarify' : 'run'} ${spec.name}`;
  project.texts.set(file, content);
  return {
    ...(open.length > 0 && !hasErrors(found) && { ending: 'needs-person' }),
    text: report(session, [...files.keys()], document, next),
    data: {
      spec: spec.name,
      files: [...files.keys()],
      unused: drafted.unused.map(({ start, end }) => drafted.text.slice(start, end)),
      unresolved: open,
      from: proposed.from,
      model: proposed.profile,
      run: proposed.run,
      ...(proposed.corrected !== undefined && { corrections: proposed.corrected.counts }),
      assumptions: document.assumptions ?? [],
      next,
    },
    diagnostics: inFile(found, file),
  };
}

/** A document that is there is never drafted over. */
export function alreadyDrafted({ name, meta }: Spec, file: string): Trouble {
  const { changes } = meta;
  return cliTrouble('already-drafted', {
    file,
    spec: name,
    ...(changes !== undefined && { changes }),
  });
}

/** What a model reads as the requirement: its words, and what was asked and answered since. */
function withAnswersSaid(text: string, written: string): string {
  return [text, ...answered(written).map((a) => `${a.question} ${a.text}`)].join('\n');
}

/** After the table; what no file may be called is left out. */
function fileName({ target }: Document): string {
  const name = target?.table.replace(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^\.+/, '') ?? '';
  return name === '' ? 'question' : name.slice(0, 100);
}

function report(
  { language }: Session,
  files: readonly string[],
  document: Document,
  next: string,
): string {
  const words =
    language === 'zh'
      ? { taken: '理解', open: '待澄清', recommended: '（建议）', next: '下一步' }
      : { taken: 'taken', open: 'open', recommended: ' (recommended)', next: 'next' };
  const assumptions = (document.assumptions ?? []).map(
    (a) => `${words.taken}: ${clean(a.about)} → ${clean(a.taken)}\n`,
  );
  const open = (document.unresolved ?? []).flatMap((hole) => [
    `${words.open}: ${clean(hole.question)} (${clean(hole.at === '' ? hole.about : hole.at)})\n`,
    ...hole.options.map(
      (o) =>
        `    ${clean(o.value)}  ${clean(o.label)}${o.recommended === true ? words.recommended : ''}\n`,
    ),
  ]);
  const after = `${words.next}: ${next}\n`;
  return [...files.map((f) => `${f}\n`), ...assumptions, ...open, after].join('');
}
