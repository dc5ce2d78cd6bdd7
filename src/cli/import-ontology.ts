import { join, resolve } from 'node:path';
import { hasErrors, type Diagnostic } from '../base/diagnostic.js';
import { Trouble } from '../base/trouble.js';
import { checkOntology } from '../bind/check-ontology.js';
import { formatDocument } from '../dsl/canonical.js';
import { columnTypesOf } from '../engine/column-types.js';
import type { ColumnTypes } from '../interop/metricflow/entities.js';
import { importMetricflow, type Imported } from '../interop/metricflow/import.js';
import { documentOf } from '../interop/metricflow/query/document.js';
import { queryOfSaved } from '../interop/metricflow/query/saved.js';
import { loadOntology } from '../ontology/load.js';
import { exists, filesBelow, readText, writeAtomically } from '../workspace/files.js';
import { openProject } from '../workspace/project.js';
import type { ImportOptions } from './commands/ontology.js';
import { openDatabase } from './database.js';
import type { Outcome, Session } from './outcome.js';
import { sourcesOf } from './sources.js';

/** Reads a folder of another tool's definitions and writes it as an ontology; what is there already is not overwritten. */
export async function importOntology(
  session: Session,
  form: string,
  folder: string,
  options: ImportOptions,
): Promise<Outcome> {
  if (form !== 'metricflow')
    throw new Trouble(
      'cli/unknown-form',
      'usage',
      `nothing is called "${form}" here`,
      'dataagent ontology import metricflow FOLDER',
    );
  const base = resolve(session.cwd, folder);
  if (!(await exists(base)))
    throw new Trouble(
      'cli/no-folder',
      'usage',
      `${folder} does not exist`,
      'name a folder of YAML files',
    );
  const texts = new Map<string, string>();
  for (const name of await filesBelow(base, ['.yaml', '.yml']))
    texts.set(`${folder}/${name}`, await readText(resolve(base, name)));
  const [imported, found] = importMetricflow(
    [...texts].map(([file, text]) => ({ file, text })),
    await typesOf(session, options),
  );
  const sources = await sourcesOf(texts);
  if (imported === undefined) return { text: '', data: { files: [] }, diagnostics: found, sources };
  const into = await placeOf(session, options);
  const [queries, unsaid] =
    options.queries === undefined ? [[], []] : documentsOf(imported, options.queries);
  const files = [
    ...imported.files.map(({ file, text }) => [join(into, file), text] as const),
    ...queries,
  ];
  const [ontology, problems] = loadOntology(
    imported.files.map(({ file, text }) => ({ file: join(into, file), text })),
  );
  const checked = [...problems, ...(ontology === undefined ? [] : checkOntology(ontology))];
  if (options.dryRun !== true) await writeNew(session, files);
  const written = files.map(([file]) => file);
  return {
    ...(hasErrors(checked) && { exit: 1 }),
    text: written.map((file) => `${file}\n`).join(''),
    data: { files: written },
    diagnostics: [...found, ...unsaid, ...checked],
    sources: new Map([...sources, ...(await sourcesOf(new Map(files)))]),
  };
}

async function typesOf(session: Session, { database }: ImportOptions): Promise<ColumnTypes> {
  if (database === undefined) return () => undefined;
  const engine = await openDatabase(session.cwd, database, undefined);
  try {
    return columnTypesOf(await engine.describe());
  } finally {
    await engine.close();
  }
}

async function placeOf(session: Session, options: ImportOptions): Promise<string> {
  if (options.into !== undefined) return options.into;
  const [project] = await openProject(session.cwd, options.project);
  if (project === undefined)
    throw new Trouble(
      'cli/no-place',
      'usage',
      'there is no project to write the ontology to',
      'name a folder with --into, or run dataagent init first',
    );
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

async function writeNew(
  session: Session,
  files: readonly (readonly [string, string])[],
): Promise<void> {
  for (const [file] of files)
    if (await exists(resolve(session.cwd, file)))
      throw new Trouble(
        'cli/file-exists',
        'usage',
        `${file} exists already`,
        'remove it, or name another folder with --into',
      );
  for (const [file, text] of files) await writeAtomically(resolve(session.cwd, file), text);
}
