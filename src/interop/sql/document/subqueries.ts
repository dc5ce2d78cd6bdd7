import { quoteName } from '../../../base/text/name.js';
import type { Match } from '../../../dsl/document.js';
import { columnsOf, conjuncts, same, type Relation } from '../relation.js';
import { matchName, type Rows } from './translate-joins.js';
import { entityOrCte, type Scope, type Translation } from './translation.js';
import type { SqlColumn, SqlNode, SqlQuery, SqlSelect } from '../tree.js';

type Test = Extract<SqlNode, { kind: 'in-query' | 'exists' }>;
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
  return test.not ? `(not found(${quoteName(as)}))` : `found(${quoteName(as)})`;
}

/**
 * A value that a query gives: a match with a stage of one row; where equal columns tie it to the row, with one
 * row for each of their values.
 */
export function scalarOf(
  translation: Translation,
  query: SqlQuery,
  rows: Rows,
  scope: Scope,
  source: (node: SqlNode) => string,
): string {
  const loose = tiesOf(translation, query, scope);
  const tied = loose !== undefined && loose.ties.length > 0 ? loose : undefined;
  const keys = tied?.ties.map(({ own }, i) => ({ value: own, as: `key_${i + 1}` })) ?? [];
  const stage = translation.translate(
    tied === undefined
      ? query
      : {
          ...query,
          order: [],
          arms: [
            {
              ...tied.select,
              items: [...keys, ...tied.select.items],
              group: keys.map((k) => k.value),
            },
          ],
        },
    scope,
    'whole',
  );
  const column = stage.columns.at(-1);
  const whole = stage.key?.length === keys.length && stage.columns.length === keys.length + 1;
  const value = query.arms[0]?.items[0]?.value;
  // A count of nothing is 0, and a look-up that finds nothing is null.
  const counts = keys.length > 0 && (value?.kind !== 'aggregate' || value.fn === 'count');
  if (!whole || column === undefined || counts)
    return translation.refuse('a subquery that is not one aggregate');
  const as = matchName(stage.name, rows.match, rows.base, translation);
  const on = keys.map((_, i) => ({ key: stage.columns[i]!, is: source(tied!.ties[i]!.is) }));
  rows.match.push({ to: stage.name, ...(as !== stage.name && { as }), on });
  return `${quoteName(as)}.${quoteName(column)}`;
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
  const set = translation.translate(query, scope, 'listed');
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
    by: [{ as: column, is: quoteName(column) }],
  });
  return { stage, on: [{ key: column, is: of }] };
}

/** EXISTS with equalities to the row: the distinct values of the inner columns, matched. */
function existing(translation: Translation, query: SqlQuery, scope: Scope): Set_ | undefined {
  const loose = tiesOf(translation, query, scope);
  if (loose === undefined) {
    translation.refuse('EXISTS over a grouped or combined query', ['exists']);
    return undefined;
  }
  if (loose.ties.length === 0) {
    translation.refuse('EXISTS that is not tied to the row by equal columns', ['exists']);
    return undefined;
  }
  const items = loose.ties.map(({ own }, i) => ({ value: own, as: `key_${i + 1}` }));
  const listed = { ...loose.select, distinct: true, items };
  const set = translation.translate({ ...query, arms: [listed], order: [] }, scope, 'existing');
  return { stage: set.name, on: loose.ties.map(({ is }, i) => ({ key: set.columns[i]!, is })) };
}

interface Ties {
  /** The query without what ties it to the row. */
  readonly select: SqlSelect;
  readonly ties: readonly { readonly own: SqlColumn; readonly is: SqlColumn }[];
}

/** Splits the conditions of a subquery into its own and its equalities with columns of the row outside. */
function tiesOf(translation: Translation, query: SqlQuery, scope: Scope): Ties | undefined {
  const [select] = query.arms;
  if (query.arms.length !== 1 || select === undefined || select.group.length > 0) return undefined;
  if (query.with.length > 0) return undefined;
  const inner = select.from.map((s) => ({
    alias: s.alias,
    relation: s.table === undefined ? undefined : entityOrCte(translation, s.table, scope),
  }));
  const isInner = (c: SqlColumn): boolean =>
    inner.some(({ alias, relation }) =>
      c.table === undefined
        ? relation === undefined || has(relation, c.name)
        : same(alias, c.table),
    );
  const ties: { readonly own: SqlColumn; readonly is: SqlColumn }[] = [];
  const rest: SqlNode[] = [];
  for (const node of conjuncts(select.where)) {
    const equal = node.kind === 'binary' && node.op === '=' ? node : undefined;
    const [left, right] = [equal?.left, equal?.right];
    if (left?.kind !== 'column' || right?.kind !== 'column' || isInner(left) === isInner(right))
      rest.push(node);
    else ties.push(isInner(left) ? { own: left, is: right } : { own: right, is: left });
  }
  const where = rest.reduce<SqlNode | undefined>(
    (left, right) => (left === undefined ? right : { kind: 'binary', op: 'and', left, right }),
    undefined,
  );
  const { where: _, ...others } = select;
  return { select: { ...others, ...(where !== undefined && { where }) }, ties };
}

function has(relation: Relation | undefined, column: string): boolean {
  return relation !== undefined && columnsOf(relation).some((c) => same(c, column));
}
