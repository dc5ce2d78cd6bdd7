import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import type { DeliveredTable, Filed } from '../../gates/decision.js';
import { readDecisions } from '../../gates/read-decisions.js';
import { checkSpec, type CheckedSpec } from '../../stages/spec/check-spec.js';
import { deliveredBy, gatesOf, retiredBy, type SpecGates } from '../../stages/spec/spec-gates.js';
import { specApprovals } from '../../workspace/spec.js';
import { everySpec, ownName } from '../../workspace/archive.js';
import type { Project } from '../../workspace/project.js';
import type { Spec } from '../../workspace/spec.js';
import type { Work } from './project.js';

/** The decisions of all specs, and the tables that they have delivered. */
export interface Decided {
  readonly decisions: readonly Filed[];
  readonly delivered: ReadonlyMap<string, DeliveredTable>;
}

/** Reads the decisions of every spec, archived ones too; those that are damaged count for nothing here and are `check`'s to report. */
export async function decidedIn(project: Project): Promise<Decided> {
  const decisions: Filed[] = [];
  const delivered = new Map<string, DeliveredTable>();
  for (const path of await everySpec(project)) {
    const [filed = []] = readDecisions(ownName(path), await specApprovals(project, path));
    decisions.push(...filed);
    for (const [table, form] of deliveredBy(filed)) delivered.set(table, form);
    for (const table of retiredBy(filed)) delivered.delete(table);
  }
  return { decisions, delivered };
}

/** What a spec makes and where its gates stand. */
export interface Reviewed extends CheckedSpec {
  readonly gates: SpecGates;
  /** Errors of the spec itself, apart from its gates. */
  readonly broken: boolean;
}

/** Checks a spec and looks at its gates. */
export function review(
  work: Work,
  spec: Spec,
  { delivered }: Pick<Decided, 'delivered'>,
): Reviewed {
  const { ontology, dialects, language, project } = work;
  const checked = checkSpec(spec, ontology, dialects, language);
  const gates = gatesOf(spec, checked.generated, ontology, project.config.gates, delivered);
  const found: readonly Diagnostic[] = [...checked.found, ...gates.found];
  return { ...checked, found, gates, broken: hasErrors(checked.generated.found) };
}
