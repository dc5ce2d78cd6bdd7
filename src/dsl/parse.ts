import type { Checked } from '../base/diagnostic.js';
import type { Document } from './document.js';

/** A document that keeps its form, and the text it was read from (for line:column of its pointers). */
export interface ParsedDocument {
  readonly document: Document;
  readonly source: string;
}

/**
 * Reads one DSL document (JSON text, at most 1 MB): syntax, schema, and the laws of L1 that need no
 * ontology (S14, names, forms of time, syntax of every Expr). Null and absent are the same. The
 * document is absent after an error.
 */
export declare function parseDocument(text: string): Checked<ParsedDocument>;
