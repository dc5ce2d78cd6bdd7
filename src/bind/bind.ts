import type { Checked } from '../base/diagnostic.js';
import type { Document } from '../dsl/document.js';
import type { Ontology } from '../ontology/model.js';
import type { BoundDocument } from './bound.js';

/** What binding takes from the project. */
export interface BindOptions {
  /** How a day is written in a partition's value, as in java.time; default `yyyyMMdd`. */
  readonly dayFormat?: string;
}

/**
 * Gives every name of a document its object, every expression its type, every measure its leaves
 * (S1 to S15). The bound document is absent after an error; holes (S14) bind to the unknown type.
 */
export declare function bindDocument(
  document: Document,
  ontology: Ontology,
  options?: BindOptions,
): Checked<BoundDocument>;
