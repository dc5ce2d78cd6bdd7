import { latest, type Carried, type Decision, type Filed } from '../../gates/decision.js';
import { gates, type Gate } from '../../gates/gate.js';
import { sha256 } from '../../base/sha256.js';
import type { Meaning, Meanings } from '../../gates/meaning.js';
import { decisionFile, decisionText } from '../../gates/read-decisions.js';
import type { Standing } from '../../gates/standing.js';
import { classOf } from '../../gates/table-change.js';
import type { Spec } from '../../workspace/spec.js';
import type { SpecGates } from './spec-gates.js';
import type { SpecFile } from '../../workspace/files/yaml-documents.js';

/** What somebody answered at a gate. */
export interface Answer {
  readonly decision: 'approved' | 'rejected';
  readonly by: string;
  /** UTC. */
  readonly at: string;
  readonly reason?: string;
  readonly automatic?: true;
  /** The approval that is repeated because a definition has another name now. */
  readonly carried?: Carried;
}

/** The file of a decision: its path in the project, and its text. */
export function decisionOf(
  spec: Spec,
  meaning: Meaning,
  { decisions }: Standing,
  { meanings: { tables }, standings }: Pick<SpecGates, 'meanings' | 'standings'>,
  answer: Answer,
): SpecFile {
  const { gate, hash, parts } = meaning;
  const { decision, by, at, reason, automatic, carried } = answer;
  const shown = shownAt(gate, spec).map(({ file, text }) => [
    file.slice(spec.folder.length + 1),
    sha256(text),
  ]);
  const rests = restsOn(gate, standings);
  const made: Decision = {
    v: 1,
    spec: spec.name,
    gate,
    decision,
    meaning: hash,
    parts,
    shown: Object.fromEntries(shown) as Readonly<Record<string, string>>,
    by,
    at,
    ...(reason !== undefined && { reason }),
    ...(automatic && { automatic }),
    ...(carried !== undefined && { carried }),
    follows: decisions.map((f) => f.hash8).toSorted((a, b) => (a < b ? -1 : 1)),
    ...(rests.length > 0 && { rests_on: rests }),
    ...(gate === 'G4' && decision === 'approved' && { tables }),
    ...(gate === 'G4' &&
      decision === 'approved' &&
      spec.meta.kind === 'retire' && { gone: spec.meta.targets ?? [] }),
  };
  const text = decisionText(made);
  const name = decisionFile(gate, sha256(text).slice(0, 8));
  return { file: `${spec.folder}/approvals/${name}`, text };
}

/** The approvals of earlier gates, as they stand. */
function restsOn(gate: Gate, standings: readonly Standing[]): readonly string[] {
  const earlier = gates.slice(0, gates.indexOf(gate));
  return standings
    .filter((s) => s.state === 'approved' && earlier.includes(s.gate))
    .flatMap((s) => latest(s.decisions).map((f) => `${s.gate}-${f.hash8}`));
}

/** The files that a person looks at before answering at a gate. */
export function shownAt(gate: Gate, spec: Spec): readonly SpecFile[] {
  const agreed = [spec.requirement, spec.solution].filter((f) => f !== undefined);
  const shown: Readonly<Record<Gate, readonly SpecFile[]>> = {
    G1: agreed,
    G2: spec.documents,
    G3: spec.generated.filter(({ file }) => file.endsWith('.ddl.sql')),
    G4: [
      ...agreed,
      ...spec.documents,
      ...spec.proofs,
      ...spec.rowFiles,
      ...(spec.report ? [spec.report] : []),
    ],
  };
  return shown[gate];
}

/** Why --yes may not answer at a gate, although the project lists it; undefined where it may. */
export function onlyInPerson(
  gate: Gate,
  meanings: Meanings,
  known: readonly Filed[],
): { readonly why: 'new-metric' | 'destructive'; readonly what: readonly string[] } | undefined {
  if (gate === 'G3' && classOf(meanings.changes) === 'destructive') {
    const gone = meanings.changes.filter((c) => c.class === 'destructive');
    const what = gone.map((c) => [c.kind, c.table, c.column ?? ''].join(' ').trim());
    return { why: 'destructive', what };
  }
  const what = gate === 'G2' ? newMetrics(meanings, known) : [];
  return what.length === 0 ? undefined : { why: 'new-metric', what };
}

/** Metrics that no approval at G2 holds with this very definition. */
function newMetrics({ of }: Meanings, known: readonly Filed[]): readonly string[] {
  const approved = known.flatMap(({ decision }) =>
    decision.gate === 'G2' && decision.decision === 'approved' ? [decision.parts] : [],
  );
  return Object.entries(of.G2?.parts ?? {})
    .filter(([name, hash]) => name.startsWith('metric ') && !approved.some((p) => p[name] === hash))
    .map(([name]) => name.slice('metric '.length));
}
