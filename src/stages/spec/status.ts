import { hasErrors } from '../../base/diagnostic.js';
import type { Gate } from '../../gates/gate.js';
import { rejectionOf, type GateState, type Standing } from '../../gates/standing.js';
import { requirementsOf } from '../../workspace/requirements.js';
import type { Spec } from '../../workspace/spec.js';
import type { CheckedSpec } from './check-spec.js';
import { generatedHash } from '../generate.js';
import { isBlocked, parseReport } from '../report/report.js';

/** The steps of a spec that files show, in order (design section 7). */
export const steps = ['requirement', 'dsl', 'generated', 'tests', 'observed'] as const;

/** One of the steps. */
export type Step = (typeof steps)[number];

/** absent: nothing is there; open: a question waits; invalid: a law is broken; stale: made from something else; valid. */
export type StepState = 'absent' | 'open' | 'invalid' | 'stale' | 'valid';

/** Where a spec stands: computed from its files, never typed. */
export interface SpecStatus {
  readonly spec: string;
  readonly title: string;
  readonly steps: Readonly<Record<Step, StepState>>;
  /** Gates that the project holds and the spec needs. */
  readonly gates: Readonly<Partial<Record<Gate, GateState>>>;
  /** Who said no at a gate, and why. */
  readonly rejections: readonly {
    readonly gate: Gate;
    readonly by: string;
    readonly reason: string;
  }[];
  /** The one next command; undefined when nothing is left to do. */
  readonly next: NextCommand | undefined;
}

/** A command, whole but for a day that only whoever asks can know. */
export interface NextCommand {
  readonly words: string;
  /** It computes a table that has not run yet: for the last whole day. */
  readonly daily: boolean;
}

/** A next command as it is typed; `bizdate` is the last whole day. */
export function commandOf({ words, daily }: NextCommand, bizdate: string): string {
  return daily ? `${words} --bizdate ${bizdate}` : words;
}

/** Computes the status of a spec; `database`: whether the project names one. */
export function statusOf(
  spec: Spec,
  database: boolean,
  checked: CheckedSpec,
  standings: readonly Standing[],
): SpecStatus {
  const requirement: StepState =
    requirementsOf(spec.requirement?.text ?? '').length > 0 ? 'valid' : 'absent';
  const dsl = dslState(spec, checked);
  const generated = generatedState(spec, checked, dsl);
  const tests: StepState = spec.tests.length === 0 ? 'absent' : 'valid';
  const observed = observedState(spec, generated);
  const states = { requirement, dsl, generated, tests, observed };
  const next = nextOf(spec, states, checked, database, standings);
  const held = standings.filter((s) => s.state !== 'not-held');
  const gates = Object.fromEntries(held.map((s) => [s.gate, s.state]));
  const rejections = held.flatMap((s) => {
    const no = rejectionOf(s);
    return no === undefined ? [] : [{ gate: s.gate, ...no }];
  });
  return { spec: spec.name, title: spec.meta.title, steps: states, gates, rejections, next };
}

function isUndecided(state: GateState): boolean {
  return state === 'awaiting' || state === 'stale' || state === 'rejected';
}

function dslState(spec: Spec, { generated }: CheckedSpec): StepState {
  if (spec.documents.length === 0) return 'absent';
  if (hasErrors(generated.found)) return 'invalid';
  return generated.open.length > 0 ? 'open' : 'valid';
}

function generatedState(spec: Spec, { found }: CheckedSpec, dsl: StepState): StepState {
  if (spec.generated.length === 0) return 'absent';
  const differs = found.some((d) =>
    /^spec\/(?:(?:edited|missing|leftover)-file|outdated-files)$/.test(d.code),
  );
  return dsl !== 'valid' || differs ? 'stale' : 'valid';
}

/** A report of other generated files than those that are there says nothing of them. */
function observedState(spec: Spec, generated: StepState): StepState {
  if (spec.report === undefined) return 'absent';
  const report = parseReport(spec.report.text);
  const same = report?.generated === generatedHash(spec.generated);
  if (report === undefined || generated !== 'valid' || !same) return 'stale';
  // A report of what was never run on data: it says the rest, and proves nothing.
  if (report.database === undefined) return 'absent';
  return isBlocked(report) ? 'invalid' : 'valid';
}

function nextOf(
  spec: Spec,
  state: Readonly<Record<Step, StepState>>,
  { generated }: CheckedSpec,
  database: boolean,
  standings: readonly Standing[],
): NextCommand | undefined {
  const { name, meta } = spec;
  const command = (words: string): NextCommand => ({
    words: `dataagent ${words}`,
    daily: false,
  });
  const undecided = (gates: readonly Gate[]): NextCommand | undefined => {
    const open = standings.filter((s) => gates.includes(s.gate) && isUndecided(s.state));
    return open.length === 0
      ? undefined
      : command(`approve ${name} ${open.map((s) => s.gate).join(' ')}`);
  };
  if (meta.kind === 'retire') return undecided(['G1', 'G3']) ?? undecided(['G4']);
  if (state.dsl === 'open') return command(`clarify ${name}`);
  if (state.requirement === 'absent' || state.dsl === 'invalid') return command(`check ${name}`);
  if (state.dsl === 'absent') return command(`gen dsl ${name}`);
  const agree = undecided(['G1', 'G2']);
  if (agree !== undefined) return agree;
  if (state.generated !== 'valid') return command(`gen all ${name}`);
  const change = undecided(['G3']);
  if (change !== undefined) return change;
  // Without a database a report of everything else is as far as a run goes.
  const reported = spec.report && parseReport(spec.report.text);
  const same = reported?.generated === generatedHash(spec.generated);
  if (state.observed === 'valid' || (!database && same && reported?.database === undefined))
    return undecided(['G4']);
  const scheduled = [...generated.checked.values()].some((d) => d.bound.target !== undefined);
  const day = reported?.bizdate;
  const where = reported?.database !== undefined && !database ? reported.database : undefined;
  const words = [
    `run ${name}`,
    ...(where === undefined ? [] : [`--database ${where}`]),
    ...(scheduled && day !== undefined ? [`--bizdate ${day}`] : []),
  ];
  return { ...command(words.join(' ')), daily: scheduled && day === undefined };
}
