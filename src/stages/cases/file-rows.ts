import { at, type Checked, type Diagnostic, type JsonPointer } from '../../base/diagnostic.js';
import { readCsv } from '../../base/text/csv.js';
import { suggest } from '../../base/text/suggest.js';
import type { Attempt, Rows, Value } from '../../engine/engine.js';
import { specDiagnostic } from '../../workspace/diagnostics.js';
import type { SpecFile } from '../../workspace/files/yaml-documents.js';
import type { Spec } from '../../workspace/spec.js';
import type { Row, RowsFile, TestCase } from '../../workspace/test-cases.js';
import { caseFinding } from './case-finding.js';

/** Where rows that a case names come from. */
export interface RowFiles {
  /** Those of the spec, by their paths below `tests/`. */
  readonly files: ReadonlyMap<string, SpecFile>;
  /** Rows of a Parquet file of the project, values as text. */
  readonly parquet: (file: string) => Promise<Attempt<Rows>>;
}

/** Rows of a case; `columns` are those of the file that they stand in. */
export interface CaseRows {
  readonly rows: readonly Row[];
  readonly columns?: readonly string[];
}

/** A case with the rows of its files. */
export interface LoadedCase {
  readonly given: ReadonlyMap<string, CaseRows>;
  readonly expected?: CaseRows;
}

/** Reads the files that a case names; what is wrong with them is said at its place. */
export async function loadedCase(one: TestCase, files: RowFiles): Promise<Checked<LoadedCase>> {
  const found: Diagnostic[] = [];
  const rowsOf = async (rows: readonly Row[] | RowsFile, path: JsonPointer): Promise<CaseRows> => {
    if (!isFile(rows)) return { rows };
    const [read, wrong] = await fileRows(one, rows, path, files);
    found.push(...wrong);
    return read ?? { rows: [] };
  };
  const given = new Map<string, CaseRows>();
  for (const [table, rows] of Object.entries(one.given))
    given.set(table, await rowsOf(rows, at('/given', table)));
  const expected = one.rows && (await rowsOf(one.rows, '/expect/rows'));
  return [
    found.length > 0 ? undefined : { given, ...(expected !== undefined && { expected }) },
    found,
  ];
}

/** The files of rows of a spec by their paths below `tests/`, as cases name them. */
export function rowFilesOf({ folder, rowFiles }: Spec): RowFiles['files'] {
  return new Map(rowFiles.map((f) => [f.file.slice(`${folder}/tests/`.length), f]));
}

/** Files that a case names and `tests/` does not have. */
export function checkRowFiles(one: TestCase, files: RowFiles['files']): readonly Diagnostic[] {
  const named = [
    ...Object.entries(one.given).map(([table, rows]) => [rows, at('/given', table)] as const),
    ...(one.rows === undefined ? [] : [[one.rows, '/expect/rows' as JsonPointer] as const]),
  ];
  return named.flatMap(([rows, path]) =>
    isFile(rows) ? fileNamed(one, rows, path, files)[1] : [],
  );
}

/** Whether rows stand in a file. */
function isFile(rows: readonly Row[] | RowsFile): rows is RowsFile {
  return !Array.isArray(rows);
}

function fileNamed(
  one: TestCase,
  { file }: RowsFile,
  path: JsonPointer,
  files: RowFiles['files'],
): Checked<SpecFile> {
  const named = files.get(file);
  if (named !== undefined) return [named, []];
  const near = suggest(file, files.keys());
  const more = { allowed: near.length > 0 ? near : [...files.keys()] };
  return [undefined, [caseFinding(one, 'no-row-file', at(path, 'file'), { file }, more)]];
}

async function fileRows(
  one: TestCase,
  rows: RowsFile,
  path: JsonPointer,
  { files, parquet }: RowFiles,
): Promise<Checked<CaseRows>> {
  const [named, missing] = fileNamed(one, rows, path, files);
  if (named === undefined) return [undefined, missing];
  const { file } = named;
  const [table, broken] = file.endsWith('.csv')
    ? ofCsv(named)
    : ofParquet(file, await parquet(file));
  if (table === undefined) return [undefined, broken];
  const unknown = (rows.columns ?? []).flatMap((column, i) => {
    if (table.names.includes(column)) return [];
    const more = { allowed: suggest(column, table.names) };
    const params = { file: rows.file, column };
    return [caseFinding(one, 'not-in-file', at(path, 'columns', i), params, more)];
  });
  if (unknown.length > 0) return [undefined, unknown];
  const columns = rows.columns ?? table.names;
  const places = columns.map((name) => table.names.indexOf(name));
  const read = table.records.map((record) =>
    Object.fromEntries(columns.map((name, i) => [name, record[places[i]!]])),
  );
  return [{ rows: read, columns }, []];
}

interface Table {
  readonly names: readonly string[];
  readonly records: readonly (readonly Value[])[];
}

function ofCsv({ file, text }: SpecFile): Checked<Table> {
  const read = readCsv(text);
  if ('table' in read) return [read.table, []];
  const { kind, offset, detail } = read.problem;
  const place = { file, offset, length: 1 };
  return [undefined, [specDiagnostic('broken-row-file', '', { kind, detail }, place)]];
}

function ofParquet(file: string, read: Attempt<Rows>): Checked<Table> {
  if ('value' in read)
    return [{ names: read.value.columns.map((c) => c.name), records: read.value.rows }, []];
  // The engine names the file by where it lies on this machine; the finding has its place.
  const detail = read.error.message.split('\n')[0]!.replace(/'[^']*\.parquet'/, file);
  const params = { kind: 'parquet', detail };
  return [undefined, [specDiagnostic('broken-row-file', '', params, { file })]];
}
