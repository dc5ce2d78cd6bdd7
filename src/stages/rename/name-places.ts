import { at, steps } from '../../base/diagnostic.js';
import type { TextSource, Where } from '../../base/json/json-source.js';
import { readJson, type TextSpan } from '../../base/json/json-text.js';
import { readYaml } from '../../base/yaml/yaml.js';
import { tokenize } from '../../expr/tokens.js';

/** A text that says names, as a value and as characters. */
export interface NamedText {
  readonly source: TextSource;
  readonly documents: readonly unknown[];
}

/** The values of a JSON or YAML text; none where it cannot be read. */
export function valuesOf(file: string, text: string): readonly unknown[] {
  if (/\.ya?ml$/i.test(file)) return readYaml(text).documents;
  return [readJson(text).root?.value];
}

/**
 * Where a place says a name: as the whole text, as a name of an expression, as an item of a list, as a key
 * or a value of a mapping. `where` may say by offset and length which part of an expression is meant.
 */
export function placesOf(
  { source, documents }: NamedText,
  where: Where,
  name: string,
): readonly TextSpan[] {
  const value = valueAt(documents[where.document ?? 0], where.path);
  const place = {
    path: where.path,
    ...(where.document !== undefined && { document: where.document }),
  };
  const inText = (text: string, path: Where['path']): readonly TextSpan[] =>
    namesIn(text, name).map(({ start, end }) =>
      source.find({ ...place, path, offset: start, length: end - start }),
    );
  if (where.key === true)
    return steps(where.path).at(-1) === name ? [source.find({ ...place, key: true })] : [];
  if (typeof value === 'string') {
    const from = where.offset ?? 0;
    const to = where.length === undefined ? value.length : from + where.length;
    return namesIn(value, name)
      .filter((span) => span.start < to && span.end > from)
      .map(({ start, end }) => source.find({ ...place, offset: start, length: end - start }));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]): readonly TextSpan[] => {
    const path = at(where.path, key);
    return [
      ...(!Array.isArray(value) && key === name
        ? [source.find({ ...place, path, key: true })]
        : []),
      ...(typeof item === 'string' ? inText(item, path) : []),
    ];
  });
}

/** Parts of a text that are a name: the whole of it, or names of an expression. */
function namesIn(text: string, name: string): readonly TextSpan[] {
  if (text === name) return [{ start: 0, end: text.length }];
  const [tokens = []] = tokenize(text, '');
  return tokens
    .filter(({ kind, value }) => (kind === 'name' || kind === 'quoted') && value === name)
    .map(({ start, end }) => ({ start, end }));
}

/** The value that a pointer leads to; undefined where it leads nowhere. */
export function valueAt(root: unknown, path: Where['path']): unknown {
  return steps(path).reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined,
    root,
  );
}

/** A text with other characters in some places, which do not overlap. */
export function spliced(
  text: string,
  edits: readonly (TextSpan & { readonly by: string })[],
): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((made, { start, end, by }) => made.slice(0, start) + by + made.slice(end), text);
}
