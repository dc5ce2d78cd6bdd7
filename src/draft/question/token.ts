import type { Agg, Time } from '../../dsl/document.js';
import type { Entity } from '../../ontology/model.js';
import type { Comparison } from '../lexing/mark.js';
import type { AttributeReferent, Referent } from './referents.js';

/** A word of a question with what it can be. */
export type Token = {
  readonly start: number;
  readonly end: number;
  /** As it was written. */
  readonly text: string;
} & (
  | { readonly kind: 'refs'; readonly refs: readonly Referent[] }
  /** A verb that a time is called by, or that says what rows of an entity record. */
  | {
      readonly kind: 'timed';
      readonly refs: readonly AttributeReferent[];
      readonly acts: readonly Entity[];
    }
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'quoted'; readonly value: string }
  | { readonly kind: 'time'; readonly time: Time }
  | { readonly kind: 'unknown' }
);

/** What a word of the grammar does. */
export type Role =
  | {
      readonly kind: 'agg';
      readonly agg: Agg;
      /** Of days and moments only: earliest, latest. */
      readonly temporal?: true;
    }
  /** on weekends, by day of week: days by their place in the week, 1 is Monday. */
  | { readonly kind: 'weekday'; readonly days: readonly number[] }
  | { readonly kind: 'top'; readonly rows: number; readonly ascending: boolean }
  | { readonly kind: 'super'; readonly ascending: boolean }
  | { readonly kind: 'compare'; readonly op: Comparison }
  | { readonly kind: 'after'; readonly op: Comparison }
  | { readonly kind: 'grain'; readonly grain: string }
  | { readonly kind: 'bound'; readonly side: 'from' | 'to'; readonly whole: boolean }
  /** 2022 or later: from its first day on. */
  | { readonly kind: 'onward'; readonly side: 'from' | 'to' }
  /** excluding the current month: whole units only. */
  | { readonly kind: 'whole'; readonly unit: string }
  | { readonly kind: 'direction'; readonly ascending: boolean }
  | { readonly [K in Plain]: { readonly kind: K } }[Plain];

/** Words that carry nothing but their kind. */
export type Plain =
  | 'lead'
  | 'count'
  | 'each'
  | 'by'
  | 'of'
  | 'prep'
  | 'with'
  | 'without'
  | 'rel'
  | 'whose'
  | 'not'
  | 'be'
  | 'have'
  | 'verb'
  | 'differ'
  | 'and'
  | 'or'
  | 'both'
  | 'order'
  | 'alphabetical'
  | 'between'
  | 'distinct'
  | 'all'
  | 'any'
  | 'name'
  | 'id'
  | 'ratio'
  | 'percent'
  | 'fraction'
  | 'to'
  | 'inclusive'
  | 'per'
  | 'starts'
  | 'ends'
  | 'contains'
  | 'based'
  | 'stop'
  | 'except'
  | 'comma'
  | 'end';

/** The role of a token, where it is one of these kinds. */
export function roleOf<K extends Role['kind']>(
  token: Token | undefined,
  ...kinds: readonly K[]
): Extract<Role, { kind: K }> | undefined {
  return token?.kind === 'role' && (kinds as readonly string[]).includes(token.role.kind)
    ? (token.role as Extract<Role, { kind: K }>)
    : undefined;
}
