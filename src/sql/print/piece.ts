import type { Doc } from './layout.js';

/** A statement, or a line that only frames statements for a reader. */
export type Piece = { readonly statement: Doc } | { readonly frame: Doc };
