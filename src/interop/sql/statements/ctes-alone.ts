import { edited } from '../text/edits.js';
import { blank, nameAt, parenthesised, type Piece, type Plain } from './piece.js';
import type { SqlToken } from '../text/tokens.js';

/**
 * `WITH a AS (…), b AS (…)` that no SELECT follows, as people hand over parts of a task: each CTE is a statement
 * that makes a table of its name for those after it. Undefined where it is none of that.
 */
export function ctesAlone(tokens: readonly SqlToken[], plain: Plain): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let i = 1;
  for (;;) {
    const first = i;
    const [table, after] = nameAt(tokens, i);
    if (table.length !== 1 || tokens[after]?.text !== 'as') return undefined;
    const [inside, next] = parenthesised(tokens, after + 1);
    if (inside === undefined) return undefined;
    const end = tokens[next - 1]!.end;
    const at = { start: tokens[first]!.start, end: tokens[first]!.end };
    const before = blank(plain.text, end, plain.text.length).slice(0, end);
    const quoted = `"${table[0]!}"`;
    const select = { start: end, end, text: ` select * from ${quoted}` };
    pieces.push({
      ...edited(before, [select]),
      kind: 'query',
      start: first === 1 ? plain.start : at.start,
      end,
      target: { table, how: 'create', columns: [], partition: [], at },
    });
    if (next === tokens.length) return pieces;
    if (tokens[next]!.text !== ',') return undefined;
    i = next + 1;
  }
}
