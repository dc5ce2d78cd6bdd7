import { columnsIn, conjuncts, same } from '../relation.js';
import type { SqlColumn, SqlNode, SqlSelect, SqlSource } from '../tree.js';

/** What a SELECT reads under one alias, as far as its conditions are judged. */
export interface Joined {
  readonly source: SqlSource;
  /** The names of its columns; absent: not known. */
  readonly columns?: readonly string[];
  /** The columns that its table is partitioned by, the first of which bounds a read. */
  readonly partition: readonly string[];
}

/**
 * Sources whose rows meet all rows of those before them: no condition names a column of theirs and one of
 * another. A query of one row multiplies nothing.
 */
export function unconditioned(select: SqlSelect, joined: readonly Joined[]): readonly SqlSource[] {
  const conditions = conditionsOf(select);
  const tied = joined.slice(1).filter((one) => {
    const { source } = one;
    if (source.lateral !== undefined || (source.using ?? []).length > 0) return false;
    if (source.query !== undefined && isOneRow(source)) return false;
    return !conditions.some((condition) => {
      const owners = new Set(columnsIn(condition).map((c) => ownerOf(c, joined)));
      // Of a column that nobody knows nothing is said.
      return owners.has(undefined) || (owners.has(one) && owners.size > 1);
    });
  });
  return tied.map((j) => j.source);
}

function isOneRow({ query }: SqlSource): boolean {
  const [arm] = query?.arms ?? [];
  if (query === undefined || arm === undefined || query.arms.length > 1) return false;
  if (query.limit === 1) return true;
  return arm.group.length === 0 && arm.items.every((i) => i.value.kind === 'aggregate');
}

/**
 * Sources of partitioned tables of which every partition is read: no condition bounds the partition, nor is it
 * equal to one that is bounded. `outer` are columns of the SELECT that are bounded by who reads it.
 */
export function unbounded(
  select: SqlSelect,
  joined: readonly Joined[],
  outer: readonly string[],
): readonly Joined[] {
  const bounded = new Set<Joined>();
  const equal: (readonly [Joined, Joined])[] = [];
  for (const condition of conditionsOf(select)) {
    const columns = columnsIn(condition);
    const partitions = columns.flatMap((c) => partitionOf(c, joined) ?? []);
    const pair = condition.kind === 'binary' && condition.op === '=' && columns.length === 2;
    if (pair && partitions.length === 2) equal.push([partitions[0]!, partitions[1]!]);
    else if (condition.kind !== 'is-null') for (const p of partitions) bounded.add(p);
  }
  for (const { value, as } of select.items)
    if (value.kind === 'column' && outer.some((o) => same(o, as ?? value.name))) {
      const its = partitionOf(value, joined);
      if (its !== undefined) bounded.add(its);
    }
  for (let more = true; more;) {
    more = false;
    for (const [a, b] of equal)
      if (bounded.has(a) !== bounded.has(b)) {
        bounded.add(a).add(b);
        more = true;
      }
  }
  return joined.filter((j) => j.partition.length > 0 && !bounded.has(j));
}

/** Of a query in FROM: its columns that conditions here bound. */
export function boundedFrom(select: SqlSelect, alias: string): readonly string[] {
  return conjuncts(select.where)
    .filter((c) => c.kind !== 'is-null')
    .flatMap(columnsIn)
    .filter((c) => (c.table === undefined ? select.from.length === 1 : same(c.table, alias)))
    .map((c) => c.name);
}

function conditionsOf(select: SqlSelect): readonly SqlNode[] {
  return [select.where, ...select.from.map((s) => s.on)].flatMap((c) => conjuncts(c));
}

function partitionOf(column: SqlColumn, joined: readonly Joined[]): Joined | undefined {
  const [first] = joined.filter(
    (j) =>
      (column.table === undefined || same(j.source.alias, column.table)) &&
      j.partition[0] !== undefined &&
      same(j.partition[0], column.name),
  );
  return first;
}

function ownerOf({ table, name }: SqlColumn, joined: readonly Joined[]): Joined | undefined {
  if (table !== undefined) return joined.find((j) => same(j.source.alias, table));
  return joined.find((j) => j.columns?.some((c) => same(c, name)) === true);
}
