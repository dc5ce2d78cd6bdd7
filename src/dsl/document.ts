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
  dsl: '1';
  title: string;
  satisfies?: string[]; // REQ ids of the spec
  as_of?: string; // question: the ISO day that relative time counts from, written in by the drafter; a model has $bizdate
  timezone?: string; // IANA; default: the project's
  params?: Param[]; // $name in any Expr
  stages: Stage[]; // each reads entities or earlier stages; the last one is the result
  target?: Target; // present: a scheduled table; absent: a question
  unresolved?: Unresolved[]; // what the drafter does not know; compiles nothing, exit 3
  assumptions?: Assumption[]; // readings that were taken, shown at the gate
}

export interface Stage {
  name: Name;
  from?: Name; // the population: an entity, an earlier stage, or `self` (this document's target); absent: each measure has its own rows
  union?: Name[]; // instead of `from`: all rows of these stages, same column names and types
  at?: Expr; // which day of a full snapshot, a validity range or `self`; default $as_of ($bizdate in a model)
  match?: Match[]; // look-ups, many-to-one: a row never multiplies
  time?: Time; // range on the clock of `from`, or of each measure that has no time of its own
  where?: Expr[]; // AND; which source rows count
  by?: Key[]; // one result row per combination; []: one row in all; absent: one result row per source row
  columns?: Column[]; // only without `by`: values of the source row; over a stage they are added to its columns (same name: replaced)
  measures?: Measure[]; // aggregates at the grain of this stage
  windows?: Window[]; // over the result rows, before `keep`
  compute?: Column[]; // arithmetic over result columns, in any order without a cycle
  keep?: Expr[]; // AND; which result rows stay
  order?: Order[]; // ties are broken by the stage's key
  limit?: Limit;
  show?: Name[]; // which result columns leave the stage, in this order; default: all as written
}

/** A look-up in an earlier stage or an entity. Its columns are read as `<as>.<column>`; `found(<as>)` tells whether there was one. */
export interface Match {
  to: Name;
  as?: Name; // default: `to`
  on: On[]; // must cover the whole key of `to`, else it is only a test (matched or unmatched) and has no columns; [] for a one-row stage
  only?: 'matched' | 'unmatched'; // absent: all rows stay
  at?: Expr; // the day for an entity with validity or snapshots
}
export interface On {
  key: Name; // column of the other side
  is: Expr; // its value here; a null matches nothing
}

/** A group key: a value of the source row, or a bucket of time. Exactly one of `is` and `grain`. */
export interface Key {
  as: Name;
  is?: Expr;
  grain?: Name; // day, week, month …, or a column of the calendar: of each measure's clock
  gaps?: 'fill' | 'leave'; // fill: every bucket of the range, for each combination of the other keys; default leave
}

export interface Column {
  as: Name;
  is: Expr;
}

/** A metric, or an aggregate made here (exactly one of `metric` and `agg`); the latter in a model is a local metric: gate G2. */
export interface Measure {
  as: Name;
  metric?: Name;
  agg?: Agg;
  entity?: Name; // with agg: whose rows; default `from`
  of?: Expr; // with agg: of what; absent only for count
  with?: Expr; // second argument: ordering value of first and last, the other series of corr
  p?: number; // percentile, 0 to 1
  on?: On[]; // over an entity, in a stage without `by` that reads a stage: which of its rows belong to a row
  via?: string[]; // relationship paths from its entity, e.g. "live.anchor", where several lead to an entity that from, by or where name
  where?: Expr[]; // AND, for this measure only; names start at its entity; `row.x` is the row it is computed for
  time?: Time; // own range; with a grain in `by`: the window that ends with each bucket
  clock?: Expr; // another time attribute than the metric's or entity's
  shift?: string; // '-1 year', '-7 day', '-1 fiscal_month', 'start of month': computed as of then
  fill?: number; // instead of null; counts are 0 without it
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
  period?: Name; // 1d, 7d, 30d, mtd, ytd, td … of the ontology
  last?: number;
  unit?: Name; // day, week, month, quarter, year, or a calendar grain
  mode?: 'rolling' | 'complete' | 'to_date'; // n units that end with the as-of day | n whole units before its own | from the start of the nth through it
  from?: Expr;
  to?: Expr;
}

export interface Window {
  as: Name;
  fn:
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
  of?: Name; // a result column; share is of / sum(of)
  per?: Name[]; // partition
  order?: Order[]; // with sum, avg, min, max, count: running, by rows
  last?: number; // the last so many rows up to this one instead of all of them
  n?: number; // lag, lead: distance (1); ntile: buckets
}
export interface Order {
  by: Name; // a result column
  dir?: 'asc' | 'desc'; // default asc
  nulls?: 'first' | 'last'; // default last
}
export interface Limit {
  rows: number;
  per?: Name[]; // so many for each
  ties?: 'cut' | 'include'; // default cut
}

export interface Param {
  name: Name;
  type: 'string' | 'bigint' | 'decimal' | 'double' | 'boolean' | 'date' | 'timestamp';
  default?: string; // as a literal of that type
}

export interface Target {
  table: Name;
  layer: 'ods' | 'dwd' | 'dim' | 'dws' | 'ads';
  comment: string;
  domain?: Name;
  write: 'overwrite' | 'append' | 'upsert'; // overwrite: the partitions written, or the whole table if it has none
  partition?: Column[]; // in order, e.g. ds is "$bizdate", hh is "$bizhour"; or a result column (dynamic)
  key?: Name[]; // only where the grain cannot be derived (a union): stated here, proven by tests and DQC
  lifecycle?: number; // days
  columns?: TargetColumn[]; // only what the ontology does not say or says otherwise
}
export interface TargetColumn {
  name: Name;
  comment?: string;
  type?: string;
}

/** A hole: the string at `at` is "?"; each option is the string that would stand there. The rest of the document is checked as usual. A concept the ontology lacks: `at` is "" and `options` empty. */
export interface Unresolved {
  about: string; // the words of the requirement
  question: string;
  at: Pointer;
  options: Option[];
}
export interface Option {
  label: string;
  value: string;
  recommended?: boolean;
}
export interface Assumption {
  about: string;
  taken: string;
  at: Pointer;
}
