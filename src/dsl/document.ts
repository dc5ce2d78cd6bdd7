/**
 * The DSL, version 1: one document is one table or one question.
 * Laws of form: every list holds one shape; no free keys, no recursion, no unions; null means absent;
 * every output column has a written name (`as`); every computed thing is an Expr string of src/expr.
 */

/** Letters of any script, digits, underscore; not starting with a digit. Other names are quoted: `2018年产值(亿)` in backticks. */
export type Name = string;
/** One scalar expression: paths, literals, $params, operators, CASE, CAST, registered functions. Never an aggregate, OVER or SELECT. */
export type Expr = string;
/** RFC 6901. */
export type Pointer = string;

export interface Document {
  readonly dsl: '1';
  readonly title: string;
  readonly satisfies?: readonly string[]; // REQ ids of the spec
  readonly as_of?: string; // question: the ISO day that relative time counts from, written in by the drafter; a model has $bizdate
  readonly timezone?: string; // IANA; default: the project's
  readonly params?: readonly Param[]; // $name in any Expr
  readonly stages: readonly Stage[]; // each reads entities or earlier stages; the last one is the result
  readonly target?: Target; // present: a scheduled table; absent: a question
  readonly unresolved?: readonly Unresolved[]; // what the drafter does not know; compiles nothing, exit 3
  readonly assumptions?: readonly Assumption[]; // readings that were taken, shown at the gate
}

export interface Stage {
  readonly name: Name;
  readonly from?: Name; // the population: an entity, an earlier stage, or `self` (this document's target); absent: each measure has its own rows
  readonly union?: readonly Name[]; // instead of `from`: all rows of these stages, same column names and types
  readonly at?: Expr; // which day of a full snapshot, a validity range or `self`; default $as_of ($bizdate in a model)
  readonly match?: readonly Match[]; // look-ups, many-to-one: a row never multiplies
  readonly time?: Time; // range on the clock of `from`, or of each measure that has no time of its own
  readonly where?: readonly Expr[]; // AND; which source rows count
  readonly by?: readonly Key[]; // one result row per combination; []: one row in all; absent: one result row per source row
  readonly columns?: readonly Column[]; // only without `by`: values of the source row; over a stage they are added to its columns (same name: replaced)
  readonly measures?: readonly Measure[]; // aggregates at the grain of this stage
  readonly windows?: readonly Window[]; // over the result rows, before `keep`
  readonly compute?: readonly Column[]; // arithmetic over result columns, in any order without a cycle
  readonly keep?: readonly Expr[]; // AND; which result rows stay
  readonly order?: readonly Order[]; // ties are broken by the stage's key
  readonly limit?: Limit;
  readonly show?: readonly Name[]; // which result columns leave the stage, in this order; default: all as written
}

/** A look-up in an earlier stage or an entity. Its columns are read as `<as>.<column>`; `found(<as>)` tells whether there was one. */
export interface Match {
  readonly to: Name;
  readonly as?: Name; // default: `to`
  readonly on: readonly On[]; // must cover the whole key of `to`, else it is only a test (matched or unmatched) and has no columns; [] for a one-row stage
  readonly only?: 'matched' | 'unmatched'; // absent: all rows stay
  readonly at?: Expr; // the day for an entity with validity or snapshots
}
export interface On {
  readonly key: Name; // column of the other side
  readonly is: Expr; // its value here; a null matches nothing
}

/** A group key: a value of the source row, or a bucket of time. Exactly one of `is` and `grain`. */
export interface Key {
  readonly as: Name;
  readonly is?: Expr;
  readonly grain?: Name; // day, week, month …, or a column of the calendar: of each measure's clock
  readonly gaps?: 'fill' | 'leave'; // fill: every bucket of the range, for each combination of the other keys; default leave
}

export interface Column {
  readonly as: Name;
  readonly is: Expr;
}

