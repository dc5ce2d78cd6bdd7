import type { Checked, Diagnostic } from '../base/diagnostic.js';
import { sha256 } from '../base/sha256.js';
import type { TaskDialect } from '../interop/sql/dialects.js';
import { specDiagnostic } from './diagnostics.js';
import { readRules, type SpecRule } from './dqc-rules.js';
import { insideToRead } from './files/inside.js';
import { filesBelow } from './files/listing.js';
import { readProjectFile, type Project } from './project.js';
import { readBytes } from './files/read-text.js';
import specSchema from './spec.schema.json' with { type: 'json' };
import { readTestCases, type TestCase } from './test-cases.js';
import { yamlDocuments, type SpecFile } from './files/yaml-documents.js';

/** What `spec.yaml` says. */
export interface SpecMeta {
  readonly id: string;
  readonly title: string;
  readonly kind: 'new' | 'modify' | 'retire' | 'quick';
  readonly owner?: string;
  /** Whose SQL the tasks in `sql/` are; MaxCompute's without it. */
  readonly dialect?: TaskDialect;
  /** Of a question: the day that its relative time counts from. */
  readonly as_of?: string;
  /** The spec whose tables this one modifies or retires. */
  readonly changes?: string;
  readonly targets?: readonly string[];
}

/** A spec folder as read: what people wrote, and what stands in `generated/`. */
export interface Spec {
  /** The folder's name. */
  readonly name: string;
  /** The folder, relative to the project. */
  readonly folder: string;
  readonly meta: SpecMeta;
  readonly requirement?: SpecFile;
  readonly solution?: SpecFile;
  readonly documents: readonly SpecFile[];
  readonly tests: readonly TestCase[];
  /** Of `dqc.yaml`: quality rules beyond the generated ones. */
  readonly rules: readonly SpecRule[];
  readonly generated: readonly SpecFile[];
  /** Decisions of people, `approvals/*.json`. */
  readonly approvals: readonly SpecFile[];
  /** The texts of `tests/`. */
  readonly proofs: readonly SpecFile[];
  /** Rows of cases in `tests/`: CSV as it is, of Parquet the hash. */
  readonly rowFiles: readonly SpecFile[];
  /** `observed/report.json`, if a run has written it. */
  readonly report?: SpecFile;
  /** `observed/report.md`, written with it. */
  readonly reportText?: SpecFile;
  /** SQL tasks of other hands, `sql/*.sql` and `sql/*.md`, without what is made of them. */
  readonly sqlTasks: readonly SpecFile[];
  /** `tasks.json`, if the requirement has been planned. */
  readonly tasks?: SpecFile;
}

/**
 * Reads one spec; every problem of its files is located. The spec is absent when `spec.yaml` is not readable.
 * `at` is its folder below that of specs: its name, or `archive/` and its name.
 */
export async function readSpec(project: Project, at: string): Promise<Checked<Spec>> {
  const name = at.slice(at.lastIndexOf('/') + 1);
  const folder = `${project.config.specs}/${at}`;
  const base = await insideToRead(project.root, folder);
  const read = async (path: string, how?: 'exactly'): Promise<SpecFile> => {
    const file = `${folder}/${path}`;
    return { file, text: await readProjectFile(project, file, how) };
  };
  const names = await filesBelow(project.root, base, ['']);
  const optional = async (path: string): Promise<SpecFile | undefined> =>
    names.includes(path) ? read(path) : undefined;
  const below = async (
    sub: string,
    endings: readonly string[],
    how?: 'exactly',
  ): Promise<readonly SpecFile[]> => {
    const own = names.filter((n) => n.startsWith(`${sub}/`) && endings.some((e) => n.endsWith(e)));
    return Promise.all(own.map((n) => read(n, how)));
  };
  const written = await optional('spec.yaml');
  if (written === undefined)
    return [undefined, [specDiagnostic('no-spec-file', '', { folder }, { file: folder })]];
  const [meta, wrongMeta] = metaOf(written, name);
  if (meta === undefined) return [undefined, wrongMeta];
  const proofs = await below('tests', ['.yaml', '.yml']);
  const cases = proofs.map(readTestCases);
  const dqc = await optional('dqc.yaml');
  const [rules = [], wrongRules] = dqc === undefined ? [] : readRules(dqc);
  const requirement = await optional('requirement.md');
  const solution = await optional('solution.md');
  const report = await optional('observed/report.json');
  const reportText = await optional('observed/report.md');
  const tasks = await optional('tasks.json');
  const spec = {
    name,
    folder,
    meta,
    ...(requirement !== undefined && { requirement }),
    ...(solution !== undefined && { solution }),
    documents: await below('dsl', ['.json']),
    sqlTasks: (await below('sql', ['.sql', '.md'])).filter(({ file }) => isSqlTask(file)),
    tests: cases.flatMap(([tests]) => tests ?? []),
    rules,
    generated: await below('generated', [''], 'exactly'),
    approvals: await below('approvals', ['.json'], 'exactly'),
    proofs,
    rowFiles: [
      ...(await below('tests', ['.csv'])),
      ...(await parquetFiles(project, folder, names)),
    ],
    ...(report !== undefined && { report }),
    ...(reportText !== undefined && { reportText }),
    ...(tasks !== undefined && { tasks }),
  };
  return [spec, [...wrongMeta, ...cases.flatMap(([, found]) => found), ...(wrongRules ?? [])]];
}

/** Parquet among the tests, each with what stands for its bytes where people decide on them. */
async function parquetFiles(
  { root }: Project,
  folder: string,
  names: readonly string[],
): Promise<readonly SpecFile[]> {
  const own = names.filter((n) => n.startsWith('tests/') && n.endsWith('.parquet'));
  return Promise.all(
    own.map(async (name) => {
      const file = `${folder}/${name}`;
      const hash = sha256(await readBytes(await insideToRead(root, file)));
      return { file, text: `sha256 ${hash}\n` };
    }),
  );
}

/** The decisions of one spec, without the rest of it. */
export async function specApprovals(project: Project, name: string): Promise<readonly SpecFile[]> {
  const folder = `${project.config.specs}/${name}/approvals`;
  const names = await filesBelow(project.root, await insideToRead(project.root, folder), ['.json']);
  return Promise.all(
    names.map(async (n) => {
      const file = `${folder}/${n}`;
      return { file, text: await readProjectFile(project, file, 'exactly') };
    }),
  );
}

/** Whether a file of `sql/` is a task: DDL and checks of the tables that tasks write lie beside them. */
function isSqlTask(file: string): boolean {
  return /\.(?:sql|md)$/.test(file) && !/\.(?:ddl|dqc)\.sql$/.test(file);
}

/** The short name of a document: its file without folder and ending. */
export function documentName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/, '');
}

function metaOf(written: SpecFile, folder: string): Checked<SpecMeta> {
  const { file } = written;
  const [documents, found] = yamlDocuments(written, specSchema);
  if (documents === undefined) return [undefined, found];
  if (documents.length !== 1) {
    const params = { count: documents.length };
    return [undefined, [specDiagnostic('not-one-document', '', params, { file })]];
  }
  const meta = documents[0] as SpecMeta;
  if (meta.id === folder) return [meta, []];
  const fix = [{ op: 'replace', path: '/id', value: folder }] as const;
  const otherId: Diagnostic = specDiagnostic(
    'wrong-id',
    '/id',
    { id: meta.id, folder },
    { file, fix },
  );
  return [meta, [otherId]];
}
