import type { SqlToken } from '../text/tokens.js';

/** What follows conditions and groups of a SELECT. */
const ends = new Set([
  'having',
  'qualify',
  'order',
  'limit',
  'union',
  'intersect',
  'except',
  'minus',
  'window',
  'distribute',
  'sort',
  'cluster',
]);

/** The token that ends a clause of a SELECT: the word that begins the next one, or the parenthesis around it. */
export function clauseEnd(tokens: readonly SqlToken[], from: number): number {
  let depth = 0;
  for (let i = from; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (kind === 'sign' && text === '(') depth++;
    if (kind === 'sign' && text === ')') depth--;
    if (depth < 0 || (depth === 0 && kind === 'word' && ends.has(text))) return i;
  }
  return tokens.length;
}
