import type { TimeUnit } from '../expr/expr.js';
import type { Agg } from '../dsl/document.js';
import type { Attribute, Entity } from '../ontology/model.js';
import type { SourceExpr } from './bound.js';

/**
 * A table that holds metrics of another entity's rows by some keys and days (`summary` of the ontology).
 * Expressions are rooted at the entity that is summarised.
 */
export interface BoundSummary {
  /** Whose rows they are. */
  readonly entity: Entity;
  /** The clock of the rows that are summarised, what it is cut to, and the attribute that holds it. */
  readonly time?: { readonly clock: SourceExpr; readonly grain: TimeUnit; readonly as: Attribute };
  readonly keys: readonly { readonly as: Attribute; readonly is: SourceExpr }[];
  readonly values: readonly {
    readonly as: Attribute;
    readonly agg: Agg;
    readonly of?: SourceExpr;
    readonly where: readonly SourceExpr[];
    /** The metric says what stands instead of null. */
    readonly filled: boolean;
  }[];
}
