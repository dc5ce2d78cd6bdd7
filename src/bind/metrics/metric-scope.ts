import type { JsonPointer } from '../../base/diagnostic.js';
import type { Agg } from '../../dsl/document.js';
import type { AggregateMetric, DerivedMetric, Entity, Written } from '../../ontology/model.js';
import type { BoundLeaf, BoundShift, LeafExpr, SourceExpr } from '../bound.js';
import type { Context } from '../context.js';
import type { ReadTime } from '../time/time-range.js';

/** A condition, where it is written: in the document, or in the ontology. */
export type Condition =
  | { readonly kind: 'text'; readonly text: string; readonly path: JsonPointer }
  | { readonly kind: 'written'; readonly written: Written };

/** What is asked of a metric on the way from the measure down to its leaves. */
export interface Ask {
  /** And-ed, the outermost first. */
  readonly where: readonly Value[];
  /** The innermost that was written on the way: a derived metric's own period is its own (S11). */
  readonly time?: ReadTime;
  /** The outermost first: each moves the as-of day that the ones inside count from. */
  readonly shifts: readonly BoundShift[];
  /** The outermost that was written: how days are shown at a coarser grain. */
  readonly carry?: DerivedMetric['carry'];
}

/** What a leaf aggregates, before it is tied to a stage. */
export interface LeafSpec {
  /** Absent: the stage's own rows. */
  readonly entity?: Entity;
  readonly agg: Agg;
  readonly of?: Value;
  readonly with?: Value;
  readonly p?: number;
  readonly percentile?: BoundLeaf['percentile'];
  /** The metric's own clock. */
  readonly clock?: Written;
  readonly snapshot?: AggregateMetric['snapshot'];
  readonly fill?: number;
}

/** An expression over the rows of a leaf: where it is written, or made by the metric's type. */
export type Value = Condition | { readonly kind: 'made'; readonly expr: SourceExpr };

/** What a metric type needs to come down to leaves. */
export interface MetricScope {
  readonly context: Context;
  /** The place of the document that asks. */
  readonly at: JsonPointer;
  /** The names of the metrics that are being worked out, the outermost first. */
  readonly open: readonly string[];
  /** Adds a leaf to the stage, called after its metric; undefined after an error. */
  readonly leaf: (spec: LeafSpec, ask: Ask, called: string) => LeafExpr | undefined;
  /** Another metric, asked with more; undefined after an error. */
  readonly metric: (name: string, ask: Ask, scope: MetricScope) => LeafExpr | undefined;
}
