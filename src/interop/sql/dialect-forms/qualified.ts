import type { Edit } from '../text/edits.js';
import { clauseEnd } from './clauses.js';
import type { SqlToken } from '../text/tokens.js';

/** The function that the grammars read for the condition of QUALIFY, which follows HAVING. */
export const qualifyMark = 'qualify__';

/** `QUALIFY condition`, which DuckDB has too, as a part of HAVING that bears a mark. */
export function qualifyEdits(tokens: readonly SqlToken[]): readonly Edit[] {
  return tokens.flatMap((token, i): readonly Edit[] => {
    if (token.kind !== 'word' || token.text !== 'qualify' || tokens[i - 1]?.text === '.') return [];
    const end = tokens[clauseEnd(tokens, i + 1) - 1]!.end;
    const having = havingBefore(tokens, i);
    const close = { start: end, end, text: ')' };
    if (having === undefined)
      return [{ start: token.start, end: token.end, text: `having ${qualifyMark}(` }, close];
    return [
      { start: having.end, end: having.end, text: ' (' },
      { start: token.start, end: token.end, text: `) and ${qualifyMark}(` },
      close,
    ];
  });
}

/** The HAVING of the same SELECT. */
function havingBefore(tokens: readonly SqlToken[], from: number): SqlToken | undefined {
  let depth = 0;
  for (let i = from - 1; i >= 0; i--) {
    const { kind, text } = tokens[i]!;
    if (text === ')') depth++;
    if (text === '(') depth--;
    if (depth < 0 || (depth === 0 && kind === 'word' && text === 'select')) return undefined;
    if (depth === 0 && kind === 'word' && text === 'having') return tokens[i];
  }
  return undefined;
}
