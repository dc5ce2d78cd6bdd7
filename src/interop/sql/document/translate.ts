import type { Document, Order, Target } from '../../../dsl/document.js';
import type { Entity, Ontology } from '../../../ontology/model.js';
import { same } from '../relation.js';
import { readDays } from '../days/read-days.js';
import { rewriteJoins } from '../rewrite/rewrite-joins.js';
import { translateSelect } from './translate-select.js';
import { orderOf, type Scope, type StageRelation, type Translation } from './translation.js';
import type { SqlQuery } from '../tree.js';
import type { Refuse } from '../expressions/write-expression.js';

/** One thing that was not carried over; `name` is how it stands in the SQL, for its place. */
export interface Refusal {
  readonly what: string;
  readonly name?: readonly string[];
}

/** What SQL became in the DSL. */
export interface Translated {
  /** Absent where anything was refused. */
  readonly document?: Document;
  readonly refused: readonly Refusal[];
  /** Tables whose partition the document says by their clock. */
  readonly byClock: readonly { readonly entity: Entity; readonly column: string }[];
  /** Snapshots of which the SQL reads the newest partition, and the document that of the run. */
  readonly byNewest: readonly Entity[];
  /** Windows that run by rows in the document, and by equals in the SQL. */
  readonly byRows: readonly string[];
  /** The result's columns, in the order of the SQL. */
  readonly columns: readonly string[];
}

/**
 * Says a query in the DSL, through the ontology: tables are entities, columns attributes, join conditions
 * relationships or whole keys; where joins have no such reading, `rewriteJoins` says them otherwise. Whatever has
 * none is refused, construct by construct.
 */
export function translateQuery(
  query: SqlQuery,
  ontology: Ontology,
  options: TranslateOptions,
): Translated {
  const plain = translateOnce(query, ontology, options);
  if (plain.document !== undefined) return plain;
  const other = translateOnce(rewriteJoins(query, ontology), ontology, options);
  return other.document === undefined ? plain : other;
}

interface TranslateOptions {
  readonly title: string;
  readonly dialect: string;
  readonly asOf?: string;
  /** Where the rows go: a model, whose days count from `$bizdate`; absent: a question. */
  readonly target?: Target;
  /** What the columns are called, in the order of the SELECT: as the table calls them. */
  readonly names?: readonly string[];
}

function translateOnce(query: SqlQuery, ontology: Ontology, options: TranslateOptions): Translated {
  const refused: Refusal[] = [];
  const taken = new Set([...ontology.entities.keys()].map((n) => n.toLowerCase()));
  const byClock: { readonly entity: Entity; readonly column: string }[] = [];
  const byNewest = new Set<Entity>();
  const byRows = new Set<string>();
  const refuse: Refuse = (what, name) => {
    if (!refused.some((r) => r.what === what))
      refused.push({ what, ...(name !== undefined && { name }) });
    return 'null';
  };
  const run = options.target === undefined ? '$as_of' : '$bizdate';
  const days = readDays(run, options.asOf, () => refuse('partitions of several days in one query'));
  const translation: Translation = {
    ontology,
    dialect: options.dialect,
    run,
    stages: [],
    refuse,
    freeName: (wanted) => {
      const base =
        wanted
          .toLowerCase()
          .replace(/[^\p{L}\p{N}_]+/gu, '_')
          .replace(/^(?=\d)/, '_') || 'rows';
      let name = base;
      for (let n = 2; taken.has(name) || name === 'self' || name === 'row'; n++)
        name = `${base}_${n}`;
      taken.add(name);
      return name;
    },
    byClock: (entity, column) => {
      if (!byClock.some((b) => b.entity === entity)) byClock.push({ entity, column });
    },
    byNewest: (entity) => byNewest.add(entity),
    byRows: (fn) => byRows.add(fn),
    readAt: days.readAt,
    translate: (inner, scope, name) => translate(translation, inner, scope, name),
    nulls: (order) => order.nulls ?? nullsOf(options.dialect, order.descending),
  };
  const twice = options.names?.find((n, i, all) => all.findIndex((o) => same(o, n)) < i);
  if (twice !== undefined) refuse(`two columns ${twice} of one table`, [twice]);
  const result = translate(translation, query, new Map(), 'result', options.names);
  const asOf = days.asOf();
  const said = { byClock, byNewest: [...byNewest], byRows: [...byRows], columns: result.columns };
  if (refused.length > 0) return { refused, ...said };
  const document: Document = {
    dsl: '1',
    title: options.title,
    ...(asOf !== undefined && options.target === undefined && { as_of: asOf }),
    stages: translation.stages,
    ...(options.target !== undefined && { target: options.target }),
  };
  return { document, refused, ...said };
}

/** Adds the stages of one query; its columns get the names that are given, else their own. */
function translate(
  translation: Translation,
  query: SqlQuery,
  outer: Scope,
  name: string,
  names?: readonly string[],
): StageRelation {
  const scope = new Map(outer);
  for (const cte of query.with)
    scope.set(cte.name.toLowerCase(), translate(translation, cte.query, scope, cte.name));
  const [only] = query.arms;
  if (query.offset !== undefined && query.offset > 0) translation.refuse('OFFSET', ['offset']);
  if (query.arms.length === 1)
    return translateSelect(translation, only!, query, scope, name, names);
  return translateUnion(translation, query, scope, name, names);
}

function translateUnion(
  translation: Translation,
  query: SqlQuery,
  scope: Scope,
  name: string,
  names?: readonly string[],
): StageRelation {
  const kinds = [...new Set(query.sets)];
  const kind = kinds[0]!.replace(' distinct', '');
  if (kinds.length > 1 || (kind !== 'union all' && kind !== 'union'))
    translation.refuse(kinds.join(' and ').toUpperCase(), [kinds[0]!.split(' ')[0]!]);
  const tail = { order: [] };
  const arms: StageRelation[] = [];
  for (const [i, arm] of query.arms.entries())
    arms.push(
      translateSelect(translation, arm, tail, scope, `${name}_${i + 1}`, arms[0]?.columns ?? names),
    );
  const columns = arms[0]!.columns;
  if (arms.some((a) => a.columns.length !== columns.length))
    translation.refuse('UNION of different columns');
  const stage = translation.freeName(name);
  const order = query.order.map(({ by, ...rest }): Order => {
    const at =
      by.kind === 'literal'
        ? columns[Number(by.text) - 1]
        : by.kind === 'column'
          ? columns.find((c) => same(c, by.name))
          : undefined;
    if (at === undefined) translation.refuse('ORDER BY of what a UNION does not select');
    return orderOf(at ?? '', { by, ...rest }, translation);
  });
  translation.stages.push({
    name: stage,
    union: arms.map((a) => a.name),
    ...(kind === 'union' && { by: columns.map((c) => ({ as: c, is: c })) }),
    ...(order.length > 0 && { order }),
    ...(query.limit !== undefined && { limit: { rows: query.limit } }),
  });
  return { kind: 'stage', name: stage, columns, ...(kind === 'union' && { key: columns }) };
}

/** Hive and Spark take null for the smallest value, PostgreSQL for the largest, DuckDB puts it last. */
function nullsOf(dialect: string, descending: boolean): 'first' | 'last' {
  if (dialect === 'duckdb' || dialect === 'trino') return 'last';
  const smallest = dialect !== 'postgresql' && dialect !== 'hologres';
  return smallest === descending ? 'last' : 'first';
}
