import { join } from 'node:path';
import { hasErrors } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import { check } from '../compile.js';
import { formatDocument } from '../dsl/canonical.js';
import type { Document } from '../dsl/document.js';
import { requirementText } from '../stages/requirement.js';
import { solutionOf } from '../stages/solution.js';
import { exists, writeAtomically } from '../workspace/files.js';
import { locked } from '../workspace/lock.js';
import { requirementsOf } from '../workspace/requirements.js';
import type { Spec } from '../workspace/spec.js';
import type { GenOptions } from './commands/gen.js';
import { draftFrom } from './drafting.js';
import { exitCodes } from './exit-codes.js';
import type { Outcome, Session } from './outcome.js';
import type { Opened } from './project.js';
import { sourcesOf } from './sources.js';

/** Drafts the document of a spec from its requirement; what stands there already is never overwritten. */
export async function genDsl(
  session: Session,
  opened: Opened,
  spec: Spec,
  options: GenOptions,
): Promise<Outcome> {
  const { project, ontology } = opened;
  if (spec.documents.length > 0 && options.dryRun !== true)
    throw new Trouble(
      'cli/already-drafted',
      'usage',
      `${spec.documents[0]!.file} is there already`,
      'edit it, or remove it to draft again',
    );
  const text = requirementText(spec.requirement?.text ?? '');
  const satisfies = requirementsOf(spec.requirement?.text ?? '').map((r) => r.id);
  const drafted = await draftFrom(text, ontology, options.asOf, satisfies);
  const { document } = drafted;
  if (document === undefined)
    return { text: '', data: {}, diagnostics: [...opened.found, ...drafted.diagnostics] };
  const name = document.target?.table ?? 'question';
  const file = `${spec.folder}/dsl/${name}.json`;
  const content = formatDocument(document);
  const [checked, found] = check(content, ontology);
  const files = new Map([[file, content]]);
  const solution = `${spec.folder}/solution.md`;
  if (checked !== undefined && !(await exists(join(project.root, solution))))
    files.set(solution, solutionOf(checked, session.language));
  if (options.dryRun !== true)
    await locked(project.root, spec.name, async () => {
      for (const [path, made] of files) await writeAtomically(join(project.root, path), made);
    });
  const open = document.unresolved ?? [];
  project.texts.set(file, content);
  return {
    ...(open.length > 0 && !hasErrors(found) && { exit: exitCodes.needsPerson }),
    text: report(session, [...files.keys()], document),
    data: {
      spec: spec.name,
      files: [...files.keys()],
      unused: drafted.unused.map(({ start, end }) => text.slice(start, end)),
      unresolved: open,
      assumptions: document.assumptions ?? [],
      next: open.length > 0 ? undefined : `dataagent gen all ${spec.name}`,
    },
    diagnostics: [...opened.found, ...found.map((d) => ({ file, ...d }))],
    sources: await sourcesOf(project.texts),
  };
}

function report(session: Session, files: readonly string[], document: Document): string {
  const zh = session.language === 'zh';
  const assumptions = (document.assumptions ?? []).map(
    (a) => `${zh ? '理解' : 'taken'}: ${a.about} → ${a.taken}\n`,
  );
  const open = (document.unresolved ?? []).flatMap((hole) => [
    `${zh ? '待澄清' : 'open'}: ${hole.question} (${hole.at === '' ? hole.about : hole.at})\n`,
    ...hole.options.map(
      (o) =>
        `    ${o.value}  ${o.label}${o.recommended === true ? (zh ? '（建议）' : ' (recommended)') : ''}\n`,
    ),
  ]);
  return [...files.map((f) => `${f}\n`), ...assumptions, ...open].join('');
}
