import { quoteName } from '../../../base/text/name.js';
import type { Match, On, Time } from '../../../dsl/document.js';
import { columnsOf, conjuncts, nameIn, same } from '../relation.js';
import { ownerOf, pathOf, type Placed } from './placed.js';
import { partitionsOf } from '../days/read-partitions.js';
import { relationOf, type Scope, type Translation } from './translation.js';
import type { SqlNode, SqlSelect } from '../tree.js';

/** The rows that a SELECT is about. */
export interface Rows {
  readonly placed: readonly Placed[];
  readonly base: Placed;
  readonly match: Match[];
  /** Conditions that no join used. */
  readonly where: readonly SqlNode[];
  /** Conditions that come from the joins, as expressions. */
  readonly written: string[];
  readonly time?: Time;
  /** The day of its snapshots, where that is not the day of the run. */
  readonly at?: string;
}

type Column = Extract<SqlNode, { kind: 'column' }>;

/**
 * Finds the one source whose rows are counted, such that every other one is a look-up from it: along a
 * many-to-one relationship whose columns the condition names, or by the whole key of the other side. A join
 * that could multiply rows is refused.
 */
export function rowsOf(
  translation: Translation,
  select: SqlSelect,
  scope: Scope,
  outer: (column: Column) => boolean = () => false,
): Rows | undefined {
  const placed: Placed[] = [];
  for (const source of select.from) {
    const unsaid = ['right', 'full', 'other'].includes(source.join);
    if (unsaid && source.lateral === undefined)
      translation.refuse('a FULL or RIGHT JOIN', ['join']);
    const relation = relationOf(translation, source, scope);
    if (relation !== undefined) placed.push({ source, relation });
  }
  if (select.from.length === 0) translation.refuse('SELECT without FROM');
  if (placed.length === 0 || placed.length < select.from.length) return undefined;
  // What could not be said has no columns; nothing more is said about who reads it.
  if (placed.some(({ relation: r }) => r.kind === 'stage' && r.columns.length === 0))
    return undefined;
  const inner = placed.filter((p) => p.source.join !== 'left');
  const ons = new Map(placed.map((p) => [p, onOf(p, placed)] as const));
  const optional = placed.filter((p) => !inner.includes(p)).flatMap((p) => ons.get(p)!);
  const pool = [...inner.flatMap((p) => ons.get(p)!), ...conjuncts(select.where)].flatMap(
    sharedOfOr,
  );
  // Which partition an optional side is read at is said in its ON.
  const partition = partitionsOf(translation, [...pool, ...optional], placed);
  const left = new Set(partition.rest);
  const conditions: Conditions = {
    pool: pool.filter((c) => left.has(c)),
    on: (p) => ons.get(p)!.filter((c) => left.has(c)),
  };
  for (const base of inner) {
    const tried = tryBase(base, placed, conditions, translation, outer);
    if (tried !== undefined) {
      const { rest: _, ...read } = partition;
      return { placed, base, ...tried, ...read };
    }
  }
  const names = placed.map((p) => p.source.alias).join(', ');
  translation.refuse(
    `the join of ${names}: no source has a many-to-one relationship, or the whole key, to each of the others`,
    ['join'],
  );
  return undefined;
}

function onOf(p: Placed, placed: readonly Placed[]): readonly SqlNode[] {
  const before = placed.slice(0, placed.indexOf(p));
  const using = (p.source.using ?? []).map((name): SqlNode => {
    const left = before.find((b) => columnsOf(b.relation).some((c) => same(c, name)));
    return {
      kind: 'binary',
      op: '=',
      left: { kind: 'column', name, ...(left !== undefined && { table: left.source.alias }) },
      right: { kind: 'column', name, table: p.source.alias },
    };
  });
  return [...conjuncts(p.source.on), ...using];
}

/** `(a and x) or (a and y)` says `a`: join conditions are often repeated in every arm. */
function sharedOfOr(node: SqlNode): readonly SqlNode[] {
  if (node.kind !== 'binary' || node.op !== 'or') return [node];
  const arms = disjuncts(node).map((arm) => conjuncts(arm));
  const shared = arms[0]!.filter((c) =>
    arms.every((arm) => arm.some((other) => JSON.stringify(other) === JSON.stringify(c))),
  );
  return [node, ...shared];
}

function disjuncts(node: SqlNode): readonly SqlNode[] {
  return node.kind === 'binary' && node.op === 'or'
    ? [...disjuncts(node.left), ...disjuncts(node.right)]
    : [node];
}

/** Conditions that are about more than partitions: those that all rows must satisfy, and those of one optional side. */
interface Conditions {
  readonly pool: readonly SqlNode[];
  readonly on: (p: Placed) => readonly SqlNode[];
}

type Joined = Pick<Rows, 'match' | 'where' | 'written'>;

