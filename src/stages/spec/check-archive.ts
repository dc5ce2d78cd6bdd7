import { inFile, type Diagnostic } from '../../base/diagnostic.js';
import { readDecisions } from '../../gates/read-decisions.js';
import { specDiagnostic } from '../../workspace/diagnostics.js';
import type { Spec } from '../../workspace/spec.js';

/**
 * What is held of a spec that rests: its decisions are whole, and it is nowhere else. Its documents are
 * those of their day; no law of today is asked of them.
 */
export function checkArchived(spec: Spec, names: readonly string[]): readonly Diagnostic[] {
  const [, wrong] = readDecisions(spec.name, spec.approvals);
  const twice = names.includes(spec.name)
    ? inFile(
        [specDiagnostic('archived-twice', '', { spec: spec.name })],
        `${spec.folder}/spec.yaml`,
      )
    : [];
  return [...wrong, ...twice];
}
