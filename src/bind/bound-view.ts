import type { Entity } from '../ontology/model.js';
import type { BoundDocument } from './bound.js';

/** An entity that is the result of a document: that document, bound as everything that reads the entity sees it. */
export interface BoundView {
  readonly entity: Entity;
  /** The document's file. */
  readonly file: string;
  /** It has no target, no parameter and no day of its own, so its rows are the same for whoever reads them. */
  readonly document: BoundDocument;
  /** Names of all entities that its rows come from, through other views too, sorted. */
  readonly reads: readonly string[];
}
