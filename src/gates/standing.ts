import { inFile, type Diagnostic } from '../base/diagnostic.js';
import { latest, verdictOn, type Filed, type Verdict } from './decision.js';
import { gateDiagnostic } from './diagnostics.js';
import { gates, gateWords, type Gate } from './gate.js';
import type { Meanings } from './meaning.js';

/** not-held: the project has no such gate, or nothing of the spec needs it. waiting: what comes before is missing. */
export type GateState = Verdict | 'not-held' | 'waiting';

/** Where one gate of a spec stands. */
export interface Standing {
  readonly gate: Gate;
  readonly state: GateState;
  /** The first digits of the hash that an answer names. */
  readonly hash8?: string;
  /** Parts that are not as they were when the gate was last approved. */
  readonly changed: readonly string[];
  readonly decisions: readonly Filed[];
}

/** Who said no last at a gate, and why; undefined where nobody did. */
export function rejectionOf({
  state,
  decisions,
}: Standing): { readonly by: string; readonly reason: string } | undefined {
  if (state !== 'rejected') return undefined;
  const no = latest(decisions).find((f) => f.decision.decision === 'rejected')?.decision;
  return { by: no?.by ?? '', reason: no?.reason ?? '' };
}

/** Where each gate stands. `held` are the gates of the project. */
export function standingsOf(
  meanings: Meanings,
  filed: readonly Filed[],
  held: readonly Gate[],
): readonly Standing[] {
  return gates.map((gate) => {
    const decisions = filed.filter((f) => f.decision.gate === gate);
    const meaning = meanings.of[gate];
    if (!held.includes(gate)) return { gate, state: 'not-held', changed: [], decisions };
    if (meaning === undefined) {
      const unneeded = isUnneeded(gate, meanings);
      return { gate, state: unneeded ? 'not-held' : 'waiting', changed: [], decisions };
    }
    return {
      gate,
      state: verdictOn(meaning.hash, decisions),
      hash8: meaning.hash.slice(0, 8),
      changed: changedSince(decisions, meaning.parts),
      decisions,
    };
  });
}

/** A spec without a risky change has no G3; once all is there, what is still missing is not asked for. */
function isUnneeded(gate: Gate, { of }: Meanings): boolean {
  return of.G4 !== undefined && gate !== 'G4';
}

/** Names of parts that differ from those of the last approval; none where nothing was approved. */
function changedSince(
  decisions: readonly Filed[],
  parts: Readonly<Record<string, string>>,
): readonly string[] {
  const [last] = latest(decisions.filter((f) => f.decision.decision === 'approved'));
  if (last === undefined) return [];
  const before = last.decision.parts;
  const names = [...new Set([...Object.keys(before), ...Object.keys(parts)])];
  return names.filter((name) => before[name] !== parts[name]).toSorted();
}

/** What `check` says of the gates of a spec; nothing of what waits before any code is generated. */
export function checkStandings(
  spec: { readonly name: string; readonly folder: string; readonly generated: boolean },
  standings: readonly Standing[],
): readonly Diagnostic[] {
  const found = standings.flatMap((standing): readonly Diagnostic[] => {
    const { gate, state, changed } = standing;
    const place = { spec: spec.name, gate };
    if (state === 'stale') return [gateDiagnostic('stale', '', { ...place, changed })];
    const no = rejectionOf(standing);
    if (no !== undefined) return [gateDiagnostic('rejected', '', { ...place, ...no })];
    if (state !== 'awaiting' || gate === 'G4' || !spec.generated) return [];
    const { en, zh } = gateWords[gate];
    return [gateDiagnostic('missing', '', { ...place, what: en, chinese: zh })];
  });
  return inFile(found, `${spec.folder}/spec.yaml`);
}
