import { inFile } from '../../../base/diagnostic.js';
import type { CompileOptions } from '../../commands/compile.js';
import { dialectNamed } from '../../options/dialect.js';
import { readDocumentFile } from '../../project/document-file.js';
import { overOntology, withText } from '../../project/ontology.js';
import type { Outcome, Session } from '../../outcome.js';
import { rolesOf } from '../../options/roles.js';
import { emit, formNamed } from './emit.js';

/** Shows what one document becomes on the way to SQL. */
export async function compileFile(
  session: Session,
  file: string,
  options: CompileOptions,
): Promise<Outcome> {
  const form = formNamed(options.emit);
  const dialect = dialectNamed(options.dialect);
  const reader = { roles: rolesOf(process.env) };
  const { name, text } = await readDocumentFile(session, file);
  const outcome = await overOntology(session, options, async (ontology) => {
    const { value, found, ...made } = emit(form, text, ontology, dialect, reader);
    const data = { emit: form, dialect: dialect.name, ...(value !== undefined && { value }) };
    return { ...made, data, diagnostics: inFile(found, name) };
  });
  return withText(outcome, name, text);
}
