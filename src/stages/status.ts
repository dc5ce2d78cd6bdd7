import { hasErrors } from '../base/diagnostic.js';
import type { Ontology } from '../ontology/model.js';
import type { Dialect } from '../sql/dialect.js';
import { requirementsOf } from '../workspace/requirements.js';
import type { Spec } from '../workspace/spec.js';
import { checkSpec } from './check-spec.js';

/** The steps of a spec that files show, in order (design section 7). */
export const steps = ['requirement', 'dsl', 'generated', 'tests', 'observed'] as const;
export type Step = (typeof steps)[number];

/** absent: nothing is there; open: a question waits; invalid: a law is broken; stale: made from something else; valid. */
export type StepState = 'absent' | 'open' | 'invalid' | 'stale' | 'valid';

/** Where a spec stands: computed from its files, never typed. */
export interface SpecStatus {
  readonly spec: string;
  readonly title: string;
  readonly steps: Readonly<Record<Step, StepState>>;
  /** The one next command; undefined when nothing is left to do. */
  readonly next: string | undefined;
}

/** Computes the status of a spec; `observed` says whether a report is there. */
export function statusOf(
  spec: Spec,
  ontology: Ontology,
  dialects: readonly Dialect[],
  language: 'en' | 'zh',
  observed: boolean,
): SpecStatus {
  const { generated, found } = checkSpec(spec, ontology, dialects, language);
  const requirement: StepState =
    requirementsOf(spec.requirement?.text ?? '').length > 0 ? 'valid' : 'absent';
  const dsl: StepState =
    spec.documents.length === 0
      ? 'absent'
      : hasErrors(generated.found)
        ? 'invalid'
        : generated.open.length > 0
          ? 'open'
          : 'valid';
  const differs = found.some((d) => /^spec\/(edited|missing|leftover)-file$/.test(d.code));
  const made: StepState =
    spec.generated.length === 0 ? 'absent' : dsl !== 'valid' || differs ? 'stale' : 'valid';
  const tests: StepState = spec.tests.length === 0 ? 'absent' : 'valid';
  const state = {
    requirement,
    dsl,
    generated: made,
    tests,
    observed: observed ? (made === 'valid' ? 'valid' : 'stale') : 'absent',
  } as const;
  return { spec: spec.name, title: spec.meta.title, steps: state, next: nextOf(spec.name, state) };
}

function nextOf(spec: string, state: Readonly<Record<Step, StepState>>): string | undefined {
  if (state.requirement === 'absent') return `edit requirement.md of ${spec}: it names no REQ-001`;
  if (state.dsl === 'absent') return `dataagent gen dsl ${spec}`;
  if (state.dsl !== 'valid') return `dataagent check ${spec}`;
  if (state.generated !== 'valid') return `dataagent gen all ${spec}`;
  if (state.observed !== 'valid') return `dataagent run ${spec}`;
  return undefined;
}
