import { relative, resolve, sep } from 'node:path';
import { counted } from '../../../base/text/counted.js';
import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { distinct } from '../../../base/distinct.js';
import { check, checkDefinitions } from '../../../compile.js';
import { parseDocument } from '../../../dsl/parse.js';
import type { Ontology } from '../../../ontology/model.js';
import { proveOntology } from '../../../stages/prove/prove-ontology.js';
import { specNames, type Project } from '../../../workspace/project.js';
import { checkArchived } from '../../../stages/spec/check-archive.js';
import { overlaps } from '../../../stages/overlaps.js';
import { archivedSpecs } from '../../../workspace/archived-specs.js';
import { exists } from '../../../workspace/files/read-text.js';
import { unreadable } from '../../../workspace/files/unreadable.js';
import { secretFindings } from '../../../workspace/files/file-findings.js';
import { hiddenInNames } from '../../../workspace/files/hidden-characters.js';
import { readSpec } from '../../../workspace/spec.js';
import { workspaceTrouble } from '../../../workspace/troubles.js';
import type { CheckOptions } from '../../commands/check.js';
import { eachSpec } from '../../specs/each-spec.js';
import { onEngine } from '../../specs/on-engine.js';
import { openDatabase } from '../../project/database.js';
import { dialectNamed } from '../../options/dialect.js';
import { readDocumentFile, type DocumentFile } from '../../project/document-file.js';
import { overOntology, withText } from '../../project/ontology.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specsLike, type Work } from '../../project/project.js';
import { checkedSince } from '../../project/since.js';
import { bindSql } from './bind-sql.js';
import { fixedText, fixFiles, type FixedFile } from './fix.js';

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
  const found: Diagnostic[] = [
    ...checkDefinitions(work.ontology),
    ...(await proven(session, options, work.ontology, work.project)),
    ...(since?.found ?? []),
  ];
  const fixed: FixedFile[] = [];
  const asked = (await specsAt(session, work.project, paths)).filter(
    (name) => since?.specs?.has(name) !== false,
  );
  if (options.fix === true)
    for (const name of asked) fixed.push(...(await fixSpec(work, name, options.dryRun === true)));
  const known = [...work.project.texts];
  const checked = await eachSpec(session, work, asked, {
    kind: 'check',
    cached: options.cache !== false,
    finish: onEngine(session, work.ontology),
  });
  found.push(...checked.flatMap((one) => one.found));
  found.push(...secretFindings(new Map(known)), ...hiddenInNames(new Map(known)));
  const names = await specNames(work.project);
  const [archived = [], unread] = await archivedSpecs(work.project);
  found.push(...unread, ...archived.flatMap((spec) => checkArchived(spec, names)));
  const writers = checked.flatMap((one) => one.writer ?? []);
  found.push(...overlaps(writers, names, archived));
  const specs = checked.map((one) => one.summary);
  const open = specs.flatMap((s) => s.open).length;
  // Each document that reads a view is told what is wrong with it, as the view itself is.
  const diagnostics = distinct(found);
  const errors = diagnostics.filter((d) => d.severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const text =
    session.language === 'zh'
      ? `检查了 ${specs.length} 个规格：${errors} 个错误，${warnings} 个警告，${open} 个待澄清问题\n`
      : `checked ${counted(specs.length, 'spec')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${counted(open, 'open question')}\n`;
  return {
    ...(!hasErrors(found) && open > 0 && { ending: 'needs-person' }),
    text: `${fixedText(fixed, session.language)}${openText(specs, session.language)}${text}`,
    data: {
      summary: { specs: specs.length, errors, warnings, open },
      specs,
      ...(options.fix === true && { fixed }),
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

/** What a database denies of the ontology; nothing is asked of one that is not named here. */
async function proven(
  session: Session,
  { database }: CheckOptions,
  ontology: Ontology,
  project: Project | undefined,
): Promise<readonly Diagnostic[]> {
  if (database === undefined) return [];
  const engine = await openDatabase(session, { database }, project);
  try {
    return await proveOntology(engine, ontology, dialectNamed(engine.dialect));
  } finally {
    await engine.close();
  }
}

async function fixSpec(
  { project, ontology }: Work,
  name: string,
  dryRun: boolean,
): Promise<readonly FixedFile[]> {
  const [spec] = await readSpec(project, name);
  const files = (spec?.documents ?? []).map(({ file, text }) => ({
    name: file,
    path: resolve(project.root, file),
    text,
  }));
  return (await fixFiles(files, ontology, dryRun)).fixed;
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

/** Single documents, over a project's ontology or a folder of one. */
async function checkDocuments(
  session: Session,
  paths: readonly string[],
  options: CheckOptions,
): Promise<Outcome> {
  const files: (DocumentFile & { readonly path: string })[] = [];
  const unread: Diagnostic[] = [];
  for (const path of paths) {
    try {
      files.push({ ...(await readDocumentFile(session, path)), path: resolve(session.cwd, path) });
    } catch (trouble) {
      // A name that nothing has is a slip of whoever typed it.
      if (!(await exists(resolve(session.cwd, path)))) throw trouble;
      unread.push(unreadable(trouble, path));
    }
  }
  const asFound = new Map(files.map(({ name, text }) => [name, text]));
  let shown: ReadonlyMap<string, string> = asFound;
  const outcome = await overOntology(
    session,
    options,
    async (ontology, project) => {
      const { fixed, texts } =
        options.fix === true
          ? await fixFiles(files, ontology, options.dryRun === true)
          : { fixed: [], texts: asFound };
      shown = texts;
      const documents = [...texts].map(([name, text]) => checkDocument({ name, text }, ontology));
      const sound = documents.flatMap((d) => d.sound);
      const diagnostics = distinct([
        ...unread,
        ...checkDefinitions(ontology),
        ...(await proven(session, options, ontology, project)),
        ...documents.flatMap((d) => d.found),
        ...(await bindSql(session, sound, ontology)),
      ]);
      const open = documents.some((d) => d.open.length > 0);
      const lines = documents.map((d) => `${d.ok ? 'ok  ' : 'FAIL'} ${d.file}\n`);
      const alone = `ok   ${options.ontology ?? ''}\n`;
      return {
        ...(!hasErrors(diagnostics) && open && { ending: 'needs-person' }),
        text: `${fixedText(fixed, session.language)}${paths.length === 0 ? alone : lines.join('')}`,
        data: {
          documents: documents.map(({ file, ok, open: holes }) => ({ file, ok, open: holes })),
          ...(options.fix === true && { fixed }),
        },
        diagnostics,
      };
    },
    { cached: false, warnings: true },
  );
  return [...shown].reduce((all, [name, text]) => withText(all, name, text), outcome);
}

function checkDocument({ name, text }: DocumentFile, ontology: Ontology) {
  const [checked, found] = check(text, ontology);
  const open = parseDocument(text)[0]?.document.unresolved ?? [];
  const sound = checked === undefined ? [] : [{ file: name, checked }];
  return { file: name, ok: checked !== undefined, found: inFile(found, name), open, sound };
}
