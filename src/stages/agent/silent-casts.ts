import type { Diagnostic } from '../../base/diagnostic.js';
import type { Document } from '../../dsl/document.js';

/**
 * The document with a cast around each part that SQL converts silently: arguments that a function takes as a text, and
 * texts that moments are compared with. Undefined where something else is wrong with it. Whether both mean the same
 * the rows say.
 */
export function withSilentCasts(
  document: Document,
  diagnostics: readonly Diagnostic[],
): Document | undefined {
  const wrong = diagnostics.filter((d) => d.severity === 'error');
  if (wrong.length === 0 || wrong.some((d) => silentType(d) === undefined)) return undefined;
  const made = structuredClone(document);
  // From the end of each text, so that earlier offsets stay.
  for (const found of wrong.toSorted((a, b) => b.offset! - a.offset!)) {
    const [from, to] = [found.offset!, found.offset! + found.length!];
    const cast = (text: string): string =>
      `${text.slice(0, from)}cast(${text.slice(from, to)} as ${silentType(found)!})${text.slice(to)}`;
    change(made, found.path.split('/').slice(1), cast);
  }
  return made;
}

/** The type that the part is converted to. */
function silentType({ code, params, offset, length }: Diagnostic): string | undefined {
  if (offset === undefined || length === undefined) return undefined;
  if (code === 'expr/wrong-argument') return params['expected'] === 'string' ? 'string' : undefined;
  const isMoment = params['left'] === 'timestamp' && params['right'] === 'string';
  return code === 'expr/not-comparable' && isMoment ? 'timestamp' : undefined;
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
