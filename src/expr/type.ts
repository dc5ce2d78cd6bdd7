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

/** The types that have no parameters, and makers of the others: `types.bigint`, `types.decimal(18, 2)`. */
export const types = {
  boolean: { kind: 'boolean' },
  bigint: { kind: 'bigint' },
  double: { kind: 'double' },
  string: { kind: 'string' },
  date: { kind: 'date' },
  timestamp: { kind: 'timestamp' },
  interval: { kind: 'interval' },
  json: { kind: 'json' },
  unknown: { kind: 'unknown' },
  decimal: (precision: number, scale: number): Type => ({ kind: 'decimal', precision, scale }),
  array: (of: Type): Type => ({ kind: 'array', of }),
} as const;

/** Whether two types are the same one, parameters included. */
export function sameType(a: Type, b: Type): boolean {
  if (a.kind === 'decimal' && b.kind === 'decimal')
    return a.precision === b.precision && a.scale === b.scale;
  if (a.kind === 'array' && b.kind === 'array') return sameType(a.of, b.of);
  return a.kind === b.kind;
}

/** Whether values of the type are numbers; `null` may be one. */
export function isNumeric(type: Type): boolean {
  return ['bigint', 'decimal', 'double', 'unknown'].includes(type.kind);
}

/** Whether values of the type are days or moments; `null` may be one. */
export function isTemporal(type: Type): boolean {
  return ['date', 'timestamp', 'unknown'].includes(type.kind);
}
