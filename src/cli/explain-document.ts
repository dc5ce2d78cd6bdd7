import { resolve } from 'node:path';
import { hasErrors, type Diagnostic } from '../base/diagnostic.js';
import { check } from '../compile.js';
import { parseDocument } from '../dsl/parse.js';
import type { Ontology } from '../ontology/model.js';
import { explainDocument } from '../stages/explain/explain-document.js';
import { readText } from '../workspace/files.js';
import { openProject, specNames } from '../workspace/project.js';
import { exitCodes } from './exit-codes.js';
import { openOntology, seenFrom, type OntologyOptions } from './ontology.js';
import type { Outcome, Session } from './outcome.js';
import { openAll, openSpec } from './project.js';
import { rolesOf } from './roles.js';
import { sourcesOf } from './sources.js';

/** One document in words: what each number is, and why it is right. */
export async function explainFile(
  session: Session,
  file: string,
  options: OntologyOptions,
): Promise<Outcome> {
  const opened = await openOntology(session, options);
  const name = seenFrom(session, file);
  const text = await readText(resolve(session.cwd, file));
  const sources = await sourcesOf(new Map([...opened.texts, [name, text]]));
  if (opened.ontology === undefined)
    return { text: '', data: {}, diagnostics: opened.found, sources };
  const made = explained(session, [{ file: name, text }], opened.ontology);
  return { ...made, diagnostics: [...opened.found, ...(made.diagnostics ?? [])], sources };
}

/** Whether the project has such a spec: its name, number or beginning. */
export async function isSpec(
  session: Session,
  what: string,
  options: OntologyOptions,
): Promise<boolean> {
  if (what.includes('/') || options.ontology !== undefined) return false;
  const [project] = await openProject(session.cwd, options.project);
  if (project === undefined) return false;
  return (await specNames(project)).some((n) => n === what || n.startsWith(`${what}-`));
}

/** All documents of a spec in words. */
export async function explainSpec(
  session: Session,
  what: string,
  options: OntologyOptions,
): Promise<Outcome> {
  const opened = await openAll(session, options);
  if ('outcome' in opened) return opened.outcome;
  const { spec, found } = await openSpec(opened.project, what);
  const sources = await sourcesOf(opened.project.texts);
  if (spec === undefined || hasErrors(found))
    return { text: '', data: {}, diagnostics: [...opened.found, ...found], sources };
  const made = explained(session, spec.documents, opened.ontology);
  return {
    ...made,
    diagnostics: [...opened.found, ...found, ...(made.diagnostics ?? [])],
    sources,
  };
}

function explained(
  session: Session,
  documents: readonly { readonly file: string; readonly text: string }[],
  ontology: Ontology,
): Outcome {
  const roles = rolesOf(process.env);
  const diagnostics: Diagnostic[] = [];
  const texts: { readonly file: string; readonly text: string }[] = [];
  let open = false;
  for (const { file, text } of documents) {
    const [checked, found] = check(text, ontology, { roles });
    diagnostics.push(...found.map((d) => ({ file, ...d })));
    if (checked !== undefined)
      texts.push({ file, text: explainDocument(checked, ontology, session.language) });
    else if (!hasErrors(found))
      open ||= (parseDocument(text)[0]?.document.unresolved ?? []).length > 0;
  }
  return {
    ...(open && !hasErrors(diagnostics) && { exit: exitCodes.needsPerson }),
    text: texts.map((t) => t.text).join('\n'),
    data: { documents: texts },
    diagnostics,
  };
}
