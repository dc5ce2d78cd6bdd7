/**
 * The logical plan: a small relational algebra in which every node knows its key and how often the
 * rows of each relation are repeated in it, so that a double count is a type error here and not a
 * review finding later. It exists between `bind` and `sql` because fan-out is decided on relations,
 * without text: `{aggregate {join line orders}}`, not `GROUP BY`.
 */
import type { JsonPointer } from '../base/diagnostic.js';
import type { BoundWindow, CalendarMoment } from '../bind/bound.js';
import type { Expr, TimeUnit } from '../expr/expr.js';
import type { Type } from '../expr/type.js';
import type { Agg } from '../dsl/document.js';

/** A column of a relation; `id` is unique in one planned document, `name` only says how people call it. */
export interface Column {
  readonly id: number;
  readonly name: string;
  readonly type: Type;
}

/** What a plan's expressions refer to: a column of their input, or a parameter of the document. */
export type PlanLeaf =
  | { readonly kind: 'column'; readonly column: Column }
  | {
      readonly kind: 'param';
      readonly name: string;
      readonly type: Type;
      /** A day that a calendar tells: `moments.ts` looks it up. */
      readonly moment?: CalendarMoment;
    };

/** A value computed from a row of a relation. */
export type PlanExpr = Expr<PlanLeaf>;

/** A column made from an expression. */
export interface Made {
  readonly column: Column;
  readonly is: PlanExpr;
}

/** What every node knows about its rows. */
export interface Facts {
  readonly columns: readonly Column[];
  /** Ids of columns that identify a row; [] for at most one row; undefined when nothing does. */
  readonly key: readonly number[] | undefined;
  /** For each base relation below (by its scan's id): whether one of its rows may stand in several rows here. */
  readonly repeated: ReadonlyMap<number, boolean>;
  /** The place in the document that asked for this node: where engine errors point. */
  readonly at: JsonPointer;
}

/** A node and all that is below it. */
export type Plan =
  Scan | Read | Series | Filter | Project | Join | Semi | Aggregate | Windowed | Union | Sorted;

/** All rows of a physical table. */
export interface Scan extends Facts {
  readonly kind: 'scan';
  readonly id: number;
  readonly table: readonly string[];
  /** Also names the relation in SQL: the entity's name, or `self`. */
  readonly name: string;
  /** Physical column of each of `columns`, in the same order. */
  readonly physical: readonly string[];
  /** Ids of the columns that say which partition a row is in. */
  readonly partition: readonly number[];
}

/** All rows of an earlier stage (or of a part of this stage that is planned once and read several times). */
export interface Read extends Facts {
  readonly kind: 'read';
  readonly id: number;
  readonly stage: string;
  /** Name in that stage of each of `columns`, in the same order. */
  readonly names: readonly string[];
}

/** One row per bucket of a grain, from the bucket that holds `from` through the one that holds `to`. */
export interface Series extends Facts {
  readonly kind: 'series';
  readonly id: number;
  readonly from: PlanExpr;
  /** Included. */
  readonly to: PlanExpr;
  readonly unit: TimeUnit;
  /** One row that `from` and `to` may read; absent where both are constants. */
  readonly over?: Plan;
}

/** The rows for which all conditions are true. */
export interface Filter extends Facts {
  readonly kind: 'filter';
  readonly input: Plan;
  /** And-ed; a row stays where all are true. */
  readonly where: readonly PlanExpr[];
}

/** Exactly these columns; one row in, one row out. */
export interface Project extends Facts {
  readonly kind: 'project';
  readonly input: Plan;
  readonly made: readonly Made[];
}

/**
 * Rows of `left` with those of `right`; columns are left's then right's. `left` keeps unmatched rows
 * (nulls on the right). `single` says that a left row finds at most one right row, so left is not repeated.
 */
export interface Join extends Facts {
  readonly kind: 'join';
  readonly type: 'inner' | 'left';
  readonly left: Plan;
  readonly right: Plan;
  readonly on: readonly PlanExpr[];
  readonly single: boolean;
  /** The sentence of docs/semantics.md, or the design's law, that asks for this join. */
  readonly because: string;
}

