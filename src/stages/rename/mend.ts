import type { Diagnostic } from '../../base/diagnostic.js';
import { openSource } from '../../base/json/json-source.js';
import { placesOf, spliced, valuesOf } from './name-places.js';

/** What gets another name; an attribute is one of its entity, `owner`. */
export interface Renaming {
  readonly kind: 'entity' | 'attribute' | 'metric' | 'term';
  readonly owner?: string;
  readonly from: string;
  readonly to: string;
}

/** Texts in which a name was followed, and what is still wrong in them. */
export interface Mended {
  readonly texts: ReadonlyMap<string, string>;
  /** Errors that no place of the old name explains: then nothing may be written. */
  readonly left: readonly Diagnostic[];
}

/** More steps than any chain of definitions needs. */
const most = 50;

/**
 * Follows a renamed definition through texts: what reads it under the old name is an error now, located
 * where it stands, and is given the new one; until nothing is wrong that was right before. An error of
 * what stands on a place that is not mended yet goes away with it, so names come before expressions.
 */
export async function mend(
  start: ReadonlyMap<string, string>,
  renaming: Renaming,
  diagnose: (texts: ReadonlyMap<string, string>) => readonly Diagnostic[],
  known: ReadonlySet<string>,
): Promise<Mended> {
  let texts = start;
  for (let step = 0; step < most; step++) {
    const errors = diagnose(texts).filter((d) => isError(d) && !known.has(findingKey(d)));
    if (errors.length === 0) return { texts, left: [] };
    const about = errors.filter((d) => isAbout(d, renaming));
    const named = about.filter((d) => d.offset === undefined);
    const next = (await edited(texts, named, renaming)) ?? (await edited(texts, about, renaming));
    if (next === undefined) return { texts, left: errors };
    texts = next;
  }
  return { texts, left: diagnose(texts).filter(isError) };
}

/** Whether a finding says that the old name is missing, of this kind and owner where it says those. */
function isAbout({ params }: Diagnostic, { kind, owner, from, to }: Renaming): boolean {
  if (params['name'] !== from) return false;
  // Where an entity may stand for its key, its old name is looked for in the entity itself.
  if (kind === 'entity' && params['of'] === to) return true;
  if (params['kind'] !== undefined && params['kind'] !== kind) return false;
  const { of } = params;
  return kind !== 'attribute' || of === undefined || of === owner;
}

/** What a finding is, wherever others move it. */
export function findingKey({ code, file, document, path, params }: Diagnostic): string {
  return JSON.stringify([code, file, document, path, params]);
}

/** The texts with the new name where the findings stand; undefined where none of them says the old one. */
async function edited(
  texts: ReadonlyMap<string, string>,
  findings: readonly Diagnostic[],
  { kind, from, to }: Renaming,
): Promise<ReadonlyMap<string, string> | undefined> {
  const made = new Map(texts);
  for (const [file, text] of texts) {
    const own = findings.filter((d) => d.file === file);
    if (own.length === 0) continue;
    const named = { source: await openSource(file, text), documents: valuesOf(file, text) };
    const spans = own.flatMap((d) => {
      const found = placesOf(named, d, from);
      // Of a path like city.city the attribute is the last, the entity the first.
      return d.offset === undefined || found.length < 2
        ? found
        : found.slice(...(kind === 'attribute' ? [-1] : [0, 1]));
    });
    const distinct = new Map(spans.map((span) => [span.start, { ...span, by: to }]));
    made.set(file, spliced(text, [...distinct.values()]));
  }
  return [...made].some(([file, text]) => texts.get(file) !== text) ? made : undefined;
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