function tryBase(
  base: Placed,
  placed: readonly Placed[],
  { pool, on }: Conditions,
  translation: Translation,
  outer: (column: Column) => boolean,
): Joined | undefined {
  for (const p of placed) {
    delete p.prefix;
    delete p.equal;
  }
  base.prefix = '';
  const match: Match[] = [];
  const written: string[] = [];
  const used = new Set<SqlNode>();
  for (let more = true; more;) {
    more = false;
    for (const p of placed.filter((x) => x.prefix === undefined)) {
      const left = p.source.join === 'left';
      const own = left ? on(p) : pool;
      const equal = equalities(own, p, placed, outer);
      const joined = alongRelationship(p, equal) ?? byKey(p, equal, match, base, translation);
      if (joined === undefined) continue;
      if (left && own.some((c) => !joined.used.includes(c))) {
        translation.refuse(
          `a further condition on the optional side ${p.source.alias} of a LEFT JOIN`,
          [p.source.alias],
        );
      }
      p.prefix = joined.prefix;
      // The side that is counted tells rows apart by it; of the other side that would have to be worked out.
      if (!left) p.equal = equalColumns(p, equal, joined.used);
      for (const c of joined.used) used.add(c);
      if (joined.match !== undefined)
        match.push({ ...joined.match, ...(!left && { only: 'matched' as const }) });
      else if (!left && joined.found !== undefined) written.push(joined.found);
      more = true;
    }
  }
  if (placed.some((p) => p.prefix === undefined)) return undefined;
  // What the look-ups say already, said twice, is harmless; the look-up itself needs it no more.
  return { match, written, where: pool.filter((c) => !used.has(c)) };
}

interface Equality {
  readonly node: SqlNode;
  /** A column of the source that is to be joined. */
  readonly own: Column;
  /** A column of a source that is in place. */
  readonly other: Column;
  readonly owner: Placed;
}

function equalities(
  pool: readonly SqlNode[],
  p: Placed,
  placed: readonly Placed[],
  outer: (column: Column) => boolean,
): readonly Equality[] {
  return pool.flatMap((node): readonly Equality[] => {
    if (node.kind !== 'binary' || node.op !== '=') return [];
    const { left, right } = node;
    if (left.kind !== 'column' || right.kind !== 'column') return [];
    if (outer(left) || outer(right)) return [];
    return [
      [left, right],
      [right, left],
    ].flatMap(([own, other]): readonly Equality[] => {
      const owner = ownerOf(other as Column, placed);
      if (ownerOf(own as Column, placed) !== p || owner?.prefix === undefined) return [];
      return [{ node, own: own as Column, other: other as Column, owner }];
    });
  });
}

function equalColumns(
  { relation }: Placed,
  equal: readonly Equality[],
  used: readonly SqlNode[],
): ReadonlyMap<string, string> {
  return new Map(
    equal.flatMap(({ node, own, other, owner }): readonly (readonly [string, string])[] => {
      const name = nameIn(relation, own.name);
      const path = pathOf(other, owner);
      return !used.includes(node) || name === undefined || path === undefined ? [] : [[name, path]];
    }),
  );
}

interface Join {
  readonly prefix: string;
  readonly used: readonly SqlNode[];
  readonly match?: Match;
  /** True only of rows that have a partner. */
  readonly found?: string;
}

function alongRelationship(p: Placed, equal: readonly Equality[]): Join | undefined {
  const { relation } = p;
  if (relation.kind !== 'entity') return undefined;
  for (const { owner } of equal) {
    if (owner.relation.kind !== 'entity' || owner.prefix === undefined) continue;
    // A look-up by key has no relationships of its own.
    for (const r of owner.relation.entity.relationships.values()) {
      if (r.to !== relation.entity.name || r.on.length === 0) continue;
      if (r.cardinality !== 'many_to_one' && r.cardinality !== 'one_to_one') continue;
      const used = r.on.map((on) =>
        equal.find(
          (e) =>
            e.owner === owner &&
            nameIn(relation, e.own.name) === on.to &&
            nameIn(owner.relation, e.other.name) === on.from,
        ),
      );
      if (used.includes(undefined)) continue;
      const prefix =
        owner.prefix === '' ? quoteName(r.name) : `${owner.prefix}.${quoteName(r.name)}`;
      const key = quoteName(r.on[0]!.to);
      return {
        prefix,
        used: used.map((e) => e!.node),
        ...(!r.required && { found: `${prefix}.${key} is not null` }),
      };
    }
  }
  return undefined;
}

function byKey(
  p: Placed,
  equal: readonly Equality[],
  match: readonly Match[],
  base: Placed,
  translation: Translation,
): Join | undefined {
  const { relation } = p;
  const key = relation.kind === 'entity' ? relation.entity.key : relation.key;
  if (key === undefined || (relation.kind === 'entity' && key.length === 0)) return undefined;
  const used: SqlNode[] = [];
  const on: On[] = [];
  for (const name of key) {
    const e = equal.find((x) => nameIn(relation, x.own.name) === name);
    const is = e === undefined ? undefined : pathOf(e.other, e.owner);
    if (e === undefined || is === undefined) return undefined;
    used.push(e.node);
    on.push({ key: name, is });
  }
  const to = relation.kind === 'entity' ? relation.entity.name : relation.name;
  const as = matchName(p.source.alias, match, base, translation);
  return { prefix: quoteName(as), used, match: { to, ...(as !== to && { as }), on } };
}

/** A name that no match, no column of the population and no other source has. */
export function matchName(
  wanted: string,
  match: readonly Match[],
  base: Placed | undefined,
  translation: Translation,
): string {
  const columns = base === undefined ? [] : columnsOf(base.relation);
  const relationships =
    base?.relation.kind === 'entity'
      ? [...base.relation.entity.relationships.keys(), ...base.relation.entity.attributes.keys()]
      : [];
  const taken = new Set(
    [...columns, ...relationships, ...match.map((m) => m.as ?? m.to)].map((n) => n.toLowerCase()),
  );
  const free = wanted.toLowerCase();
  const first = translation.ontology.entities.has(free) || taken.has(free) ? `${free}_rows` : free;
  let name = first;
  for (let n = 2; taken.has(name); n++) name = `${first}_${n}`;
  return name;
}
