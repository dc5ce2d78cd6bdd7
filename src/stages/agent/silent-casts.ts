import type { Diagnostic } from '../../base/diagnostic.js';
import type { Document } from '../../dsl/document.js';

/**
 * The document with `cast(… as string)` around each argument that a function takes as a text and SQL converts silently;
 * undefined where something else is wrong with it. Whether both mean the same the rows say.
 */
export function withSilentCasts(
  document: Document,
  found: readonly Diagnostic[],
): Document | undefined {
  const wrong = found.filter((d) => d.severity === 'error');
  if (wrong.length === 0 || !wrong.every(isSilent)) return undefined;
  const made = structuredClone(document);
  // From the end of each text, so that earlier offsets stay.
  for (const { path, offset, length } of wrong.toSorted((a, b) => b.offset! - a.offset!))
    change(
      made,
      path.split('/').slice(1),
      (text) =>
        `${text.slice(0, offset)}cast(${text.slice(offset, offset! + length!)} as string)${text.slice(offset! + length!)}`,
    );
  return made;
}

function isSilent({ code, params, offset, length }: Diagnostic): boolean {
  return (
    code === 'expr/wrong-argument' &&
    params['expected'] === 'string' &&
    offset !== undefined &&
    length !== undefined
  );
}

function change(
  value: unknown,
  [part, ...rest]: readonly string[],
  by: (text: string) => string,
): void {
  const inside = value as Record<string, unknown>;
  if (part === undefined) return;
  if (rest.length > 0) change(inside[part], rest, by);
  else if (typeof inside[part] === 'string') inside[part] = by(inside[part]);
}
