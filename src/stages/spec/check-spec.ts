import { hasErrors, inFile, type Diagnostic } from '../../base/diagnostic.js';
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
import { generate, type Generated } from '../generate.js';
import { checkGenerated } from './check-generated.js';

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
      ...(comparable ? checkGenerated(spec, generated.files) : []),
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
