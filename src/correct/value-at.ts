import { steps, type JsonPointer } from '../base/diagnostic.js';

/** The value that a pointer leads to; undefined where there is none. */
export function valueAt(value: unknown, path: JsonPointer): unknown {
  let found = value;
  for (const step of steps(path)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step))
      return undefined;
    found = (found as Readonly<Record<string, unknown>>)[step];
  }
  return found;
}

/** The pointer one step up; the whole document is above itself. */
export function parentOf(path: JsonPointer): JsonPointer {
  return path.slice(0, Math.max(0, path.lastIndexOf('/'))) as JsonPointer;
}

/** Whether a place is another, or lies in it. */
export function isWithin(path: JsonPointer, outer: JsonPointer): boolean {
  return path === outer || outer === '' || path.startsWith(`${outer}/`);
}
