import { type Diagnostic, type JsonPointer, steps } from '../base/diagnostic.js';
import { dslDiagnostic } from './diagnostics.js';
import type { Document } from './document.js';
import { visit } from './grammar.js';

/** The text that stands where an answer is missing. */
export const hole = '?';

/**
 * S14: every hole has one question, every question one hole (or none, where a concept is missing), and
 * what is assumed is about a place that exists.
 */
export function checkHoles(document: Document): readonly Diagnostic[] {
  const { unresolved = [], assumptions = [] } = document;
  const asked = new Map<JsonPointer, number>();
  const questions = unresolved.flatMap(({ at }, i): readonly Diagnostic[] => {
    const path: JsonPointer = `/unresolved/${i}/at`;
    const place = pointerOf(at);
    if (place === undefined) return [dslDiagnostic('no-such-place', path, { at })];
    const earlier = asked.get(place);
    if (earlier !== undefined && place !== '')
      return [
        dslDiagnostic('duplicate-name', path, { name: at, first: `/unresolved/${earlier}/at` }),
      ];
    asked.set(place, i);
    if (place === '') return [];
    const [exists, value] = valueAt(document, place);
    if (!exists) return [dslDiagnostic('no-such-place', path, { at })];
    return value === hole ? [] : [dslDiagnostic('question-without-hole', path, { at })];
  });
  const unasked: Diagnostic[] = [];
  visit(document, {
    text(text, _type, place, path) {
      if (text === hole && mayBeHole(place) && !asked.has(path))
        unasked.push(dslDiagnostic('hole-without-question', path, {}));
    },
  });
  const lost = assumptions.flatMap(({ at }, i) => {
    const place = pointerOf(at);
    const exists = place !== undefined && valueAt(document, place)[0];
    return exists ? [] : [dslDiagnostic('no-such-place', `/assumptions/${i}/at`, { at })];
  });
  return [...unasked, ...questions, ...lost];
}

/** Prose may consist of a question mark: it is not part of what is computed. */
function mayBeHole(place: string): boolean {
  const prose = /^(?:Document\.title|(?:Unresolved|Option|Assumption)\..*|.*\.comment)$/;
  return !prose.test(place);
}

function pointerOf(text: string): JsonPointer | undefined {
  return /^(?:\/(?:[^~]|~[01])*)?$/.test(text) ? (text as JsonPointer) : undefined;
}

function valueAt(
  document: unknown,
  path: JsonPointer,
): readonly [exists: boolean, value?: unknown] {
  let value = document;
  for (const step of steps(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return [false];
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return [true, value];
}
