import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { clean } from '../../../base/render.js';
import { check } from '../../../compile.js';
import type { Unresolved } from '../../../dsl/document.js';
import { parseDocument } from '../../../dsl/parse.js';
import type { Ontology } from '../../../ontology/model.js';
import { explainDocument } from '../../../stages/explain/explain-document.js';
import { openProject, specNames } from '../../../workspace/project.js';
import { readDocumentFile } from '../../project/document-file.js';
import { overOntology, withText, type OntologyOptions } from '../../project/ontology.js';
import type { Outcome, Session } from '../../outcome.js';
import { inProject, specNamed, specsLike, withSpec } from '../../project/project.js';
import { rolesOf } from '../../options/roles.js';

/** One document in words: what each number is, and why it is right. */
export async function explainFile(
  session: Session,
  file: string,
  options: OntologyOptions,
): Promise<Outcome> {
  const { name, text } = await readDocumentFile(session, file);
  const outcome = await overOntology(session, options, async (ontology) =>
    explained(session, [{ file: name, text }], ontology),
  );
  return withText(outcome, name, text);
}

/** Whether the project has such a spec: its name, number or beginning. */
export async function isSpec(
  session: Session,
  what: string,
  options: OntologyOptions,
): Promise<boolean> {
  if (what.includes('/') || options.ontology !== undefined) return false;
  const [project] = (await openProject(session.cwd, options.project)).checked;
  return project !== undefined && specsLike(await specNames(project), what).length > 0;
}

/** All documents of a spec in words. */
export async function explainSpec(
  session: Session,
  what: string,
  options: OntologyOptions,
): Promise<Outcome> {
  return inProject(session, options, async ({ project, ontology }) => {
    const name = await specNamed(project, what);
    return withSpec(project, name, async (spec) => explained(session, spec.documents, ontology));
  });
}

function explained(
  session: Session,
  documents: readonly { readonly file: string; readonly text: string }[],
  ontology: Ontology,
): Outcome {
  const roles = rolesOf(process.env);
  const diagnostics: Diagnostic[] = [];
  const texts: { readonly file: string; readonly text: string }[] = [];
  const open: Unresolved[] = [];
  for (const { file, text } of documents) {
    const [checked, found] = check(text, ontology, { roles });
    diagnostics.push(...inFile(found, file));
    if (checked !== undefined)
      texts.push({ file, text: explainDocument(checked, ontology, session.language) });
    else if (!hasErrors(found)) open.push(...(parseDocument(text)[0]?.document.unresolved ?? []));
  }
  return {
    ...(open.length > 0 && !hasErrors(diagnostics) && { ending: 'needs-person' }),
    text: [
      texts.map((t) => t.text).join('\n'),
      ...open.map((hole) => `? ${clean(hole.question)}\n`),
    ].join(''),
    data: { documents: texts, ...(open.length > 0 && { open }) },
    diagnostics,
  };
}
