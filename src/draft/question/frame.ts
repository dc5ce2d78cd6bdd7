import type { Attribute, Entity } from '../../ontology/model.js';
import type { Comparison } from '../lexing/mark.js';
import type { Agg, Time } from '../../dsl/document.js';

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
  /** Every column of the rows that are listed: nothing says which. */
  readonly whole?: true;
  /** Each combination of the shown once. */
  readonly distinct: boolean;
  readonly measures: readonly Measure[];
  readonly groups: readonly Group[];
  readonly filters: readonly Filter[];
  readonly keeps: readonly Keep[];
  /** The number is that of each group, and this is made of it: of all of them, or of those with the same first keys. */
  readonly over?: { readonly agg: 'avg' | 'max' | 'min' | 'median'; readonly groups: number };
  /** Numbers are for each of it, also where there is nothing to count. */
  readonly population?: Entity;
  /** Comparisons with averages. */
  readonly means?: readonly Mean[];
  readonly order?: Order;
  /** How what was cut is shown. */
  readonly shownIn?: Order;
  /** The place in the order is a column. */
  readonly ranked?: true;
  readonly limit?: { readonly rows: number; readonly ties: boolean; readonly perFirst?: true };
  /** What rows of a list are among the others. */
  readonly places?: readonly Place[];
}

/** A number: an aggregate of a field, how many of an entity there are, one number by another or without it, or how it goes on. */
export type Measure = Aggregate | Quotient | Difference | Course;

/** An aggregate of a field, or how many rows there are. */
export interface Aggregate {
  readonly kind: 'aggregate';
  readonly agg: Agg;
  readonly entity: Entity;
  /** Absent: the rows themselves. */
  readonly of?: Attribute;
  /** The time from this day or moment of the row to `of`. */
  readonly since?: Since;
  /** Only for this number. */
  readonly filters: readonly Filter[];
}

/** Where a length of time begins, and what it is counted in. */
export interface Since {
  readonly attribute: Attribute;
  readonly unit: 'day' | 'hour' | 'minute';
}

/** `whole`: the second is the same number without its own filters or groups. */
export interface Quotient {
  readonly kind: 'quotient';
  readonly over: Aggregate;
  /** Absent: the sum of all groups. */
  readonly by?: Aggregate;
  /** The sum is that of the groups with the same of this. */
  readonly within?: Field;
  readonly percent: boolean;
}

/** One number without another. */
export interface Difference {
  readonly kind: 'difference';
  readonly over: Aggregate;
  readonly by: Aggregate;
}

/** A number along the buckets of time: what it changed since the one before, in percent, or all up to here. */
export type Course =
  | { readonly kind: 'change'; readonly over: Aggregate }
  | { readonly kind: 'running'; readonly over: Aggregate };

/** A row among the rows of the same groups, or of all: its place by a column, or its share of it. */
export interface Place {
  readonly kind: 'rank' | 'share';
  readonly field: Field;
  readonly descending: boolean;
  readonly per: readonly Field[];
  /** Only such rows stay. */
  readonly keep?: { readonly op: Comparison; readonly value: string };
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
  /** A row's column beside the average of all rows that pass, or of those with the same of something. */
  | {
      readonly kind: 'mean';
      readonly field: Field;
      readonly op: Comparison;
      readonly within?: Field;
      /** So much more than the average. */
      readonly plus?: string;
      readonly filters: readonly Filter[];
    }
  /** There is a row of the entity that belongs to it, and passes; or as many as that. */
  | {
      readonly kind: 'exists';
      readonly entity: Entity;
      readonly filters: readonly Filter[];
      readonly negated: boolean;
      readonly times?: { readonly op: Comparison; readonly value: string };
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

/** What a result is ordered by. */
export interface Order {
  readonly by: { readonly measure: Measure } | { readonly field: Field };
  readonly descending: boolean;
}