/** A metric, or an aggregate made here (exactly one of `metric` and `agg`); the latter in a model is a local metric: gate G2. */
export interface Measure {
  readonly as: Name;
  readonly metric?: Name;
  readonly agg?: Agg;
  readonly entity?: Name; // with agg: whose rows; default `from`
  readonly of?: Expr; // with agg: of what; absent only for count
  readonly with?: Expr; // second argument: ordering value of first and last, the other series of corr
  readonly p?: number; // percentile, 0 to 1
  readonly on?: readonly On[]; // over an entity, in a stage without `by` that reads a stage: which of its rows belong to a row
  readonly via?: readonly string[]; // relationship paths from its entity, e.g. "live.anchor", where several lead to an entity that from, by or where name
  readonly where?: readonly Expr[]; // AND, for this measure only; names start at its entity; `row.x` is the row it is computed for
  readonly time?: Time; // own range; with a grain in `by`: the window that ends with each bucket
  readonly clock?: Expr; // another time attribute than the metric's or entity's
  readonly shift?: string; // '-1 year', '-7 day', '-1 fiscal_month', 'start of month': computed as of then
  readonly fill?: number; // instead of null; counts are 0 without it
}
export type Agg =
  | 'count'
  | 'count_distinct'
  | 'sum'
  | 'avg'
  | 'min'
  | 'max'
  | 'median'
  | 'percentile'
  | 'stddev'
  | 'variance'
  | 'corr'
  | 'first'
  | 'last'
  | 'any'
  | 'every';

/** Exactly one form: a named period; last + unit + mode; from and/or to. Days, both ends included. */
export interface Time {
  readonly period?: Name; // 1d, 7d, 30d, mtd, ytd, td … of the ontology
  readonly last?: number;
  readonly unit?: Name; // day, week, month, quarter, year, or a calendar grain
  readonly mode?: 'rolling' | 'complete' | 'to_date'; // n units that end with the as-of day | n whole units before its own | from the start of the nth through it
  readonly from?: Expr;
  readonly to?: Expr;
}

export interface Window {
  readonly as: Name;
  readonly fn:
    | 'row_number'
    | 'rank'
    | 'dense_rank'
    | 'percent_rank'
    | 'ntile'
    | 'lag'
    | 'lead'
    | 'first'
    | 'last'
    | 'sum'
    | 'avg'
    | 'min'
    | 'max'
    | 'count'
    | 'share';
  readonly of?: Name; // a result column; share is of / sum(of)
  readonly per?: readonly Name[]; // partition
  readonly order?: readonly Order[]; // with sum, avg, min, max, count: running, by rows
  readonly last?: number; // the last so many rows up to this one instead of all of them
  readonly n?: number; // lag, lead: distance (1); ntile: buckets
}
export interface Order {
  readonly by: Name; // a result column
  readonly dir?: 'asc' | 'desc'; // default asc
  readonly nulls?: 'first' | 'last'; // default last
}
export interface Limit {
  readonly rows: number;
  readonly per?: readonly Name[]; // so many for each
  readonly ties?: 'cut' | 'include'; // default cut
}

export interface Param {
  readonly name: Name;
  readonly type: 'string' | 'bigint' | 'decimal' | 'double' | 'boolean' | 'date' | 'timestamp';
  readonly default?: string; // as a literal of that type
}

export interface Target {
  readonly table: Name;
  readonly layer: 'ods' | 'dwd' | 'dim' | 'dws' | 'ads';
  readonly comment: string;
  readonly domain?: Name;
  readonly write: 'overwrite' | 'append' | 'upsert'; // overwrite: the partitions written, or the whole table if it has none
  readonly partition?: readonly Column[]; // in order, e.g. ds is "$bizdate", hh is "$bizhour"; or a result column (dynamic)
  readonly key?: readonly Name[]; // only where the grain cannot be derived (a union): stated here, proven by tests and DQC
  readonly lifecycle?: number; // days
  readonly columns?: readonly TargetColumn[]; // only what the ontology does not say or says otherwise
}
export interface TargetColumn {
  readonly name: Name;
  readonly comment?: string;
  readonly type?: string;
}

/** A hole: the string at `at` is "?"; each option is the string that would stand there. The rest of the document is checked as usual. A concept the ontology lacks: `at` is "" and `options` empty. */
export interface Unresolved {
  readonly about: string; // the words of the requirement
  readonly question: string;
  readonly at: Pointer;
  readonly options: readonly Option[];
}
export interface Option {
  readonly label: string;
  readonly value: string;
  readonly recommended?: boolean;
}
export interface Assumption {
  readonly about: string;
  readonly taken: string;
  readonly at: Pointer;
}
