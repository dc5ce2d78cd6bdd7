import type { Details, JsonPointer, PatchOperation } from '../base/diagnostic.js';
import { folded, quoteName } from '../base/text/name.js';
import { closest, suggest } from '../base/text/suggest.js';
import type { WordsOf } from './called.js';

/** Where a name stands: the pointer of its text, and which characters of it. */
export interface Place {
  readonly path: JsonPointer;
  readonly details: Details;
  /** The whole text at `path`, where it belongs to the document: only there a fix can be made. */
  readonly text?: string;
}

/** A place that is one whole text: a name on its own. */
export function wholePlace(path: JsonPointer, text: string): Place {
  return { path, details: {}, text };
}

/** The place of one name of a dotted path; of the whole path where it is not written plainly. */
export function placeOfName(place: Place, names: readonly string[], index: number): Place {
  const { offset, length } = place.details;
  if (offset === undefined || length === undefined || place.text === undefined) return place;
  const written = names.map(quoteName);
  if (place.text.slice(offset, offset + length) !== written.join('.')) return place;
  const before = written.slice(0, index).reduce((sum, name) => sum + name.length + 1, 0);
  return {
    ...place,
    details: { ...place.details, offset: offset + before, length: written[index]!.length },
  };
}

/** The operation that writes something else in a place, and keeps the rest of its text. */
export function replaceAt(
  place: Place,
  replacement: string,
): readonly PatchOperation[] | undefined {
  const { path, text, details } = place;
  if (text === undefined || details.file !== undefined) return undefined;
  const start = details.offset ?? 0;
  const end = start + (details.length ?? text.length);
  const value = `${text.slice(0, start)}${replacement}${text.slice(end)}`;
  return [{ op: 'replace', path, value }];
}

/** How many names are listed where none is near. */
const listed = 12;

/**
 * Details of a wrong name: what would be right here, the nearest first (all of them only where none is
 * near and they are few), and a fix where it can only be a slip of the pen, or another word of exactly one
 * of them: its label, a synonym, its table or column.
 */
export function namesAllowed(
  place: Place,
  wrong: string,
  names: Iterable<string>,
  words: WordsOf = () => [],
): Details {
  const all = [...new Set(names)];
  const same = folded(wrong);
  const called = all.filter((name) => words(name).some((word) => folded(word) === same));
  const likeWords = suggest(wrong, all.flatMap(words)).flatMap((word) =>
    all.filter((name) => words(name).includes(word)),
  );
  const near = [...new Set([...called, ...suggest(wrong, all), ...likeWords])].slice(0, listed);
  const allowed = near.length > 0 ? near : all.slice(0, listed);
  const meant =
    called.length > 0 ? (called.length === 1 ? called[0] : undefined) : closest(wrong, all);
  const fix = meant === undefined ? undefined : replaceAt(place, writtenPath(meant));
  return {
    ...place.details,
    ...(allowed.length > 0 && { allowed }),
    ...(fix !== undefined && { fix }),
  };
}

/** Candidates are names, or paths with dots: neither is quoted twice. */
function writtenPath(name: string): string {
  return name.includes('.') ? name : quoteName(name);
}
