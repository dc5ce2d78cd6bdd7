/** The types of the expression language (S15); an engine's type names are the dialects' business. */
export type Type =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'bigint' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'double' }
  | { readonly kind: 'string' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'interval' }
  | { readonly kind: 'json' }
  | { readonly kind: 'array'; readonly of: Type }
  /** The type of `null`, and of what could not be typed after an error was reported: fits everywhere. */
  | { readonly kind: 'unknown' };
