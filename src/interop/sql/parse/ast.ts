import { isObject } from '../../../base/json/json-object.js';

/** A node of the library's tree: whatever its grammar of the day wrote. */
export type Ast = Readonly<Record<string, unknown>>;

/** A node below a node; undefined where there is none. */
export function child(value: unknown): Ast | undefined {
  return isObject(value) ? value : undefined;
}

/** The nodes of a list; none where it is no list. */
export function list(value: unknown): readonly Ast[] {
  return Array.isArray(value) ? (value as readonly Ast[]) : [];
}

/** A name, however a grammar wraps it. */
export function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const wrapped = child(value);
  if (wrapped === undefined) return '';
  const parts = wrapped['name'];
  if (Array.isArray(parts)) return (parts as readonly Ast[]).map(nameOf).join('.');
  return nameOf(wrapped['value'] ?? wrapped['expr'] ?? wrapped['column']);
}

/** A word or number of the library's tree as text; nothing for anything else. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
