/**
 * A document in which every name is an object, every expression is typed, and every measure is
 * arithmetic over aggregates. It exists so that nothing later looks up a string: the plan decides
 * joins and grouping, never what a name means.
 */
import type { BoundSummary } from './bound-summary.js';
import type { BoundView } from './bound-view.js';
import type { JsonPointer } from '../base/diagnostic.js';
import type { Agg, Window } from '../dsl/document.js';
import type { Expr, TimeUnit } from '../expr/expr.js';
import type { Type } from '../expr/type.js';
import type { Attribute, Calendar, Entity, Layer, Relationship } from '../ontology/model.js';

/** One step from an entity to another: many-to-one or one-to-one, so a row never multiplies; or to a bridge. */
export interface Step {
  readonly relationship: Relationship;
  readonly to: Entity;
  /** It leads to the rows of a bridge, any number (law 1): of one with a weight, a row has a share in each. */
  readonly many?: { readonly weight?: Attribute };
}

/** What an expression of the source scope (S2) refers to. Computed attributes are expanded already. */
export type SourceLeaf =
  /** A physical column of the root entity, or of one reached from it by `path`. */
  | {
      readonly kind: 'attribute';
      readonly path: readonly Step[];
      readonly attribute: Attribute;
      /** It was named through a sensitive attribute, or is one. */
      readonly sensitive?: true;
    }
  /** A column of the stage (or union, or self) that `from` reads. */
  | { readonly kind: 'column'; readonly column: string }
  /** A column of a match: of a stage, or of an entity and what it reaches. */
  | {
      readonly kind: 'match';
      readonly match: string;
      readonly column: string;
      readonly path: readonly Step[];
      readonly attribute?: Attribute;
      /** As of an attribute. */
      readonly sensitive?: true;
    }
  | { readonly kind: 'found'; readonly match: string }
  /** Of a row of a conversion's first step: how many conversions it is credited with (S18). */
  | { readonly kind: 'converted'; readonly conversion: BoundConversion }
  /** Inside a measure: a value of the row of `from` it is computed for. */
  | { readonly kind: 'row'; readonly to: SourceLeaf }
  | { readonly kind: 'param'; readonly name: string; readonly type: Type };

/** A value computed from a row of the source scope. */
export type SourceExpr = Expr<SourceLeaf>;

/** Steps in order, each by the same who within a span of the one before (S18). */
export interface BoundConversion {
  /** Of the metric: it identifies the conversion within an ontology. */
  readonly name: string;
  /** Two or more; the first is of the entity whose rows are credited. */
  readonly steps: readonly ConversionStep[];
  /** How much later than the step before a step may be, that moment excluded; absent: any time. */
  readonly within?: { readonly count: number; readonly unit: TimeUnit };
  /** last_before: a step belongs to the last one before it; first_after: an event takes the first step after it. */
  readonly match: 'last_before' | 'first_after';
}

/** One step: which rows of an entity are its events, whose they are, and when. Expressions are rooted there. */
export interface ConversionStep {
  readonly entity: Entity;
  readonly where: readonly SourceExpr[];
  /** Who, then the properties that must agree: as many in each step. */
  readonly who: readonly SourceExpr[];
  readonly clock: SourceExpr;
  /** The clock is not the entity's own: a range of it does not say which partitions hold its rows (S12). */
  readonly otherClock?: true;
}

/** What an expression of the result scope (S2) refers to. */
export type ResultLeaf =
  | { readonly kind: 'result'; readonly column: string }
  | { readonly kind: 'param'; readonly name: string; readonly type: Type };

/** A value computed from a row of the result scope. */
export type ResultExpr = Expr<ResultLeaf>;

/** A value that needs no row: literals and parameters. */
export type ConstantExpr = Expr<{
  readonly kind: 'param';
  readonly name: string;
  readonly type: Type;
  /** It is no parameter of the document, but a day that a calendar tells. */
  readonly moment?: CalendarMoment;
}>;

