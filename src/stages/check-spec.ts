import { hasErrors, inFile, type Diagnostic } from '../base/diagnostic.js';
import { parseDocument } from '../dsl/parse.js';
import type { Ontology } from '../ontology/model.js';
import type { Dialect } from '../sql/dialect.js';
import { specDiagnostic } from '../workspace/diagnostics.js';
import { checkRequirements } from '../workspace/requirements.js';
import type { Spec } from '../workspace/spec.js';
import { checkCases } from './check-cases.js';
import { generate, type Generated } from './generate.js';

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
  const generated = generate(spec.documents, ontology, dialects, language);
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
      ...(comparable ? checkTargets(spec, generated) : []),
      ...(comparable ? compareFiles(spec, generated.files) : []),
    ],
  };
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

/** Generated files are made again and compared; nothing else may lie among them. */
function compareFiles(spec: Spec, wanted: ReadonlyMap<string, string>): readonly Diagnostic[] {
  const folder = `${spec.folder}/generated/`;
  const present = new Map(spec.generated.map((g) => [g.file.slice(folder.length), g.text]));
  const finding = (code: 'missing-file' | 'edited-file' | 'leftover-file', path: string) =>
    specDiagnostic(code, '', { file: folder + path, spec: spec.name }, { file: folder + path });
  return [
    ...[...wanted.keys()].filter((p) => !present.has(p)).map((p) => finding('missing-file', p)),
    ...[...wanted].flatMap(([path, text]) =>
      present.has(path) && present.get(path) !== text ? [finding('edited-file', path)] : [],
    ),
    ...[...present.keys()].filter((p) => !wanted.has(p)).map((p) => finding('leftover-file', p)),
  ];
}
