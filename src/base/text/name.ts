const plain = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u;

/** Whether a name needs no backticks: letters of any script, digits, underscore; not starting with a digit. */
export function isPlainName(name: string): boolean {
  return plain.test(name);
}

/** Words that shape expressions: as names they stand in backticks, except after a point. All other words are soft. */
const reserved: ReadonlySet<string> = new Set([
  'and',
  'between',
  'case',
  'else',
  'end',
  'false',
  'ilike',
  'in',
  'is',
  'like',
  'not',
  'null',
  'or',
  'then',
  'true',
  'when',
]);

/** Whether a word, in any case, is reserved. */
export function isReserved(word: string): boolean {
  return reserved.has(word.toLowerCase());
}

/**
 * A name as it is written: as it is where that is plain and shapes no expressions, else in backticks, with
 * backticks doubled.
 */
export function quoteName(name: string): string {
  return isPlainName(name) && !isReserved(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

/** The name that a written name means; undefined where it is neither plain nor one text in backticks. */
export function unquoteName(written: string): string | undefined {
  if (isPlainName(written)) return written;
  const inner = /^`((?:[^`]|``)+)`$/.exec(written)?.[1];
  return inner?.replaceAll('``', '`');
}

/**
 * The parts of a dotted name, `a.b` or `` a.`b.c` ``: parts in backticks are kept whole, other parts are
 * anything without dots and backticks. Undefined where a part is empty or a backtick is open.
 */
export function splitDotted(written: string): readonly string[] | undefined {
  const parts = written.match(/`(?:[^`]|``)+`|[^.`]+|\./g) ?? [];
  if (parts.join('') !== written || parts.length % 2 === 0) return undefined;
  const names = parts.filter((_, i) => i % 2 === 0);
  if (parts.some((p, i) => (p === '.') !== (i % 2 === 1))) return undefined;
  return names.map((n) => (n.startsWith('`') ? n.slice(1, -1).replaceAll('``', '`') : n));
}

/** A word as it is compared with what people write: signs of one width, no space around, no case. */
export function folded(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase();
}
