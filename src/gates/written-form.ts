import type { ParsedExpr } from '../expr/expr.js';
import { printExpr } from '../expr/print.js';
import { printType } from '../expr/print-type.js';
import type { Type } from '../expr/type.js';

/** Words about a definition, which change nothing that is computed. */
const words = new Set(['label', 'synonyms', 'description', 'owner', 'source', 'domain', 'ask']);

/**
 * A definition as a value that is equal exactly when the definition means the same: without labels,
 * synonyms and places, without what is absent or empty, expressions in canonical form (S16), members in
 * the order of names.
 */
export function writtenForm(definition: object): unknown {
  return formOf(definition, undefined);
}

function formOf(value: unknown, key: string | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isWritten(value)) return printExpr(value.expr);
  if (key === 'type') return printType(value as Type);
  if (value instanceof Map) {
    // Of coded values the codes count; what people call them does not.
    if (key === 'values') return [...value.keys()].map(String).toSorted((a, b) => (a < b ? -1 : 1));
    return Object.fromEntries(
      [...value].map(([k, v]) => [String(k), formOf(v, undefined)]).toSorted(byName),
    );
  }
  if (Array.isArray(value)) return value.map((v) => formOf(v, undefined));
  return Object.fromEntries(
    Object.entries(value)
      // A definition's own name is what it is kept by; a table's is a list, and what it is.
      .filter(
        ([k, v]) => !(words.has(k) || isNothing(v) || (k === 'name' && typeof v === 'string')),
      )
      .map(([k, v]) => [k, formOf(v, k)] as const)
      .toSorted(byName),
  );
}

function byName([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

/** What a definition gives no value to, so that a setting that later versions add leaves it as it is. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}

function isWritten(value: object): value is { readonly expr: ParsedExpr } {
  return 'expr' in value && 'text' in value && 'source' in value;
}
