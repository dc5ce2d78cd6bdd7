import { at, inFile, type Diagnostic } from '../../base/diagnostic.js';
import { isObject } from '../../base/json/json-object.js';
import { interopDiagnostic } from '../diagnostics.js';
import type { Place } from './manifest.js';

/** A mapping of a manifest with where it stands; wrong shapes are reported where they are read. */
export interface Node {
  readonly value: Readonly<Record<string, unknown>>;
  readonly place: Place;
  readonly found: Diagnostic[];
}

/** A mapping as a node; anything else is reported and read as empty. */
export function node(value: unknown, place: Place, found: Diagnostic[]): Node {
  if (isObject(value)) return { value, place, found };
  found.push(wrongShape(place, 'a mapping'));
  return { value: {}, place, found };
}

/** A text, or undefined; numbers and booleans count as their text. */
export function text(of: Node, key: string): string | undefined {
  const value = of.value[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  of.found.push(wrongShape(placeOf(of, key), 'a text'));
  return undefined;
}

/** A text that must be there. */
export function needed(of: Node, key: string): string {
  const value = text(of, key);
  if (value === undefined) of.found.push(wrongShape(of.place, `"${key}" is missing`));
  return value ?? '';
}

/** Whether a flag is set: `true`, `True` … */
export function flag(of: Node, key: string): boolean {
  return text(of, key)?.toLowerCase() === 'true';
}

/** A number, or undefined. */
export function number(of: Node, key: string): number | undefined {
  const value = text(of, key);
  if (value === undefined) return undefined;
  const parsed = Number(value);
  if (Number.isFinite(parsed)) return parsed;
  of.found.push(wrongShape(placeOf(of, key), 'a number'));
  return undefined;
}

/** A mapping below, or undefined. */
export function child(of: Node, key: string): Node | undefined {
  const value = of.value[key];
  return value === undefined || value === null
    ? undefined
    : node(value, placeOf(of, key), of.found);
}

/** The items of a list; a single value counts as a list of one. */
export function items(of: Node, key: string): readonly (readonly [unknown, Place])[] {
  const value = of.value[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return [[value, placeOf(of, key)]];
  return value.map((item, i) => [item, inside(placeOf(of, key), i)] as const);
}

/** The mappings of a list. */
export function nodes(of: Node, key: string): readonly Node[] {
  return items(of, key).map(([value, place]) => node(value, place, of.found));
}

/** The texts of a list. */
export function texts(of: Node, key: string): readonly string[] {
  return items(of, key).map(([value]) => String(value));
}

/** The place of a value in a mapping. */
export function placeOf(of: Node, key: string): Place {
  return inside(of.place, key);
}

/** A diagnostic about a form that manifests do not have. */
export function wrongShape(place: Place, expected: string): Diagnostic {
  return located(interopDiagnostic('shape', place.path, { expected }), place);
}

/** Says in which file and document a diagnostic stands. */
export function located(found: Diagnostic, place: Place): Diagnostic {
  return inFile([found], place.file, place.document)[0]!;
}

function inside(place: Place, step: string | number): Place {
  return { ...place, path: at(place.path, step) };
}
