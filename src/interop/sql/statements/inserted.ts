import { edited } from '../text/edits.js';
import { blank, listed, nameAt, parenthesised, topLevel, type Piece, type Plain } from './piece.js';
import { paramName } from '../text/params.js';
import type { SqlToken } from '../text/tokens.js';
import type { SqlTarget } from '../tree.js';

const queryBegins = ['select', 'with', '('];

/** `[WITH …] INSERT OVERWRITE|INTO [TABLE] x [PARTITION (…)] [(columns)] SELECT …`. */
export function inserted(tokens: readonly SqlToken[], insert: number, plain: Plain): Piece {
  const head = headOf(tokens, insert);
  const rest = head === undefined ? undefined : tokens[head.rest];
  if (head === undefined || rest === undefined) return { ...plain, kind: 'other' };
  // A second INSERT of one SELECT has no meaning.
  const more = tokens.slice(head.rest).some((t) => t.kind === 'word' && t.text === 'insert');
  if (more || !queryBegins.includes(rest.text)) return { ...plain, kind: 'other' };
  const text = blank(plain.text, tokens[insert]!.start, rest.start);
  const conflict = conflictAt(tokens, head.rest);
  if (conflict === undefined) return { ...plain, kind: 'query', text, target: head.target };
  const key = replacedBy(tokens, conflict);
  if (key === undefined) return { ...plain, kind: 'other' };
  const target: SqlTarget = { ...head.target, how: 'upsert', key };
  return {
    ...plain,
    kind: 'query',
    text: blank(text, tokens[conflict]!.start, text.length),
    target,
  };
}

/** Where `ON CONFLICT` begins. */
function conflictAt(tokens: readonly SqlToken[], from: number): number | undefined {
  return topLevel(tokens).find(
    (i) => i > from && tokens[i]!.text === 'on' && tokens[i + 1]?.text === 'conflict',
  );
}

/** The key of `ON CONFLICT (key) DO UPDATE SET a = excluded.a, …`: a row takes the place of the one with its key. */
function replacedBy(tokens: readonly SqlToken[], conflict: number): readonly string[] | undefined {
  const [key, after] = parenthesised(tokens, conflict + 2);
  const words = tokens.slice(after, after + 3).map((t) => t.text);
  if (key === undefined || words.join(' ') !== 'do update set') return undefined;
  const isWhole = listed(tokens.slice(after + 3)).every((set) => {
    const [column, equals, excluded, dot, same, ...more] = set.map((t) => t.text.toLowerCase());
    const isOwn = equals === '=' && excluded === 'excluded' && dot === '.' && same === column;
    return isOwn && more.length === 0;
  });
  return isWhole ? listed(key).map(([t]) => t!.text) : undefined;
}

/** What may follow the FROM of a SELECT, in whose place the shared one stands. */
const afterFrom = new Set([
  'where',
  'group',
  'having',
  'order',
  'limit',
  'distribute',
  'cluster',
  'sort',
  'window',
  'lateral',
]);

/**
 * `FROM x INSERT … SELECT … INSERT … SELECT …`: each INSERT is a statement of its own over the shared FROM
 * (Hive's and MaxCompute's multiple INSERT).
 */
export function insertedFromOne(
  tokens: readonly SqlToken[],
  from: number,
  inserts: readonly number[],
  plain: Plain,
): readonly Piece[] {
  const shared = plain.text.slice(tokens[from]!.start, tokens[inserts[0]!]!.start).trimEnd();
  const top = new Set(topLevel(tokens));
  return inserts.map((insert, k): Piece => {
    const next = inserts[k + 1] ?? tokens.length;
    const start = tokens[insert]!.start;
    const end = tokens[next - 1]!.end;
    const head = headOf(tokens, insert);
    const rest = head === undefined ? undefined : tokens[head.rest];
    const own = { start, end, text: plain.text, origin: plain.origin };
    if (head === undefined || rest === undefined || rest.text !== 'select')
      return { ...own, kind: 'other' };
    const clauses = tokens
      .map((t, i) => ({ t, i }))
      .filter(({ t, i }) => i > head.rest && i < next && top.has(i) && t.kind === 'word');
    // An arm with a FROM of its own, or a set of several SELECTs, is none of this form.
    if (clauses.some(({ t }) => ['from', 'union', 'intersect', 'except'].includes(t.text)))
      return { ...own, kind: 'other' };
    const place = clauses.find(({ t }) => afterFrom.has(t.text))?.t.start ?? end;
    const arm = blank(plain.text, tokens[from]!.start, rest.start).slice(0, end);
    const { text, origin } = edited(arm, [{ start: place, end: place, text: `\n${shared}\n` }]);
    return { ...own, kind: 'query', text, origin, target: head.target };
  });
}

interface Head {
  readonly target: SqlTarget;
  /** The token that the query begins with. */
  readonly rest: number;
}

function headOf(tokens: readonly SqlToken[], insert: number): Head | undefined {
  let i = insert + 1;
  const word = (text: string): boolean => {
    if (tokens[i]?.kind !== 'word' || tokens[i]?.text !== text) return false;
    i++;
    return true;
  };
  const overwrite = word('overwrite');
  if (!overwrite && !word('into')) return undefined;
  word('table');
  const first = i;
  const [table, after] = nameAt(tokens, i);
  if (table.length === 0) return undefined;
  i = after;
  let partition: SqlTarget['partition'] = [];
  const columns: string[] = [];
  for (let part = 0; part < 3; part++) {
    if (word('partition')) {
      const [inside, next] = parenthesised(tokens, i);
      if (inside === undefined) return undefined;
      partition = partitionOf(inside);
      i = next;
      if (word('if') && !(word('not') && word('exists'))) return undefined;
    } else if (
      tokens[i]?.text === '(' &&
      !['select', 'with', '('].includes(tokens[i + 1]?.text ?? '')
    ) {
      const [inside, next] = parenthesised(tokens, i);
      if (inside === undefined) return undefined;
      columns.push(...listed(inside).map(([t]) => t!.text));
      i = next;
    }
  }
  const how = overwrite ? 'overwrite' : 'append';
  const at = { start: tokens[first]!.start, end: tokens[after - 1]!.end };
  return { target: { table, how, columns, partition, at }, rest: i };
}

function partitionOf(inside: readonly SqlToken[]): SqlTarget['partition'] {
  return listed(inside).map((p) => {
    const column = p[0]!.text;
    const at = { start: p[0]!.start, end: p.at(-1)!.end };
    const [, , value] = p;
    if (value === undefined) return { column, at };
    const given = p.slice(2);
    const text = value.kind === 'text' ? value.text.replace(/^['"]|['"]$/g, '') : '';
    const param = paramName(text);
    if (given.length > 1) return { column, value: given.map((t) => t.text).join(''), at };
    if (param !== undefined) return { column, value: `$${param}`, at };
    return { column, value: value.kind === 'text' ? text : value.text, at };
  });
}
