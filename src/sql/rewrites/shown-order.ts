import { reference } from '../../expr/build.js';
import type { Query, Select, SqlExpr, SqlLeaf, SqlOrder, WithQuery } from '../ast.js';
import { sameExpr } from '../lower/block.js';
import type { Dialect } from '../dialect.js';
import { mapSelects, mapSubqueries } from './map-query.js';
import { uniqueNames } from '../unique-names.js';

/**
 * Where a dialect orders by selected columns only: a limit is taken in a subquery that has the other
 * columns too. Which rows stay is exact. In what order people then see them follows the shown columns
 * up to the first hidden one: a hidden column that only breaks ties leaves those ties open, one that
 * comes first is left as it is, and refused when it is printed. `displayed`: someone reads the rows.
 */
export function shownOrder(query: WithQuery, dialect: Dialect, displayed: boolean): WithQuery {
  if (!dialect.ordersOutputOnly) return query;
  return {
    ctes: query.ctes.map((cte) => ({ ...cte, query: mapSelects(cte.query, inside) })),
    query: displayed ? onTop(query.query) : mapSelects(query.query, inside),
  };
}

/** The order of what is read on only says which rows a limit keeps. */
function inside(select: Select): Select {
  if (shownPart(select).length === select.order.length) return select;
  return select.limit === undefined ? { ...select, order: [] } : limitedInside(select, []);
}

function onTop(query: Query): Query {
  if (query.kind === 'union') return mapSelects(query, inside);
  const { from, ...rest } = query;
  const select = from === undefined ? rest : { ...rest, from: mapSubqueries(from, inside) };
  const shown = shownPart(select);
  if (shown.length === select.order.length) return select;
  // One row needs no order.
  if (select.limit === 1) return limitedInside(select, []);
  if (shown.length === 0) return select;
  return select.limit === undefined ? { ...select, order: shown } : limitedInside(select, shown);
}

/** The first parts of the order that are selected columns. */
function shownPart({ columns, order }: Select): readonly SqlOrder[] {
  const hidden = order.findIndex((o) => !columns.some((column) => sameExpr(column.is, o.by)));
  return hidden < 0 ? order : order.slice(0, hidden);
}

/** The rows of a limit in a subquery, with what they are ordered by; outside only the columns that were asked for. */
function limitedInside(select: Select, shown: readonly SqlOrder[]): Select {
  const { columns, order, limit, at } = select;
  const hidden = order.filter((o) => !columns.some((column) => sameExpr(column.is, o.by)));
  const names = uniqueNames([
    ...columns.map((column) => column.as),
    ...hidden.map((_, i) => `order_${i + 1}`),
  ]);
  const as = 'limited';
  const outer = columns.map((column, i) => ({
    ...column,
    is: reference<SqlLeaf>(
      { kind: 'column', relation: as, name: names[i]! },
      column.is.type,
    ) satisfies SqlExpr,
  }));
  const query: Select = {
    ...select,
    columns: [
      ...columns.map((column, i) => ({ ...column, as: names[i]! })),
      ...hidden.map((o, i) => ({ is: o.by, as: names[columns.length + i]! })),
    ],
  };
  return {
    kind: 'select',
    columns: outer,
    from: { kind: 'subquery', query, as },
    where: [],
    having: [],
    order: shown.map((o) => ({
      ...o,
      by: outer[columns.findIndex((column) => sameExpr(column.is, o.by))]!.is,
    })),
    ...(shown.length > 0 && limit !== undefined && { limit }),
    at,
  };
}
