import { orderOf, nodeOf, type Ast } from './node-of.js';
import type { SqlItem, SqlQuery, SqlSelect, SqlSource } from './tree.js';

/** The library's tree of one query as ours; what it holds beyond ours is named, never dropped. */
export function queryOf(given: unknown): SqlQuery {
  const head = astOf(given);
  const arms: Ast[] = [];
  const sets: string[] = [];
  for (let arm: Ast | undefined = head; arm !== undefined; arm = child(arm['_next'])) {
    arms.push(arm);
    if (typeof arm['set_op'] === 'string') sets.push(arm['set_op'].toLowerCase());
  }
  const last = arms.at(-1)!;
  const limit = limitOf(last['limit']);
  const early = arms
    .slice(0, -1)
    .some((a) => list(a['orderby']).length > 0 || limitOf(a['limit']).limit !== undefined);
  return {
    with: arms
      .flatMap((a) => list(a['with']))
      .map((one) => ({
        name: nameOf(one['name']),
        query: withNames(
          queryOf(one['stmt']),
          list(one['columns']).map((c) => nameOf(c['column'])),
        ),
      })),
    arms: arms.map((arm) => selectOf(arm, early ? ['ORDER BY or LIMIT inside a UNION'] : [])),
    sets,
    order: list(last['orderby']).map(orderOf),
    ...limit,
  };
}

/** `with x(a, b) as …`: the names of its columns. */
function withNames(query: SqlQuery, names: readonly string[]): SqlQuery {
  if (names.length === 0) return query;
  const arms = query.arms.map((arm) => ({
    ...arm,
    items: arm.items.map((item, i): SqlItem => ({ ...item, as: names[i] ?? item.as ?? '' })),
  }));
  return { ...query, arms };
}

function selectOf(ast: Ast, early: readonly string[]): SqlSelect {
  const distinct = child(ast['distinct'])?.['type'] ?? ast['distinct'];
  const group = child(ast['groupby']);
  const where = child(ast['where']);
  const having = child(ast['having']);
  const more = [
    ...early,
    ...(ast['type'] === 'select' ? [] : [String(ast['type'])]),
    ...(typeof distinct === 'string' && distinct !== 'DISTINCT' ? [distinct] : []),
    ...(list(group?.['modifiers']).some((m) => m !== null) ? ['GROUP BY … WITH ROLLUP'] : []),
    ...(child(ast['window']) === undefined ? [] : ['a named WINDOW']),
    ...(child(child(ast['into'])?.['expr']) === undefined ? [] : ['SELECT … INTO']),
    ...(list(ast['options']).length > 0 ? ['an option of SELECT'] : []),
  ];
  return {
    distinct: distinct === 'DISTINCT',
    items: Array.isArray(ast['columns'])
      ? list(ast['columns']).map(itemOf)
      : [{ value: { kind: 'star' } }],
    from: list(ast['from']).map(sourceOf),
    ...(where !== undefined && { where: nodeOf(where) }),
    group: list(group?.['columns'] ?? (Array.isArray(ast['groupby']) ? ast['groupby'] : [])).map(
      nodeOf,
    ),
    ...(having !== undefined && { having: nodeOf(having) }),
    more,
  };
}

function itemOf(ast: Ast): SqlItem {
  const as = ast['as'] === null || ast['as'] === undefined ? undefined : nameOf(ast['as']);
  return { value: nodeOf(ast['expr']), ...(as !== undefined && { as }) };
}

function sourceOf(ast: Ast): SqlSource {
  const join = String(ast['join'] ?? '').toLowerCase();
  const on = child(ast['on']);
  const using = list(ast['using']).map((u) => nameOf(u));
  const inner = child(ast['expr']);
  const query =
    inner === undefined
      ? undefined
      : (child(inner['ast']) ?? (inner['type'] === 'select' ? inner : undefined));
  const table = [ast['catalog'], ast['db'], ast['schema'], ast['table']].flatMap((n) =>
    n === null || n === undefined ? [] : [nameOf(n)],
  );
  const alias =
    ast['as'] === null || ast['as'] === undefined ? (table.at(-1) ?? '') : nameOf(ast['as']);
  return {
    alias,
    ...(query === undefined ? (table.length > 0 ? { table } : {}) : { query: queryOf(query) }),
    join:
      join === ''
        ? 'comma'
        : join === 'cross join'
          ? 'cross'
          : join === 'inner join' || join === 'join'
            ? on === undefined && using.length === 0
              ? 'cross'
              : 'inner'
            : join === 'left join' || join === 'left outer join'
              ? 'left'
              : 'other',
    ...(on !== undefined && { on: nodeOf(on) }),
    ...(using.length > 0 && { using }),
  };
}

function limitOf(given: unknown): { readonly limit?: number; readonly offset?: number } {
  const limit = child(given);
  const values = list(limit?.['value']).map((v) => Number(v['value']));
  if (values.length === 0) return {};
  if (values.length === 1)
    return limit?.['seperator'] === 'offset' ? { offset: values[0]! } : { limit: values[0]! };
  const [a, b] = values as [number, number];
  return limit?.['seperator'] === 'offset' ? { limit: a, offset: b } : { limit: b, offset: a };
}

function astOf(given: unknown): Ast {
  const ast = child(given) ?? {};
  return child(ast['ast']) ?? ast;
}

function child(value: unknown): Ast | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Ast)
    : undefined;
}

function list(value: unknown): readonly Ast[] {
  return Array.isArray(value) ? (value as readonly Ast[]) : [];
}

/** A name in any of the library's wrappings. */
function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const wrapped = child(value);
  return wrapped === undefined
    ? ''
    : nameOf(wrapped['value'] ?? wrapped['expr'] ?? wrapped['column']);
}
