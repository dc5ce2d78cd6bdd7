import type { HandRows } from '../hand-rows.js';

/** A document over the market and the rows that it has, worked out by hand. */
export interface SentenceCase {
  /** The sentence of docs/semantics.md, and what of it is held. */
  readonly name: string;
  readonly stages: readonly object[];
  /** Other members of the document; it is a question as of 28 February 2026. */
  readonly more?: object;
  /** Values of decimal parameters. */
  readonly params?: Readonly<Record<string, string>>;
  /** The first row names the columns. */
  readonly rows: HandRows;
  readonly ordered?: true;
}
