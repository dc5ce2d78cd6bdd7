import { unreachable } from '../../base/unreachable.js';
import { mapReferences } from '../../expr/visit.js';
import type { Type } from '../../expr/type.js';
import type {
  Condition,
  From,
  Query,
  Select,
  SqlExpr,
  SqlLeaf,
  SqlOrder,
  WithQuery,
} from '../ast.js';

/** What stands in place of a column or parameter. */
export type LeafMap = (leaf: Extract<SqlLeaf, { kind: 'column' | 'param' }>, type: Type) => SqlExpr;

/** The expression with other columns and parameters, those inside aggregates and windows included. */
export function mapLeaves(expr: SqlExpr, f: LeafMap): SqlExpr {
  return mapReferences<SqlLeaf, SqlLeaf>(expr, (leaf, ref) => {
    const map = (e: SqlExpr): SqlExpr => mapLeaves(e, f);
    switch (leaf.kind) {
      case 'aggregate':
        return {
          ...ref,
          to: {
            ...leaf,
            ...(leaf.of !== undefined && { of: map(leaf.of) }),
            ...(leaf.with !== undefined && { with: map(leaf.with) }),
            ties: leaf.ties.map(map),
            where: leaf.where.map(map),
          },
        };
      case 'window':
        return {
          ...ref,
          to: {
            ...leaf,
            ...(leaf.of !== undefined && { of: map(leaf.of) }),
            per: leaf.per.map(map),
            order: leaf.order.map((o) => mapOrder(o, f)),
          },
        };
      case 'column':
      case 'param':
        return f(leaf, ref.type);
      default:
        return unreachable(leaf);
    }
  });
}

/** The SELECT with other columns and parameters in its own clauses; subqueries are left as they are. */
export function mapSelect(select: Select, f: LeafMap): Select {
  return {
    ...select,
    columns: select.columns.map((c) => ({ ...c, is: mapLeaves(c.is, f) })),
    ...(select.from !== undefined && { from: mapFrom(select.from, f) }),
    where: select.where.map((c) => mapCondition(c, f)),
    ...(select.group !== undefined && { group: select.group.map((e) => mapLeaves(e, f)) }),
    having: select.having.map((c) => mapCondition(c, f)),
    order: select.order.map((o) => mapOrder(o, f)),
  };
}

function mapFrom(from: From, f: LeafMap): From {
  switch (from.kind) {
    case 'join':
      return {
        ...from,
        left: mapFrom(from.left, f),
        right: mapFrom(from.right, f),
        on: from.on.map((c) => mapCondition(c, f)),
      };
    case 'series':
      return { ...from, from: mapLeaves(from.from, f), to: mapLeaves(from.to, f) };
    case 'table':
    case 'cte':
    case 'subquery':
      return from;
    default:
      return unreachable(from);
  }
}

function mapCondition(condition: Condition, f: LeafMap): Condition {
  const mapped = mapLeaves(condition, f);
  return condition.at === undefined ? mapped : { ...mapped, at: condition.at };
}

function mapOrder(order: SqlOrder, f: LeafMap): SqlOrder {
  return { ...order, by: mapLeaves(order.by, f) };
}

/** The query with each SELECT replaced, inner ones before those around them. */
export function mapSelects(query: Query, f: (select: Select) => Query): Query {
  if (query.kind === 'union')
    return { ...query, inputs: query.inputs.map((input) => mapSelects(input, f)) };
  const { from, ...rest } = query;
  return f(from === undefined ? rest : { ...rest, from: mapSubqueries(from, f) });
}

/** The relations with each SELECT in them replaced. */
export function mapSubqueries(from: From, f: (select: Select) => Query): From {
  if (from.kind === 'join')
    return { ...from, left: mapSubqueries(from.left, f), right: mapSubqueries(from.right, f) };
  if (from.kind === 'series' && from.over !== undefined)
    return { ...from, over: mapSelects(from.over, f) };
  return from.kind === 'subquery' ? { ...from, query: mapSelects(from.query, f) } : from;
}

/** The same in every named part, and in the query itself. */
export function mapAllSelects({ ctes, query }: WithQuery, f: (select: Select) => Query): WithQuery {
  return {
    ctes: ctes.map((cte) => ({ ...cte, query: mapSelects(cte.query, f) })),
    query: mapSelects(query, f),
  };
}
