import type { Column, Plan } from '../../plan/plan.js';
import type { Block } from './block.js';
import type { Relations } from './relations.js';

/** What lowering a document carries along. */
export interface Lowering {
  readonly relations: Relations;
  /** The CTE of an earlier stage, and what it calls the stage's columns. */
  readonly cte: (stage: string) => {
    readonly name: string;
    readonly column: (name: string) => string;
  };
  /** The block that computes an input, with at least the columns that are needed of it. */
  readonly block: (plan: Plan, needed: ReadonlySet<number>) => Block;
}

/** A column that leaves a query, and its name there. */
export interface Output {
  readonly column: Column;
  readonly as: string;
}
