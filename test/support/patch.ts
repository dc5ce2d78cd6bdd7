import { type PatchOperation, steps } from '../../src/base/diagnostic.js';

/** A copy of a JSON value with operations applied (objects, and items of lists that exist). */
export function applyPatch(value: unknown, operations: readonly PatchOperation[]): unknown {
  const copy: unknown = structuredClone(value);
  for (const { op, path, value: made } of operations) {
    const names = steps(path);
    const owner = names
      .slice(0, -1)
      .reduce((node, name) => (node as Record<string, unknown>)[name], copy) as Record<
      string,
      unknown
    >;
    const last = names.at(-1) ?? '';
    if (op === 'remove') delete owner[last];
    else owner[last] = made;
  }
  return copy;
}
