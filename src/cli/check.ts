import { basename, relative, resolve, sep } from 'node:path';
import { hasErrors, type Diagnostic } from '../base/diagnostic.js';
import { checkOntology } from '../bind/check-ontology.js';
import { check } from '../compile.js';
import { parseDocument } from '../dsl/parse.js';
import type { Ontology } from '../ontology/model.js';
import { checkSpec } from '../stages/check-spec.js';
import { readText } from '../workspace/files.js';
import { specNames } from '../workspace/project.js';
import { readSpec } from '../workspace/spec.js';
import { exitCodes } from './exit-codes.js';
import { openOntology, seenFrom, type OntologyOptions } from './ontology.js';
import type { Outcome, Session } from './outcome.js';
import { openAll, type Opened } from './project.js';
import { sourcesOf } from './sources.js';

/** Checks a project, some of its specs, or single documents; findings come back located. */
export async function checkPaths(
  session: Session,
  paths: readonly string[],
  options: OntologyOptions,
): Promise<Outcome> {
  const files = paths.filter((p) => p.endsWith('.json'));
  if (options.ontology !== undefined || (files.length > 0 && files.length === paths.length))
    return checkDocuments(session, files, options);
  const opened = await openAll(session, options);
  if ('outcome' in opened) return opened.outcome;
  const names = await specsOf(session, opened, paths);
  const found: Diagnostic[] = [...opened.found, ...checkOntology(opened.ontology)];
  const specs = [];
  for (const name of names) {
    const one = await checkOne(opened, name);
    found.push(...one.found);
    specs.push(one.summary);
  }
  const open = specs.flatMap((s) => s.open);
  const errors = found.filter((d) => d.severity === 'error').length;
  const counts = { specs: specs.length, errors, warnings: found.length - errors };
  const zh = session.language === 'zh';
  const text = zh
    ? `检查了 ${counts.specs} 个规格：${errors} 个错误，${counts.warnings} 个警告，${open.length} 个待澄清问题\n`
    : `checked ${counts.specs} specs: ${errors} errors, ${counts.warnings} warnings, ${open.length} open questions\n`;
  return {
    ...(!hasErrors(found) && open.length > 0 && { exit: exitCodes.needsPerson }),
    text,
    data: { summary: counts, specs },
    diagnostics: found,
    sources: await sourcesOf(opened.project.texts),
  };
}

async function checkOne(opened: Opened, name: string) {
  const [spec, problems] = await readSpec(opened.project, name);
  if (spec === undefined)
    return { found: problems, summary: { spec: name, ok: false, documents: 0, open: [] } };
  const { generated, found } = checkSpec(spec, opened.ontology, opened.dialects, opened.language);
  const all = [...problems, ...found];
  const open = generated.open.map(({ file, hole }) => ({ file, ...hole }));
  const ok = !hasErrors(all) && open.length === 0;
  return { found: all, summary: { spec: name, ok, documents: spec.documents.length, open } };
}

/** The specs that paths lie in; all of them for paths of the ontology or none. */
async function specsOf(
  session: Session,
  { project }: Opened,
  paths: readonly string[],
): Promise<readonly string[]> {
  const names = await specNames(project);
  const folder = resolve(project.root, project.config.specs);
  const named = new Set<string>();
  for (const path of paths) {
    const own = names.find((n) => n === path || n.startsWith(`${path}-`));
    const way = relative(folder, resolve(session.cwd, path)).split(sep);
    const name = own ?? names.find((n) => n === way[0]);
    if (name === undefined) return names;
    named.add(name);
  }
  return named.size === 0 ? names : names.filter((n) => named.has(n));
}

/** Single documents, over a project's ontology or a folder of one. */
async function checkDocuments(
  session: Session,
  files: readonly string[],
  options: OntologyOptions,
): Promise<Outcome> {
  const { ontology, found, texts } = await openOntology(session, options);
  const all = new Map(texts);
  const diagnostics: Diagnostic[] = [
    ...found,
    ...(ontology === undefined ? [] : checkOntology(ontology)),
  ];
  const documents = [];
  for (const path of ontology === undefined ? [] : files) {
    const file = seenFrom(session, path);
    const text = await readText(resolve(session.cwd, path));
    all.set(file, text);
    const one = checkText(text, ontology!);
    diagnostics.push(...one.found.map((d) => ({ file, ...d })));
    documents.push({ file, ok: one.ok, open: one.open });
  }
  const open = documents.flatMap((d) => d.open);
  const wrong = documents.filter((d) => !d.ok);
  return {
    ...(!hasErrors(diagnostics) && open.length > 0 && { exit: exitCodes.needsPerson }),
    text: documents
      .map((d) => `${d.ok ? 'ok  ' : 'FAIL'} ${d.file}\n`)
      .join('')
      .concat(
        wrong.length === 0 && documents.length === 0
          ? `ok   ${basename(options.ontology ?? 'ontology')}\n`
          : '',
      ),
    data: { documents },
    diagnostics,
    sources: await sourcesOf(all),
  };
}

function checkText(text: string, ontology: Ontology) {
  const [checked, found] = check(text, ontology);
  const open = parseDocument(text)[0]?.document.unresolved ?? [];
  return { ok: checked !== undefined, found, open };
}
