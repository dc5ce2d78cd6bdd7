import { latest, type Filed } from '../../gates/decision.js';

/** What a spec is as far as its end is concerned. */
export interface Ending {
  readonly kind: 'new' | 'modify' | 'retire' | 'quick';
  /** Its own decisions. */
  readonly decisions: readonly Filed[];
  /** Tables as all accepted specs have left them. */
  readonly delivered: ReadonlySet<string>;
  /** An accepted spec that changes this one. */
  readonly replacedBy?: string;
}

/** Why a spec may rest: its change or end was accepted, it was answered, or nobody goes on with it. */
export type Rest =
  | { readonly may: true; readonly because: 'replaced' | 'accepted' | 'reason' }
  | { readonly may: false; readonly because: 'current'; readonly tables: readonly string[] }
  | { readonly may: false; readonly because: 'unfinished' };

/**
 * Whether a spec may be archived. What a table is made by never may: it must be checked with every change
 * of the ontology, until a spec that replaces or retires it is accepted. What was never accepted needs
 * somebody's reason.
 */
export function mayRest({ kind, decisions, delivered, replacedBy }: Ending, reason: boolean): Rest {
  if (replacedBy !== undefined) return { may: true, because: 'replaced' };
  const accepted = acceptedIn(decisions);
  const tables = accepted
    .flatMap(({ decision }) => Object.keys(decision.tables ?? {}))
    .filter((table) => kind !== 'retire' && delivered.has(table));
  if (tables.length > 0) return { may: false, because: 'current', tables: [...new Set(tables)] };
  if (accepted.length > 0) return { may: true, because: 'accepted' };
  return reason ? { may: true, because: 'reason' } : { may: false, because: 'unfinished' };
}

/** The last acceptances of a spec, whatever has changed since. */
export function acceptedIn(decisions: readonly Filed[]): readonly Filed[] {
  const last = latest(decisions.filter((f) => f.decision.gate === 'G4'));
  return last.filter((f) => f.decision.decision === 'approved');
}
