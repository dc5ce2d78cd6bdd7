import type { Diagnostic, PatchOperation } from '../base/diagnostic.js';
import { isObject } from '../base/json/json-object.js';
import { correctDiagnostic } from './diagnostics.js';
import { jsonIn } from './json-in.js';
import type { Place } from './places.js';
import { valueAt } from './value-at.js';

/** What a model answered to the places it was shown. */
export interface Answers {
  readonly values: ReadonlyMap<number, unknown>;
  /** What is wrong with the answer itself; those parts count for nothing. */
  readonly found: readonly Diagnostic[];
}

/**
 * Reads `{"answers": [{"place": 1, "value": …}]}`, with or without prose around it. Answers to places
 * that were not asked are reported and left out, so nothing outside of the places can change; `null`
 * says that there is no answer.
 */
export function readAnswers(text: string, places: readonly Place[]): Answers {
  const read = jsonIn(text);
  const list = read?.['answers'];
  const nothing = new Map<number, unknown>();
  if (!Array.isArray(list))
    return { values: nothing, found: [correctDiagnostic('no-answers', '', {})] };
  const values = new Map<number, unknown>();
  const found: Diagnostic[] = [];
  for (const [i, answer] of list.entries()) {
    const { place, value } = (typeof answer === 'object' && answer !== null ? answer : {}) as {
      readonly place?: unknown;
      readonly value?: unknown;
    };
    const number = Number(place);
    if (!places.some((p) => p.number === number)) {
      const asked = JSON.stringify(place ?? '').slice(0, 20);
      found.push(correctDiagnostic('place-not-asked', `/answers/${i}`, { place: asked }));
    } else if (value !== null && value !== undefined && !values.has(number))
      values.set(number, value);
  }
  for (const { number } of places)
    if (!values.has(number)) found.push(correctDiagnostic('not-answered', '', { place: number }));
  return { values, found };
}

/**
 * The replacements that answers stand for. Where a place was answered with the place's surroundings, or
 * with its value as JSON in a text, the value is taken out of them. A target keeps its table.
 */
export function replacements(
  places: readonly Place[],
  { values }: Answers,
): readonly PatchOperation[] {
  return places.flatMap((place): readonly PatchOperation[] =>
    values.has(place.number)
      ? [{ op: 'replace', path: place.path, value: fitted(place, values.get(place.number)) }]
      : [],
  );
}

function fitted(place: Place, value: unknown): unknown {
  if (place.path === '/target' && isObject(value)) {
    const table = valueAt(place.value, '/table');
    return table === undefined ? value : { ...value, table };
  }
  // The key that the place hangs on, written again around its value.
  const last = place.path.slice(place.path.lastIndexOf('/') + 1);
  if (isObject(place.value) || !isObject(value)) return unpacked(place, value);
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === last ? value[last] : value;
}

/** Where an object stands, a text can only be that object written as JSON. */
function unpacked(place: Place, value: unknown): unknown {
  if (!isObject(place.value) || typeof value !== 'string') return value;
  return jsonIn(value) ?? value;
}
