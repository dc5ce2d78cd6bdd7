import type { Edit } from '../text/edits.js';
import { listed, parenthesised } from '../statements/piece.js';
import type { SqlToken } from '../text/tokens.js';

/** The function that the grammars read for what several values are counted together by. */
export const together = 'together__';

/** What the grammars and DuckDB read otherwise. */
export interface AggregateEdits {
  readonly grammar: readonly Edit[];
  readonly duckdb: readonly Edit[];
}

const none: AggregateEdits = { grammar: [], duckdb: [] };

/**
 * An aggregate that begins at a token: `COUNT(DISTINCT a, b)`, which counts where none is null, and
 * `WM_CONCAT([DISTINCT] ',', a) [WITHIN GROUP (ORDER BY …)]`, which the grammars read without the order.
 */
export function aggregateEdits(
  tokens: readonly SqlToken[],
  i: number,
  text: string,
): AggregateEdits {
  const name = tokens[i]!.text;
  if (name !== 'count' && name !== 'wm_concat') return none;
  const [inside, after] = parenthesised(tokens, i + 1);
  const distinct = inside?.[0]?.kind === 'word' && inside[0].text === 'distinct';
  const args = listed(inside?.slice(distinct ? 1 : 0) ?? []);
  const [first, second] = args.map((a) => ({ start: a[0]!.start, end: a.at(-1)!.end }));
  const last = tokens[after - 1];
  if (first === undefined || second === undefined || last === undefined) return none;
  const said = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  if (name === 'count') {
    if (!distinct) return none;
    const all = { start: first.start, end: last.start };
    const parts = args.map((a) => said({ start: a[0]!.start, end: a.at(-1)!.end }));
    const known = parts.map((p) => `(${p}) is not null`).join(' and ');
    return {
      grammar: [{ ...all, text: `${together}(${parts.join(', ')})` }],
      duckdb: [{ ...all, text: `case when ${known} then (${parts.join(', ')}) end` }],
    };
  }
  const order = orderAt(tokens, after);
  const whole = { start: tokens[i]!.start, end: order?.end ?? last.end };
  const by = order === undefined ? '' : ` ${text.slice(order.start, order.until)}`;
  return {
    grammar: [{ ...whole, text: `wm_concat(${said(first)}, ${said(second)})` }],
    duckdb: [
      {
        ...whole,
        text: `string_agg(${distinct ? 'distinct ' : ''}${said(second)}, ${said(first)}${by})`,
      },
    ],
  };
}

/** `WITHIN GROUP (ORDER BY …)`: what stands in it, and where it ends. */
function orderAt(
  tokens: readonly SqlToken[],
  from: number,
): { readonly start: number; readonly until: number; readonly end: number } | undefined {
  if (tokens[from]?.text !== 'within' || tokens[from + 1]?.text !== 'group') return undefined;
  const [inside, after] = parenthesised(tokens, from + 2);
  if (inside === undefined || inside.length === 0) return undefined;
  return { start: inside[0]!.start, until: inside.at(-1)!.end, end: tokens[after - 1]!.end };
}
