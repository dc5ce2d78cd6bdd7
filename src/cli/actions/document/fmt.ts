import { resolve } from 'node:path';
import { hasErrors, inFile, type Diagnostic } from '../../../base/diagnostic.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { parseDocument } from '../../../dsl/parse.js';
import type { FmtOptions } from '../../commands/fmt.js';
import { readDocumentFile } from '../../project/document-file.js';
import type { Outcome, Session } from '../../outcome.js';
import { overwrite } from '../../project/overwrite.js';

/** Writes documents in canonical form; one that is not readable stays as it is. */
export async function formatFiles(
  session: Session,
  files: readonly string[],
  { check }: FmtOptions,
): Promise<Outcome> {
  const texts = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const formatted = [];
  for (const file of files) {
    const { name, text } = await readDocumentFile(session, file);
    texts.set(name, text);
    const [parsed, found] = parseDocument(text);
    diagnostics.push(...inFile(found, name));
    if (parsed === undefined) continue;
    const wanted = formatDocument(parsed.document);
    const changed = wanted !== text;
    if (changed && check !== true) await overwrite(resolve(session.cwd, file), wanted);
    formatted.push({ file: name, changed });
  }
  const changed = formatted.filter((f) => f.changed);
  const wrong = hasErrors(diagnostics) || (check === true && changed.length > 0);
  return {
    ...(wrong && { ending: 'findings' }),
    text: changed.map((f) => `${f.file}\n`).join(''),
    data: { files: formatted },
    diagnostics,
    texts,
  };
}
