import type { JsonPointer } from '../base/diagnostic.js';
import type { Agg } from '../dsl/document.js';
import type { ParsedExpr, TimeUnit } from '../expr/expr.js';
import type { Type } from '../expr/type.js';

/** Where a definition was read, for diagnostics: file, YAML document in it, pointer in that document. */
export interface Source {
  readonly file: string;
  readonly document: number;
  readonly path: JsonPointer;
}

/** An expression of the ontology: its text, its tree, and where it stands. */
export interface Written {
  readonly text: string;
  readonly expr: ParsedExpr;
  readonly source: Source;
}

/** Everything that is known about the business, by name; maps are in the order of names, so file order never matters. */
export interface Ontology {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly periods: ReadonlyMap<string, Period>;
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly policies: ReadonlyMap<string, Policy>;
  /** The zone of the project that it belongs to (IANA): of documents and of moments that name none. */
  readonly timezone?: string;
}

/** What every definition has: names people use for it, and where it stands. */
export interface Described {
  readonly name: string;
  readonly label?: string;
  readonly synonyms: readonly string[];
  readonly description?: string;
  readonly owner?: string;
  readonly source: Source;
}

/** The layer of a warehouse that a table belongs to, from sources to applications. */
export type Layer = 'ods' | 'dwd' | 'dim' | 'dws' | 'ads';

/** A thing with a key, bound to a table or to the result of a document of ours. */
export interface Entity extends Described {
  readonly domain?: string;
  readonly table: Table;
  /** Attribute names; empty: rows have no key, so nothing can look them up. */
  readonly key: readonly string[];
  /** The entity's clock: an attribute name. */
  readonly time?: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly relationships: ReadonlyMap<string, Relationship>;
  /** SCD2: a row is valid from `from` (included) to `to` (excluded, null: still valid). Attribute names. */
  readonly validity?: { readonly from: string; readonly to: string };
  readonly summary?: Summary;
}

/**
 * What the rows of an entity add up: exactly those that a stage without `from` gives by these keys, and by
 * the bucket of its `time` where there is a grain, with these metrics.
 */
export interface Summary {
  /** The entity whose rows are summarised, all of them. */
  readonly of: string;
  /** Attribute here → path from there to the column whose value it is. */
  readonly keys: ReadonlyMap<string, Written>;
  /** Its clock is theirs, cut to this; absent: of all time. */
  readonly grain?: TimeUnit;
  /** Attribute here → the metric whose value it holds. */
  readonly metrics: ReadonlyMap<string, string>;
}

/** Where an entity's rows are. `name` may be `table`, `schema.table` or `catalog.schema.table`, already split. */
export interface Table {
  readonly name: readonly string[];
  /** Instead of a table: a document whose result the rows are, by its path from the file that names it. */
  readonly dsl?: string;
  /** With `dsl`: that document as it is written. */
  readonly view?: DocumentText;
  readonly layer?: Layer;
  /** increment: a partition holds what arrived then; full: a snapshot of all rows a day; none: one set of rows. */
  readonly mode: 'increment' | 'full' | 'none';
  readonly partition: readonly PartitionColumn[];
  /** How much later than its clock a row may arrive, in days. */
  readonly lateDays: number;
  /** The zone whose clock its moments are of (IANA). */
  readonly timezone?: string;
}

/** The text of a DSL document among the files of an ontology. */
export interface DocumentText {
  /** Its path, as those of definitions are written. */
  readonly file: string;
  readonly text: string;
}

/** A column by whose values a table is parted, and what a value is of. */
export interface PartitionColumn {
  readonly column: string;
  /** As in java.time: yyyyMMdd, yyyy-MM-dd, HH …: how a day or hour is written in the partition's value. */
  readonly format: string;
  readonly grain: 'hour' | 'day' | 'week' | 'month' | 'year';
}

/** A typed column, or an expression over attributes and relationships of its entity (`is`). */
export interface Attribute extends Described {
  readonly type: Type;
  /** The physical column; absent for computed attributes. */
  readonly column?: string;
  readonly is?: Written;
  /** Coded values and their labels (枚举), in written order; strings, whatever the type. */
  readonly values?: ReadonlyMap<
    string,
    { readonly label: string; readonly synonyms: readonly string[] }
  >;
  readonly unit?: string;
  readonly sensitive: boolean;
  /** Of a timestamp, where it is another than its table's: the zone whose clock it is of (IANA). */
  readonly timezone?: string;
  /** Rows never have null here. */
  readonly required: boolean;
}

