import type { Diagnostic } from '../../base/diagnostic.js';
import { findingKey } from '../../correct/fingerprint.js';

/** What became of the findings of one code in one correction. */
export interface CodeCount {
  readonly seen: number;
  readonly autoFixed: number;
  readonly modelFixed: number;
  /** Answered, but the answer broke or dropped something else and was taken back. */
  readonly misrepaired: number;
  /** Left to a person. */
  readonly escalated: number;
}

/** What became of a finding. */
export type CountKind = keyof CodeCount;

/** Counts findings by code; one finding counts once of each kind, however often it is met. */
export interface CodeCounts {
  readonly add: (kind: CountKind, findings: readonly Diagnostic[]) => void;
  /** Sorted by code. */
  readonly read: () => Readonly<Record<string, CodeCount>>;
}

/** A new count. */
export function newCounts(): CodeCounts {
  const known = new Set<string>();
  const counts = new Map<string, Record<CountKind, number>>();
  return {
    add(kind, findings) {
      for (const finding of findings) {
        if (finding.severity !== 'error') continue;
        const key = `${kind} ${findingKey(finding)}`;
        if (known.has(key)) continue;
        known.add(key);
        const count = counts.get(finding.code) ?? { ...none };
        count[kind] += 1;
        counts.set(finding.code, count);
      }
    },
    read: () => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const none = { seen: 0, autoFixed: 0, modelFixed: 0, misrepaired: 0, escalated: 0 } as const;
