import type { Edit } from '../text/edits.js';
import { clauseEnd } from './clauses.js';
import { listed, parenthesised } from '../statements/piece.js';
import type { SqlToken } from '../text/tokens.js';

/** The functions that the grammars read for several groupings at once, and what they are called. */
export const groupings: ReadonlyMap<string, string> = new Map([
  ['rollup', 'GROUP BY ROLLUP'],
  ['cube', 'GROUP BY CUBE'],
  ['grouping_sets__', 'GROUP BY GROUPING SETS'],
]);

/** `GROUP BY a, b WITH CUBE` and `GROUP BY a, b GROUPING SETS (…)` as the grammars and DuckDB know them. */
export function groupingEdits(
  tokens: readonly SqlToken[],
  text: string,
): { readonly grammar: readonly Edit[]; readonly duckdb: readonly Edit[] } {
  const grammar: Edit[] = [];
  const duckdb: Edit[] = [];
  for (const [i, by] of tokens.entries()) {
    if (by.text !== 'by' || tokens[i - 1]?.text !== 'group') continue;
    const end = clauseEnd(tokens, i + 1);
    const at = atDepth(tokens, i + 1, end);
    const kind = at.find(
      (k) => tokens[k]!.text === 'with' && groupings.has(tokens[k + 1]?.text ?? ''),
    );
    const sets = at.find((k) => tokens[k]!.text === 'grouping' && tokens[k + 1]?.text === 'sets');
    if (kind !== undefined) {
      const edits = [
        { start: by.end, end: by.end, text: ` ${tokens[kind + 1]!.text}(` },
        { start: tokens[kind]!.start, end: tokens[kind + 1]!.end, text: ')' },
      ];
      grammar.push(...edits);
      duckdb.push(...edits);
    }
    if (sets === undefined) continue;
    const [inside, after] = parenthesised(tokens, sets + 2);
    if (inside === undefined) continue;
    const until = tokens[after - 1]!.end;
    if (sets > i + 1) {
      grammar.push({ start: by.end, end: by.end, text: ' grouping_sets__(' });
      grammar.push({ start: tokens[sets]!.start, end: until, text: ')' });
      // What is listed before the sets is in them.
      duckdb.push({ start: by.end, end: tokens[sets]!.start, text: ' ' });
    } else {
      const columns = columnsOf(inside, text).join(', ');
      grammar.push({ start: by.end, end: until, text: ` grouping_sets__(${columns})` });
    }
  }
  return { grammar, duckdb };
}

function columnsOf(inside: readonly SqlToken[], text: string): readonly string[] {
  const columns = listed(inside).flatMap((set) =>
    listed(set.filter((t) => t.text !== '(' && t.text !== ')')).map((one) =>
      text.slice(one[0]!.start, one.at(-1)!.end),
    ),
  );
  return [...new Set(columns)];
}

function atDepth(tokens: readonly SqlToken[], from: number, end: number): readonly number[] {
  let depth = 0;
  const found: number[] = [];
  for (let i = from; i < end; i++) {
    if (tokens[i]!.text === '(') depth++;
    if (tokens[i]!.text === ')') depth--;
    if (depth === 0) found.push(i);
  }
  return found;
}
