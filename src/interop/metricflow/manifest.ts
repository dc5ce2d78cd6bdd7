import type { JsonPointer } from '../../base/diagnostic.js';

/** Where a definition of a manifest stands. */
export interface Place {
  readonly file: string;
  /** The YAML document in the file, from 0. */
  readonly document: number;
  readonly path: JsonPointer;
}

/** What a folder of dbt semantic manifests says, in one shape for the old and the new way of writing. */
export interface Manifest {
  readonly models: readonly SemanticModel[];
  readonly metrics: readonly ManifestMetric[];
  readonly savedQueries: readonly SavedQuery[];
  readonly spines: readonly TimeSpine[];
}

/** A table with its entities (join keys), dimensions and measures. */
export interface SemanticModel {
  readonly name: string;
  readonly table: readonly string[];
  readonly description?: string;
  readonly label?: string;
  /** The time dimension that measures are counted by unless they say another. */
  readonly time?: string;
  /** What a row is where no column identifies it. */
  readonly primary?: string;
  readonly entities: readonly ModelEntity[];
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
  readonly place: Place;
}

/** What a column of a semantic model identifies, here or in another model. */
export interface ModelEntity {
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'foreign' | 'natural';
  readonly expr: string;
  readonly place: Place;
}

/** What the rows of a semantic model can be grouped by. */
export interface Dimension {
  readonly name: string;
  readonly kind: 'categorical' | 'time';
  readonly expr: string;
  /** Of a time dimension: how fine its values are. */
  readonly grain: string;
  readonly partition: boolean;
  readonly validity?: 'from' | 'to';
  readonly label?: string;
  readonly description?: string;
  readonly place: Place;
}

/** An aggregate over the rows of a semantic model. */
export interface Measure {
  readonly name: string;
  /** In lower case: sum, sum_boolean, count, count_distinct, average, min, max, median, percentile. */
  readonly agg: string;
  readonly expr: string;
  readonly time?: string;
  readonly percentile?: {
    readonly p: number;
    readonly discrete: boolean;
    readonly approximate: boolean;
  };
  readonly nonAdditive?: {
    readonly dimension: string;
    readonly take: 'first' | 'last';
    readonly per: readonly string[];
  };
  readonly label?: string;
  /** It is a metric of its own name, too. */
  readonly made: boolean;
  readonly place: Place;
}

/** So many units of time: `7 days` is 7 and `day`. */
export interface Span {
  readonly count: number;
  readonly unit: string;
}

/** A measure as a metric reads it. */
export interface MeasureInput {
  readonly measure: string;
  readonly filters: readonly Filter[];
  readonly fill?: number;
  readonly spine: boolean;
}

/** A metric as another metric reads it. */
export interface MetricInput {
  readonly metric: string;
  readonly as: string;
  readonly filters: readonly Filter[];
  readonly offset?: Span;
  readonly toGrain?: string;
}

/** A condition with templates, and where it stands. */
export interface Filter {
  readonly text: string;
  readonly place: Place;
}

interface MetricBase {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly filters: readonly Filter[];
  /** The grain of its time where a query does not say one. */
  readonly grain?: string;
  readonly place: Place;
}

/** A metric, by its type. */
export type ManifestMetric = MetricBase &
  (
    | { readonly type: 'simple'; readonly input: MeasureInput }
    | { readonly type: 'ratio'; readonly over: MetricInput; readonly under: MetricInput }
    | { readonly type: 'derived'; readonly expr: string; readonly inputs: readonly MetricInput[] }
    | {
        readonly type: 'cumulative';
        readonly input: MeasureInput;
        readonly window?: Span;
        readonly toDate?: string;
        readonly at: 'first' | 'last' | 'average';
      }
    | {
        readonly type: 'conversion';
        readonly base: MeasureInput;
        readonly converted: MeasureInput;
        readonly entity: string;
        readonly window?: Span;
        readonly give: 'rate' | 'converted';
        readonly same: readonly { readonly base: string; readonly converted: string }[];
      }
  );

/** A query that is kept: names as `Dimension('a__b')`, `TimeDimension('x', 'day')`, `Metric('m')` or bare. */
export interface SavedQuery {
  readonly name: string;
  readonly metrics: readonly string[];
  readonly groupBy: readonly string[];
  readonly where: readonly Filter[];
  readonly orderBy: readonly string[];
  readonly limit?: number;
  readonly place: Place;
}

/** A table of moments; `grains` are names of its columns that group days in a way of their own. */
export interface TimeSpine {
  readonly name: string;
  readonly table: readonly string[];
  readonly column: string;
  readonly grain: string;
  readonly grains: readonly { readonly name: string; readonly column: string }[];
  readonly place: Place;
}

/** Grains from fine to coarse; those below a second count as the second they lie in for ordering only. */
export const grains: readonly string[] = [
  'nanosecond',
  'microsecond',
  'millisecond',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
];