/** A named role from one entity to another. */
export interface Relationship extends Described {
  readonly to: string;
  /** Attribute here → attribute there, in the order of the other entity's key; empty with `through`. */
  readonly on: readonly { readonly from: string; readonly to: string }[];
  readonly cardinality: 'many_to_one' | 'one_to_one' | 'one_to_many' | 'many_to_many';
  /** Every row has a partner, checked on data: the join may be inner. */
  readonly required: boolean;
  /** Paths from this entity that lead to the same row, as relationship names. */
  readonly sameAs: readonly (readonly string[])[];
  /** many_to_many: the bridge entity, which has a many-to-one relationship to both sides. */
  readonly through?: string;
  /** many_to_many: an attribute of the bridge that says which share of a row belongs to a partner. */
  readonly weight?: string;
}

/** A range of days, in the words of the DSL's Time. */
export interface MetricTime {
  readonly period?: string;
  readonly last?: number;
  readonly unit?: string;
  readonly mode?: 'rolling' | 'complete' | 'to_date';
  readonly from?: Written;
  readonly to?: Written;
}

/** A number with one definition everywhere (指标). */
export type Metric = AggregateMetric | DerivedMetric | CompositeMetric | ConversionMetric;

interface MetricBase extends Described {
  readonly unit?: string;
  /** Bounds that any true value has, both included; a check, never a filter. */
  readonly range?: { readonly min?: number; readonly max?: number };
  readonly sensitive: boolean;
}
/** 原子指标: an aggregate over the rows of one entity. */
export interface AggregateMetric extends MetricBase {
  readonly type: 'aggregate';
  readonly entity: string;
  readonly agg: Agg;
  readonly of?: Written;
  readonly with?: Written;
  readonly p?: number;
  /** percentile: a continuous (interpolated) or discrete value, exact or approximate. */
  readonly percentile?: 'continuous' | 'discrete' | 'approximate';
  readonly where: readonly Written[];
  /** Another clock than the entity's. */
  readonly time?: Written;
  readonly fill?: number;
  /** Semi-additive: of the rows of each combination of `per`, only those of the first or last `over`. */
  readonly snapshot?: {
    readonly over: string;
    readonly take: 'first' | 'last';
    readonly per: readonly string[];
  };
}
/** 派生指标: a metric with conditions, a period, a shift. */
export interface DerivedMetric extends MetricBase {
  readonly type: 'derived';
  readonly of: string;
  readonly where: readonly Written[];
  readonly time?: MetricTime;
  readonly shift?: string;
  readonly fill?: number;
  /** A windowed value at a coarser grain: the first, last or mean of the finer ones. */
  readonly carry?: 'last' | 'first' | 'avg';
}
/** 复合指标: arithmetic over metrics, after aggregation. */
export interface CompositeMetric extends MetricBase {
  readonly type: 'composite';
  readonly is: Written;
  readonly inputs: readonly MetricInput[];
}

/** A metric as another one’s arithmetic reads it. */
export interface MetricInput {
  readonly as: string;
  readonly metric: string;
  readonly where: readonly Written[];
  readonly time?: MetricTime;
  readonly shift?: string;
  readonly fill?: number;
}
/** 转化指标: who did the first step and then the others, in order. */
export interface ConversionMetric extends MetricBase {
  readonly type: 'conversion';
  /** The entity or attribute path of each step that says who. */
  readonly per: string;
  readonly steps: readonly {
    readonly entity: string;
    readonly where: readonly Written[];
    readonly clock?: Written;
  }[];
  readonly give: 'rate' | 'converted' | 'base';
  /** As an interval: `7 day`. */
  readonly within?: string;
  readonly same: readonly string[];
  readonly match: 'last_before' | 'first_after';
  readonly count: 'actors' | 'events';
}

/** A named window of time: 1d, 7d, mtd … */
export interface Period extends Described {
  readonly last?: number;
  readonly unit?: string;
  readonly mode?: 'rolling' | 'complete' | 'to_date';
  /** Everything up to and with the as-of day (td). */
  readonly allTime: boolean;
}

/** A table of days with columns for custom grains. */
export interface Calendar extends Described {
  readonly entity: string;
  /** The attribute that holds the day. */
  readonly day: string;
  /** Custom grain → the attribute with its value, and the attribute that orders it. */
  readonly grains: ReadonlyMap<string, { readonly value: string; readonly order: string }>;
}

/** Business wiki: what people say, and what it means or which question to ask. */
export interface Term extends Described {
  /** Metric, entity or attribute names. */
  readonly means: readonly string[];
  readonly ask?: string;
}

/** A row filter or a masking of an entity's attributes, for all but some roles. */
export interface Policy extends Described {
  readonly entity: string;
  readonly filter?: Written;
  readonly mask: readonly { readonly attribute: string; readonly with: Written }[];
  readonly exceptRoles: readonly string[];
}
