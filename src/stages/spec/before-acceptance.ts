import { gates, type Gate } from '../../gates/gate.js';
import type { CheckedSpec } from './check-spec.js';
import type { SpecGates } from './spec-gates.js';
import { statusOf } from './status.js';
import { generatedHash } from '../generate.js';
import { parseReport } from '../report/report.js';
import type { Spec } from '../../workspace/spec.js';

/** What is still to come before a spec can be accepted. */
export interface BeforeAcceptance {
  /** Earlier gates that the spec needs, and that are not approved as it is now. */
  readonly gates: readonly Gate[];
  /** It writes a table, and no report is of what is generated now. */
  readonly unobserved: boolean;
}

/**
 * What acceptance rests on and is not there. The next change is measured from what was accepted: accepted
 * too early, a change that only G3 may allow would be one no longer. `database`: whether the project names one.
 */
export function beforeAcceptance(
  spec: Spec,
  database: boolean,
  checked: CheckedSpec,
  { meanings, standings }: Pick<SpecGates, 'meanings' | 'standings'>,
): BeforeAcceptance {
  const earlier = gates.slice(0, gates.indexOf('G4'));
  const undecided = standings.filter(
    ({ gate, state }) => earlier.includes(gate) && state !== 'approved' && state !== 'not-held',
  );
  const writes = spec.meta.kind !== 'retire' && Object.keys(meanings.tables).length > 0;
  return {
    gates: undecided.map((s) => s.gate),
    unobserved: writes && !isObserved(spec, database, checked, standings),
  };
}

/** Without a database a report of everything else is as far as a run goes. */
function isObserved(
  spec: Spec,
  database: boolean,
  checked: CheckedSpec,
  standings: SpecGates['standings'],
): boolean {
  const { generated, observed } = statusOf(spec, database, checked, standings).steps;
  if (observed === 'valid' || observed === 'invalid') return true;
  if (database || generated !== 'valid' || spec.report === undefined) return false;
  return parseReport(spec.report.text)?.generated === generatedHash(spec.generated);
}
