import { join, resolve } from 'node:path';
import { hasErrors, type Diagnostic } from '../../../base/diagnostic.js';
import { checkOntology } from '../../../bind/check-ontology.js';
import { formatDocument } from '../../../dsl/canonical.js';
import { columnTypesOf } from '../../../engine/column-types.js';
import type { ColumnTypes } from '../../../interop/metricflow/entities.js';
import { importMetricflow, type Imported } from '../../../interop/metricflow/import.js';
import { documentOf } from '../../../interop/metricflow/query/document.js';
import { queryOfSaved } from '../../../interop/metricflow/query/saved.js';
import { loadOntology } from '../../../ontology/load.js';
import { filesBelow } from '../../../workspace/files/listing.js';
import { openProject } from '../../../workspace/project.js';
import { exists, readText } from '../../../workspace/files/read-text.js';
import { workspaceTrouble } from '../../../workspace/troubles.js';
import { writeFiles } from '../../../workspace/files/write-files.js';
import type { ImportOptions } from '../../commands/ontology.js';
import { openDatabase } from '../../project/database.js';
import { findings, type Outcome, type Session } from '../../outcome.js';
import { cliTrouble } from '../../troubles/cli.js';

/** Reads a folder of another tool's definitions and writes it as an ontology; what is there already is not overwritten. */
export async function importOntology(
  session: Session,
  form: string,
  folder: string,
  options: ImportOptions,
): Promise<Outcome> {
  if (form !== 'metricflow')
    throw cliTrouble('unknown-word', { word: form, known: ['metricflow'] });
  const read = await textsBelow(session, folder);
  const [imported, found] = importMetricflow(
    [...read].map(([file, text]) => ({ file, text })),
    await typesOf(session, options),
  );
  if (imported === undefined) return { ...findings(found, { files: [] }), texts: read };
  const into = await placeOf(session, options);
  const [queries, unsaid] =
    options.queries === undefined ? [[], []] : documentsOf(imported, options.queries);
  const ontologyFiles = imported.files.map(({ file, text }) => ({ file: join(into, file), text }));
  const [ontology, problems] = loadOntology(ontologyFiles);
  const checked = [...problems, ...(ontology === undefined ? [] : checkOntology(ontology))];
  const files = new Map([
    ...ontologyFiles.map(({ file, text }) => [file, text] as const),
    ...queries,
  ]);
  session.signal.throwIfAborted();
  if (options.dryRun !== true) await writeNew(session, files);
  return {
    ...(hasErrors(checked) && { ending: 'findings' }),
    text: [...files.keys()].map((file) => `${file}\n`).join(''),
    data: { files: [...files.keys()] },
    diagnostics: [...found, ...unsaid, ...checked],
    texts: new Map([...read, ...files]),
  };
}

async function textsBelow({ cwd }: Session, folder: string): Promise<ReadonlyMap<string, string>> {
  const base = resolve(cwd, folder);
  if (!(await exists(base))) throw workspaceTrouble('missing-file', { file: folder });
  const names = await filesBelow(base, base, ['.yaml', '.yml']);
  const texts = new Map<string, string>();
  for (const name of names) texts.set(`${folder}/${name}`, await readText(resolve(base, name)));
  return texts;
}

async function typesOf(session: Session, options: ImportOptions): Promise<ColumnTypes> {
  if (options.database === undefined) return () => undefined;
  const engine = await openDatabase(session, options, undefined);
  try {
    return columnTypesOf(await engine.describe());
  } finally {
    await engine.close();
  }
}

async function placeOf(session: Session, options: ImportOptions): Promise<string> {
  if (options.into !== undefined) return options.into;
  const [project] = (await openProject(session.cwd, options.project)).checked;
  if (project === undefined) throw cliTrouble('no-place', {});
  return project.config.ontology;
}

/** Saved queries as documents; those that cannot be said are reported. */
function documentsOf(
  { library }: Imported,
  folder: string,
): readonly [readonly (readonly [string, string])[], readonly Diagnostic[]] {
  const found: Diagnostic[] = [];
  const made = library.manifest.savedQueries.flatMap((saved) => {
    const query = queryOfSaved(saved, library);
    const [document, problems] = query === undefined ? [] : documentOf(library, query);
    const { file, document: index, path } = saved.place;
    found.push(
      ...(problems ?? []).map((d): Diagnostic => ({
        ...d,
        severity: 'warning',
        ...(d.file === undefined && { file, document: index, path }),
      })),
    );
    return document === undefined
      ? []
      : [[join(folder, `${saved.name}.json`), formatDocument(document)] as const];
  });
  return [made, found];
}

/** Where people say, also outside of a project; nothing that is there is overwritten. */
async function writeNew({ cwd }: Session, files: ReadonlyMap<string, string>): Promise<void> {
  for (const file of files.keys())
    if (await exists(resolve(cwd, file))) throw cliTrouble('file-exists', { file });
  await writeFiles('/', new Map([...files].map(([file, text]) => [resolve(cwd, file), text])));
}