/** A day of the unit that is so many places from that of a day, in a calendar's order (S11). */
export interface CalendarMoment {
  readonly calendar: Calendar;
  readonly grain: string;
  readonly day: ConstantExpr;
  readonly count: number;
  /**
   * The unit's first or last day, the one at the same place in it (at most its last), or the day after that.
   * `first` and `after` begin a range: the calendar's first day where it has no unit so early.
   */
  readonly at: 'first' | 'last' | 'same' | 'after';
}

/** Days [from, until) as date expressions; either side may be open (S11). */
export interface BoundRange {
  readonly from?: ConstantExpr;
  readonly until?: ConstantExpr;
  readonly at: JsonPointer;
}

/** A window that ends with each bucket of the stage's grain (S11); counted in units that end with the bucket. */
export interface BoundTrailing {
  /** rolling: `last` units that end with the bucket's last day; to_date: from the start of the (last−1)th unit before; all: everything through it. */
  readonly mode: 'rolling' | 'complete' | 'to_date' | 'all';
  readonly last: number;
  readonly unit: string;
  /** Of a unit that is a custom grain. */
  readonly calendar?: Calendar;
  readonly at: JsonPointer;
}

/** Moves the as-of day or bucket: by n units, or to the start of its unit. */
export type BoundShift =
  | {
      readonly kind: 'by';
      readonly count: number;
      readonly unit: string;
      readonly calendar?: Calendar;
    }
  | { readonly kind: 'start-of'; readonly unit: string; readonly calendar?: Calendar };

/** What a stage reads: its rows, one for each row of the result where nothing groups them. */
export type BoundFrom =
  | { readonly kind: 'entity'; readonly entity: Entity; readonly day?: ConstantExpr }
  | { readonly kind: 'stage'; readonly stage: BoundStage }
  | { readonly kind: 'union'; readonly stages: readonly BoundStage[] }
  | {
      readonly kind: 'self';
      readonly day: ConstantExpr;
      /** All columns of the target, partitions included. */
      readonly columns: readonly BoundOutput[];
      readonly key: readonly string[] | undefined;
    };

/** A partner for each row: a row of another stage or entity with equal values (S6). */
export interface BoundMatch {
  readonly as: string;
  readonly to:
    | { readonly kind: 'stage'; readonly stage: BoundStage }
    | { readonly kind: 'entity'; readonly entity: Entity; readonly day?: ConstantExpr };
  /** Column (of a stage) or attribute (of an entity) there, and its value here. */
  readonly on: readonly {
    readonly key: string;
    readonly is: SourceExpr;
    /** Of a computed attribute: its expression, over columns of the match. */
    readonly of?: SourceExpr;
  }[];
  readonly only?: 'matched' | 'unmatched';
  /** Whether `on` covers the whole key of `to`, so that its columns are readable (S6). */
  readonly whole: boolean;
  readonly at: JsonPointer;
}

/** A group key. Exactly one of `is` (with `from`) and `bucket`, or neither when there is no `from` (then each leaf has its own expression). */
export interface BoundKey {
  readonly as: string;
  readonly type: Type;
  readonly is?: SourceExpr;
  readonly bucket?: {
    readonly grain: string;
    readonly calendar?: Calendar;
    readonly gaps: 'fill' | 'leave';
  };
  readonly at: JsonPointer;
}

