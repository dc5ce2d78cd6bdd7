import type { Day } from '../../../base/time/calendar-days.js';
import type { Entity, Ontology } from '../../../ontology/model.js';
import { wayTo } from '../join.js';
import type { Field, Filter, Group, Keep, Measure, Order } from '../frame.js';
import type { AttributeReferent, Referent } from '../referents.js';
import { roleOf, type Plain, type Token } from '../token.js';

/** A noun with the conditions that were said of it; conditions of conditions nest. */
export interface Noun {
  readonly entity: Entity;
  readonly filters: Filter[];
}

/** A question while it is read: where reading stands, and what has been understood. */
export interface Reading {
  readonly ontology: Ontology;
  readonly tokens: readonly Token[];
  /** The day that ages and days ago count from. */
  readonly asOf: Day;
  at: number;
  /** How texts that are written out are compared. */
  readonly matching: 'exact' | 'like';
  /** Entities that any word names. */
  readonly named: ReadonlySet<Entity>;
  /** From the outermost noun to the one that was named last. */
  nouns: Noun[];
  readonly shown: Field[];
  subject?: Entity;
  distinct: boolean;
  readonly measures: Measure[];
  readonly groups: Group[];
  /** Of everything that is asked for. */
  readonly filters: Filter[];
  readonly keeps: Keep[];
  /** What was done, by the verb that was read last. */
  acted?: Noun & { readonly verb: string };
  /** An average of what each of something has. */
  over?: { readonly agg: 'avg' | 'max' | 'min' | 'median'; readonly inner: readonly Group[] };
  /** Whose condition was read last. */
  last?: Noun | undefined;
  order?: Order;
  limit?: { readonly rows: number; readonly ties: boolean };
}

/** A reading of tokens from the start. */
export function newReading(
  tokens: readonly Token[],
  ontology: Ontology,
  asOf: Day,
  matching: 'exact' | 'like',
): Reading {
  const named = tokens.flatMap((t) =>
    t.kind === 'refs' ? t.refs.flatMap((r) => (r.kind === 'entity' ? [r.entity] : [])) : [],
  );
  return {
    ontology,
    tokens,
    asOf,
    at: 0,
    matching,
    named: new Set(named),
    nouns: [],
    shown: [],
    distinct: false,
    measures: [],
    groups: [],
    filters: [],
    keeps: [],
  };
}

/** Whether the token that is next plays one of these roles. */
export function isNext(reading: Reading, ...kinds: readonly Plain[]): boolean {
  return roleOf(reading.tokens[reading.at], ...kinds) !== undefined;
}

/** Goes past the next tokens while they play one of these roles; whether there was any. */
export function skip(reading: Reading, ...kinds: readonly Plain[]): boolean {
  const before = reading.at;
  while (isNext(reading, ...kinds)) reading.at += 1;
  return reading.at > before;
}

/** The referents of the next token. */
export function refsNext(reading: Reading, ahead = 0): readonly Referent[] {
  const token = reading.tokens[reading.at + ahead];
  return token?.kind === 'refs' ? token.refs : [];
}

/**
 * The one attribute that is meant: that of the noun it stands with, of the only thing it can belong to,
 * else of the only one that any word names.
 */
export function chosen(
  reading: Reading,
  candidates: readonly AttributeReferent[],
  owner?: Entity,
): AttributeReferent | undefined {
  const own = candidates.filter((c) => c.entity === owner);
  if (owner !== undefined && own.length > 0) return only(own);
  const behind = ownerBehind(reading);
  const whole = candidates.filter((c) => c.entity === behind);
  if (whole.length > 0) return only(whole);
  const origins = candidates.filter((c) => !candidates.some((o) => isLookUpOf(c, o)));
  if (origins.length <= 1) return origins[0] ?? candidates[0];
  const main = reading.nouns[0]?.entity;
  const named = candidates.filter((c) => reading.named.has(c.entity));
  return (
    only(named) ?? only(named.filter((c) => c.entity === main)) ?? nearest(reading, candidates)
  );
}

/** A column that only shows what another one holds. */
function isLookUpOf(copy: AttributeReferent, original: AttributeReferent): boolean {
  const path = copy.attribute.is?.text ?? '';
  const isOther = copy.entity !== original.entity;
  return isOther && path.endsWith(`.${original.attribute.name}`) && /^[\w.`]+$/.test(path);
}

/** By country: of several tables that have one, that which the counted or added rows look up first. */
function nearest(
  { ontology, nouns, measures }: Reading,
  candidates: readonly AttributeReferent[],
): AttributeReferent | undefined {
  const measured = measures.flatMap((m) => (m.kind === 'aggregate' ? [m.entity] : []));
  const from = measured[0] ?? nouns[0]?.entity;
  if (from === undefined || measured.some((e) => e !== from)) return undefined;
  const reached = candidates.flatMap((candidate) => {
    const way = wayTo(ontology, from, candidate.entity);
    return way.kind === 'one' && candidate.counted !== true ? [{ candidate, hops: way.hops }] : [];
  });
  const least = Math.min(...reached.map((r) => r.hops));
  return only(reached.filter((r) => r.hops === least).map((r) => r.candidate));
}

/** The type of transaction: whose column it is stands behind it. */
function ownerBehind({ tokens, at }: Reading): Entity | undefined {
  if (roleOf(tokens[at + 1], 'of') === undefined) return undefined;
  let next = at + 2;
  while (roleOf(tokens[next], 'stop', 'all', 'each') !== undefined) next += 1;
  const token = tokens[next];
  return token?.kind === 'refs'
    ? token.refs.flatMap((r) => (r.kind === 'entity' ? [r.entity] : []))[0]
    : undefined;
}

function only(found: readonly AttributeReferent[]): AttributeReferent | undefined {
  const plain = found.filter((f) => f.counted !== true);
  const list = plain.length > 0 ? plain : found;
  return list.length === 1 ? list[0] : undefined;
}
