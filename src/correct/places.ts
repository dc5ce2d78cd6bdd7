import { steps, type Diagnostic, type JsonPointer } from '../base/diagnostic.js';
import { typeName } from './place-type.js';
import { isWithin, parentOf, valueAt } from './value-at.js';

/** A part of a document that is asked for anew: all that a repair may change (design section 6). */
export interface Place {
  /** From 1, in the order of the document. */
  readonly number: number;
  readonly path: JsonPointer;
  /** What the grammar has there: `Expr`, `Name`, `Measure`, `Stage` … */
  readonly type: string;
  /** What stands there now. */
  readonly value: unknown;
  /** What is wrong there or below. */
  readonly findings: readonly Diagnostic[];
}

/** How much around a finding is asked for: the value itself, the item of a list it is in, or the stage. */
export type Width = 'value' | 'item' | 'stage';

/** The places of the errors among some findings, and the errors that no repair may touch. */
export interface Places {
  readonly places: readonly Place[];
  readonly unplaced: readonly Diagnostic[];
}

/**
 * Turns errors into numbered places. A wrong value is a place of its own; what is wrong with the structure
 * is one place, the smallest item of a list around it, or the stage. Places in one another become the
 * outer one. `satisfies`, `unresolved`, `assumptions`, `as_of` and the target's table are never places.
 */
export function placesOf(
  document: unknown,
  found: readonly Diagnostic[],
  width: Width = 'value',
): Places {
  const placed: { readonly path: JsonPointer; readonly finding: Diagnostic }[] = [];
  const unplaced: Diagnostic[] = [];
  for (const finding of found.filter((d) => d.severity === 'error')) {
    // What is wrong in a file of the ontology is at no place of the document that met it.
    const elsewhere = finding.file !== undefined || isProtected(finding.path);
    const path = elsewhere ? undefined : placeOf(document, finding, width);
    if (path === undefined) unplaced.push(finding);
    else placed.push({ path, finding });
  }
  const paths = [...new Set(placed.map((p) => p.path))];
  const outer = paths.filter((path) => !paths.some((o) => o !== path && isWithin(path, o)));
  const places = outer.toSorted(inDocumentOrder).map((path, i): Place => ({
    number: i + 1,
    path,
    type: typeName(path),
    value: valueAt(document, path),
    findings: placed.filter((p) => isWithin(p.path, path)).map((p) => p.finding),
  }));
  return { places, unplaced };
}

const kept = /^\/(?:dsl|title|satisfies|unresolved|assumptions|as_of|target\/table)(?:\/|$)/;

function isProtected(path: JsonPointer): boolean {
  return kept.test(path);
}

function placeOf(
  document: unknown,
  { path, key }: Diagnostic,
  width: Width,
): JsonPointer | undefined {
  const value = valueAt(document, path);
  const isValue = key !== true && value !== undefined && typeof value !== 'object';
  if (isValue && width === 'value') return path;
  const item = itemAround(document, key === true || isValue ? parentOf(path) : path);
  if (item === undefined || width !== 'stage') return item;
  return stageOf(item) ?? item;
}

/** The nearest enclosing object that is an item of a list, or the target. */
function itemAround(document: unknown, path: JsonPointer): JsonPointer | undefined {
  for (let at = path; at !== ''; at = parentOf(at)) {
    const value = valueAt(document, at);
    const isItem = /\/\d+$/.test(at) || at === '/target';
    if (isItem && typeof value === 'object' && value !== null) return at;
  }
  return undefined;
}

function stageOf(path: JsonPointer): JsonPointer | undefined {
  return /^\/stages\/\d+/.exec(path)?.[0] as JsonPointer | undefined;
}

/** Numbers of lists by their size, names by the alphabet: the order is the same whatever found them. */
function inDocumentOrder(a: JsonPointer, b: JsonPointer): number {
  const [left, right] = [steps(a), steps(b)];
  for (const [i, step] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    if (step === other) continue;
    const numbers = /^\d+$/.test(step) && /^\d+$/.test(other);
    return numbers ? Number(step) - Number(other) : step < other ? -1 : 1;
  }
  return -1;
}
