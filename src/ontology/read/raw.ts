/** What the YAML of definitions holds once it keeps `ontology.schema.json`: texts, numbers, booleans as the schema says. */

/** What people say of any definition. */
export interface RawDescribed {
  readonly label?: string;
  readonly synonyms?: readonly string[];
  readonly description?: string;
  readonly owner?: string;
}

/** An entity as written. */
export interface RawEntity extends RawDescribed {
  readonly entity: string;
  readonly domain?: string;
  readonly source: RawSource;
  readonly key?: string | readonly string[];
  readonly time?: string;
  readonly attributes: Readonly<Record<string, string | RawAttribute>>;
  readonly relationships?: Readonly<Record<string, RawRelationship>>;
  readonly validity?: { readonly from: string; readonly to: string };
  readonly summary?: RawSummary;
}

/** Which metrics of which entity a table holds. */
export interface RawSummary {
  readonly of: string;
  readonly keys?: Readonly<Record<string, string>>;
  readonly grain?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly metrics: Readonly<Record<string, string>>;
}

/** The table or document that an entity is bound to. */
export interface RawSource {
  readonly table?: string;
  readonly dsl?: string;
  readonly layer?: 'ods' | 'dwd' | 'dim' | 'dws' | 'ads';
  readonly mode?: 'increment' | 'full' | 'none';
  readonly partition?: readonly RawPartition[];
  readonly late?: string;
  readonly timezone?: string;
}

/** A partition column of a table. */
export interface RawPartition {
  readonly column: string;
  readonly format?: string;
  readonly grain?: 'hour' | 'day' | 'week' | 'month' | 'year';
}

/** An attribute, where more than its type is said. */
export interface RawAttribute extends RawDescribed {
  readonly type: string;
  readonly column?: string;
  readonly is?: string;
  readonly values?: Readonly<
    Record<
      string,
      string | null | { readonly label: string; readonly synonyms?: readonly string[] }
    >
  >;
  readonly unit?: string;
  readonly timezone?: string;
  readonly sensitive?: boolean;
  readonly required?: boolean;
}

/** A relationship to another entity. */
export interface RawRelationship extends RawDescribed {
  readonly to: string;
  readonly on?: Readonly<Record<string, string>>;
  readonly cardinality: 'many_to_one' | 'one_to_one' | 'one_to_many' | 'many_to_many';
  readonly required?: boolean;
  readonly same_as?: readonly string[];
  readonly through?: string;
  readonly weight?: string;
}

/** A metric as written, by its type. */
export type RawMetric = RawAggregate | RawDerived | RawComposite | RawConversion;

/** What every metric may say. */
export interface RawMetricBase extends RawDescribed {
  readonly metric: string;
  readonly unit?: string;
  readonly range?: { readonly min?: number; readonly max?: number };
  readonly sensitive?: boolean;
}

/** An aggregate metric as written. */
export interface RawAggregate extends RawMetricBase {
  readonly type: 'aggregate';
  readonly entity: string;
  readonly agg: string;
  readonly of?: string;
  readonly with?: string;
  readonly p?: number;
  readonly percentile?: 'continuous' | 'discrete' | 'approximate';
  readonly where?: readonly string[];
  readonly time?: string;
  readonly fill?: number;
  readonly snapshot?: {
    readonly over: string;
    readonly take: 'first' | 'last';
    readonly per?: readonly string[];
  };
}

/** A derived metric as written. */
export interface RawDerived extends RawMetricBase {
  readonly type: 'derived';
  readonly of: string;
  readonly where?: readonly string[];
  readonly time?: RawTime;
  readonly shift?: string;
  readonly fill?: number;
  readonly carry?: 'last' | 'first' | 'avg';
}

/** A composite metric as written. */
export interface RawComposite extends RawMetricBase {
  readonly type: 'composite';
  readonly is: string;
  readonly inputs?: readonly RawInput[];
}

/** A metric that a composite one reads. */
export interface RawInput {
  readonly as: string;
  readonly metric: string;
  readonly where?: readonly string[];
  readonly time?: RawTime;
  readonly shift?: string;
  readonly fill?: number;
}

/** A conversion metric as written. */
export interface RawConversion extends RawMetricBase {
  readonly type: 'conversion';
  readonly per: string;
  readonly steps: readonly {
    readonly entity: string;
    readonly where?: readonly string[];
    readonly clock?: string;
  }[];
  readonly give: 'rate' | 'converted' | 'base';
  readonly within?: string;
  readonly same?: readonly string[];
  readonly match?: 'last_before' | 'first_after';
  readonly count?: 'actors' | 'events';
}

/** A range of days. */
export interface RawTime {
  readonly period?: string;
  readonly last?: number;
  readonly unit?: string;
  readonly mode?: 'rolling' | 'complete' | 'to_date';
  readonly from?: string;
  readonly to?: string;
}

/** A period as written. */
export interface RawPeriod extends RawDescribed {
  readonly period: string;
  readonly last?: number;
  readonly unit?: string;
  readonly mode?: 'rolling' | 'complete' | 'to_date';
  readonly all_time?: boolean;
}

/** A calendar as written. */
export interface RawCalendar extends RawDescribed {
  readonly calendar: string;
  readonly entity: string;
  readonly day: string;
  readonly grains: Readonly<Record<string, { readonly value: string; readonly order: string }>>;
}

/** A word of the business as written. */
export interface RawTerm extends RawDescribed {
  readonly term: string;
  readonly means?: readonly string[];
  readonly ask?: string;
}

/** A policy as written. */
export interface RawPolicy extends RawDescribed {
  readonly policy: string;
  readonly entity: string;
  readonly filter?: string;
  readonly mask?: readonly { readonly attribute: string; readonly with: string }[];
  readonly except_roles?: readonly string[];
}

/** The head keys, in the order they are looked for: several kinds name an entity too. */
export const heads = ['metric', 'calendar', 'policy', 'term', 'period', 'entity'] as const;

/** One of the head keys. */
export type Head = (typeof heads)[number];
