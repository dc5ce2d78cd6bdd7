import { at, type JsonPointer } from '../diagnostic.js';

/** After what a joiner of no width does its work: pictures, and the letters of scripts that join theirs. */
const joined = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}]`;

/**
 * What a person does not see in a text and no script needs: controls but for tab and line breaks, marks that
 * turn the direction of writing, characters without a width, and tags that only programs read.
 */
export const hidden = new RegExp(
  [
    String.raw`(?![\t\n\r])\p{Cc}`,
    String.raw`[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]`,
    String.raw`[\u00AD\u180E\u200B\u2060-\u2064\uFEFF]|(?<!${joined})[\u200C\u200D]`,
    String.raw`[\u{E0000}-\u{E007F}]`,
  ].join('|'),
  'u',
);

/** A hidden character by its number: `U+001B`. */
export function codeOf(text: string, offset: number): string {
  return `U+${text.codePointAt(offset)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether a member is read as words, given whether what it belongs to is. */
export type IsRead = (key: string, inherited: boolean) => boolean;

/** Where a value that was read from a text has one, in what is read as words. */
export function hiddenIn(
  value: unknown,
  read: IsRead,
  path: JsonPointer = '',
  inherited = false,
): readonly { readonly path: JsonPointer; readonly code: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const place = at(path, Array.isArray(value) ? Number(key) : key);
    const isRead = read(key, inherited);
    if (typeof part !== 'string') return hiddenIn(part, read, place, isRead);
    const offset = isRead ? part.search(hidden) : -1;
    return offset < 0 ? [] : [{ path: place, code: codeOf(part, offset) }];
  });
}

/** Of a value that is words in all its parts. */
export const everywhere: IsRead = () => true;
