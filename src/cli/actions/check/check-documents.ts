import { resolve } from 'node:path';
import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { distinct } from '../../../base/distinct.js';
import { check, checkDefinitions } from '../../../compile.js';
import { parseDocument } from '../../../dsl/parse.js';
import type { Ontology } from '../../../ontology/model.js';
import { exists } from '../../../workspace/files/read-text.js';
import { unreadable } from '../../../workspace/files/unreadable.js';
import type { CheckOptions } from '../../commands/check.js';
import type { Outcome, Session } from '../../outcome.js';
import { readDocumentFile, type DocumentFile } from '../../project/document-file.js';
import { overOntology, withText } from '../../project/ontology.js';
import { bindSql } from './bind-sql.js';
import { fixedText, fixFiles, type Fixable } from './fix.js';
import { proven } from './proven.js';

/** Single documents, over a project's ontology or a folder of one. */
export async function checkDocuments(
  session: Session,
  paths: readonly string[],
  options: CheckOptions,
): Promise<Outcome> {
  const [files, unread] = await readDocuments(session, paths);
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

/** The documents that can be read, and what is said of the others. */
async function readDocuments(
  session: Session,
  paths: readonly string[],
): Promise<readonly [readonly Fixable[], readonly Diagnostic[]]> {
  const files: Fixable[] = [];
  const unread: Diagnostic[] = [];
  for (const file of paths) {
    const path = resolve(session.cwd, file);
    try {
      files.push({ ...(await readDocumentFile(session, file)), path });
    } catch (trouble) {
      // A name that nothing has is a slip of whoever typed it.
      if (!(await exists(path))) throw trouble;
      unread.push(unreadable(trouble, file));
    }
  }
  return [files, unread];
}

function checkDocument({ name, text }: DocumentFile, ontology: Ontology) {
  const [checked, found] = check(text, ontology);
  const open = parseDocument(text)[0]?.document.unresolved ?? [];
  const sound = checked === undefined ? [] : [{ file: name, checked }];
  return { file: name, ok: checked !== undefined, found: inFile(found, name), open, sound };
}