/** An aggregate over rows of one source; all a measure's metric comes down to. */
export interface BoundLeaf {
  /** Unique in the stage; the name of its column until the measure is computed. */
  readonly name: string;
  /** rows: the stage's own rows. entity: rows of `entity`, which `belongs` ties to the stage's rows or groups. */
  readonly source: { readonly kind: 'rows' } | { readonly kind: 'entity'; readonly entity: Entity };
  /**
   * How a row of the entity belongs to a row of `from` (S4, S7): by a many-to-one path to `from`'s
   * entity, or by equal values. Absent when the source is the stage's rows or there is no `from`.
   */
  readonly belongs?:
    | { readonly kind: 'path'; readonly path: readonly Step[] }
    | {
        readonly kind: 'on';
        readonly on: readonly { readonly key: SourceExpr; readonly is: SourceExpr }[];
      };
  readonly agg: Agg;
  readonly of?: SourceExpr;
  readonly with?: SourceExpr;
  readonly p?: number;
  readonly percentile?: 'continuous' | 'discrete' | 'approximate';
  /** The metric's and the measure's own conditions, rooted at the source; may hold `row` leaves. */
  readonly where: readonly SourceExpr[];
  /** Without `from`: the stage's conditions as seen from this entity. Else []. */
  readonly stageWhere: readonly SourceExpr[];
  /** Without `from`, or where a key is of many partners: each of the stage's keys as seen from this entity, undefined for buckets. Else []. */
  readonly keys: readonly (SourceExpr | undefined)[];
  /** The time attribute it is counted by, where a range, bucket or window needs one. */
  readonly clock?: SourceExpr;
  /** The clock is not the entity's own: a range of it does not say which partitions hold its rows (S12). */
  readonly otherClock?: true;
  /** Own or inherited range, already shifted; absent for all time. */
  readonly range?: BoundRange;
  /** Only with a bucket key: the window that ends with each bucket. */
  readonly trailing?: BoundTrailing;
  /** Only with a bucket key: read as of an earlier bucket; one after the other, never empty. */
  readonly shifts?: readonly BoundShift[];
  /** Only with a bucket coarser than a day: the first, last or mean of the values of its days. */
  readonly carry?: 'first' | 'last' | 'avg';
  /** Semi-additive: of the rows of each combination of `per`, only those of the first or last `over`. */
  readonly snapshot?: {
    readonly over: SourceExpr;
    readonly take: 'first' | 'last';
    readonly per: readonly SourceExpr[];
  };
  /** Which day of a full snapshot or validity range the source is read at; absent: the range says. */
  readonly day?: ConstantExpr;
  readonly type: Type;
  readonly fill?: number;
  readonly at: JsonPointer;
}

/** What a measure's arithmetic refers to. */
export type LeafExpr = Expr<
  | { readonly kind: 'leaf'; readonly leaf: string }
  | { readonly kind: 'param'; readonly name: string; readonly type: Type }
>;

/** A measure: arithmetic over leaves, after aggregation. */
export interface BoundMeasure {
  readonly as: string;
  readonly is: LeafExpr;
  readonly type: Type;
  readonly fill?: number;
  /** Where the metric, if it is one, is defined. */
  readonly metric?: string;
  readonly at: JsonPointer;
}

/** A window: a value of each row that depends on the rows of its partition (S10). */
export interface BoundWindow {
  readonly kind: 'window';
  readonly as: string;
  readonly fn: Window['fn'];
  readonly of?: string;
  readonly per: readonly string[];
  readonly order: readonly BoundOrder[];
  readonly last?: number;
  readonly n?: number;
  readonly type: Type;
  readonly at: JsonPointer;
}

/** A column computed from others of its row (S2). */
export interface BoundCompute {
  readonly kind: 'compute';
  readonly as: string;
  readonly is: ResultExpr;
  readonly type: Type;
  readonly at: JsonPointer;
}

