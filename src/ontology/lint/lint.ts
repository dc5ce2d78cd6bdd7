import type { Details, Diagnostic, JsonPointer } from '../../base/diagnostic.js';
import { at } from '../../base/diagnostic.js';
import { closest, suggest } from '../../base/text/suggest.js';
import { ontologyDiagnostic } from '../diagnostics.js';
import type { Source } from '../model.js';

/** The part of a diagnostic that says in which document a definition stands. */
export function inSource({ file, document }: Source, more: Details = {}): Details {
  return { file, document, ...more };
}

/** Reports a name that nothing has, with the nearest names; `of` is what should have it, or ''. */
export function unknown(
  source: Source,
  path: JsonPointer,
  what: { readonly kind: string; readonly name: string; readonly of?: string },
  names: Iterable<string>,
  more: Details = {},
): Diagnostic {
  const list = [...names];
  const near = suggest(what.name, list);
  const meant = closest(what.name, list);
  // Inside an expression or a key a replacement would replace more than the name.
  const whole = more.offset === undefined && more.key === undefined;
  const fix =
    meant !== undefined && whole ? { fix: [{ op: 'replace' as const, path, value: meant }] } : {};
  const allowed = near.length > 0 ? near : list.length <= 12 ? list.toSorted() : [];
  return ontologyDiagnostic(
    'unknown-name',
    path,
    { kind: what.kind, name: what.name, of: what.of ?? '' },
    inSource(source, { ...more, ...(allowed.length > 0 && { allowed }), ...fix }),
  );
}

/** Reports the names of a list that are not among those that exist. */
export function unknownOf(
  source: Source,
  path: JsonPointer,
  what: { readonly kind: string; readonly of?: string },
  written: readonly string[],
  names: { readonly has: (name: string) => boolean; readonly keys: () => Iterable<string> },
): readonly Diagnostic[] {
  return written.flatMap((name, i) =>
    names.has(name) ? [] : [unknown(source, at(path, i), { ...what, name }, names.keys())],
  );
}
