import type { Checked, Diagnostic } from '../base/diagnostic.js';
import type { TaskDialect } from '../interop/sql/dialects.js';
import { specDiagnostic } from './diagnostics.js';
import { readRules, type SpecRule } from './dqc-rules.js';
import type { Project } from './project.js';
import { specFiles } from './spec-files.js';
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
  const files = await specFiles(project, folder);
  const written = await files.one('spec.yaml');
  if (written === undefined) {
    const unread = files.unread();
    const none = specDiagnostic('no-spec-file', '', { folder }, { file: folder });
    return [undefined, unread.length > 0 ? unread : [none]];
  }
  const [meta, wrongMeta] = metaOf(written, name);
  if (meta === undefined) return [undefined, [...files.unread(), ...wrongMeta]];
  const proofs = await files.below('tests', ['.yaml', '.yml']);
  const cases = proofs.map(readTestCases);
  const dqc = await files.one('dqc.yaml');
  const [rules = [], wrongRules] = dqc === undefined ? [] : readRules(dqc);
  const requirement = await files.one('requirement.md');
  const solution = await files.one('solution.md');
  const report = await files.one('observed/report.json');
  const reportText = await files.one('observed/report.md');
  const tasks = await files.one('tasks.json');
  const spec = {
    name,
    folder,
    meta,
    ...(requirement !== undefined && { requirement }),
    ...(solution !== undefined && { solution }),
    documents: await files.below('dsl', ['.json']),
    sqlTasks: (await files.below('sql', ['.sql', '.md'])).filter(({ file }) => isSqlTask(file)),
    tests: cases.flatMap(([tests]) => tests ?? []),
    rules,
    generated: await files.below('generated', [''], 'exactly'),
    approvals: await files.below('approvals', ['.json'], 'exactly'),
    proofs,
    rowFiles: [
      ...(await files.below('tests', ['.csv'])),
      ...(await files.below('tests', ['.parquet'])),
    ],
    ...(report !== undefined && { report }),
    ...(reportText !== undefined && { reportText }),
    ...(tasks !== undefined && { tasks }),
  };
  const wrongCases = cases.flatMap(([, found]) => found);
  return [spec, [...files.unread(), ...wrongMeta, ...wrongCases, ...(wrongRules ?? [])]];
}

/** The decisions of one spec, as far as they can be read, without the rest of it. */
export async function specApprovals(project: Project, name: string): Promise<readonly SpecFile[]> {
  const files = await specFiles(project, `${project.config.specs}/${name}/approvals`);
  return files.below('', ['.json'], 'exactly');
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
