import type { Edit } from '../text/edits.js';
import { listed, nameAt, parenthesised } from '../statements/piece.js';
import type { SqlToken } from '../text/tokens.js';

/** The function that the grammars read for a LATERAL VIEW. */
export const lateralView = 'lateral_view__';

/**
 * `LATERAL VIEW [OUTER] f(…) alias AS a, b` as the grammars and DuckDB read it; a function that DuckDB has nothing for
 * is called there by its name, and found missing.
 */
export function viewAt(
  tokens: readonly SqlToken[],
  from: number,
  text: string,
): { readonly grammar: Edit; readonly duckdb: readonly Edit[] } | undefined {
  const outer = tokens[from + 2]?.text === 'outer';
  const [parts, open] = nameAt(tokens, from + (outer ? 3 : 2));
  const [args, after] = parenthesised(tokens, open);
  const alias = tokens[after];
  const [first, last] = [args?.[0], args?.at(-1)];
  if (parts.length === 0 || first === undefined || last === undefined || !isName(alias))
    return undefined;
  const [columns, end] = columnsAt(tokens, after + 1);
  const named = columns.length === 0 ? ['col'] : columns;
  const place = { start: tokens[from]!.start, end: tokens[end - 1]!.end };
  const fn = parts.join('.');
  const given = text.slice(first.start, last.end);
  const items = named.map((name, k) =>
    k === 0 ? `${lateralView}('${fn}', ${given}) as "${name}"` : `null as "${name}"`,
  );
  const rows = rowsOf(fn, args!, named);
  const join = `${outer ? 'left' : 'cross'} join lateral (select ${rows.before}`;
  const close = `${rows.after}) as ${alias.text}${outer ? ' on true' : ''}`;
  return {
    grammar: { ...place, text: `cross join (select ${items.join(', ')}) ${alias.text}` },
    // What stands between is left in its place, where it may be said otherwise too.
    duckdb: [
      { start: place.start, end: first.start, text: join },
      { start: rows.last.end, end: place.end, text: close },
    ],
  };
}

/** The names after AS, and the token after them. */
function columnsAt(
  tokens: readonly SqlToken[],
  from: number,
): readonly [readonly string[], number] {
  const columns: string[] = [];
  let i = from;
  if (tokens[i]?.text !== 'as') return [columns, i];
  for (i++; isName(tokens[i]); i++) {
    columns.push(tokens[i]!.text);
    i++;
    if (tokens[i]?.text !== ',') break;
  }
  return [columns, i];
}

/** What stands before and after an argument, the last token of which is `last`. */
interface LateralRows {
  readonly before: string;
  readonly last: SqlToken;
  readonly after: string;
}

function rowsOf(fn: string, args: readonly SqlToken[], named: readonly string[]): LateralRows {
  const names = named.map((name) => `"${name}"`);
  const last = args.at(-1)!;
  const [of = [], ...keys] = listed(args);
  const paths = keys.flatMap((k) => (k.length === 1 && k[0]!.kind === 'text' ? k : []));
  if (fn === 'explode' && names.length === 1)
    return { before: 'unnest(', last, after: `) as ${names[0]!}` };
  if (fn === 'posexplode' && names.length === 2) {
    const before = `generate_subscripts(l, 1) - 1 as ${names[0]!}, unnest(l) as ${names[1]!} from (select `;
    return { before, last, after: ' as l)' };
  }
  if (fn === 'json_tuple' && paths.length === keys.length && keys.length === names.length) {
    const values = paths.map(
      ({ text }, k) =>
        `case when json_valid(j) then json_extract_string(j, '$.' || ${text}) end as ${names[k]!}`,
    );
    return { before: `${values.join(', ')} from (select `, last: of.at(-1)!, after: ' as j)' };
  }
  const [first = '', ...others] = names;
  return {
    before: `${fn}(`,
    last,
    after: [`) as ${first}`, ...others.map((n) => `null as ${n}`)].join(', '),
  };
}

function isName(token: SqlToken | undefined): token is SqlToken {
  return token?.kind === 'word' || token?.kind === 'name';
}
