import type { CatalogTable } from '../engine/engine.js';
import type { CountedValue } from '../engine/survey.js';
import type { Type } from '../expr/type.js';
import type { Layer } from '../ontology/model.js';

/** A first ontology, as read from a database; everything in it says what it rests on. */
export interface Found {
  /** In the order of catalog, schema and table. */
  readonly entities: readonly FoundEntity[];
  /** In the order of the entities; the count of an entity before its sums. */
  readonly metrics: readonly FoundMetric[];
  readonly evidence: readonly Evidence[];
}

/** Why something is in the ontology, or why something that suggests itself is not. */
export interface Evidence {
  readonly entity: string;
  readonly about: 'entity' | 'key' | 'time' | 'attribute' | 'values' | 'relationship' | 'metric';
  /** Of the attribute, relationship or metric; absent for what concerns the entity. */
  readonly name?: string;
  readonly text: string;
  /** false: it was considered and not taken. */
  readonly taken: boolean;
}

/** A table as an entity. */
export interface FoundEntity {
  readonly name: string;
  readonly label?: string;
  readonly table: CatalogTable;
  readonly rows: number;
  readonly layer?: Layer;
  readonly partition?: FoundPartition;
  /** Attribute names; empty: none was found. */
  readonly key: readonly string[];
  readonly time?: string;
  /** In the order of the table; a computed attribute after the one it reads. */
  readonly attributes: readonly FoundAttribute[];
  /** In the order of the columns that they start from. */
  readonly relationships: readonly FoundRelationship[];
}

/** How rows arrive: a snapshot of everything a day, or what is new. */
export interface FoundPartition {
  readonly column: string;
  readonly mode: 'increment' | 'full';
}

/** A coded value; of 0 rows where only the comment on the column knows it. */
export interface FoundValue extends CountedValue {
  /** What it stands for, where a comment says so. */
  readonly label?: string;
}

/** A column, or what is computed of one, as an attribute. */
export interface FoundAttribute {
  readonly name: string;
  readonly label?: string;
  readonly type: Type;
  /** The physical column; absent for a computed attribute. */
  readonly column?: string;
  readonly is?: string;
  readonly values?: readonly FoundValue[];
  readonly required: boolean;
}

/** A reference of one table to another. */
export interface FoundRelationship {
  readonly name: string;
  readonly to: string;
  readonly on: readonly { readonly from: string; readonly to: string }[];
  readonly cardinality: 'many_to_one' | 'one_to_one';
  readonly required: boolean;
  readonly sameAs: readonly (readonly string[])[];
}

/** A number that the rows of a table suggest. */
export interface FoundMetric {
  readonly name: string;
  readonly entity: string;
  readonly agg: 'count' | 'sum';
  /** An attribute name; absent for a count. */
  readonly of?: string;
  /** What people call it, where the names or comments of the database say so. */
  readonly label?: string;
  readonly synonyms?: readonly string[];
}
