import { cast, nullLiteral } from '../../expr/build.js';
import type { Query, Select, SqlExpr, SqlLeaf, SqlOrder, WithQuery } from '../ast.js';
import { sameExpr } from '../lower/block.js';
import type { Dialect, Say } from '../dialect.js';
import { commas, group, hardline, join, line, marked, nest, type Doc } from './layout.js';
import { printOrder } from './print-aggregate.js';
import { sayerOf } from './print-expression.js';
import { conditionDocs, printFrom } from './print-from.js';
import { unsupported } from './unsupported.js';

/** How a dialect prints queries: with their named parts, or one by itself. */
export interface QueryPrinter {
  readonly say: Say;
  readonly ctes: (query: WithQuery) => Doc;
  readonly query: (query: Query) => Doc;
}

/** The printer of queries of a dialect. */
export function queryPrinter(dialect: Dialect): QueryPrinter {
  const say = sayerOf(dialect);
  const query = (q: Query): Doc =>
    q.kind === 'union' ? printUnion(q.inputs) : printSelect(q, dialect, say, query);
  const printUnion = (inputs: readonly Query[]): Doc =>
    join(
      inputs.map((input) =>
        isSimple(input) ? query(input) : ['(', nest(hardline, query(input)), hardline, ')'],
      ),
      [hardline, 'UNION ALL', hardline],
    );
  return { say, query, ctes: ({ ctes }) => printCtes(ctes, dialect, query) };
}

/** Whether it may stand beside UNION ALL without parentheses. */
function isSimple(query: Query): boolean {
  return query.kind === 'union' || (query.order.length === 0 && query.limit === undefined);
}

/** `WITH` and the named parts, each with its comment, and a new line behind; nothing where there are none. */
function printCtes(ctes: WithQuery['ctes'], dialect: Dialect, query: (query: Query) => Doc): Doc {
  if (ctes.length === 0) return [];
  const parts = ctes.map((cte) => [
    cte.comment === undefined ? [] : [`-- ${dialect.comment(cte.comment)}`, hardline],
    marked(cte.query.at, [
      dialect.quote(cte.name),
      ' AS (',
      nest(hardline, query(cte.query)),
      hardline,
      ')',
    ]),
  ]);
  return ['WITH', nest(hardline, join(parts, [',', hardline])), hardline];
}

function printSelect(
  select: Select,
  dialect: Dialect,
  say: Say,
  query: (query: Query) => Doc,
): Doc {
  const columns = select.columns.map(({ is, as, at }) => marked(at, named(is, as, dialect, say)));
  const from =
    select.from === undefined ? undefined : printFrom(select.from, { dialect, say, query });
  const hint = from?.hint === undefined ? [] : [' ', from.hint];
  const conditions = [...conditionDocs(select.where, say), ...(from?.conditions ?? [])];
  const order = select.order.map((o) => orderBy(o, select, dialect, say));
  const limit = select.limit ?? (select.order.length === 0 ? undefined : dialect.orderLimit);
  return marked(select.at, [
    group('SELECT', hint, nest(line, commas(columns))),
    from === undefined ? [] : [hardline, 'FROM ', from.from],
    conditions.length === 0
      ? []
      : [hardline, group('WHERE ', nest(join(conditions, [line, 'AND '])))],
    select.group === undefined || select.group.length === 0
      ? []
      : [hardline, group('GROUP BY', nest(line, commas(select.group.map(say.whole))))],
    select.having.length === 0
      ? []
      : [hardline, group('HAVING ', nest(join(conditionDocs(select.having, say), [line, 'AND '])))],
    order.length === 0 ? [] : [hardline, group('ORDER BY', nest(line, commas(order)))],
    limit === undefined ? [] : [hardline, `LIMIT ${limit}`],
  ]);
}

/** A column with its name, left out where it is the column's own. */
function named(is: SqlExpr, as: string, dialect: Dialect, say: Say): Doc {
  if (is.kind === 'reference' && is.to.kind === 'column' && is.to.name === as) return say.whole(is);
  // A bare null has no type, or the wrong one, where rows of it are read again.
  const typed: SqlExpr =
    is.kind === 'literal' && is.value === null && is.type.kind !== 'unknown'
      ? cast<SqlLeaf>(nullLiteral(), is.type)
      : is;
  return [say.whole(typed), ' AS ', dialect.quote(as)];
}

/** By the name of a selected column where it is one: every engine understands that. */
function orderBy(order: SqlOrder, select: Select, dialect: Dialect, say: Say): Doc {
  const shown = select.columns.find((column) => sameExpr(column.is, order.by));
  if (shown !== undefined && isAlone(shown.as, select)) {
    const by: SqlExpr = {
      kind: 'reference',
      to: { kind: 'column', name: shown.as },
      type: order.by.type,
    };
    return printOrder({ ...order, by }, say);
  }
  return dialect.ordersOutputOnly
    ? unsupported(dialect, 'an order by a column that is not shown')
    : printOrder(order, say);
}

/** Whether an engine that does not tell case apart knows which column is meant. */
function isAlone(name: string, { columns }: Select): boolean {
  const same = columns.filter((column) => column.as.toLowerCase() === name.toLowerCase());
  return same.length === 1;
}
