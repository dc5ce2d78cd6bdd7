import type { Match } from '../../dsl/document.js';
import { columnsOf, conjuncts, same, type Relation } from './relation.js';
import { matchName, type Rows } from './translate-joins.js';
import { entityOrCte, translate, type Scope, type Translation } from './translate.js';
import type { SqlNode, SqlQuery, SqlSelect } from './tree.js';
import { identifier } from './write-expression.js';

type Test = Extract<SqlNode, { kind: 'in-query' | 'exists' }>;
type SqlColumn = Extract<SqlNode, { kind: 'column' }>;

/**
 * A set that rows are in or not in: a match (S9). Where it is a condition of its own the match says it, and
 * nothing is left to write; else it is `found(…)`.
 */
export function conditionOf(
  translation: Translation,
  test: Test,
  rows: Rows,
  scope: Scope,
  source: (node: SqlNode) => string,
  alone: boolean,
): string | undefined {
  const made =
    test.kind === 'in-query'
      ? inSet(translation, test, scope)
      : existing(translation, test.query, scope);
  if (made === undefined) return alone ? undefined : 'null';
  const as = matchName(made.stage, rows.match, rows.base, translation);
  const match: Match = {
    to: made.stage,
    ...(as !== made.stage && { as }),
    on: made.on.map(({ key, is }) => ({ key, is: source(is) })),
  };
  if (alone) {
    rows.match.push({ ...match, only: test.not ? 'unmatched' : 'matched' });
    return undefined;
  }
  rows.match.push(match);
  return test.not ? `(not found(${identifier(as)}))` : `found(${identifier(as)})`;
}

/** A value that a query without a tie to the row gives: a match with a stage of one row. */
export function scalarOf(
  translation: Translation,
  query: SqlQuery,
  rows: Rows,
  scope: Scope,
): string {
  const stage = translate(translation, query, scope, 'whole');
  const [column] = stage.columns;
  if (stage.key?.length !== 0 || stage.columns.length !== 1 || column === undefined)
    return translation.refuse('a subquery that is not one aggregate over the whole');
  const as = matchName(stage.name, rows.match, rows.base, translation);
  rows.match.push({ to: stage.name, ...(as !== stage.name && { as }), on: [] });
  return `${identifier(as)}.${identifier(column)}`;
}

interface Set_ {
  readonly stage: string;
  readonly on: readonly { readonly key: string; readonly is: SqlNode }[];
}

function inSet(
  translation: Translation,
  { of, query }: Extract<Test, { kind: 'in-query' }>,
  scope: Scope,
): Set_ | undefined {
  const set = translate(translation, query, scope, 'listed');
  const [column] = set.columns;
  if (set.columns.length !== 1 || column === undefined) {
    translation.refuse('IN over several columns');
    return undefined;
  }
  const key = set.key ?? [];
  if (key.length === 1 && key[0] === column)
    return { stage: set.name, on: [{ key: column, is: of }] };
  const stage = translation.freeName('listed');
  translation.stages.push({
    name: stage,
    from: set.name,
    by: [{ as: column, is: identifier(column) }],
  });
  return { stage, on: [{ key: column, is: of }] };
}

/** EXISTS with equalities to the row: the distinct values of the inner columns, matched. */
function existing(translation: Translation, query: SqlQuery, scope: Scope): Set_ | undefined {
  const [select] = query.arms;
  if (
    query.arms.length !== 1 ||
    select === undefined ||
    select.group.length > 0 ||
    query.with.length > 0
  ) {
    translation.refuse('EXISTS over a grouped or combined query', ['exists']);
    return undefined;
  }
  const inner = select.from.map((s) => ({
    alias: s.alias,
    relation: s.table === undefined ? undefined : entityOrCte(translation, s.table, scope),
  }));
  const isInner = (c: SqlColumn): boolean =>
    inner.some(({ alias, relation }) =>
      c.table === undefined ? has(relation, c.name) : same(alias, c.table),
    );
  const tied: { readonly own: SqlColumn; readonly is: SqlColumn }[] = [];
  const rest: SqlNode[] = [];
  for (const node of conjuncts(select.where)) {
    const pair =
      node.kind === 'binary' &&
      node.op === '=' &&
      node.left.kind === 'column' &&
      node.right.kind === 'column'
        ? [node.left, node.right]
        : [];
    const [left, right] = pair;
    if (left === undefined || right === undefined || isInner(left) === isInner(right))
      rest.push(node);
    else tied.push(isInner(left) ? { own: left, is: right } : { own: right, is: left });
  }
  if (tied.length === 0) {
    translation.refuse('EXISTS that is not tied to the row by equal columns', ['exists']);
    return undefined;
  }
  const where = rest.reduce<SqlNode | undefined>(
    (left, right) => (left === undefined ? right : { kind: 'binary', op: 'and', left, right }),
    undefined,
  );
  const { where: _, ...others } = select;
  const listed: SqlSelect = {
    ...others,
    distinct: true,
    items: tied.map(({ own }, i) => ({ value: own, as: `key_${i + 1}` })),
    ...(where !== undefined && { where }),
  };
  const set = translate(translation, { ...query, arms: [listed], order: [] }, scope, 'existing');
  return { stage: set.name, on: tied.map(({ is }, i) => ({ key: set.columns[i]!, is })) };
}

function has(relation: Relation | undefined, column: string): boolean {
  return relation !== undefined && columnsOf(relation).some((c) => same(c, column));
}
