/** How far a dialect's text is proven (design section 9). */
export type Support = 'executed' | 'parsed' | 'printed';

/** One engine's SQL: everything `print` must know about it. */
export interface Dialect {
  /** As in `--dialect`. */
  readonly name: string;
  readonly support: Support;
}
