import { hasErrors, inFile, type Diagnostic } from '../../base/diagnostic.js';
import { sha256 } from '../../base/sha256.js';
import { toolVersion } from '../../base/tool-version.js';
import { parseDocument } from '../../dsl/parse.js';
import type { Ontology } from '../../ontology/model.js';
import type { Dialect } from '../../sql/dialect.js';
import { specDiagnostic } from '../../workspace/diagnostics.js';
import { hiddenFindings } from '../../workspace/files/hidden-characters.js';
import { checkRequirements, requirementsOf } from '../../workspace/requirements.js';
import type { Spec } from '../../workspace/spec.js';
import { checkCases } from '../cases/check-cases.js';
import { checkReport } from '../report/check-report.js';
import { readTasks } from '../tasks/read-tasks.js';
import { generate, manifestOf, type Generated, type Manifest } from '../generate.js';

/** What `check` finds in one spec, and what its documents make. */
export interface CheckedSpec {
  readonly generated: Generated;
  readonly found: readonly Diagnostic[];
}

/**
 * Everything that can be said of a spec without a database: its documents by every law, its
 * requirement numbers, its tests' names, and its generated files byte for byte (design section 7).
 */
export function checkSpec(
  spec: Spec,
  ontology: Ontology,
  dialects: readonly Dialect[],
  language: 'en' | 'zh',
): CheckedSpec {
  const generated = generate(spec, ontology, dialects, language);
  const satisfies = spec.documents.map(({ file, text }) => ({
    file,
    ids: parseDocument(text)[0]?.document.satisfies ?? [],
  }));
  const comparable = generated.open.length === 0 && !hasErrors(generated.found);
  return {
    generated,
    found: [
      ...generated.found,
      ...checkRequirements(spec, satisfies),
      ...checkCases(spec),
      ...checkPlan(spec),
      ...hiddenFindings(spec),
      ...checkReport(spec),
      ...(comparable ? checkTargets(spec, generated) : []),
      ...(comparable ? compareFiles(spec, generated.files) : []),
    ],
  };
}

/** The tasks of a spec, where it has been planned. */
function checkPlan(spec: Spec): readonly Diagnostic[] {
  if (spec.tasks === undefined) return [];
  const requirements = requirementsOf(spec.requirement?.text ?? '').map((r) => r.id);
  return readTasks(spec.tasks, spec.name, requirements)[1];
}

/** Where `spec.yaml` lists tables, those are the ones that its documents write. */
function checkTargets(spec: Spec, { checked }: Generated): readonly Diagnostic[] {
  const listed = spec.meta.targets?.toSorted();
  const written = [...checked.values()]
    .flatMap(({ bound }) => (bound.target === undefined ? [] : [bound.target.table.join('.')]))
    .toSorted();
  if (listed === undefined || spec.documents.length === 0) return [];
  const params = { listed: listed.join(', '), written: written.join(', ') };
  return params.listed === params.written
    ? []
    : inFile([specDiagnostic('other-targets', '/targets', params)], `${spec.folder}/spec.yaml`);
}

/**
 * Generated files are made again and compared; nothing else may lie among them. What another version of
 * the tool printed, and nobody has touched since, is a warning with its fix; where all agree with their
 * manifest but their sources make others, that is said once; anything else is an edit.
 */
function compareFiles(spec: Spec, wanted: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const folder = `${spec.folder}/generated/`;
  const present = new Map(spec.generated.map((g) => [g.file.slice(folder.length), g.text]));
  const differing = {
    'missing-file': [...wanted.keys()].filter((path) => !present.has(path)),
    'edited-file': [...wanted].flatMap(([path, text]) =>
      present.has(path) && present.get(path) !== text ? [path] : [],
    ),
    'leftover-file': [...present.keys()].filter((path) => !wanted.has(path)),
  };
  if (Object.values(differing).flat().length === 0) return [];
  const made = manifestOf(spec.generated);
  if (made !== undefined && isAsMade(made, present)) {
    const file = `${folder}manifest.json`;
    const { tool } = made;
    return isOtherPrinter(made, wanted)
      ? [
          specDiagnostic(
            'other-printer',
            '/tool',
            { spec: spec.name, tool, own: toolVersion },
            { file },
          ),
        ]
      : [specDiagnostic('outdated-files', '', { spec: spec.name }, { file })];
  }
  return Object.entries(differing).flatMap(([code, paths]) =>
    paths.map((path) =>
      specDiagnostic(
        code as keyof typeof differing,
        '',
        { file: folder + path, spec: spec.name },
        { file: folder + path },
      ),
    ),
  );
}

/** Whether another version of the tool printed these very documents. */
function isOtherPrinter(made: Manifest, wanted: ReadonlyMap<string, string>): boolean {
  const { documents } = JSON.parse(wanted.get('manifest.json') ?? '{}') as Partial<Manifest>;
  return made.tool !== toolVersion && JSON.stringify(made.documents) === JSON.stringify(documents);
}

/** Whether every file is there with the bytes that the manifest names, and no other. */
function isAsMade({ files }: Manifest, present: ReadonlyMap<string, string>): boolean {
  const paths = [...present.keys()].filter((path) => path !== 'manifest.json');
  return (
    paths.length === Object.keys(files).length &&
    paths.every((path) => files[path] === sha256(present.get(path)!))
  );
}