/** Rows of `left` that have (or, with `anti`, have not) a row of `right`; nothing of `right` is seen. */
export interface Semi extends Facts {
  readonly kind: 'semi';
  readonly anti: boolean;
  readonly left: Plan;
  readonly right: Plan;
  readonly on: readonly PlanExpr[];
}

/** One row per combination of `keys`, nulls equal; without keys exactly one row. */
export interface Aggregate extends Facts {
  readonly kind: 'aggregate';
  readonly input: Plan;
  readonly keys: readonly Made[];
  readonly aggregates: readonly AggregateColumn[];
}

/** A column of a group: one value made of its rows. */
export interface AggregateColumn {
  readonly column: Column;
  readonly agg: Agg | 'any_value';
  /** Absent only for count of rows. */
  readonly of?: PlanExpr;
  /** Ordering value of first and last, the other series of corr. */
  readonly with?: PlanExpr;
  /** Ties of `with` are broken by these, so first and last are deterministic. */
  readonly ties?: readonly PlanExpr[];
  readonly p?: number;
  readonly percentile?: 'continuous' | 'discrete' | 'approximate';
  /** Only rows where all of these are true. */
  readonly where: readonly PlanExpr[];
  /** Where this aggregate was asked for. */
  readonly at: JsonPointer;
}

/** The input's columns and one more per window. */
export interface Windowed extends Facts {
  readonly kind: 'windowed';
  readonly input: Plan;
  readonly windows: readonly WindowColumn[];
}

/** A column of a row: a value made of the rows of its partition. */
export interface WindowColumn {
  readonly column: Column;
  /** A share is planned as a sum and a quotient. */
  readonly fn: Exclude<BoundWindow['fn'], 'share'>;
  readonly of?: PlanExpr;
  readonly per: readonly PlanExpr[];
  readonly order: readonly PlanOrder[];
  /** Rows up to and with this one; absent: all of the partition, or with `order` all up to this one. */
  readonly last?: number;
  readonly n?: number;
  readonly at: JsonPointer;
}

/** One item of an order. */
export interface PlanOrder {
  readonly by: PlanExpr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** All rows of all inputs; `sources[i][j]` is the column of input i that becomes column j. */
export interface Union extends Facts {
  readonly kind: 'union';
  readonly inputs: readonly Plan[];
  readonly sources: readonly (readonly Column[])[];
}

/** Rows in an order, and with `rows` only the first so many. */
export interface Sorted extends Facts {
  readonly kind: 'sorted';
  readonly input: Plan;
  readonly order: readonly PlanOrder[];
  readonly rows?: number;
}

/** One stage of a document, or a named part of one, each a relation that later ones read. */
export interface PlannedStage {
  readonly name: string;
  /** The stage of the document it belongs to: its own name, or that of the stage it is a part of. */
  readonly stage: string;
  /** Instead of a stage, the entity whose rows it holds or helps to make: the result of another document. */
  readonly entity?: string;
  readonly plan: Plan;
  /** Output columns in order; their names are what `Read.names` uses. */
  readonly columns: readonly Column[];
  /** Column names that identify a row (S5). */
  readonly key: readonly string[] | undefined;
  readonly at: JsonPointer;
}

/** A whole document, in the order of reading; the last stage is the result. */
export interface PlannedDocument {
  readonly stages: readonly PlannedStage[];
  readonly params: readonly { readonly name: string; readonly type: Type }[];
  readonly target?: PlannedTarget;
}

/** Where the result is written. */
export interface PlannedTarget {
  readonly table: readonly string[];
  readonly write: 'overwrite' | 'append' | 'upsert';
  readonly key: readonly string[];
  /** Columns of the table that are not partitions, in order, with the result column each takes. */
  readonly columns: readonly { readonly name: string; readonly type: Type }[];
  /** In order: a constant for the run (static), or a result column of the same name (dynamic). */
  readonly partition: readonly {
    readonly name: string;
    readonly type: Type;
    readonly value?: PlanExpr;
  }[];
}
