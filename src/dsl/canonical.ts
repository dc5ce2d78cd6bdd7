import type { Document } from './document.js';

/** The canonical form of a document (S16): keys in grammar order, null, absent and defaults left out, every Expr printed from its tree. */
export declare function canonical(document: Document): Document;

/** The text `dataagent fmt` writes: the canonical form as JSON, two spaces, short values on one line, a final newline. */
export declare function formatDocument(document: Document): string;
