import { readJson } from '../../base/json/json-text.js';
import { jsonSource } from '../../base/json/json-source.js';
import { at } from '../../base/diagnostic.js';
import type { Document } from '../../dsl/document.js';
import type { Renaming } from './mend.js';
import { spliced } from './name-places.js';

/**
 * Texts of documents in which choices of open questions that are the renamed metric have its new name: no
 * law looks at a choice before it is taken.
 */
export function withOptions(
  texts: ReadonlyMap<string, string>,
  { kind, from, to }: Renaming,
): ReadonlyMap<string, string> {
  if (kind !== 'metric') return texts;
  return new Map(
    [...texts].map(([file, text]) => [
      file,
      file.endsWith('.json') ? renamed(text, from, to) : text,
    ]),
  );
}

function renamed(text: string, from: string, to: string): string {
  const document = readJson(text).root?.value as Partial<Document> | undefined;
  const holes = Array.isArray(document?.unresolved)
    ? (document.unresolved as Document['unresolved'])
    : undefined;
  if (holes === undefined) return text;
  const source = jsonSource(text);
  const spans = holes.flatMap((hole, i) =>
    hole.options.flatMap(({ value }, n) =>
      value === from
        ? [
            source.find({
              path: at('/unresolved', i, 'options', n, 'value'),
              offset: 0,
              length: from.length,
            }),
          ]
        : [],
    ),
  );
  return spliced(
    text,
    spans.map((span) => ({ ...span, by: to })),
  );
}
