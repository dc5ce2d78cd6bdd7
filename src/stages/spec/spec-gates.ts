import { hasErrors, type Diagnostic } from '../../base/diagnostic.js';
import type { DeliveredTable, Filed } from '../../gates/decision.js';
import { isProven } from '../../gates/carried.js';
import { latest } from '../../gates/decision.js';
import { gateDiagnostic } from '../../gates/diagnostics.js';
import type { Gate } from '../../gates/gate.js';
import { meaningsOf, type Meanings } from '../../gates/meaning.js';
import { proofOf } from '../../gates/proof.js';
import { readDecisions } from '../../gates/read-decisions.js';
import { checkStandings, standingsOf, type Standing } from '../../gates/standing.js';
import type { Ontology } from '../../ontology/model.js';
import { taskMeaning } from '../../interop/sql/text/task-meaning.js';
import type { Spec } from '../../workspace/spec.js';
import type { Generated } from '../generate.js';

/** What people decide on in a spec, and where each decision stands. */
export interface SpecGates {
  readonly meanings: Meanings;
  readonly standings: readonly Standing[];
  readonly found: readonly Diagnostic[];
}

/** Computes the gates of a spec from its files; `delivered` are tables as other specs have left them. */
export function gatesOf(
  spec: Spec,
  generated: Generated,
  ontology: Ontology,
  held: readonly Gate[],
  delivered: ReadonlyMap<string, DeliveredTable>,
): SpecGates {
  const [filed = [], wrong] = readDecisions(spec.name, spec.approvals);
  const whole = generated.open.length === 0 && !hasErrors(generated.found);
  const inSpec = (file: string): string => file.slice(spec.folder.length + 1);
  const meanings = meaningsOf(
    {
      kind: spec.meta.kind,
      ...(spec.requirement !== undefined && { requirement: spec.requirement.text }),
      ...(spec.solution !== undefined && { solution: spec.solution.text }),
      ...(whole && { documents: generated.checked }),
      tasks: new Map(spec.sqlTasks.map(({ file, text }) => [inSpec(file), taskMeaning(text)])),
      proofs: new Map(
        [...spec.proofs, ...spec.rowFiles].map(({ file, text }) => [
          inSpec(file),
          proofOf(file, text),
        ]),
      ),
      targets: spec.meta.targets ?? [],
    },
    ontology,
    new Map([...delivered, ...deliveredBy(filed)]),
  );
  const unproven = filed.filter((f) => {
    const meaning = meanings.of[f.decision.gate];
    if (meaning?.hash !== f.decision.meaning) return false;
    return !isProven(
      f,
      meaning,
      filed.filter((other) => other.decision.gate === meaning.gate),
    );
  });
  const counted = filed.filter((f) => !unproven.includes(f));
  // What nobody has generated yet cannot be accepted.
  const acceptable = spec.generated.length > 0 || spec.meta.kind === 'retire';
  const standings = standingsOf(meanings, counted, held).map((s) =>
    s.gate === 'G4' && s.state === 'awaiting' && !acceptable
      ? { ...s, state: 'waiting' as const }
      : s,
  );
  const { name, folder } = spec;
  const found = [
    ...wrong,
    ...unproven.map(({ file, decision: { gate, carried } }) =>
      gateDiagnostic(
        'unproven-approval',
        '/carried',
        { spec: spec.name, gate, from: carried?.from ?? '', to: carried?.to ?? '' },
        { file },
      ),
    ),
    ...checkStandings({ name, folder, generated: spec.generated.length > 0 }, standings),
  ];
  return { meanings, standings, found };
}

/** Tables that the accepted decisions of one spec have retired. */
export function retiredBy(filed: readonly Filed[]): readonly string[] {
  return filed.flatMap(({ decision }) =>
    decision.gate === 'G4' && decision.decision === 'approved' ? (decision.gone ?? []) : [],
  );
}

/** Tables as the accepted decisions of one spec have left them. */
export function deliveredBy(filed: readonly Filed[]): ReadonlyMap<string, DeliveredTable> {
  const accepted = latest(
    filed.filter((f) => f.decision.gate === 'G4' && f.decision.decision === 'approved'),
  );
  return new Map(accepted.flatMap((f) => Object.entries(f.decision.tables ?? {})));
}