/** One item of an order: a column of the result. */
export interface BoundOrder {
  readonly by: string;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** A column that leaves a stage. */
export interface BoundOutput {
  readonly name: string;
  readonly type: Type;
  /** What people call it, from the ontology: for comments of tables. */
  readonly label?: string;
  readonly at: JsonPointer;
}

/** A stage: what it reads, how it groups that, and what leaves it. */
export interface BoundStage {
  readonly name: string;
  readonly from?: BoundFrom;
  readonly matches: readonly BoundMatch[];
  /** With `from`: its range on its clock. */
  readonly time?: { readonly clock: SourceExpr; readonly range: BoundRange };
  /** The stage's range, where it says which buckets are shown. */
  readonly shown?: BoundRange;
  /** With `from`: which of its rows count. */
  readonly where: readonly SourceExpr[];
  /** undefined: one result row per source row. */
  readonly keys?: readonly BoundKey[];
  /** Of a stage without keys: the values of each row, those of the stage read by `from` included. */
  readonly columns: readonly {
    readonly as: string;
    readonly is: SourceExpr;
    readonly type: Type;
    readonly at: JsonPointer;
  }[];
  readonly leaves: readonly BoundLeaf[];
  readonly measures: readonly BoundMeasure[];
  /** Windows and computed columns, each after those it reads. */
  readonly steps: readonly (BoundWindow | BoundCompute)[];
  readonly keep: readonly ResultExpr[];
  readonly order: readonly BoundOrder[];
  readonly limit?: {
    readonly rows: number;
    readonly per: readonly string[];
    readonly ties: 'cut' | 'include';
  };
  readonly output: readonly BoundOutput[];
  /** Result columns (shown or not) that identify a row before `limit` and `show`, so that they break its ties (S10); undefined when nothing does (S5). */
  readonly resultKey: readonly string[] | undefined;
  /** Output columns that identify a row, after `limit`: what later stages can match (S5). */
  readonly key: readonly string[] | undefined;
  readonly at: JsonPointer;
}

/** The table that a document writes, and how. */
export interface BoundTarget {
  readonly table: readonly string[];
  readonly layer: Layer;
  readonly comment: string;
  readonly domain?: string;
  readonly write: 'overwrite' | 'append' | 'upsert';
  readonly partition: readonly {
    readonly as: string;
    readonly type: Type;
    /** A constant for the run; absent: the result column of the same name. */
    readonly value?: ConstantExpr;
    readonly at: JsonPointer;
  }[];
  readonly key: readonly string[];
  readonly lifecycle?: number;
  /** Columns that are not partitions, with the comment and type each has in the table. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: Type;
    readonly comment?: string;
    readonly at: JsonPointer;
  }[];
}

/** What somebody may see of an entity's rows, whatever asks for them (S17). Expressions are rooted at the entity. */
export interface BoundPolicy {
  readonly entity: Entity;
  /** Rows where any of these is not true are as if they were not there. */
  readonly filters: readonly SourceExpr[];
  /** By the name of an attribute with a column: what is seen in its place. */
  readonly masks: ReadonlyMap<string, SourceExpr>;
}

/** A whole document. */
export interface BoundDocument {
  readonly title: string;
  /** The as-of day (S11): a literal of a question, `$bizdate` of a model; absent where nothing is relative. */
  readonly asOf?: ConstantExpr;
  /** The zone whose clock the document speaks of: its own, else its project's, of which are moments that declare none. */
  readonly timezone?: string;
  readonly projectTimezone?: string;
  readonly params: readonly {
    readonly name: string;
    readonly type: Type;
    readonly default?: string;
  }[];
  readonly stages: readonly BoundStage[];
  readonly target?: BoundTarget;
  /** The days of each calendar of the ontology, by the calendar's name. */
  readonly calendars: ReadonlyMap<string, Entity>;
  /** What summarises the entities that measures count, by the name of these. */
  readonly summaries: ReadonlyMap<string, readonly BoundSummary[]>;
  /** Of computed attributes that joins are on: their values over columns of their entity. */
  readonly links: ReadonlyMap<Attribute, SourceExpr>;
  /** The policies in force, by the name of their entity. */
  readonly policies: ReadonlyMap<string, BoundPolicy>;
  /** Of the entities that it reads, those that are results of documents, by their names. */
  readonly views: ReadonlyMap<string, BoundView>;
}
