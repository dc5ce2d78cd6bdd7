import {
  and,
  binary,
  branch,
  caseWhen,
  integerLiteral,
  isNotNull,
  reference,
} from '../../expr/build.js';
import { mapReferences, references } from '../../expr/visit.js';
import type { Type } from '../../expr/type.js';
import type { Select, SqlAggregate, SqlExpr, SqlLeaf, WithQuery } from '../ast.js';
import type { Dialect } from '../dialect.js';
import { mapAllSelects, mapLeaves, mapSelect } from './map-query.js';
import { uniqueNames } from '../unique-names.js';

/**
 * Where a dialect has no ordered aggregates, FIRST and LAST are said otherwise: the rows of each group
 * are numbered in a subquery, and the value of the row with number one is taken.
 */
export function numberRows(query: WithQuery, dialect: Dialect): WithQuery {
  if (dialect.orderedAggregates) return query;
  return mapAllSelects(query, inSelect);
}

/** A column of the rows before they are grouped. */
interface Kept {
  readonly relation: string | undefined;
  readonly name: string;
  readonly type: Type;
}

function inSelect(select: Select): Select {
  const exprs = [
    ...select.columns.map((column) => column.is),
    ...select.having,
    ...select.order.map((order) => order.by),
  ];
  const picks = distinct(exprs.flatMap((expr) => references(expr)).flatMap(({ to }) => pickOf(to)));
  if (picks.length === 0) return select;
  const kept = keptColumns(select);
  const names = uniqueNames([
    ...kept.map((column) => column.name),
    ...picks.map((_, i) => `place_${i + 1}`),
  ]);
  const as = 'numbered';
  const there = (i: number, type: Type): SqlExpr =>
    reference<SqlLeaf>({ kind: 'column', relation: as, name: names[i]! }, type);
  const outside = (leaf: SqlLeaf, type: Type): SqlExpr => {
    if (leaf.kind !== 'column') return reference(leaf, type);
    const i = kept.findIndex((k) => k.relation === leaf.relation && k.name === leaf.name);
    return there(i, type);
  };
  const replace = (expr: SqlExpr): SqlExpr =>
    mapReferences<SqlLeaf, SqlLeaf>(expr, (to, ref) => {
      const [pick] = pickOf(to);
      if (pick === undefined) return mapLeaves(ref, outside);
      const i = picks.findIndex((p) => JSON.stringify(p) === JSON.stringify(pick));
      return taken(pick, ref.type, there(kept.length + i, bigint), (e) => mapLeaves(e, outside));
    });
  const { group = [], having, order, limit, ...rows } = select;
  const inner: Select = {
    ...rows,
    columns: [
      ...kept.map(({ relation, name, type }, i) => ({
        is: reference<SqlLeaf>(
          { kind: 'column', ...(relation !== undefined && { relation }), name },
          type,
        ),
        as: names[i]!,
      })),
      ...picks.map((pick, i) => ({
        is: numbered(pick, group),
        as: names[kept.length + i]!,
      })),
    ],
    having: [],
    order: [],
  };
  return {
    kind: 'select',
    columns: select.columns.map((column) => ({ ...column, is: replace(column.is) })),
    from: { kind: 'subquery', query: inner, as },
    where: [],
    group: group.map((key) => mapLeaves(key, outside)),
    having: having.map((c) => ({ ...replace(c), ...(c.at !== undefined && { at: c.at }) })),
    order: order.map((o) => ({ ...o, by: replace(o.by) })),
    ...(limit !== undefined && { limit }),
    at: select.at,
  };
}

const bigint: Type = { kind: 'bigint' };

type Pick = SqlAggregate & { readonly agg: 'first' | 'last' };

function pickOf(leaf: SqlLeaf): readonly Pick[] {
  return leaf.kind === 'aggregate' && (leaf.agg === 'first' || leaf.agg === 'last')
    ? [leaf as Pick]
    : [];
}

function distinct(picks: readonly Pick[]): readonly Pick[] {
  return [...new Map(picks.map((pick) => [JSON.stringify(pick), pick])).values()];
}

/** Every column that the grouped SELECT reads, once. */
function keptColumns(select: Select): readonly Kept[] {
  const kept = new Map<string, Kept>();
  mapSelect(withoutFrom(select), (leaf, type) => {
    if (leaf.kind === 'column') {
      const { relation, name } = leaf;
      kept.set(JSON.stringify([relation, name]), { relation, name, type });
    }
    return reference(leaf, type);
  });
  return [...kept.values()];
}

function withoutFrom(select: Select): Select {
  const { from: _, ...rest } = select;
  return { ...rest, where: [] };
}

/** Rows that do not take part come last: those that the conditions leave out, or without an ordering value. */
function numbered(pick: Pick, group: readonly SqlExpr[]): SqlExpr {
  const conditions = conditionsOf(pick);
  const descending = pick.agg === 'last';
  const outside = caseWhen<SqlLeaf>(
    [branch(and(conditions), integerLiteral(0))],
    integerLiteral(1),
  );
  const keys = [...(pick.with === undefined ? [] : [pick.with]), ...pick.ties];
  return reference<SqlLeaf>(
    {
      kind: 'window',
      fn: 'row_number',
      per: group,
      order: [
        ...(conditions.length === 0 ? [] : [{ by: outside, descending: false, nullsFirst: false }]),
        ...keys.map((by) => ({ by, descending, nullsFirst: !descending })),
      ],
    },
    bigint,
  );
}

function conditionsOf(pick: Pick): readonly SqlExpr[] {
  return pick.with === undefined ? pick.where : [...pick.where, isNotNull(pick.with)];
}

/** The value of the one row with number one; the greatest of one value is that value. */
function taken(
  pick: Pick,
  type: Type,
  place: SqlExpr,
  outside: (expr: SqlExpr) => SqlExpr,
): SqlExpr {
  return reference<SqlLeaf>(
    {
      kind: 'aggregate',
      agg: type.kind === 'boolean' ? 'any' : 'max',
      ...(pick.of !== undefined && { of: outside(pick.of) }),
      ties: [],
      where: [
        binary('=', place, integerLiteral(1)),
        ...conditionsOf(pick).map((condition) => outside(condition)),
      ],
    },
    type,
  );
}
