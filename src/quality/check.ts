import type { Language } from '../base/diagnostic.js';
import type { BoundTarget } from '../bind/bound.js';
import type { Origin } from '../lineage/origin.js';
import type { Entity, Metric } from '../ontology/model.js';
import type { SqlStatement } from '../sql/ast.js';

/** What is known of a target's column when its checks are made. */
export interface CheckedColumn {
  readonly name: string;
  readonly type: BoundTarget['columns'][number]['type'];
  readonly origin: Origin;
  /** The definition of the metric it is the value of. */
  readonly metric?: Metric;
}

/** A table to be checked: what is desired of it, and where its columns come from. */
export interface CheckedTable {
  readonly target: BoundTarget;
  readonly columns: readonly CheckedColumn[];
  /** To find what values name. */
  readonly entities: ReadonlyMap<string, Entity>;
}

/**
 * One data quality rule. Its statement gives one row with one column `failed`: how many rows (or
 * groups) break it; 0 passes. strong: a failure blocks what reads the table; weak: it alerts.
 */
export interface Check {
  /** Unique in the table, stable while the rule means the same. */
  readonly id: string;
  readonly kind: string;
  readonly strength: 'strong' | 'weak';
  readonly columns: readonly string[];
  readonly says: Readonly<Record<Language, string>>;
  readonly statement: SqlStatement;
}

/** Makes the checks of one kind that follow from what is known; none where nothing is known. */
export interface CheckKind {
  readonly name: string;
  readonly of: (table: CheckedTable) => readonly Check[];
}
