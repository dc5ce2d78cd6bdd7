import type { Gate } from './gate.js';
import type { RowsMeaning } from './rows-meaning.js';

/** One decision of a person at a gate, as its file in `approvals/` holds it. */
export interface Decision {
  readonly v: 1;
  readonly spec: string;
  readonly gate: Gate;
  readonly decision: 'approved' | 'rejected';
  /** SHA-256 of what was decided on. */
  readonly meaning: string;
  /** Its parts by name, hashed to 16 digits: what later changes are told from. */
  readonly parts: Readonly<Record<string, string>>;
  /** Files that were shown, and the SHA-256 of each. */
  readonly shown: Readonly<Record<string, string>>;
  readonly by: string;
  /** UTC. For people; order is `follows`. */
  readonly at: string;
  readonly reason?: string;
  /** It was answered with --yes, as the project's settings allow. */
  readonly automatic?: true;
  /** It repeats what was approved before a definition got another name, which changed nothing else. */
  readonly carried?: Carried;
  /** Decisions at this gate that were known: the first 8 digits of each. */
  readonly follows: readonly string[];
  /** Decisions at earlier gates that stood when this one was made: their files without `.json`. */
  readonly rests_on?: readonly string[];
  /** Of G4: the tables as they are delivered, by name. */
  readonly tables?: Readonly<Record<string, DeliveredTable>>;
  /** Of G4: tables that are retired. */
  readonly gone?: readonly string[];
}

/** Which approval was repeated, and for which renaming of the ontology. */
export interface Carried {
  /** The first 8 digits of the approval. */
  readonly decision: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/** A table as it stands after delivery: what the next change is compared with. */
export interface DeliveredTable {
  readonly columns: readonly DeliveredColumn[];
  readonly partition: readonly DeliveredColumn[];
  readonly key: readonly string[];
  readonly lifecycle?: number;
  /** What its rows mean; absent where it was accepted before this was kept. */
  readonly meaning?: RowsMeaning;
}

/** A column with its type as text. */
export interface DeliveredColumn {
  readonly name: string;
  readonly type: string;
}

/** A decision with its short name: the first 8 digits of the hash of its file. */
export interface Filed {
  readonly hash8: string;
  readonly file: string;
  readonly decision: Decision;
}

/** Where a gate stands, given what is to be decided on now. */
export type Verdict = 'awaiting' | 'approved' | 'rejected' | 'stale';

/**
 * approved: the last word on this very meaning was yes; where branches merged with a yes and a no, the no
 * counts. stale: something was approved, and it was another meaning.
 */
export function verdictOn(meaning: string, filed: readonly Filed[]): Verdict {
  const heads = latest(filed.filter((f) => f.decision.meaning === meaning));
  if (heads.some((f) => f.decision.decision === 'rejected')) return 'rejected';
  if (heads.length > 0) return 'approved';
  return latest(filed).some((f) => f.decision.decision === 'approved') ? 'stale' : 'awaiting';
}

/** The decisions that none of the others follows: one, or one of each branch that was merged. */
export function latest(filed: readonly Filed[]): readonly Filed[] {
  const followed = new Set(filed.flatMap((f) => f.decision.follows));
  return filed.filter((f) => !followed.has(f.hash8));
}
