import { readLenient } from './json-lenient.js';
import { readJson } from './json-text.js';
import { isTooLarge } from '../limits.js';

/** What a value must be to be the one that is looked for. */
export interface Wanted {
  /** Whether it is one at all, however wrong in parts. */
  readonly looksRight: (value: unknown) => boolean;
  /** Whether nothing is wrong with its form, so that it cannot have been guessed by chance. */
  readonly isRight: (value: unknown) => boolean;
}

/** The largest text that a missing bracket is looked for in, in characters. */
const largest = 60_000;

/** How many characters are read in all: a long text with many brackets may be read from each of them. */
const mostRead = 20_000_000;

/**
 * The only value of the wanted kind that a text holds which is no JSON: among prose, in a fence, twice the
 * same, with the small mistakes that `readLenient` reads, or with one bracket missing or too many. Undefined
 * where there is none or where several could be meant; an end that is cut off is never made up.
 */
export function jsonInside(text: string, wanted: Wanted): unknown {
  if (isTooLarge(text)) return undefined;
  const whole = oneOf(regions(text).filter(wanted.looksRight));
  if (whole !== undefined) return whole;
  return text.length > largest ? undefined : withBracket(text, wanted);
}

/** Values that begin at a bracket outside of those before. */
function regions(text: string): readonly unknown[] {
  const found: unknown[] = [];
  let budget = mostRead;
  const opening = /[{[]|"(?=\{|\\n|\s*\{)/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    if (budget < 0) return [];
    const read = readLenient(text, match.index);
    budget -= text.length - match.index;
    if (read === undefined) continue;
    found.push(read.value);
    opening.lastIndex = read.end;
  }
  return found;
}

/** The value that one more closing bracket makes, before the end: wherever it is put, it must be the same. */
function withBracket(text: string, wanted: Wanted): unknown {
  const start = text.search(/[{[]/);
  const last = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (start < 0 || last < start) return undefined;
  const body = text.slice(start, last + 1);
  const brackets = body.replace(/"(?:[^"\\]|\\.)*"/g, '').replace(/[^{}[\]]/g, '');
  const lacks = (open: string, close: string): number =>
    brackets.split(open).length - brackets.split(close).length;
  const [square, curly] = [lacks('[', ']'), lacks('{', '}')];
  if (Math.abs(square) + Math.abs(curly) !== 1 || square + curly < 0) return undefined;
  const bracket = square === 1 ? ']' : '}';
  const wrong = readJson(body).problems[0]?.offset ?? 0;
  const inside = tokenEnds(body, wrong).filter((place) => place < body.length);
  const found = inside.flatMap((place) => {
    const value = parsed(`${body.slice(0, place)}${bracket}${body.slice(place)}`);
    return value !== undefined && wanted.isRight(value) ? [value] : [];
  });
  return oneOf(found);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Ends of texts, brackets, numbers and words up to a place: a bracket is missing after one of them. */
function tokenEnds(text: string, until: number): readonly number[] {
  const tokens = text.slice(0, until + 1).matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]|[-\w.]+/g);
  return Array.from(tokens, (token) => token.index + token[0].length);
}

function oneOf(values: readonly unknown[]): unknown {
  const distinct = new Map(values.map((value) => [JSON.stringify(value), value]));
  const [only, second] = [...distinct.values()];
  return second === undefined ? only : undefined;
}
