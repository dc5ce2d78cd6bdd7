import { join } from 'node:path';
import { at, type Checked, type Diagnostic } from '../base/diagnostic.js';
import { compileSchema, type SchemaProblem } from '../base/json-schema.js';
import { suggest } from '../base/suggest.js';
import { unreachable } from '../base/unreachable.js';
import { readYaml } from '../base/yaml.js';
import { specDiagnostic } from './diagnostics.js';
import { exists, filesBelow, inside } from './files.js';
import { readProjectFile, type Project } from './project.js';
import specSchema from './spec.schema.json' with { type: 'json' };
import caseSchema from './test-case.schema.json' with { type: 'json' };

/** What `spec.yaml` says. */
export interface SpecMeta {
  readonly id: string;
  readonly title: string;
  readonly kind: 'new' | 'modify' | 'retire' | 'quick';
  readonly owner?: string;
  readonly targets?: readonly string[];
}

/** A file of a spec: its path in the project, and its text. */
export interface SpecFile {
  readonly file: string;
  readonly text: string;
}

/** One case of `tests/*.yaml`, and where it stands. */
export interface TestCase {
  readonly file: string;
  readonly document: number;
  readonly test: string;
  readonly of?: string;
  readonly bizdate?: string;
  readonly asOf?: string;
  readonly params: Readonly<Record<string, string>>;
  readonly given: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly ordered: boolean;
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
  readonly generated: readonly SpecFile[];
}

/** Reads one spec; every problem of its files is located. The spec is absent when `spec.yaml` is not readable. */
export async function readSpec(project: Project, name: string): Promise<Checked<Spec>> {
  const folder = `${project.config.specs}/${name}`;
  const base = await inside(project.root, folder);
  const found: Diagnostic[] = [];
  const read = async (path: string): Promise<SpecFile> => {
    const file = `${folder}/${path}`;
    return { file, text: await readProjectFile(project, file) };
  };
  const optional = async (path: string): Promise<SpecFile | undefined> =>
    (await exists(join(base, path))) ? read(path) : undefined;
  const below = async (sub: string, endings: readonly string[]): Promise<readonly SpecFile[]> => {
    const names = await filesBelow(join(base, sub), endings);
    return Promise.all(names.map((n) => read(`${sub}/${n}`)));
  };
  const [meta, problems] = metaOf(await read('spec.yaml'), name);
  found.push(...problems);
  if (meta === undefined) return [undefined, found];
  const requirement = await optional('requirement.md');
  const solution = await optional('solution.md');
  const tests = (await below('tests', ['.yaml', '.yml'])).flatMap((file) => {
    const [cases, badCases] = casesOf(file);
    found.push(...badCases);
    return cases ?? [];
  });
  return [
    {
      name,
      folder,
      meta,
      ...(requirement !== undefined && { requirement }),
      ...(solution !== undefined && { solution }),
      documents: await below('dsl', ['.json']),
      tests,
      generated: await below('generated', ['']),
    },
    found,
  ];
}

/** The short name of a document: its file without folder and ending. */
export function documentName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.json$/, '');
}

function metaOf({ file, text }: SpecFile, folder: string): Checked<SpecMeta> {
  const [values, found] = documentsOf({ file, text }, specSchema);
  if (values === undefined || found.length > 0) return [undefined, found];
  const meta = (values[0] ?? {}) as SpecMeta;
  if (meta.id === folder) return [meta, []];
  const otherId = specDiagnostic(
    'wrong-id',
    '/id',
    { id: meta.id, folder },
    {
      file,
      fix: [{ op: 'replace', path: '/id', value: folder }],
    },
  );
  return [meta, [otherId]];
}

function casesOf(file: SpecFile): Checked<readonly TestCase[]> {
  const [values, found] = documentsOf(file, caseSchema);
  if (values === undefined || found.length > 0) return [undefined, found];
  const cases = values.map((value, document): TestCase => {
    const raw = value as {
      readonly test: string;
      readonly document?: string;
      readonly bizdate?: string;
      readonly as_of?: string;
      readonly params?: Readonly<Record<string, unknown>>;
      readonly given?: TestCase['given'];
      readonly expect: { readonly rows: TestCase['rows']; readonly ordered?: boolean };
    };
    return {
      file: file.file,
      document,
      test: raw.test,
      ...(raw.document !== undefined && { of: raw.document }),
      ...(raw.bizdate !== undefined && { bizdate: raw.bizdate }),
      ...(raw.as_of !== undefined && { asOf: raw.as_of }),
      params: Object.fromEntries(Object.entries(raw.params ?? {}).map(([k, v]) => [k, String(v)])),
      given: raw.given ?? {},
      rows: raw.expect.rows,
      ordered: raw.expect.ordered === true,
    };
  });
  return [cases, []];
}

/** The YAML documents of a file, each checked against a schema. */
function documentsOf({ file, text }: SpecFile, schema: object): Checked<readonly unknown[]> {
  const { documents, problem } = readYaml(text);
  if (problem !== undefined) {
    const detail = problem.detail === '' ? problem.kind : problem.detail;
    const more = { file, document: problem.document };
    const place = problem.offset === undefined ? more : { ...more, offset: problem.offset };
    return [undefined, [specDiagnostic('unreadable', problem.path, { detail }, place)]];
  }
  const check = compileSchema(schema);
  return [
    documents,
    documents.flatMap((value, document) =>
      check(value).map((found) => ({ ...worded(found), file, document })),
    ),
  ];
}

function worded(problem: SchemaProblem): Diagnostic {
  switch (problem.kind) {
    case 'unknown-key':
      return specDiagnostic(
        'unknown-key',
        problem.path,
        { key: problem.key },
        {
          allowed: suggest(problem.key, problem.allowed),
        },
      );
    case 'missing-key':
      return wrong(at(problem.path), `complete: "${problem.key}" is missing`);
    case 'wrong-shape':
      return wrong(problem.path, problem.expected.join(' / '));
    case 'unknown-value':
      return wrong(problem.path, problem.allowed.join(' / '));
    case 'out-of-range':
      return wrong(problem.path, `${problem.keyword} ${problem.limit}`);
    default:
      return unreachable(problem);
  }
}

function wrong(path: Diagnostic['path'], expected: string): Diagnostic {
  return specDiagnostic('wrong-value', path, { expected });
}
