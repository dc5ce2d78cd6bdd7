import type { Order, Stage } from '../../../dsl/document.js';
import type { Entity, Ontology } from '../../../ontology/model.js';
import { entityOfTable, type Relation } from '../relation.js';
import type { RunDay } from '../days/run-day.js';
import type { SqlOrder, SqlQuery, SqlSource } from '../tree.js';
import type { Refuse } from '../expressions/write-expression.js';

/** What a translation collects while it runs. */
export interface Translation {
  readonly ontology: Ontology;
  readonly dialect: string;
  /** The day that a run or a question counts from, as an expression. */
  readonly run: RunDay;
  readonly stages: Stage[];
  readonly refuse: Refuse;
  /** A name that no stage and no entity has. */
  readonly freeName: (wanted: string) => string;
  /** Says that rows of a partition are read by their entity's clock, which late rows tell apart. */
  readonly byClock: (entity: Entity, column: string) => void;
  /** Says that a snapshot is read at its newest partition, and by the document at the day of the run. */
  readonly byNewest: (entity: Entity) => void;
  /** Says that a running window of SQL takes equals in its order together, and the document does not. */
  readonly byRows: (fn: string) => void;
  /** Says a day that partitions are read at, as an expression; it comes back where it is another than the as-of day. */
  readonly readAt: (day: string) => string | undefined;
  /** Where nulls stand if the SQL does not say. */
  readonly nulls: (order: SqlOrder) => 'first' | 'last';
  /** Adds the stages of one query. */
  readonly translate: (query: SqlQuery, outer: Scope, name: string) => StageRelation;
}

/** What the names of a FROM list lead to: CTEs, by their names in lower case. */
export type Scope = ReadonlyMap<string, Relation>;
/** A relation that is a stage of the document. */
export type StageRelation = Extract<Relation, { kind: 'stage' }>;

/** One key of an order over result columns. */
export function orderOf(by: string, order: SqlOrder, { nulls }: Translation): Order {
  return {
    by,
    ...(order.descending && { dir: 'desc' as const }),
    ...(nulls(order) === 'first' && { nulls: 'first' as const }),
  };
}

/** What a source of a SELECT is: a CTE, a subquery, or an entity's table. */
export function relationOf(
  translation: Translation,
  source: SqlSource,
  scope: Scope,
): Relation | undefined {
  if (source.query !== undefined)
    return translation.translate(source.query, scope, source.alias === '' ? 'rows' : source.alias);
  const { table, lateral } = source;
  if (lateral !== undefined) {
    translation.refuse(`LATERAL VIEW ${lateral.fn}`, ['lateral']);
    return undefined;
  }
  if (table === undefined) {
    translation.refuse('a source that is no table and no query');
    return undefined;
  }
  const known = entityOrCte(translation, table, scope);
  if (known === undefined)
    translation.refuse(`the table ${table.join('.')}, which the ontology does not have`, table);
  return known;
}

/** What a table's name means: a CTE, else an entity. */
export function entityOrCte(
  { ontology }: Pick<Translation, 'ontology'>,
  table: readonly string[],
  scope: Scope,
): Relation | undefined {
  const cte = table.length === 1 ? scope.get(table[0]!.toLowerCase()) : undefined;
  if (cte !== undefined) return cte;
  const entity = entityOfTable(ontology, table);
  return entity === undefined ? undefined : { kind: 'entity', entity };
}
