import type { BoundOutput, BoundStage } from '../bound.js';
import type { Columns } from './source.js';

/** A stage that is bound, and what later stages read of it. */
export interface StageResult {
  readonly bound: BoundStage;
  readonly columns: Columns;
}

/** What is known of the table that a document writes, for stages that read it back (S12). */
export interface SelfTable {
  /** Partitions included. */
  readonly columns: Columns;
  /** Those that are not partitions: what a stage over `self` passes on by itself. */
  readonly own: readonly BoundOutput[];
  readonly key: readonly string[] | undefined;
}
