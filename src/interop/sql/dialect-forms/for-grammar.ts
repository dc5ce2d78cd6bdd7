import type { Edit } from '../text/edits.js';
import type { SqlToken } from '../text/tokens.js';

/** What `TRY_CAST` is called for the grammars, which know only CAST. */
export const attempted = 'attempted__';

/**
 * Edits that say what the grammars stumble over as they know it: no quotes around the name of a CTE, `TRY_CAST`
 * as a function around CAST, units of intervals in the singular, spaces around a minus, which they read as a part of
 * the name before it. Nothing but the reader sees the text they make.
 */
export function forGrammar(tokens: readonly SqlToken[]): readonly Edit[] {
  const changes = new Map<SqlToken, string>();
  const open: (SqlToken | undefined)[] = [];
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    if (token.kind === 'sign' && token.text === '(')
      open.push(before?.kind === 'word' && before.text === 'try_cast' ? before : undefined);
    if (token.kind === 'sign' && token.text === ')' && open.pop() !== undefined)
      changes.set(token, '))');
    if (token.kind === 'word' && token.text === 'try_cast' && tokens[i + 1]?.text === '(')
      changes.set(token, `${attempted}(cast`);
    if (token.kind === 'sign' && token.text === '-' && tokens[i + 1]?.text !== '>')
      changes.set(token, ' - ');
    if (namesCte(tokens, i)) changes.set(token, token.text);
    if (token.kind === 'word' && units.has(token.text) && tokens[i - 2]?.text === 'interval')
      changes.set(token, token.text.slice(0, -1));
  }
  return [...changes].map(([{ start, end }, text]) => ({ start, end, text }));
}

const units = new Set([
  'years',
  'quarters',
  'months',
  'weeks',
  'days',
  'hours',
  'minutes',
  'seconds',
]);

function namesCte(tokens: readonly SqlToken[], i: number): boolean {
  return (
    tokens[i]!.kind === 'name' &&
    /^[\p{L}_][\p{L}\p{N}_]*$/u.test(tokens[i]!.text) &&
    ['with', ','].includes(tokens[i - 1]?.text ?? '') &&
    tokens[i + 1]?.text === 'as' &&
    tokens[i + 2]?.text === '('
  );
}
