import { relative, resolve, sep } from 'node:path';
import { counted } from '../../../base/text/counted.js';
import type { Diagnostic } from '../../../base/diagnostic.js';
import { distinct } from '../../../base/distinct.js';
import { checkDefinitions } from '../../../compile.js';
import { overlaps } from '../../../stages/overlaps.js';
import { checkArchived } from '../../../stages/spec/check-archive.js';
import { archivedSpecs } from '../../../workspace/archived-specs.js';
import { secretFindings } from '../../../workspace/files/file-findings.js';
import { hiddenInNames } from '../../../workspace/files/hidden-characters.js';
import { exists } from '../../../workspace/files/read-text.js';
import { specNames, type Project } from '../../../workspace/project.js';
import { readSpec } from '../../../workspace/spec.js';
import { workspaceTrouble } from '../../../workspace/troubles.js';
import type { CheckOptions } from '../../commands/check.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specsLike, type Work } from '../../project/project.js';
import { checkedSince } from '../../project/since.js';
import type { SpecChecked } from '../../specs/check-of-spec.js';
import { eachSpec } from '../../specs/each-spec.js';
import { onEngine } from '../../specs/on-engine.js';
import { checkDocuments } from './check-documents.js';
import { fixedText, fixFiles, type FixedFile } from './fix.js';
import { proven } from './proven.js';

/**
 * Checks a project, some of its specs, or single documents; findings come back located. Nothing that came
 * with the project is believed; what this user's own check found of files that have not changed is, but for
 * `--no-cache`.
 */
export async function checkPaths(
  session: Session,
  paths: readonly string[],
  options: CheckOptions,
): Promise<Outcome> {
  const documents = paths.filter((p) => p.endsWith('.json'));
  if (options.ontology !== undefined || (paths.length > 0 && documents.length === paths.length))
    return checkDocuments(session, paths, options);
  return inProject(session, options, (work) => checkSpecs(session, work, paths, options), {
    cached: false,
    warnings: true,
  });
}

async function checkSpecs(
  session: Session,
  work: Work,
  paths: readonly string[],
  options: CheckOptions,
): Promise<Outcome> {
  const since =
    options.since === undefined ? undefined : await checkedSince(work.project, options.since);
  if (since?.why !== undefined) session.progress(since.why);
  const denied = await proven(session, options, work.ontology, work.project);
  const asked = (await specsAt(session, work.project, paths)).filter(
    (name) => since?.specs?.has(name) !== false,
  );
  const fixed =
    options.fix === true ? await fixSpecs(work, asked, options.dryRun === true) : undefined;
  // Files that all specs share: what belongs to a spec is looked into with it.
  const shared = new Map(work.project.texts);
  const checked = await eachSpec(session, work, asked, {
    kind: 'check',
    cached: options.cache !== false,
    finish: onEngine(session, work.ontology),
  });
  // Each document that reads a view is told what is wrong with it, as the view itself is.
  const diagnostics = distinct([
    ...checkDefinitions(work.ontology),
    ...denied,
    ...(since?.found ?? []),
    ...checked.flatMap(({ found }) => found),
    ...secretFindings(shared),
    ...hiddenInNames(shared),
    ...(await betweenSpecs(work.project, checked)),
  ]);
  const summaries = checked.map(({ summary }) => summary);
  return outcomeOf(session, summaries, diagnostics, fixed);
}

/** What no spec can say by itself: archived ones, and tables that several write. */
async function betweenSpecs(
  project: Project,
  checked: readonly SpecChecked[],
): Promise<readonly Diagnostic[]> {
  const names = await specNames(project);
  const [archived = [], unread] = await archivedSpecs(project);
  const writers = checked.flatMap(({ writer }) => writer ?? []);
  return [
    ...unread,
    ...archived.flatMap((spec) => checkArchived(spec, names)),
    ...overlaps(writers, names, archived),
  ];
}

function outcomeOf(
  { language }: Session,
  specs: readonly SpecChecked['summary'][],
  diagnostics: readonly Diagnostic[],
  fixed: readonly FixedFile[] | undefined,
): Outcome {
  const open = specs.flatMap((s) => s.open).length;
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const text =
    language === 'zh'
      ? `检查了 ${specs.length} 个规格：${errors} 个错误，${warnings} 个警告，${open} 个待澄清问题\n`
      : `checked ${counted(specs.length, 'spec')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(open, 'open question')}\n`;
  return {
    ...(errors === 0 && open > 0 && { ending: 'needs-person' }),
    text: `${fixedText(fixed ?? [], language)}${openText(specs, language)}${text}`,
    data: {
      summary: { specs: specs.length, errors, warnings, open },
      specs,
      ...(fixed !== undefined && { fixed }),
    },
    diagnostics,
  };
}

/** Each spec that waits for answers, with the command that shows its questions. */
function openText(
  specs: readonly { readonly spec: string; readonly open: readonly unknown[] }[],
  language: Session['language'],
): string {
  const waiting = specs.filter(({ open }) => open.length > 0);
  return waiting
    .map(({ spec, open }) =>
      language === 'zh'
        ? `${spec} 有 ${open.length} 个待澄清问题：dataagent clarify ${spec}\n`
        : `${spec} has ${counted(open.length, 'open question')}: dataagent clarify ${spec}\n`,
    )
    .join('');
}

async function fixSpecs(
  { project, ontology }: Work,
  names: readonly string[],
  dryRun: boolean,
): Promise<readonly FixedFile[]> {
  const fixed: FixedFile[] = [];
  for (const name of names) {
    const [spec] = await readSpec(project, name);
    const files = (spec?.documents ?? []).map(({ file, text }) => ({
      name: file,
      path: resolve(project.root, file),
      text,
    }));
    fixed.push(...(await fixFiles(files, ontology, dryRun)).fixed);
  }
  return fixed;
}

/** The specs that names or paths mean; all of them for paths above them, beside them, or none. */
async function specsAt(
  session: Session,
  project: Project,
  paths: readonly string[],
): Promise<readonly string[]> {
  const names = await specNames(project);
  const folder = resolve(project.root, project.config.specs);
  const meant = new Set<string>();
  for (const path of paths) {
    const like = specsLike(names, path);
    const full = resolve(session.cwd, path);
    const [first = ''] = relative(folder, full).split(sep);
    if (like.length === 0 && !(await exists(full)))
      throw workspaceTrouble('missing-file', { file: path });
    for (const name of like.length > 0 ? like : names.includes(first) ? [first] : names)
      meant.add(name);
  }
  return paths.length === 0 ? names : names.filter((n) => meant.has(n));
}
