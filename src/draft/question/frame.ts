import type { Attribute, Agg, Entity } from '../../ontology/model.js';
import type { Comparison } from '../mark.js';
import type { Time } from '../../dsl/document.js';

/** An attribute of an entity, wherever it is read from. */
export interface Field {
  readonly entity: Entity;
  readonly attribute: Attribute;
}

/** What a question says, before it is known how its things are joined. */
export interface Frame {
  /** Whose rows are listed, where no number is asked for. */
  readonly subject?: Entity;
  /** Columns of a list. */
  readonly shown: readonly Field[];
  /** Each combination of the shown once. */
  readonly distinct: boolean;
  readonly measures: readonly Measure[];
  readonly groups: readonly Group[];
  readonly filters: readonly Filter[];
  readonly keeps: readonly Keep[];
  /** Comparisons with averages. */
  readonly means?: readonly Mean[];
  readonly order?: Order;
  /** The place in the order is a column. */
  readonly ranked?: true;
  readonly limit?: { readonly rows: number; readonly ties: boolean; readonly perFirst?: true };
}

/** A number: an aggregate of a field, how many of an entity there are, or one number by another. */
export type Measure = Aggregate | Quotient;

export interface Aggregate {
  readonly kind: 'aggregate';
  readonly agg: Agg;
  readonly entity: Entity;
  /** Absent: the rows themselves. */
  readonly of?: Attribute;
  /** Only for this number. */
  readonly filters: readonly Filter[];
}

/** `whole`: the second is the same number without its own filters or groups. */
export interface Quotient {
  readonly kind: 'quotient';
  readonly over: Aggregate;
  /** Absent: the sum of all groups. */
  readonly by?: Aggregate;
  readonly percent: boolean;
}

/** A key of the result: an entity (its key and its name), a field, or buckets of time. */
export type Group =
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'field'; readonly field: Field }
  | {
      readonly kind: 'grain';
      readonly grain: string;
      readonly clock?: Field;
      /** As people write it in Chinese: 2024-03. */
      readonly written?: true;
    };

/** A condition on rows of an entity. */
export type Filter =
  | {
      readonly kind: 'test';
      readonly field: Field;
      /** The condition over the field's path. */
      readonly test: (path: string) => string;
    }
  | { readonly kind: 'time'; readonly time: Time; readonly of?: Field }
  /** There is a row of the entity that belongs to it, and passes. */
  | {
      readonly kind: 'exists';
      readonly entity: Entity;
      readonly filters: readonly Filter[];
      readonly negated: boolean;
    };

/** Which groups stay, by a number of them. */
export interface Keep {
  readonly measure: Measure;
  readonly op: Comparison;
  readonly value: string;
}

/** Which groups stay: those whose number compares so with that of the group they are in, or of all. */
export interface Mean {
  readonly measure: Aggregate;
  readonly op: Comparison;
  /** Absent: of all. It is a group as well. */
  readonly within?: Field;
}

export interface Order {
  readonly by: { readonly measure: Measure } | { readonly field: Field };
  readonly descending: boolean;
}
